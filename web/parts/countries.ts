import { useMemo } from 'react'
import { isCountry } from '../../contract/country.ts'
import { useWords } from '../words/words.tsx'

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']

/** Countries in the words of the reader, by their names. */
export function useCountries() {
  const { locale } = useWords()
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'region' })
    // A code that was kept before it was looked at is shown as it stands.
    const nameOf = (code: string): string => (isCountry(code) ? (names.of(code) ?? code) : code)
    /** All there are, and the one that is kept, whatever it is. */
    const options = (current: string) => {
      const all = LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(isCountry)
      return [...new Set([...all, ...(current ? [current] : [])])]
        .map((value) => ({ value, label: nameOf(value) }))
        .toSorted((a, b) => a.label.localeCompare(b.label, locale))
    }
    return { nameOf, options }
  }, [locale])
}
