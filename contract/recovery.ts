import { z } from 'zod'
import { because } from './because.ts'
import { day, endpoint, id, idParams, instant, text } from './endpoint.ts'
import { followUpSaid, hiddenSpan, verbatim } from './feedback.ts'
import { CALL_OUTCOMES, howToReply, reply } from './replies.ts'
import { BANDS, metric, scale } from './surveys.ts'
import { entry } from './timeline.ts'

export const SEVERITIES = ['urgent', 'callback', 'unhappy'] as const
export const CASE_OUTCOMES = ['repaired', 'explained', 'gesture', 'no-fault', 'unreachable', 'withdrawn'] as const
export const caseOutcome = z.enum(CASE_OUTCOMES)
export const AGAIN = ['better', 'same', 'worse'] as const

const promise = z.object({
  id,
  words: z.string(),
  dueAt: instant,
  madeBy: z.string(),
  madeAt: instant,
  keptAt: instant.nullable(),
  /** Past its hour, and not kept. */
  late: z.boolean(),
})
export type CasePromise = z.output<typeof promise>

export const caseLine = z.object({
  id,
  customerId: id.nullable(),
  /** Empty where nobody knows who it is, or the caller may not see customers. */
  customer: z.string(),
  known: z.boolean(),
  siteId: id.nullable(),
  site: z.string(),
  momentTitle: z.string(),
  service: z.string().nullable(),
  ownerId: id.nullable(),
  owner: z.string(),
  severity: z.enum(SEVERITIES),
  /** They changed what they had answered: all of it is content by now. */
  content: z.boolean(),
  because: z.array(because),
  openedAt: instant,
  /** Until then they have heard from a person. */
  dueAt: instant,
  answeredAt: instant.nullable(),
  /** What the list is sorted by: until when somebody has to act; null: nothing is due. */
  clockAt: instant.nullable(),
  late: z.boolean(),
  /** How far up the line it was told that nobody answered. */
  level: z.number().int(),
  read: z.boolean(),
  closedAt: instant.nullable(),
  outcome: caseOutcome.nullable(),
  /** What they said when they were asked a second time. */
  again: z.enum(AGAIN).nullable(),
  /** Their newest words, with what is not everybody's covered. */
  words: z.string(),
  hidden: z.array(hiddenSpan),
  metric: metric.nullable(),
  score: z.number().int().nullable(),
  scale: scale.nullable(),
  band: z.enum(BANDS).nullable(),
  answers: z.number().int(),
  promise: promise.nullable(),
})
export type CaseLine = z.output<typeof caseLine>

export const listCases = endpoint({
  name: 'listCases',
  method: 'GET',
  path: '/api/cases',
  access: 'feedback.read',
  summary:
    'Cases of what somebody was not content with: mine, or the site’s. Those whose clock ran out first, then by the clock; those that are over, the newest first.',
  query: z.object({
    whose: z.enum(['mine', 'site']).default('mine'),
    state: z.enum(['open', 'closed']).default('open'),
    site: id.optional(),
    customer: id.optional(),
    skip: z.coerce.number().int().min(0).max(100_000).default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    now: instant,
    cases: z.array(caseLine),
    more: z.boolean(),
    counts: z.object({
      mine: z.number().int(),
      mineLate: z.number().int(),
      site: z.number().int(),
      siteLate: z.number().int(),
      nobodys: z.number().int(),
      /** Nobody has looked at them. */
      unread: z.number().int(),
    }),
  }),
})

const share = z.object({ n: z.number().int(), value: z.number(), low: z.number(), high: z.number() })
export const caseFigures = endpoint({
  name: 'caseFigures',
  method: 'GET',
  path: '/api/cases/figures',
  access: 'feedback.read',
  summary:
    'How cases of a period went: how many, how many heard from us in time, how long it took, how they ended, and whether it is well now. Each with its n and 95 % interval.',
  query: z.object({ site: id.optional(), from: day.optional(), to: day.optional() }),
  answer: z.object({
    from: instant,
    to: instant,
    opened: z.number().int(),
    /** Of those whose clock has run out or who were answered: heard from us in time. */
    inTime: share.nullable(),
    /** Hours from the first word to ours: the median, with the interval of its order statistics. */
    hours: z
      .object({ n: z.number().int(), value: z.number(), low: z.number().nullable(), high: z.number().nullable() })
      .nullable(),
    closed: z.array(z.object({ outcome: caseOutcome, n: z.number().int() })),
    asked: z.number().int(),
    /** Of those who answered the second question: it is better. */
    better: share.nullable(),
    again: z.array(z.object({ again: z.enum(AGAIN), n: z.number().int() })),
    reopened: z.number().int(),
  }),
})

export const CASE_STEPS = [
  'opened',
  'joined',
  'changed',
  'replied',
  'called',
  'note',
  'handed-over',
  'promised',
  'kept',
  'released',
  'told',
  'closed',
  'reopened',
  'asked',
  'not-asked',
  'said-again',
  'left-out',
] as const
const step = z.object({
  id,
  kind: z.enum(CASE_STEPS),
  at: instant,
  /** Who did it; empty: the house did, or the customer. */
  by: z.string(),
  /** Of whom it speaks. */
  about: z.string(),
  text: z.string(),
  because: z.array(because),
  outcome: z.string().nullable(),
  channel: z.string().nullable(),
  score: z.number().int().nullable(),
  best: z.number().int().nullable(),
  again: z.enum(AGAIN).nullable(),
  dueAt: instant.nullable(),
  undoneAt: instant.nullable(),
  /** The caller may still take it back. */
  undoable: z.boolean(),
})
export type CaseStep = z.output<typeof step>

export const readCase = endpoint({
  name: 'readCase',
  method: 'GET',
  path: '/api/cases/:id',
  access: 'feedback.read',
  summary:
    'One case: the words (whole for who handles it), the person, what happened, what was promised, what to say and by which way. Looking at it is written down.',
  params: idParams,
  answer: z.object({
    case: caseLine,
    /** Numbers and addresses in the words are shown: the caller handles it. */
    whole: z.boolean(),
    mayAct: z.boolean(),
    /** Of words that nobody signed, for whoever handles them: the one customer whose number or address stands in them. */
    perhaps: z.object({ id, name: z.string() }).nullable(),
    verbatims: z.array(verbatim),
    /** Answers without a word. */
    scores: z.array(
      z.object({
        answerId: id,
        at: instant,
        score: z.number().int(),
        scale,
        band: z.enum(BANDS),
        again: z.boolean(),
        followUps: z.array(followUpSaid),
      }),
    ),
    steps: z.array(step),
    promises: z.array(promise),
    replies: z.array(reply),
    how: howToReply.nullable(),
    asset: z.string(),
    advisor: z.string(),
    history: z.array(entry),
    /** What was left for whoever speaks with them next; what to mind first. */
    hints: z.array(entry),
    /** Whom it is about, for whoever handles it: they neither have it nor read it. Cleared: a person said that it is not about them. */
    accused: z.array(z.object({ id, name: z.string(), cleared: z.boolean() })),
    /** The caller may say whom it is about. */
    mayJudge: z.boolean(),
    /** People it may be handed over to. */
    team: z.array(z.object({ id, name: z.string(), away: z.boolean() })),
    others: z.array(z.object({ id, openedAt: instant, closedAt: instant.nullable(), severity: z.enum(SEVERITIES) })),
  }),
})
export type CaseAnswer = z.output<typeof readCase.answer>

const done = z.object({
  /** To take it back; null: it cannot be. */
  step: id.nullable(),
})
export const noteOnCase = endpoint({
  name: 'noteOnCase',
  method: 'POST',
  path: '/api/cases/:id/note',
  access: 'feedback.act',
  summary: 'A note for whoever sees to it next.',
  params: idParams,
  body: z.object({ text: text(2000).min(1) }),
  answer: done,
})
export const calledOnCase = endpoint({
  name: 'calledOnCase',
  method: 'POST',
  path: '/api/cases/:id/call',
  access: 'feedback.act',
  summary:
    'Somebody called: reached (they have heard from us), a word left, no answer. It stands on the timeline, and counts among the contacts of law and attention.',
  params: idParams,
  body: z.object({ outcome: z.enum(CALL_OUTCOMES), text: text(2000).default('') }),
  answer: done,
})
export const handOverCase = endpoint({
  name: 'handOverCase',
  method: 'POST',
  path: '/api/cases/:id/hand-over',
  access: 'feedback.act',
  summary: 'Hands a case over to a colleague of the site, in words; to oneself: one takes it.',
  params: idParams,
  body: z.object({ staffId: id, text: text(1000).default('') }),
  answer: done,
})
export const promiseOnCase = endpoint({
  name: 'promiseOnCase',
  method: 'POST',
  path: '/api/cases/:id/promises',
  access: 'feedback.act',
  summary: 'What we said we would do, and by when. It is shown as late once its hour is past.',
  params: idParams,
  body: z.object({ words: text(500).min(1), dueAt: instant }),
  answer: done,
})
export const keepPromise = endpoint({
  name: 'keepPromise',
  method: 'POST',
  path: '/api/promises/:id/keep',
  access: 'feedback.act',
  summary: 'It was done as promised.',
  params: idParams,
  answer: done,
})
export const releasePromise = endpoint({
  name: 'releasePromise',
  method: 'POST',
  path: '/api/promises/:id/release',
  access: 'feedback.act',
  summary: 'It no longer holds, and why: agreed otherwise, overtaken. What was promised stays in what happened.',
  params: idParams,
  body: z.object({ text: text(500).min(1) }),
  answer: done,
})
export const setAccused = endpoint({
  name: 'setAccused',
  method: 'PUT',
  path: '/api/cases/:id/accused',
  access: 'staff.manage',
  summary:
    'Says that a case is about somebody who works here, whom its words did not name, or that it is not. Whom it is about neither has it nor reads it: it is given to somebody else.',
  params: idParams,
  body: z.object({ staffId: id, accused: z.boolean() }),
})
export const closeCase = endpoint({
  name: 'closeCase',
  method: 'POST',
  path: '/api/cases/:id/close',
  access: 'feedback.act',
  summary:
    'Ends a case, with what came of it. The loop speaks again, and some time later they are asked whether it is well now, where law and their own choice let us.',
  params: idParams,
  body: z.object({ outcome: caseOutcome, text: text(1000).default('') }),
  answer: done,
})
export const reopenCase = endpoint({
  name: 'reopenCase',
  method: 'POST',
  path: '/api/cases/:id/reopen',
  access: 'feedback.act',
  summary: 'It is not over: opens a case again. A second question that has not left yet does not leave.',
  params: idParams,
  body: z.object({ text: text(1000).default('') }),
  answer: done,
})
export const undoCaseStep = endpoint({
  name: 'undoCaseStep',
  method: 'POST',
  path: '/api/case-steps/:id/undo',
  access: 'feedback.act',
  summary: 'Takes back what one did with a case, within ten minutes; a reply, as long as it has not left.',
  params: idParams,
})

const minutes = z.number().int().min(5).max(100_000)
export const caseClock = z.object({
  urgent: minutes,
  callback: minutes,
  unhappy: minutes,
  askAfter: z.number().int().min(0).max(100_000),
})
export const readCaseClock = endpoint({
  name: 'readCaseClock',
  method: 'GET',
  path: '/api/sites/:id/case-clock',
  access: 'feedback.read',
  summary:
    'How long a case may wait on this site, in minutes of its opening hours, and how long after its end they are asked again.',
  params: idParams,
  answer: caseClock,
})
export const setCaseClock = endpoint({
  name: 'setCaseClock',
  method: 'PUT',
  path: '/api/sites/:id/case-clock',
  access: 'staff.manage',
  summary: 'Sets how long a case may wait on this site. It holds for those that are opened from now on.',
  params: idParams,
  body: caseClock,
  answer: caseClock,
})

export const customerVoice = endpoint({
  name: 'customerVoice',
  method: 'GET',
  path: '/api/customers/:id/feedback',
  access: 'feedback.read',
  summary: 'What a customer told us: their answers and words, the newest first, and their cases.',
  params: idParams,
  answer: z.object({
    answers: z.array(
      z.object({
        id,
        at: instant,
        site: z.string(),
        momentTitle: z.string(),
        channel: z.string(),
        metric: metric.nullable(),
        score: z.number().int().nullable(),
        scale: scale.nullable(),
        band: z.enum(BANDS).nullable(),
        leftOut: z.string().nullable(),
        /** What they chose under the questions that followed, where they wrote nothing; else it stands with their words. */
        followUps: z.array(followUpSaid),
        verbatim: verbatim.nullable(),
      }),
    ),
    cases: z.array(caseLine),
  }),
})
