import { useSyncExternalStore } from 'react'

let outdated = false
const heard = new Set<() => void>()

/** By which script this page runs; a new build has another name for it. */
const scriptOf = (page: Document): string | null =>
  page.querySelector('script[type=module][src]')?.getAttribute('src') ?? null

/**
 * The house was away and is back: is it still the one this page came from? Asked after each lost connection, for that is when a new version
 * was put in its place.
 */
export async function lookForNewVersion(): Promise<void> {
  if (outdated) return
  const answer = await fetch('/', { cache: 'no-store', headers: { accept: 'text/html' } }).catch(() => null)
  if (!answer?.ok) return
  const served = scriptOf(new DOMParser().parseFromString(await answer.text(), 'text/html'))
  if (served === null || served === scriptOf(document)) return
  outdated = true
  for (const hear of heard) hear()
}

/** Is another version served by now than the one that is open here? */
export const isOutdated = (): boolean => outdated

export const useOutdated = (): boolean =>
  useSyncExternalStore((hear) => {
    heard.add(hear)
    return () => heard.delete(hear)
  }, isOutdated)

const RELOADED = 'okaeri.reloaded'
const NOT_AGAIN_MS = 600_000

/** Opens the page anew, where nobody is there to do it. Not twice in ten minutes: what stands between may hand out the old page for a while. */
export function reloadOnce(): void {
  const last = Number(sessionStorage.getItem(RELOADED) ?? 0)
  if (Date.now() - last < NOT_AGAIN_MS) return
  sessionStorage.setItem(RELOADED, String(Date.now()))
  location.reload()
}
