import { z } from 'zod'
import { because } from './because.ts'
import { day, endpoint, id, idParams, instant, line, pageQuery } from './endpoint.ts'

export const TOUCH_STATES = ['planned', 'held', 'doing', 'done', 'dropped'] as const
export const touchState = z.enum(TOUCH_STATES)
export type TouchState = z.infer<typeof touchState>

/** One contact that was thought of: made, waiting, or not made, and why. */
export const touch = z.object({
  id,
  customerId: id,
  customerName: z.string(),
  moment: z.string(),
  /** As the playbook calls it. */
  title: z.string(),
  core: z.boolean(),
  purpose: z.enum(['service', 'commercial']),
  state: touchState,
  gesture: z.string().nullable(),
  staffName: z.string(),
  siteId: id.nullable(),
  dueAt: instant,
  changedAt: instant,
  because: z.array(because),
  arm: z.enum(['treated', 'held-out']).nullable(),
  taskId: id.nullable(),
  outcome: z.string().nullable(),
  message: z.object({ channel: z.string(), state: z.string(), at: instant }).nullable(),
})
export type Touch = z.infer<typeof touch>

export const customerTouches = endpoint({
  name: 'customerTouches',
  method: 'GET',
  path: '/api/customers/:id/touches',
  access: 'customers.read',
  summary:
    'What we did for this customer and chose not to do, and why; how much attention they had of late; and the words of who handed them over.',
  params: idParams,
  query: pageQuery,
  answer: z.object({
    touches: z.array(touch),
    next: z.string().nullable(),
    /** Contacts of the last thirty days, whoever made them. */
    contacts: z.number(),
    handovers: z.array(z.object({ id, from: z.string(), to: z.string(), words: z.string(), at: instant })),
  }),
})

const ledgerFilter = z.object({
  moment: line(60).optional(),
  state: touchState.optional(),
  /** Code of a reason. */
  because: line(60).optional(),
  site: id.optional(),
  from: day.optional(),
  to: day.optional(),
})

export const ledger = endpoint({
  name: 'ledger',
  method: 'GET',
  path: '/api/loop/touches',
  access: 'loop.read',
  summary:
    'The ledger: contacts made, waiting, and not made with their reason, the newest first; of the sites where the right is held.',
  query: ledgerFilter.extend(pageQuery.shape),
  answer: z.object({ touches: z.array(touch), next: z.string().nullable() }),
})
export const ledgerSummary = endpoint({
  name: 'ledgerSummary',
  method: 'GET',
  path: '/api/loop/summary',
  access: 'loop.read',
  summary: 'The ledger counted: by moment and state, and by reason.',
  query: ledgerFilter.pick({ site: true, from: true, to: true }),
  answer: z.object({
    moments: z.array(
      z.object({
        moment: z.string(),
        title: z.string(),
        core: z.boolean(),
        planned: z.number().int(),
        held: z.number().int(),
        doing: z.number().int(),
        done: z.number().int(),
        dropped: z.number().int(),
      }),
    ),
    /** The last reason of what is held or was not made, with one of them whole. */
    reasons: z.array(z.object({ code: z.string(), state: touchState, n: z.number().int(), sample: because })),
  }),
})
export const exportLedger = endpoint({
  name: 'exportLedger',
  method: 'GET',
  path: '/api/loop/touches.csv',
  access: 'loop.read',
  summary: 'The ledger as CSV',
  query: ledgerFilter,
  answer: z.string(),
})

const interval = z.object({ low: z.number(), high: z.number() })
const estimated = z.object({ value: z.number(), interval: interval.nullable(), n: z.number().int() })

export const attention = endpoint({
  name: 'attention',
  method: 'GET',
  path: '/api/loop/attention',
  access: 'loop.read',
  summary:
    'How attention is spread: contacts per person in thirty days; over a year by decile of what they spent, with its Gini and concentration and their intervals; of the core moments owed in each decile, how many were made.',
  query: z.object({ site: id.optional() }),
  answer: z.object({
    people: z.number().int(),
    /** Thirty days: how many people had so many contacts. The last one: that many or more. */
    pressure: z.array(z.object({ contacts: z.number().int(), people: z.number().int() })),
    perMonth: z.number(),
    angryOver: z.number(),
    /** People who had more than that. */
    over: z.number().int(),
    equity: z.object({
      /** 0: bought nothing in two years; then ten equal groups, those who spent least first. */
      deciles: z.array(
        z.object({
          decile: z.number().int(),
          people: z.number().int(),
          fromCents: z.number(),
          toCents: z.number(),
          /** Contacts in a year, per person. */
          mean: z.number(),
          interval: interval.nullable(),
          /** Core moments owed to these people in a year, and how many of them were made. */
          core: z.object({
            people: z.number().int(),
            due: z.number().int(),
            made: z.number().int(),
            interval: interval.nullable(),
          }),
        }),
      ),
      /** How unequally contacts are spread over people, 0 to 1. */
      gini: estimated.nullable(),
      /** How far contacts follow spending: 0, not at all; above, to those who spend more. */
      concentration: estimated.nullable(),
      lorenz: z.array(z.number()),
    }),
  }),
})
export type AttentionAnswer = z.infer<typeof attention.answer>

export const holdOuts = endpoint({
  name: 'holdOuts',
  method: 'GET',
  path: '/api/loop/hold-outs',
  access: 'loop.read',
  summary:
    'Does an extra moment do anything? How many came back within so many days, among those it reached and those kept out of it, and the difference with its interval.',
  query: z.object({ days: z.coerce.number().int().min(7).max(365).default(60) }),
  answer: z.object({
    moments: z.array(
      z.object({
        moment: z.string(),
        title: z.string(),
        treated: z.object({ n: z.number().int(), came: z.number().int() }),
        heldOut: z.object({ n: z.number().int(), came: z.number().int() }),
        difference: z.object({ difference: z.number(), low: z.number(), high: z.number() }).nullable(),
        /** How many were drawn out, of all that were drawn, with its interval; and how many the playbook in force would draw. */
        drawn: z
          .object({ share: z.number(), low: z.number(), high: z.number(), expected: z.number().nullable() })
          .nullable(),
        /** Too few on one side to say anything, however wide the interval. */
        few: z.boolean(),
        /** Still to come: their days are not over. */
        waiting: z.number().int(),
      }),
    ),
  }),
})
