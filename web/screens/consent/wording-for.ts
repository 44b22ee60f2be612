import type { WordingShown } from '../../../contract/consent.ts'

/** The words in force for this question, in the first of these languages that has them. */
export function wordingFor(
  wordings: readonly WordingShown[],
  wanted: Pick<WordingShown, 'action' | 'channel' | 'purpose'>,
  languages: readonly string[],
): WordingShown | undefined {
  const fitting = wordings.filter(
    (each) => each.action === wanted.action && each.channel === wanted.channel && each.purpose === wanted.purpose,
  )
  for (const language of languages) {
    const found = fitting.find((each) => each.language === language)
    if (found) return found
  }
  return fitting[0]
}
