import { useState } from 'react'
import { DRAFTS } from '../../../kept-draft.ts'

/**
 * Words that are being written: kept for this tab while one looks elsewhere, gone once they are sent. Nothing written yet: the words to begin
 * with.
 */
export function useDraft(key: string, first: string): [string, (text: string) => void, () => void] {
  const place = `${DRAFTS}${key}`
  const [text, setText] = useState(() => sessionStorage.getItem(place) ?? first)
  const write = (next: string) => {
    setText(next)
    if (next === first) sessionStorage.removeItem(place)
    else sessionStorage.setItem(place, next)
  }
  return [text, write, () => sessionStorage.removeItem(place)]
}
