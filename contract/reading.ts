import { z } from 'zod'

/** What a verbatim may speak of. A network adds themes of its own, as `own:<slug>`. */
export const THEMES = [
  'welcome',
  'waiting',
  'competence',
  'price',
  'delay',
  'informed',
  'repair',
  'delivery',
  'phone',
  'cleanliness',
  'product',
  'loanCar',
  'appointment',
  'warranty',
  'safety',
  'premises',
  'finance',
  'tradeIn',
  'solicitation',
  'hours',
] as const
export type Theme = (typeof THEMES)[number]
export const KINDS = ['compliment', 'problem', 'suggestion', 'question'] as const
export type Kind = (typeof KINDS)[number]
/** What should not wait: they wish to be called, something said was not kept, they are leaving, someone may be in danger or is stranded. */
export const ALERTS = ['callback', 'promise', 'leaving', 'urgent'] as const
export type Alert = (typeof ALERTS)[number]

export const polarity = z.union([z.literal(-1), z.literal(0), z.literal(1)])
export type Polarity = z.infer<typeof polarity>
/** A theme of the house, or one of the network's own. */
export const themeKey = z.union([z.enum(THEMES), z.string().regex(/^own:[a-z0-9][a-z0-9-]{0,58}$/u)])

/** A stretch of the text (UTF-16 units) that speaks for a finding; the weight is in log-odds, with its sign. */
export const mark = z.object({
  from: z.number().int().min(0),
  to: z.number().int().min(0),
  /** `polarity`, a theme, a kind, an alert or `praised`. */
  for: z.string(),
  weight: z.number(),
})
export type Mark = z.infer<typeof mark>

/** What a verbatim says, and by which words. */
export const reading = z.object({
  language: z.enum(['fr', 'en', 'other']),
  polarity,
  /** How sure, calibrated: 0.33 … 1. */
  sure: z.number().min(0).max(1),
  /** Good and bad both said plainly. */
  mixed: z.boolean(),
  themes: z.array(z.object({ theme: z.string(), polarity, sure: z.number() })),
  kinds: z.array(z.enum(KINDS)),
  callback: z.boolean(),
  promise: z.boolean(),
  leaving: z.boolean(),
  urgent: z.boolean(),
  /** Names, as they stand in the text. */
  praised: z.array(z.string()),
  marks: z.array(mark),
  /** Which reader said so: `shipped-1`, or one the network taught. */
  reader: z.string(),
})
export type Reading = z.infer<typeof reading>
