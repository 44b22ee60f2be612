import type { Metric } from '../../contract/surveys.ts'

/** A text of a survey in this language, else in its first. */
export const inLanguage = (
  texts: Record<string, string>,
  language: string,
  { languages }: { languages: readonly string[] },
): string => texts[language] || texts[languages[0] ?? ''] || Object.values(texts)[0] || ''

type Ends = Record<Metric, { low: string; high: string } | null>
const fr: Ends = {
  nps: { low: 'Certainement pas', high: 'Certainement' },
  csat: { low: 'Pas du tout satisfait', high: 'Très satisfait' },
  ces: { low: 'Pas du tout d’accord', high: 'Tout à fait d’accord' },
  stars: null,
}
const en: Ends = {
  nps: { low: 'Certainly not', high: 'Certainly' },
  csat: { low: 'Not satisfied at all', high: 'Very satisfied' },
  ces: { low: 'Strongly disagree', high: 'Strongly agree' },
  stars: null,
}

/** What the two ends of a scale mean; where the good end is the low number, the usual words change sides. */
export function endsOf(
  survey: {
    metric: Metric
    scale: { direction: 'up' | 'down' }
    ends?: { low: Record<string, string>; high: Record<string, string> } | undefined
    languages: readonly string[]
  },
  language: string,
): { low: string; high: string } | null {
  const { ends } = survey
  if (ends) return { low: inLanguage(ends.low, language, survey), high: inLanguage(ends.high, language, survey) }
  const usual = (language === 'fr' ? fr : en)[survey.metric]
  return usual && survey.scale.direction === 'down' ? { low: usual.high, high: usual.low } : usual
}
