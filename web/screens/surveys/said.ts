import type { ToneName } from '../../parts/Tone.tsx'
import { useWords } from '../../words/words.tsx'

export const STATE_TONE: Record<'draft' | 'open' | 'closed', ToneName> = { draft: 'wait', open: 'good', closed: 'calm' }

/** A text of a survey in the language of whoever reads the screen, else in its own first. */
export function useSaid(languages: readonly string[]) {
  const { locale } = useWords()
  return (texts: Record<string, string>): string =>
    texts[locale] || texts[languages[0] ?? ''] || Object.values(texts)[0] || ''
}

/** A language by its name. */
export function useLanguageName() {
  const { locale } = useWords()
  return (code: string): string => {
    const name = new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? code
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
  }
}
