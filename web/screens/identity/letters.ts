import { useEffect, useRef } from 'react'

/** Where a letter is written, or chooses something of its own. */
const ELSEWHERE =
  'input:not([type=checkbox]), textarea, select, [contenteditable]:not([contenteditable=false]), [role=dialog], [role=menu], [role=slider], [role=listbox]'

/**
 * Single letters as answers. They may be turned off: who speaks to the machine, or whose hand trembles, answers by accident
 * otherwise (WCAG 2.1.4). A key held down answers once.
 */
export function useLetters(on: boolean, does: Record<string, () => void>): void {
  const newest = useRef(does)
  useEffect(() => {
    newest.current = does
  })
  useEffect(() => {
    if (!on) return
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return
      if (event.target instanceof Element && event.target.closest(ELSEWHERE)) return
      const act = newest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [on])
}
