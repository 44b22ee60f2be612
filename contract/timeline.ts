import { z } from 'zod'
import { day, endpoint, id, idParams, instant, line, pageQuery, text } from './endpoint.ts'

export const ENTRY_KINDS = [
  'note',
  'visit',
  'call',
  'sale',
  'delivery',
  'service',
  'survey',
  'case',
  'message',
  'appointment',
  'change',
] as const
export const entryKind = z.enum(ENTRY_KINDS)
export type EntryKind = z.infer<typeof entryKind>
export const HINTS = ['say', 'thank', 'mind'] as const
export const hint = z.enum(HINTS)
export type Hint = z.infer<typeof hint>

export const entry = z.object({
  id,
  kind: entryKind,
  at: instant,
  siteId: id.nullable(),
  staffId: id.nullable(),
  assetId: id.nullable(),
  text: z.string(),
  data: z.record(z.string(), z.unknown()),
  closedAt: instant.nullable(),
  hint: hint.nullable(),
  hintDoneAt: instant.nullable(),
})
export type Entry = z.infer<typeof entry>

export const readTimeline = endpoint({
  name: 'readTimeline',
  method: 'GET',
  path: '/api/customers/:id/timeline',
  access: 'customers.read',
  summary: 'What happened with this customer, newest first',
  params: idParams,
  query: pageQuery.extend({
    kinds: z
      .string()
      .optional()
      .transform((s) => (s ? s.split(',') : []))
      .pipe(z.array(entryKind)),
    site: id.optional(),
    /** A vehicle or product. */
    asset: id.optional(),
    /** Days, both included, by the clock of the site where it happened. */
    from: day.optional(),
    to: day.optional(),
  }),
  answer: z.object({
    entries: z.array(entry),
    next: z.string().nullable(),
    /** On the first page: how many there are in all and under this filter, and whatever one may choose by, most first. */
    counts: z
      .object({
        all: z.number().int(),
        found: z.number().int(),
        kinds: z.array(z.object({ kind: entryKind, n: z.number().int() })),
        sites: z.array(z.object({ siteId: id, n: z.number().int() })),
        assets: z.array(z.object({ assetId: id, n: z.number().int() })),
      })
      .nullable(),
  }),
})
/** A call that we made, and that no task asked for: it counts by law and in their attention (CALL-4). */
export const MADE_CALL_OUTCOMES = ['reached', 'left-word', 'no-answer', 'not-interested', 'no-calls'] as const
export const madeCall = z.object({
  outcome: z.enum(MADE_CALL_OUTCOMES),
  /** Was anything offered? */
  purpose: z.enum(['service', 'commercial']),
})
export type MadeCall = z.infer<typeof madeCall>

export const addEntry = endpoint({
  name: 'addEntry',
  method: 'POST',
  path: '/api/customers/:id/timeline',
  access: 'customers.write',
  summary:
    'Write on the timeline: a note, a call, a case to repair; `hint` hands it to the next person who receives them. `made` says of a call that we made it, what came of it and what for: it counts among the calls the law allows, and in their attention',
  params: idParams,
  body: z.object({
    kind: z.enum(['note', 'call', 'service', 'survey', 'case']),
    /** May be empty only for a call that we made. */
    text: text(4000).default(''),
    made: madeCall.nullable().default(null),
    at: instant.optional(),
    siteId: id.nullable().default(null),
    assetId: id.nullable().default(null),
    hint: hint.nullable().default(null),
    /** Chosen by the sender, once for each thing written: under the same one it is written once, however often it is sent. */
    key: line(60).min(8).nullable().default(null),
  }),
  answer: entry,
})
export const changeEntry = endpoint({
  name: 'changeEntry',
  method: 'PATCH',
  path: '/api/timeline/:id',
  access: 'customers.write',
  summary: 'Correct a note, close or reopen a case, mark a hint as done; say what a call of ours was for',
  params: idParams,
  body: z.object({
    purpose: z.enum(['service', 'commercial']).optional(),
    text: text(4000).min(1).optional(),
    closed: z.boolean().optional(),
    hintDone: z.boolean().optional(),
    removed: z.boolean().optional(),
  }),
})

export const ORDER_KINDS = ['vehicle', 'repair', 'parts', 'product'] as const
/** What a purchase, or an offer, is of: an offer without consent must be of products similar to those bought (ELEC-2). A network may name more. */
export const FAMILIES = ['vehicle', 'service', 'shop'] as const
export const family = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9-]*$/u, 'small letters, digits and hyphens')
/** The family of an order that names none. */
export const FAMILY_OF: Record<(typeof ORDER_KINDS)[number], (typeof FAMILIES)[number]> = {
  vehicle: 'vehicle',
  repair: 'service',
  parts: 'service',
  product: 'shop',
}
export const ORDER_STATES = ['placed', 'in-progress', 'ready', 'delivered', 'cancelled'] as const
export const orderDraft = z.object({
  number: line(60).min(1),
  kind: z.enum(ORDER_KINDS),
  title: line(200).default(''),
  state: z.enum(ORDER_STATES).default('placed'),
  assetId: id.nullable().default(null),
  siteId: id.nullable().default(null),
  promisedOn: day.nullable().default(null),
  amountCents: z.number().int().min(0).nullable().default(null),
  /** Left out: by its kind. */
  family: family.nullable().default(null),
})
export const order = z.object({
  id,
  customerId: id,
  number: z.string(),
  kind: z.enum(ORDER_KINDS),
  title: z.string(),
  state: z.enum(ORDER_STATES),
  assetId: id.nullable(),
  siteId: id.nullable(),
  promisedOn: day.nullable(),
  amountCents: z.number().nullable(),
  family: z.string(),
  /** What a source says of it beyond these, under the names of its columns. */
  attributes: z.record(z.string(), z.string()),
  placedAt: instant,
  changedAt: instant,
})
export type Order = z.infer<typeof order>
export const listOrders = endpoint({
  name: 'listOrders',
  method: 'GET',
  path: '/api/customers/:id/orders',
  access: 'customers.read',
  summary: 'Orders of a customer, newest first',
  params: idParams,
  answer: z.object({ orders: z.array(order) }),
})
export const createOrder = endpoint({
  name: 'createOrder',
  method: 'POST',
  path: '/api/customers/:id/orders',
  access: 'customers.write',
  summary: 'A new order',
  params: idParams,
  body: orderDraft,
  answer: order,
})
export const updateOrder = endpoint({
  name: 'updateOrder',
  method: 'PATCH',
  path: '/api/orders/:id',
  access: 'customers.write',
  summary: 'An order moves on: in progress, ready, delivered',
  params: idParams,
  body: z.object({
    state: z.enum(ORDER_STATES).optional(),
    title: line(200).optional(),
    promisedOn: day.nullable().optional(),
    family: family.nullable().optional(),
  }),
  answer: order,
})
