/** The house is asked so often what it asks by now. */
const LOOK_MS = 5 * 60_000
/** A page that has stood open for so long is opened anew: what the house has learnt since comes with it. */
const OLD_MS = 24 * 3_600_000

interface At {
  /** Nobody is answering, and nothing waits to be sent. */
  free(): Promise<boolean>
  /** Nothing is asked here any more. */
  shut(): void
}

/**
 * A tablet stands open for months. A question that was changed is asked as it stands by now, one that was taken away is not asked any more, and it
 * is asked again when it is back; but never under the hand of whoever is answering, and never without a connection.
 */
export function stayNew(stage: HTMLElement, { free, shut }: At): void {
  const { door, version } = stage.dataset
  const since = Date.now()
  let closed = false
  const look = async (): Promise<void> => {
    if (!(await free())) return
    const answer = await fetch(location.pathname)
    if (!(answer.ok || answer.status === 410)) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main')
    // Somebody may have begun while it was fetched.
    if (!page || !(await free())) return
    if (answer.status === 410) {
      closed = true
      shut()
      stage.replaceChildren(...page.childNodes)
      return
    }
    // Another page than ours is one that a network puts before those it does not know yet.
    if (page.dataset.door !== door) return
    if (closed || page.dataset.version !== version || Date.now() - since > OLD_MS) location.reload()
  }
  const again = () => void look().catch(() => undefined)
  setInterval(again, LOOK_MS)
  window.addEventListener('online', again)
}
