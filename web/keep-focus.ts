/**
 * A busy button cannot be pressed, and a browser takes the keyboard's place away from what cannot be pressed: whoever works without a mouse
 * would begin again at the top of the page after each step. When it is free again and nobody has gone elsewhere, it has the place back. And what they stand on
 * may be drawn anew elsewhere, as a card that is greeted becomes a line: they go with it, to what bears the same id and takes the keyboard.
 * @returns how to stop
 */
export function keepFocus(document: Document): () => void {
  let last: EventTarget | null = null
  const busy = new Set<HTMLElement>()
  /** The ids around it: one of them may come again elsewhere. */
  let around: string[] = []
  const seen = (event: FocusEvent) => {
    last = event.target
    around = last instanceof Element ? idsAround(last) : []
  }
  const follow = (): void => {
    if (!(last instanceof Node) || last.isConnected || document.activeElement !== document.body) return
    const again = around.map((id) => document.getElementById(id)).find((each) => each?.hasAttribute('tabindex'))
    again?.focus({ preventScroll: true })
  }
  document.addEventListener('focusin', seen)
  const watch = new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!(target instanceof HTMLElement)) continue
      if (target.dataset.loading !== undefined) {
        if (target === last) busy.add(target)
        continue
      }
      // Of a form that was saved, the button may stay as it is: nothing is left to press.
      if (busy.delete(target) && target.isConnected && document.activeElement === document.body)
        target.focus({ preventScroll: true })
    }
    for (const gone of busy) if (!gone.isConnected) busy.delete(gone)
    follow()
  })
  watch.observe(document.documentElement, { subtree: true, childList: true, attributeFilter: ['data-loading'] })
  return () => {
    document.removeEventListener('focusin', seen)
    watch.disconnect()
  }
}

const idsAround = (element: Element): string[] => {
  const ids: string[] = []
  for (let each: Element | null = element; each; each = each.parentElement) if (each.id) ids.push(each.id)
  return ids
}
