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

const de: Ends = {
  nps: { low: 'Sicher nicht', high: 'Ganz sicher' },
  csat: { low: 'Gar nicht zufrieden', high: 'Sehr zufrieden' },
  ces: { low: 'Stimme gar nicht zu', high: 'Stimme ganz zu' },
  stars: null,
}
const es: Ends = {
  nps: { low: 'Seguro que no', high: 'Seguro que sí' },
  csat: { low: 'Nada satisfecho', high: 'Muy satisfecho' },
  ces: { low: 'Totalmente en desacuerdo', high: 'Totalmente de acuerdo' },
  stars: null,
}
const it: Ends = {
  nps: { low: 'Certamente no', high: 'Certamente' },
  csat: { low: 'Per niente soddisfatto', high: 'Molto soddisfatto' },
  ces: { low: 'Per niente d’accordo', high: 'Del tutto d’accordo' },
  stars: null,
}
const nl: Ends = {
  nps: { low: 'Zeker niet', high: 'Zeker wel' },
  csat: { low: 'Helemaal niet tevreden', high: 'Heel tevreden' },
  ces: { low: 'Helemaal niet mee eens', high: 'Helemaal mee eens' },
  stars: null,
}
const pt: Ends = {
  nps: { low: 'Certamente que não', high: 'Certamente' },
  csat: { low: 'Nada satisfeito', high: 'Muito satisfeito' },
  ces: { low: 'Discordo totalmente', high: 'Concordo totalmente' },
  stars: null,
}
const USUAL: Record<string, Ends> = { fr, en, de, es, it, nl, pt }

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
  const usual = (USUAL[language] ?? en)[survey.metric]
  return usual && survey.scale.direction === 'down' ? { low: usual.high, high: usual.low } : usual
}
