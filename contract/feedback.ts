import { z } from 'zod'
import { day, endpoint, flag, id, idParams, instant, line, pageQuery } from './endpoint.ts'
import { ALERTS, KINDS, mark, polarity, themeKey } from './reading.ts'
import { BANDS, FOLLOW_UP_KINDS, metric, scale } from './surveys.ts'

/** How good, as one says it: `mixed` is good and bad both said plainly. */
/** What somebody may ask of us in the middle of what they write. */
export const NOS = ['stop', 'calls', 'erasure', 'access'] as const
export type SaidNo = (typeof NOS)[number]

export const LEANINGS = ['good', 'neutral', 'bad', 'mixed'] as const
export const leaning = z.enum(LEANINGS)
export type Leaning = z.infer<typeof leaning>
export const leaningOf = ({ polarity, mixed }: { polarity: number; mixed: boolean }): Leaning =>
  mixed ? 'mixed' : polarity > 0 ? 'good' : polarity < 0 ? 'bad' : 'neutral'

export const CASE_STATES = ['unread', 'open', 'closed'] as const

/** What is covered, and what stood there. */
export const HIDDEN = ['email', 'iban', 'card', 'phone', 'plate', 'number', 'secret', 'address', 'colleague'] as const
export const hiddenSpan = z.object({
  from: z.number().int().min(0),
  to: z.number().int().min(0),
  for: z.enum(HIDDEN),
})
export type HiddenSpan = z.infer<typeof hiddenSpan>

/** A word of a person that stands against the reader's. */
export const correctionMade = z.object({
  /** All that was said in one go: it is taken back in one go. */
  batch: id,
  /** `polarity`, `theme:<key>`, `kind:<key>`, an alert, `praised`. */
  head: z.string(),
  by: z.string(),
  at: instant,
})
export type CorrectionMade = z.infer<typeof correctionMade>

/** An answer to a question that followed. */
export const followUpSaid = z.object({
  key: z.string(),
  kind: z.enum(FOLLOW_UP_KINDS),
  /** The question as it was asked, in the reader's language where the survey speaks it. */
  title: z.string(),
  /** Of words: unit for unit; what is covered is told in `hidden`. */
  text: z.string(),
  hidden: z.array(hiddenSpan),
  marks: z.array(mark),
  /** Of choices: what was chosen, as it stood there. */
  picked: z.array(z.string()),
  /** Of a scale, or yes and no. */
  value: z.union([z.number(), z.boolean()]).nullable(),
  /** The highest number of its scale. */
  best: z.number().int().nullable(),
})
export type FollowUpSaid = z.output<typeof followUpSaid>

export const verbatim = z.object({
  id,
  answerId: id.nullable(),
  at: instant,
  siteId: id.nullable(),
  site: z.string(),
  /** Who said it: null where nobody knows, or the caller may not see customers. */
  customerId: id.nullable(),
  customer: z.string(),
  /** Somebody we know said it, whether or not they are named here. */
  known: z.boolean(),
  /** Who looked after them. */
  staff: z.string(),
  moment: z.string().nullable(),
  momentTitle: z.string(),
  service: z.string().nullable(),
  channel: z.string(),
  metric: metric.nullable(),
  score: z.number().int().nullable(),
  scale: scale.nullable(),
  band: z.enum(BANDS).nullable(),
  language: z.string(),
  /** Who took it down for them: empty, they wrote it themselves. */
  takenBy: z.string(),
  /** Their words, unit for unit; what is covered is told in `hidden`. Empty where they only wrote under a question that followed. */
  text: z.string(),
  hidden: z.array(hiddenSpan),
  /** What they answered to the questions that followed: read with their words. */
  followUps: z.array(followUpSaid),
  polarity,
  mixed: z.boolean(),
  sure: z.number(),
  /** Score and words say the opposite, and nobody has said which is meant. */
  atOdds: z.boolean(),
  themes: z.array(z.object({ theme: z.string(), title: z.string(), polarity, sure: z.number() })),
  kinds: z.array(z.enum(KINDS)),
  alerts: z.array(z.enum(ALERTS)),
  praised: z.array(z.string()),
  /** The words it was read by, of what still stands. */
  marks: z.array(mark),
  reader: z.string(),
  corrections: z.array(correctionMade),
  /** Why it is not counted: null, it is. */
  leftOut: z.string().nullable(),
  /** How many say the very same words, this one among them. */
  same: z.number().int(),
  quote: z.enum(['named', 'unnamed']).nullable(),
  /** The case it belongs to: `unread`, nobody has looked at it yet. */
  case: z.object({ id, state: z.enum(CASE_STATES) }).nullable(),
  /** What they asked of us in it that holds: no more messages, no calls, to be erased. */
  saidNo: z.array(z.enum(NOS)),
  /** Who answered it last. */
  replied: z.object({ by: z.string(), at: instant }).nullable(),
  /** Thanks in it, and whom they reached; several bear the name: who is meant? */
  thanks: z.array(
    z.object({
      id,
      name: z.string(),
      staff: z.string(),
      candidates: z.array(z.object({ id, name: z.string() })),
    }),
  ),
  /** May the caller correct it, and answer it? */
  mayAct: z.boolean(),
})
export type Verbatim = z.output<typeof verbatim>

/** What the list is narrowed to. Each stands in the address of the screen. */
export const verbatimFilter = z.object({
  site: id.optional(),
  from: day.optional(),
  to: day.optional(),
  theme: themeKey.optional(),
  polarity: leaning.optional(),
  kind: z.enum(KINDS).optional(),
  /** One of them, or `any`. */
  alert: z.enum([...ALERTS, 'any']).optional(),
  moment: line(60).min(1).optional(),
  band: z.enum([...BANDS, 'none']).optional(),
  /** What was asked, for what, and by which way it was answered: the words behind one figure are its own. */
  metric: metric.optional(),
  service: line(60).min(1).optional(),
  channel: line(40).min(1).optional(),
  praised: flag,
  /** It belongs to a case that nobody has looked at, that is open (looked at or not), that is over. */
  case: z.enum(CASE_STATES).optional(),
  /** The reader is not sure, and nobody has said. */
  unsure: flag,
  language: z.enum(['fr', 'en', 'other']).optional(),
  /** Answers that are counted, those that are not, or both. */
  counted: z.enum(['yes', 'no', 'all']).default('yes'),
  customer: id.optional(),
  /** Words, or beginnings of words; behind them, those with another ending or a slip in writing. */
  q: line(120).optional(),
  /** Those words only as they are typed or begun. */
  exact: flag,
})
export type VerbatimFilter = z.output<typeof verbatimFilter>

export const listVerbatims = endpoint({
  name: 'listVerbatims',
  method: 'GET',
  path: '/api/feedback/verbatims',
  access: 'feedback.read',
  summary:
    'What customers wrote, newest first (of a search: those with the very words, then those with words near to them), with how each was read and by which words. Telephone numbers, accounts, e-mails and plates are covered; so are names of colleagues in unkind words, but for their managers.',
  query: verbatimFilter.extend(pageQuery.shape),
  answer: z.object({
    verbatims: z.array(verbatim),
    /** Those of this page that were found only by words near to the ones asked for: by which. */
    near: z.array(z.object({ id, words: z.array(z.string()) })),
    next: z.string().nullable(),
  }),
})

/** Answers text/csv, streamed. */
export const exportVerbatims = endpoint({
  name: 'exportVerbatims',
  method: 'GET',
  path: '/api/feedback/verbatims.csv',
  access: 'feedback.read',
  summary: 'The same as CSV, all that the filters leave: what is covered in the list is covered here.',
  query: verbatimFilter,
  answer: z.string(),
})

const tally = z.object({ key: z.string(), title: z.string(), n: z.number().int() })
export const countVerbatims = endpoint({
  name: 'countVerbatims',
  method: 'GET',
  path: '/api/feedback/counts',
  access: 'feedback.read',
  summary:
    'How many there would be under each choice of each filter, the other filters staying as they are. Of many, the newest ten thousand are counted, and this is said.',
  query: verbatimFilter,
  answer: z.object({
    total: z.number().int(),
    /** More stand behind these: only the newest were counted. */
    capped: z.boolean(),
    /** So many of the total were found only by words near to the ones asked for. */
    near: z.number().int(),
    polarity: z.array(tally),
    themes: z.array(tally.extend({ good: z.number().int(), bad: z.number().int() })),
    kinds: z.array(tally),
    alerts: z.array(tally),
    bands: z.array(tally),
    moments: z.array(tally),
    sites: z.array(tally),
    cases: z.array(tally),
    praised: z.number().int(),
    unsure: z.number().int(),
    leftOut: z.number().int(),
  }),
})
export type VerbatimCounts = z.output<typeof countVerbatims.answer>

export const readVerbatim = endpoint({
  name: 'readVerbatim',
  method: 'GET',
  path: '/api/feedback/verbatims/:id',
  access: 'feedback.read',
  summary: 'One of them, by its own address.',
  params: idParams,
  answer: verbatim,
})

/** What a person says against the reader, a head each. */
export const change = z.discriminatedUnion('head', [
  z.object({ head: z.literal('polarity'), becomes: leaning }),
  /** null: it is not about this. */
  z.object({ head: z.literal('theme'), theme: themeKey, becomes: polarity.nullable() }),
  z.object({ head: z.literal('kind'), kind: z.enum(KINDS), becomes: z.boolean() }),
  z.object({ head: z.literal('alert'), alert: z.enum(ALERTS), becomes: z.boolean() }),
  z.object({ head: z.literal('praised'), becomes: z.array(line(80).min(1)).max(10) }),
])
export type Change = z.output<typeof change>

export const correctVerbatim = endpoint({
  name: 'correctVerbatim',
  method: 'POST',
  path: '/api/feedback/verbatims/:id/correct',
  access: 'feedback.act',
  summary:
    'Corrects how words were read: how good, a theme, a kind, an alert, who is praised. It counts at once, teaches the reader, and no later reading undoes it. `same`: all that say the very same words.',
  params: idParams,
  body: z.object({ changes: z.array(change).min(1).max(40), same: z.boolean().default(false) }),
  answer: z.object({
    /** To take it back; null: it stood so already. */
    batch: id.nullable(),
    /** How many verbatims were corrected. */
    verbatims: z.number().int(),
    verbatim,
  }),
})

export const undoCorrection = endpoint({
  name: 'undoCorrection',
  method: 'POST',
  path: '/api/feedback/corrections/:id/undo',
  access: 'feedback.act',
  summary: 'Takes back all that was corrected in one go: the words stand as the reader in force reads them.',
  params: idParams,
  answer: z.object({ verbatims: z.number().int() }),
})

export const noWasNone = endpoint({
  name: 'noWasNone',
  method: 'POST',
  path: '/api/verbatims/:id/no-was-none',
  access: 'feedback.act',
  summary:
    'A no was read in these words (no more messages, no calls, erase my data) and is none: what stood before stands again; `none: false` takes that back',
  params: idParams,
  body: z.object({ none: z.boolean() }),
})
export const withdrawQuote = endpoint({
  name: 'withdrawQuote',
  method: 'POST',
  path: '/api/feedback/verbatims/:id/quote/withdraw',
  access: 'feedback.act',
  summary:
    'Takes back for the customer that these words may be quoted: at once they are in no report any more, closed ones included. A receipt keeps it.',
  params: idParams,
})

export const undoWithdrawQuote = endpoint({
  name: 'undoWithdrawQuote',
  method: 'POST',
  path: '/api/feedback/verbatims/:id/quote/undo',
  access: 'feedback.act',
  summary:
    'It was a slip of the hand: within ten minutes, by whoever did it. What customers took back themselves stays.',
  params: idParams,
})

export const readingProgress = endpoint({
  name: 'readingProgress',
  method: 'GET',
  path: '/api/feedback/reading',
  access: 'feedback.read',
  summary: 'The reader in force, and how many verbatims it has still to read anew. Corrections stay.',
  answer: z.object({ reader: z.string(), verbatims: z.number().int(), behind: z.number().int() }),
})
