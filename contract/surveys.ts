import { z } from 'zod'

/** The question asked: how likely they recommend, how content, how easy, how many stars. */
export const METRICS = ['nps', 'csat', 'ces', 'stars'] as const
export const metric = z.enum(METRICS)
export type Metric = z.infer<typeof metric>

/** From where to where, and which end is the good one. Kept with every answer: a scale may change, answers do not. */
export const scale = z
  .object({ min: z.number().int(), max: z.number().int(), direction: z.enum(['up', 'down']) })
  .refine(({ min, max }) => max > min && max - min <= 10, 'from two to eleven steps')
export type Scale = z.infer<typeof scale>

/** NPS: Reichheld, 0–10. CSAT: 1–5. CES 2.0: 1–7, "made it easy", agree is good. Stars: 1–5. */
export const SCALE_OF: Record<Metric, Scale> = {
  nps: { min: 0, max: 10, direction: 'up' },
  csat: { min: 1, max: 5, direction: 'up' },
  ces: { min: 1, max: 7, direction: 'up' },
  stars: { min: 1, max: 5, direction: 'up' },
}

export const BANDS = ['happy', 'between', 'unhappy'] as const
export type Band = (typeof BANDS)[number]

/**
 * Which band a score is in. NPS: promoters 9–10, passives 7–8, detractors 0–6. The others: the middle third of their scale is between
 * (CSAT 3, CES 4; CES 5–7 is happy, as "top three box"), the better side happy.
 */
export function bandOf(metric: Metric, scale: Scale, score: number): Band {
  const good = scale.direction === 'up' ? score - scale.min : scale.max - score
  const span = scale.max - scale.min
  if (metric === 'nps') return good >= span * 0.9 ? 'happy' : good >= span * 0.7 ? 'between' : 'unhappy'
  return good * 2 > span ? 'happy' : good * 2 === span ? 'between' : 'unhappy'
}
/** Whether this score lies on this scale: a whole step, within its ends. */
export const onScale = ({ min, max }: Scale, score: number): boolean =>
  Number.isInteger(score) && score >= min && score <= max

/** Words by language; the first language of the survey is there. */
export const inLanguages = (max: number) => z.record(z.string().regex(/^[a-z]{2}$/u), z.string().trim().max(max))

export const FOLLOW_UP_KINDS = ['choice', 'choices', 'scale', 'text', 'yes-no'] as const

/** A question that follows, for all or only after some bands. */
export const followUp = z.object({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/u),
  kind: z.enum(FOLLOW_UP_KINDS),
  title: inLanguages(200),
  /** Of a choice: what may be chosen. */
  options: z
    .array(z.object({ key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/u), title: inLanguages(120) }))
    .max(12)
    .default([]),
  /** Of a scale. */
  scale: scale.optional(),
  /** Shown only after these; empty: after all. */
  after: z.array(z.enum(BANDS)).default([]),
})
export type FollowUp = z.output<typeof followUp>
export const followUpAnswers = z.record(
  z.string().max(40),
  z.union([z.string().max(2000), z.number(), z.boolean(), z.array(z.string().max(40)).max(12)]),
)

/** What a survey asks. One question and a free word; the rest is optional. */
export const surveyDraft = z.object({
  slug: z
    .string()
    .max(60)
    .regex(/^[a-z][a-z0-9-]*$/u, 'small letters, digits and hyphens'),
  title: inLanguages(120),
  languages: z
    .array(z.string().regex(/^[a-z]{2}$/u))
    .min(1)
    .max(20),
  metric,
  scale,
  /** What its two ends mean, the lowest number first; left out: the usual words of the metric. */
  ends: z.object({ low: inLanguages(60), high: inLanguages(60) }).optional(),
  question: inLanguages(300),
  /** What stands over the box of their own words. */
  word: inLanguages(200),
  followUps: z.array(followUp).max(6).default([]),
  thanks: inLanguages(400),
  /** Asks whether their words may be quoted, with or without their first name. */
  askQuote: z.boolean().default(true),
  /** Hours in which an answer may still be changed. */
  editHours: z.number().int().min(0).max(720).default(72),
  /** Days an invitation stays open. */
  openDays: z.number().int().min(1).max(400).default(30),
})
export type SurveyDraft = z.output<typeof surveyDraft>

/** By which door an answer came. */
const ANSWER_DOORS = ['email', 'sms', 'push', 'call', 'qr', 'tablet', 'counter', 'import', 'api'] as const
export const answerDoor = z.enum(ANSWER_DOORS)

/** Why an answer is kept and not counted. */
const LEFT_OUT = [
  'bot',
  'one-device',
  'one-address',
  'one-hand',
  'burst',
  'in-a-row',
  'clockwork',
  'same-words',
  'too-quick',
  'staff',
] as const
export const leftOut = z.enum(LEFT_OUT)
