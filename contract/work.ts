import { z } from 'zod'
import { because } from './because.ts'
import { day, endpoint, id, idParams, instant, text } from './endpoint.ts'
import { REGISTERS } from './playbook.ts'

/** What may come of it, in one tap. */
export const OUTCOMES = [
  'reached',
  'left-word',
  'no-answer',
  'not-now',
  'not-interested',
  'no-calls',
  'wrong-number',
  'otherwise',
  'let-go',
] as const
export const outcome = z.enum(OUTCOMES)
export type Outcome = z.infer<typeof outcome>
/** Who says what came of it: a person, or a fact that knows better. */
export const TOLD_BY = ['hand', 'call', 'visit', 'reply', 'time'] as const

/** One person to reach, with all one needs before dialling. */
export const shortTask = z.object({
  id,
  customerId: id,
  name: z.string(),
  addressAs: z.string(),
  formality: z.enum(['vous', 'tu']),
  pronunciation: z.string(),
  /** Their name is recorded: it can be heard. */
  hasVoice: z.boolean(),
  language: z.string(),
  /** call, word, coffee, linkedin, whatsapp, or what waits for a decision. */
  kind: z.string(),
  purpose: z.enum(['service', 'commercial']),
  moment: z.string().nullable(),
  title: z.string(),
  /** Why them. */
  because: z.array(because),
  /** Why today, and why in this place of the list. */
  today: z.array(because),
  /** Said first on a commercial call, as the law asks: who, for whom, that it is commercial. */
  identity: z.string(),
  opening: z.string(),
  /** Words to copy, where they are written by hand on LinkedIn or WhatsApp; empty: one finds one’s own. */
  message: z.string(),
  thank: z.string(),
  avoid: z.string(),
  phones: z.array(z.object({ number: z.string(), shown: z.string(), label: z.string() })),
  asset: z.string(),
  siteId: id.nullable(),
  staffId: id.nullable(),
  staffName: z.string(),
  /** Handed over to whoever reads, with the words of who knew them. */
  handover: z.object({ from: z.string(), words: z.string(), at: instant }).nullable(),
  /** How one speaks there, as the playbook has it; null: no playbook says. */
  register: z
    .object({ name: z.enum(REGISTERS), imposed: z.string(), free: z.string(), compass: z.string() })
    .nullable(),
  minutes: z.number().int(),
  core: z.boolean(),
  tries: z.number().int(),
  promised: z.boolean(),
  dueOn: day.nullable(),
  expiresAt: instant.nullable(),
  /** When it comes back, while it is still to be done. */
  dueAgain: instant.nullable(),
  state: z.enum(['open', 'done', 'let-go']),
  outcome: outcome.nullable(),
  outcomes: z.array(outcome),
  /** May they be reached now? When not: by what article, and from when. */
  verdict: z.object({
    answer: z.enum(['yes', 'not-before', 'no']),
    because: z.array(because),
    articles: z.array(z.string()),
    nextAllowed: instant.nullable(),
  }),
  doneAt: instant.nullable(),
  /** What can still be taken back. */
  last: z
    .object({
      id,
      outcome,
      toldBy: z.enum(TOLD_BY),
      at: instant,
      by: z.string(),
      note: z.string(),
    })
    .nullable(),
})
export type ShortTask = z.infer<typeof shortTask>

export const allowance = z.object({
  calls: z.number().int().min(0).max(50),
  minutes: z.number().int().min(0).max(480),
})

export const myDay = endpoint({
  name: 'myDay',
  method: 'GET',
  path: '/api/work/today',
  access: 'work.act',
  summary:
    'The short list of the day: people who may be reached now, no more than your time allows, most useful first; then who may be reached later today, what waits for another day and why.',
  answer: z.object({
    now: instant,
    list: z.array(shortTask),
    /** Allowed later today: shown with the hour. */
    later: z.array(z.object({ task: shortTask, from: instant })),
    /** More than the time of the day: the next ones, should there be time. */
    beyond: z.number().int(),
    /** May not be reached at all as things stand. */
    barred: z.array(shortTask),
    /** Done today, newest first; closed by themselves too. */
    done: z.array(shortTask),
    allowance: allowance,
    used: z.object({ calls: z.number().int(), minutes: z.number().int() }),
  }),
})

export const readTask = endpoint({
  name: 'readTask',
  method: 'GET',
  path: '/api/work/tasks/:id',
  access: 'work.act',
  summary: 'One task, with all one needs before dialling, and everything that came of it so far.',
  params: idParams,
  answer: z.object({
    task: shortTask,
    history: z.array(
      z.object({
        id,
        outcome,
        note: z.string(),
        toldBy: z.enum(TOLD_BY),
        by: z.string(),
        at: instant,
        undoneAt: instant.nullable(),
      }),
    ),
  }),
})

export const sayOutcome = endpoint({
  name: 'sayOutcome',
  method: 'POST',
  path: '/api/work/tasks/:id/outcome',
  access: 'work.act',
  summary:
    'What came of it: reached, a word left, no answer (tried again later, within the law), not now (until a day), asked not to be called (their consent ends), wrong number, done otherwise, let go.',
  params: idParams,
  body: z.object({
    outcome,
    note: text(500).default(''),
    /** For « not now »: when they would rather be called. */
    until: instant.nullable().default(null),
    /** The last outcome the sender has seen, or null. Where theirs of the same words stands after it, it was sent twice and is heard once. */
    after: id.nullable().optional(),
  }),
  answer: shortTask,
})

export const undoOutcome = endpoint({
  name: 'undoOutcome',
  method: 'POST',
  path: '/api/work/outcomes/:id/undo',
  access: 'work.act',
  summary:
    'Takes back what was said of a task: everything stands as before. A consent that ended by it is given back by a receipt of its own.',
  params: idParams,
  answer: shortTask,
})

export const myAllowance = endpoint({
  name: 'myAllowance',
  method: 'GET',
  path: '/api/work/allowance',
  access: 'work.act',
  summary: 'How many calls and minutes you give a day.',
  answer: allowance,
})
export const setAllowance = endpoint({
  name: 'setAllowance',
  method: 'PUT',
  path: '/api/work/allowance',
  access: 'work.act',
  summary: 'Sets how many calls and minutes you give a day.',
  body: allowance,
  answer: allowance,
})

export const handover = z.object({
  id,
  fromId: id,
  from: z.string(),
  toId: id,
  to: z.string(),
  at: instant,
  until: instant.nullable(),
  /** The last day of it, where the giver works. */
  lastDay: day.nullable(),
  /** It ended, or its last day is gone. */
  over: z.boolean(),
  words: z.string(),
  /** null: all of theirs. */
  customers: z.array(z.object({ id, name: z.string() })).nullable(),
  /** How many people it is about now. */
  people: z.number().int(),
  endedAt: instant.nullable(),
})
export type Handover = z.infer<typeof handover>

export const listHandovers = endpoint({
  name: 'listHandovers',
  method: 'GET',
  path: '/api/work/handovers',
  access: 'work.act',
  summary: 'Hand-overs you gave or received; those of everybody for who manages staff.',
  answer: z.object({ handovers: z.array(handover) }),
})
export const listLeavers = endpoint({
  name: 'listLeavers',
  method: 'GET',
  path: '/api/work/leavers',
  access: 'work.act',
  summary: 'Who works here no more while customers are still theirs: of the sites whose staff you manage.',
  answer: z.object({ leavers: z.array(z.object({ id, name: z.string(), customers: z.number().int() })) }),
})
export const makeHandover = endpoint({
  name: 'makeHandover',
  method: 'POST',
  path: '/api/work/handovers',
  access: 'work.act',
  summary:
    'Hands people over to a colleague, in words: all of yours or some, for a while or for good. Who manages staff may do it for somebody who left.',
  body: z.object({
    /** Whose people; yours when left out. */
    fromId: id.optional(),
    toId: id,
    words: text(2000).min(1),
    /** A day: to its end, on the clock where the giver works. */
    until: z.union([instant, day]).nullable().default(null),
    customerIds: z.array(id).min(1).max(2000).nullable().default(null),
  }),
  answer: handover,
})
export const endHandover = endpoint({
  name: 'endHandover',
  method: 'POST',
  path: '/api/work/handovers/:id/end',
  access: 'work.act',
  summary: 'A hand-over is over: their people are theirs again.',
  params: idParams,
})
