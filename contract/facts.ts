import { z } from 'zod'
import { endpoint, id, instant, line, pageQuery } from './endpoint.ts'

/** What the house itself tells; a network may add kinds of its own, in the same spelling. */
export const FACT_KINDS = [
  'order.placed',
  'order.in-progress',
  'order.ready',
  'order.delivered',
  'order.cancelled',
  'asset.bought',
  'asset.sold',
  'service.done',
  'appointment.made',
  'appointment.missed',
  'visit.first',
  'visit.greeted',
  'visit.left',
  'call.answered',
  'call.missed',
  'answer.received',
  'case.opened',
  'case.closed',
  'message.replied',
] as const
export const factKind = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)*$/u, 'small letters, digits and hyphens, parts divided by a dot')

/** How a sender names a customer: the surest they have. */
export const who = z.union([
  z.object({ id }),
  z.object({ source: line(60).min(1), key: line(120).min(1) }),
  z.object({ phone: line(40).min(3) }),
  z.object({ email: line(200).min(3) }),
  z.object({ plate: line(20).min(2) }),
])
export type Who = z.infer<typeof who>

export const factDraft = z.object({
  /** With `source`, tells it apart for ever: the same one again changes nothing. */
  key: line(200).min(1),
  kind: factKind,
  who,
  /** When it happened. */
  at: instant,
  assetId: id.nullable().default(null),
  orderId: id.nullable().default(null),
  siteId: id.nullable().default(null),
  staffId: id.nullable().default(null),
  data: z
    .record(z.string().max(60), z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]))
    .default({})
    .refine((data) => Object.keys(data).length <= 40, 'forty values at most'),
})

export const tellFacts = endpoint({
  name: 'tellFacts',
  method: 'POST',
  path: '/api/facts',
  access: 'facts.tell',
  summary:
    'Tells what happened, one fact or up to a thousand: order placed, delivered, service done, or a kind of your own. Answered once it is safely written; the same source and key again changes nothing.',
  body: z.object({ source: line(60).min(1), facts: z.array(factDraft).min(1).max(1000) }),
  answer: z.object({
    accepted: z.number().int(),
    /** Told before, under the same key. */
    known: z.number().int(),
  }),
})

export const factsAside = endpoint({
  name: 'factsAside',
  method: 'GET',
  path: '/api/facts/aside',
  access: 'loop.read',
  summary: 'Facts that name nobody we know, or cannot be used, with the reason.',
  query: pageQuery,
  answer: z.object({
    facts: z.array(
      z.object({
        id,
        kind: z.string(),
        at: instant,
        source: z.string(),
        key: z.string(),
        because: z.string(),
        acceptedAt: instant,
      }),
    ),
    next: z.string().nullable(),
  }),
})

export const retryAside = endpoint({
  name: 'retryAside',
  method: 'POST',
  path: '/api/facts/aside/retry',
  access: 'loop.manage',
  reach: 'network',
  summary: 'Tries the facts set aside again: the customers they name may have come since.',
  answer: z.object({ again: z.number().int() }),
})
