/**
 * A busy button cannot be pressed, and a browser takes the keyboard's place away from what cannot be pressed: whoever works without a mouse
 * would begin again at the top of the page after each step. When it is free again and nobody has gone elsewhere, it has the place back.
 * @returns how to stop
 */
export function keepFocus(document: Document): () => void {
  let last: EventTarget | null = null
  const busy = new Set<HTMLElement>()
  const seen = (event: FocusEvent) => {
    last = event.target
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
  })
  watch.observe(document.documentElement, { subtree: true, attributeFilter: ['data-loading'] })
  return () => {
    document.removeEventListener('focusin', seen)
    watch.disconnect()
  }
}
