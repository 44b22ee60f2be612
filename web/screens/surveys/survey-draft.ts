import { type FollowUp, type Metric, SCALE_OF, type SurveyDraft } from '../../../contract/surveys.ts'

/** Languages a survey may be written in; the words around it are ours in French, and in English for all others. */
export const LANGUAGES = ['fr', 'en', 'de', 'es', 'it', 'nl', 'pt', 'pl', 'ro', 'tr', 'ar'] as const

const MAX = { title: 120, question: 300, word: 200, thanks: 400 } as const
export const TEXTS = ['title', 'question', 'word', 'thanks'] as const
export const mostOf = (text: (typeof TEXTS)[number]): number => MAX[text]

/** A survey of which nothing is written yet. */
export const blankSurvey = (language: string): SurveyDraft => ({
  slug: '',
  title: {},
  languages: language === 'fr' ? ['fr', 'en'] : ['en', 'fr'],
  metric: 'csat',
  scale: SCALE_OF.csat,
  question: {},
  word: {},
  followUps: [],
  thanks: {},
  askQuote: true,
  editHours: 72,
  openDays: 30,
})

/** Another kind of question comes with its own scale, and without the words of the ends of the one before. */
export function withMetric(draft: SurveyDraft, metric: Metric): SurveyDraft {
  const { ends: _ends, ...rest } = draft
  return { ...rest, metric, scale: SCALE_OF[metric] }
}

/** A name for machines out of a title: `Après l’atelier` → `apres-l-atelier`. */
export const slugOf = (title: string): string =>
  title
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .replaceAll(/^[^a-z]+|-+$/gu, '')
    .slice(0, 60)
    .replace(/-+$/u, '')

/** Its name for machines: the one typed, made fit; else out of its first title; one without letters we know goes by what it measures. */
export const nameOf = ({ slug, title, metric }: Pick<SurveyDraft, 'slug' | 'title' | 'metric'>): string =>
  slugOf(slug) || slugOf(Object.values(title).find((each) => slugOf(each) !== '') ?? '') || metric

/** A key that none of these has. */
export function freshKey(stem: string, taken: readonly string[]): string {
  let n = taken.length + 1
  while (taken.includes(`${stem}${n}`)) n += 1
  return `${stem}${n}`
}

export const blankFollowUp = (followUps: readonly FollowUp[]): FollowUp => ({
  key: freshKey(
    'q',
    followUps.map((each) => each.key),
  ),
  kind: 'text',
  title: {},
  options: [],
  after: [],
})

/** What another kind of follow-up needs is there, and what it has no use for is gone. */
export function withKind(followUp: FollowUp, kind: FollowUp['kind']): FollowUp {
  const { scale: _scale, ...rest } = followUp
  const chosen = kind === 'choice' || kind === 'choices'
  const options = chosen && rest.options.length < 2 ? [1, 2].map((n) => ({ key: `a${n}`, title: {} })) : rest.options
  return {
    ...rest,
    kind,
    options: chosen ? options : [],
    ...(kind === 'scale' ? { scale: followUp.scale ?? { min: 1, max: 5, direction: 'up' as const } } : {}),
  }
}

/** One up or one down in a list; at its end it stays. */
export function moved<T>(list: readonly T[], from: number, by: 1 | -1): T[] {
  const to = from + by
  const one = list[from]
  if (one === undefined || to < 0 || to >= list.length) return [...list]
  const rest = list.filter((_, at) => at !== from)
  rest.splice(to, 0, one)
  return rest
}

/** Texts in languages that the survey speaks no more go; nothing is sent that nobody would read. */
export function spoken(draft: SurveyDraft): SurveyDraft {
  const only = (texts: Record<string, string>): Record<string, string> =>
    Object.fromEntries(draft.languages.map((language) => [language, texts[language] ?? '']))
  return {
    ...draft,
    title: only(draft.title),
    question: only(draft.question),
    word: only(draft.word),
    thanks: only(draft.thanks),
    ...(draft.ends ? { ends: { low: only(draft.ends.low), high: only(draft.ends.high) } } : {}),
    followUps: draft.followUps.map((each) => ({
      ...each,
      title: only(each.title),
      options: each.options.map((option) => ({ ...option, title: only(option.title) })),
    })),
  }
}

/** The draft of a survey as it stands in the house. */
export function draftOf(survey: SurveyDraft): SurveyDraft {
  const {
    slug,
    title,
    languages,
    metric,
    scale,
    ends,
    question,
    word,
    followUps,
    thanks,
    askQuote,
    editHours,
    openDays,
  } = survey
  return {
    slug,
    title,
    languages,
    metric,
    scale,
    ...(ends ? { ends } : {}),
    question,
    word,
    followUps,
    thanks,
    askQuote,
    editHours,
    openDays,
  }
}
