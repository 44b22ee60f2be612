import { z } from 'zod'
import { because } from './because.ts'
import { day, endpoint, id, idParams, instant, line, text } from './endpoint.ts'
import { themeKey } from './reading.ts'

/** `settled` and `dropped` are over once those who raised the matter were told. */
export const DECISION_STATES = ['open', 'doing', 'settled', 'dropped'] as const
export const decisionState = z.enum(DECISION_STATES)
export type DecisionState = (typeof DECISION_STATES)[number]

/** Whom it concerns beside the authors of the linked words: those who spoke badly of a theme, on these sites, in a time. */
export const audience = z
  .object({
    theme: themeKey.nullable().default(null),
    /** null: every site the decision is for. */
    sites: z.array(id).max(500).nullable().default(null),
    from: day.nullable().default(null),
    to: day.nullable().default(null),
  })
  .refine(({ theme, from, to }) => theme === null || (from !== null && to !== null && from <= to), {
    path: ['to'],
    message: 'A theme needs a first and a last day.',
  })
export type Audience = z.output<typeof audience>

/** What they will read, between the greeting and the name of who writes. A language that is left empty is not spoken. */
export const tellingWords = z.partialRecord(
  z.enum(['fr', 'en']),
  z.object({ subject: line(120), message: text(2000), sms: line(300) }),
)
export type TellingWords = z.output<typeof tellingWords>

export const decision = z.object({
  id,
  text: z.string(),
  why: z.string(),
  /** null: the whole network. */
  siteIds: z.array(id).nullable(),
  sites: z.array(z.string()),
  theme: z.string().nullable(),
  /** Of a theme of the network's own: what it is called. */
  themeTitle: z.string(),
  owner: z.object({ id, name: z.string() }).nullable(),
  dueOn: day.nullable(),
  state: decisionState,
  outcome: z.string(),
  /** Past its day and not settled. */
  late: z.boolean(),
  settledAt: instant.nullable(),
  /** Over: settled or dropped, and told. */
  toldAt: instant.nullable(),
  toldBecause: z.string(),
  /** Linked words, and how many people said them. */
  words: z.number().int(),
  people: z.number().int(),
  /** Whose message left, whose waits for its hour, whose did not arrive, and people held back with their reason; null: nobody is being told. */
  telling: z
    .object({
      total: z.number().int(),
      told: z.number().int(),
      waiting: z.number().int(),
      lost: z.number().int(),
      held: z.number().int(),
      doneAt: instant.nullable(),
    })
    .nullable(),
  createdAt: instant,
  changedAt: instant,
  /** May the caller change it? */
  mayWrite: z.boolean(),
})
export type Decision = z.output<typeof decision>

const draft = z.object({
  text: text(600).min(3),
  why: text(2000),
  siteIds: z.array(id).min(1).max(500).nullable(),
  theme: themeKey.nullable(),
  ownerId: id.nullable(),
  dueOn: day.nullable(),
})

export const listDecisions = endpoint({
  name: 'listDecisions',
  method: 'GET',
  path: '/api/voice/decisions',
  access: 'voice.read',
  summary:
    'Decisions taken on what customers say: the late first, then by their day. `over`: those that are told, newest first.',
  query: z.object({ over: z.stringbool().default(false), verbatim: id.optional() }),
  answer: z.object({
    decisions: z.array(decision),
    counts: z.object({
      open: z.number().int(),
      doing: z.number().int(),
      /** Settled or dropped, and not told yet. */
      toTell: z.number().int(),
      over: z.number().int(),
      late: z.number().int(),
    }),
  }),
})

const linkedWord = z.object({
  verbatimId: id,
  at: instant,
  site: z.string(),
  /** Null where the caller may not see customers, or nobody knows them. */
  customerId: id.nullable(),
  customer: z.string(),
  text: z.string(),
})

export const readDecision = endpoint({
  name: 'readDecision',
  method: 'GET',
  path: '/api/voice/decisions/:id',
  access: 'voice.read',
  summary: 'One decision with its notes and the words it answers.',
  params: idParams,
  answer: z.object({
    decision,
    notes: z.array(z.object({ id, at: instant, by: z.string(), state: decisionState.nullable(), text: z.string() })),
    linked: z.array(linkedWord),
    audience,
    words: tellingWords,
  }),
})

export const takeDecision = endpoint({
  name: 'takeDecision',
  method: 'POST',
  path: '/api/voice/decisions',
  access: 'voice.manage',
  summary: 'Takes a decision: for the whole network, or for some sites; with the words it answers.',
  body: draft
    .partial({ why: true, siteIds: true, theme: true, ownerId: true, dueOn: true })
    .extend({ verbatimIds: z.array(id).max(200).default([]) }),
  answer: decision,
})

export const changeDecision = endpoint({
  name: 'changeDecision',
  method: 'PATCH',
  path: '/api/voice/decisions/:id',
  access: 'voice.manage',
  summary: 'Changes what is named: words, reason, sites, theme, owner, day.',
  params: idParams,
  body: draft.partial(),
  answer: decision,
})

export const setDecisionState = endpoint({
  name: 'setDecisionState',
  method: 'POST',
  path: '/api/voice/decisions/:id/state',
  access: 'voice.manage',
  summary:
    'Begins, settles, drops or reopens it. What came of it is said when it is settled, why when it is dropped. What is told already stays told.',
  params: idParams,
  body: z.object({ state: decisionState, outcome: text(2000).default('') }),
  answer: decision,
})

export const noteDecision = endpoint({
  name: 'noteDecision',
  method: 'POST',
  path: '/api/voice/decisions/:id/notes',
  access: 'voice.manage',
  summary: 'Writes a dated note beside it.',
  params: idParams,
  body: z.object({ text: text(2000).min(1) }),
})

export const linkDecision = endpoint({
  name: 'linkDecision',
  method: 'POST',
  path: '/api/voice/decisions/:id/words',
  access: 'voice.manage',
  summary: 'Links words of customers to it, or takes the link away.',
  params: idParams,
  body: z.object({ add: z.array(id).max(200).default([]), remove: z.array(id).max(200).default([]) }),
  answer: decision,
})

export const removeDecision = endpoint({
  name: 'removeDecision',
  method: 'DELETE',
  path: '/api/voice/decisions/:id',
  access: 'voice.manage',
  summary: 'Takes back a decision written by mistake; one that anybody was told of stays.',
  params: idParams,
})

const toTell = z.object({
  customerId: id,
  customer: z.string(),
  language: z.string(),
  channel: z.string().nullable(),
  /** Who writes to them. */
  advisor: z.string(),
  /** Why they are not told, or not told now. */
  because: z.array(because),
})

export const previewTelling = endpoint({
  name: 'previewTelling',
  method: 'POST',
  path: '/api/voice/decisions/:id/telling/preview',
  access: 'voice.manage',
  summary:
    'Whom “you said, we did” would reach, by name, who would be held back and why, and what one of them would read. Nothing is kept.',
  params: idParams,
  body: z.object({ audience, words: tellingWords, reader: id.nullable().default(null) }),
  answer: z.object({
    n: z.number().int(),
    reached: z.number().int(),
    /** How many speak which language. */
    languages: z.record(z.string(), z.number().int()),
    /** People whose score and words say the opposite: they are not written to before a person has read which they meant. */
    doubted: z.number().int(),
    /** Only the first are looked at one by one: more stand behind. */
    looked: z.number().int(),
    people: z.array(toTell),
    held: z.array(z.object({ because, n: z.number().int() })),
    sample: z.object({ customer: z.string(), channel: z.string(), subject: z.string(), text: z.string() }).nullable(),
  }),
})

export const tellDecision = endpoint({
  name: 'tellDecision',
  method: 'POST',
  path: '/api/voice/decisions/:id/telling',
  access: 'voice.manage',
  summary:
    'Tells those who raised the matter that it is settled, or why it is not: each once, by the advisor who knows them, where law and attention let us. Leaves ten minutes later.',
  params: idParams,
  body: z.object({ audience, words: tellingWords }),
  answer: decision,
})

export const undoTelling = endpoint({
  name: 'undoTelling',
  method: 'POST',
  path: '/api/voice/decisions/:id/telling/undo',
  access: 'voice.manage',
  summary: 'Calls off what has not left yet. Who was reached stays told.',
  params: idParams,
  answer: z.object({ calledOff: z.number().int(), decision }),
})

export const closeDecision = endpoint({
  name: 'closeDecision',
  method: 'POST',
  path: '/api/voice/decisions/:id/close',
  access: 'voice.manage',
  summary: 'Nobody is to be told by a message: they were told in person, or nobody known raised it. Why is kept.',
  params: idParams,
  body: z.object({ because: text(600).min(3) }),
  answer: decision,
})

export const toldOfDecision = endpoint({
  name: 'toldOfDecision',
  method: 'GET',
  path: '/api/voice/decisions/:id/told',
  access: 'voice.read',
  summary: 'Who was told, and who was held back and why.',
  params: idParams,
  query: z.object({ held: z.stringbool().default(false), after: z.string().max(60).optional() }),
  answer: z.object({
    people: z.array(
      z.object({
        customerId: id.nullable(),
        customer: z.string(),
        /** Of the message: ready, left, called-off …; null: held back. */
        state: z.string().nullable(),
        channel: z.string().nullable(),
        because: z.array(because),
        at: instant,
      }),
    ),
    next: z.string().nullable(),
  }),
})
