import { useMemo } from 'react'
import { useWords } from '../../words/words.tsx'

/** Languages spoken by customers of a European network, most spoken first; any other code a customer has is kept. */
const SPOKEN = [
  'fr', 'en', 'de', 'es', 'it', 'pt', 'nl', 'ar', 'tr', 'pl', 'ro', 'ru', 'uk', 'zh', 'ja', 'vi', 'fa', 'hi', 'ta',
  'el', 'cs', 'hu', 'sv', 'da', 'fi', 'no', 'he', 'hr', 'sr', 'bg', 'sq', 'ca', 'lb',
] // biome-ignore format: a list to be read as one

/** Languages in the words of the reader. */
export function useLanguages() {
  const { locale } = useWords()
  return useMemo(() => {
    const names = new Intl.DisplayNames(locale, { type: 'language' })
    const nameOf = (code: string): string => names.of(code) ?? code
    const options = (current: string) =>
      [...new Set([...SPOKEN, current])].map((value) => ({ value, label: nameOf(value) }))
    return { nameOf, options }
  }, [locale])
}
