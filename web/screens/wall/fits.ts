import { type RefObject, useEffect, useState } from 'react'

/**
 * How many children of a list are wholly inside it, counted again whenever it or they change. The list has `overflow: hidden` and
 * holds them all; what does not fit is for the caller to hide and to count.
 */
export function useFits(list: RefObject<HTMLElement | null>): number {
  const [fits, setFits] = useState(Number.POSITIVE_INFINITY)
  useEffect(() => {
    const element = list.current
    if (!element) return
    const measure = () => {
      const bottom = element.getBoundingClientRect().bottom + 1
      setFits([...element.children].filter((child) => child.getBoundingClientRect().bottom <= bottom).length)
    }
    const size = new ResizeObserver(measure)
    const content = new MutationObserver(measure)
    size.observe(element)
    content.observe(element, { childList: true, subtree: true, characterData: true })
    return () => {
      size.disconnect()
      content.disconnect()
    }
  }, [list])
  return fits
}
