import { z } from 'zod'
import { because } from './because.ts'
import { endpoint, id, idParams, instant, line } from './endpoint.ts'

export const DELIVERY_STATES = ['waiting', 'leaving', 'delivered', 'dead', 'called-off'] as const
export const delivery = z.object({
  id,
  hookId: id,
  hook: z.string(),
  productId: id.nullable(),
  product: z.string(),
  type: z.string(),
  state: z.enum(DELIVERY_STATES),
  tries: z.number().int(),
  /** When it is tried next. */
  notBefore: instant,
  problem: because.nullable(),
  at: instant,
  doneAt: instant.nullable(),
  attempts: z.array(
    z.object({
      at: instant,
      ms: z.number().int(),
      status: z.number().int().nullable(),
      problem: because.nullable(),
      answer: z.string(),
    }),
  ),
})
export type Delivery = z.infer<typeof delivery>

export const hook = z.object({
  id,
  name: z.string(),
  url: z.string(),
  active: z.boolean(),
  /** Why it is paused by itself: the receiver said it is gone. */
  paused: because.nullable(),
  createdAt: instant,
  /** Two secrets hold until then. */
  rotatingUntil: instant.nullable(),
  waiting: z.number().int(),
  dead: z.number().int(),
  lastDelivered: instant.nullable(),
})
export type Hook = z.infer<typeof hook>
const hookAddress = z
  .url()
  .max(500)
  .refine((url) => /^https?:/u.test(url), 'an address beginning with https://')
export const listHooks = endpoint({
  name: 'listGateHooks',
  method: 'GET',
  path: '/api/quality/hooks',
  access: 'gate.manage',
  reach: 'network',
  summary: 'Who is told when something leaves the shelf or returns.',
  answer: z.object({ hooks: z.array(hook), dead: z.array(delivery) }),
})
export const createHook = endpoint({
  name: 'createGateHook',
  method: 'POST',
  path: '/api/quality/hooks',
  access: 'gate.manage',
  reach: 'network',
  summary: 'A receiver, by its address; its secret is shown once.',
  body: z.object({ name: line(80).min(1), url: hookAddress }),
  answer: z.object({ hook, secret: z.string() }),
})
export const updateHook = endpoint({
  name: 'updateGateHook',
  method: 'PATCH',
  path: '/api/quality/hooks/:id',
  access: 'gate.manage',
  reach: 'network',
  summary: 'Its name, its address; pauses and resumes it, or takes it away.',
  params: idParams,
  body: z.object({
    name: line(80).min(1).optional(),
    url: hookAddress.optional(),
    active: z.boolean().optional(),
    removed: z.boolean().optional(),
  }),
})
export const rotateHook = endpoint({
  name: 'rotateGateHook',
  method: 'POST',
  path: '/api/quality/hooks/:id/rotate',
  access: 'gate.manage',
  reach: 'network',
  summary: 'A new secret, shown once. For a day what is sent is signed with both.',
  params: idParams,
  answer: z.object({ secret: z.string(), until: instant }),
})
export const testHook = endpoint({
  name: 'testGateHook',
  method: 'POST',
  path: '/api/quality/hooks/:id/test',
  access: 'gate.manage',
  reach: 'network',
  summary: 'Sends a signed trial that changes nothing, and says what came back.',
  params: idParams,
  answer: delivery,
})
export const replayDelivery = endpoint({
  name: 'replayDelivery',
  method: 'POST',
  path: '/api/quality/deliveries/:id/replay',
  access: 'gate.manage',
  reach: 'network',
  summary: 'Sends it once more, under the same number.',
  params: idParams,
})
export const withdrawnList = endpoint({
  name: 'withdrawnList',
  method: 'GET',
  path: '/api/quality/withdrawn.json',
  access: 'signed-in',
  summary: 'What is off the shelf now, for shops that would rather ask. Any API key.',
  answer: z.object({
    at: instant,
    withdrawn: z.array(
      z.object({
        reference: z.string(),
        kind: z.enum(['product', 'service']),
        name: z.record(z.string(), z.string()),
        version: z.string(),
        since: instant,
        sites: z.array(id).nullable(),
      }),
    ),
  }),
})
