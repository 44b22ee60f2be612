import { z } from 'zod'
import { endpoint, id, idParams, instant, line, text } from './endpoint.ts'
import { carried } from './messages.ts'

/**
 * Kinds of way out. `print`: here, on our own printer. `web-push`: built in, there from the start. `rehearsal`: of the demo alone, whose people
 * are nobody: what goes out by it goes nowhere.
 */
export const providerKind = z.enum(['smtp', 'smpp', 'http', 'print', 'web-push', 'rehearsal'])

/** What a way out is told; each kind uses its own. No secret is among it. */
export const providerSettings = z
  .object({
    host: line(200),
    port: z.number().int().min(1).max(65_535),
    security: z.enum(['tls', 'starttls', 'none']),
    user: line(200),
    connections: z.number().int().min(1).max(50),
    /** The address, number or name it writes from. */
    from: line(200),
    /** Where bounces go, and answers, when they are not the advisor's own. */
    bounces: line(200),
    replies: line(200),
    /** The number to which STOP is sent. */
    stop: line(20),
    systemType: line(12),
    window: z.number().int().min(1).max(200),
    url: line(1000),
    method: z.enum(['POST', 'PUT', 'GET']),
    contentType: line(100),
    body: text(8000),
    headers: z.record(z.string().max(80), line(500)),
    idempotencyHeader: line(80),
    /** Web Push: the key by which browsers know this house (VAPID); the house writes it itself. */
    publicKey: line(200),
    /** Where its reference stands in its answer: `data.0.id`. */
    refPath: line(120),
    /** Where its answer says whether it took the message; none: in the text of the answer. */
    answerPath: line(120),
    /** What it says there when it took it, and when it did not. Neither is a doubt; nothing said: whatever is answered 2xx is taken. */
    accepted: z.array(line(120).min(1)).max(20),
    refused: z.array(line(120).min(1)).max(20),
    /** Where what stands in its callbacks. */
    callback: z.partialRecord(z.enum(['ref', 'id', 'status', 'from', 'text', 'key']), line(120)),
  })
  .partial()
export type ProviderSettings = z.infer<typeof providerSettings>

const secrets = z
  .object({ password: z.string().max(400), authorization: z.string().max(2000), signingKey: z.string().max(400) })
  .partial()

export const provider = z.object({
  id,
  channel: carried,
  kind: providerKind,
  name: z.string(),
  settings: providerSettings,
  /** Which secrets are kept; none is ever told. */
  kept: z.array(z.enum(['password', 'authorization', 'signingKey'])),
  perSecond: z.number(),
  costCents: z.number(),
  idempotent: z.boolean(),
  active: z.boolean(),
  /** Does it carry its channel now? */
  carries: z.boolean(),
  problem: z.string().nullable(),
  problemAt: instant.nullable(),
  /** Where what comes back is posted to. */
  newsAddress: z.string().nullable(),
  waiting: z.number().int(),
})
export type Provider = z.infer<typeof provider>

const providerDraft = z.object({
  channel: carried,
  kind: providerKind.exclude(['rehearsal']),
  name: line().min(1),
  settings: providerSettings.default({}),
  secrets: secrets.default({}),
  perSecond: z.number().min(0.01).max(5000).default(10),
  costCents: z.number().min(0).max(10_000).default(0),
  idempotent: z.boolean().default(false),
})

export const listProviders = endpoint({
  name: 'listProviders',
  method: 'GET',
  path: '/api/channels',
  access: 'channels.manage',
  reach: 'network',
  summary: 'The ways out of each channel, what ails them and what waits for them.',
  answer: z.object({ providers: z.array(provider) }),
})
export const createProvider = endpoint({
  name: 'createProvider',
  method: 'POST',
  path: '/api/channels',
  access: 'channels.manage',
  reach: 'network',
  summary: 'A new way out. Its secrets are sealed and never told again.',
  body: providerDraft,
  answer: provider,
})
export const updateProvider = endpoint({
  name: 'updateProvider',
  method: 'PATCH',
  path: '/api/channels/:id',
  access: 'channels.manage',
  reach: 'network',
  summary:
    'Changes a way out, pauses it, or makes a new news address. A secret not spoken of stays; an empty one goes.',
  params: idParams,
  body: providerDraft
    .omit({ channel: true, kind: true })
    .extend({ active: z.boolean(), newAddress: z.boolean() })
    .partial(),
  answer: provider,
})
export const removeProvider = endpoint({
  name: 'removeProvider',
  method: 'DELETE',
  path: '/api/channels/:id',
  access: 'channels.manage',
  reach: 'network',
  summary: 'Removes a way out that carried nothing; one that did is paused, for the ledger names it.',
  params: idParams,
  answer: z.object({ removed: z.boolean() }),
})
export const testProvider = endpoint({
  name: 'testProvider',
  method: 'POST',
  path: '/api/channels/:id/test',
  access: 'channels.manage',
  reach: 'network',
  summary: 'Sends a message to the person who asks, and says what the provider made of it.',
  params: idParams,
  answer: z.object({
    came: z.enum(['left', 'later', 'refused', 'doubt']),
    code: z.string().nullable(),
    to: z.string(),
    /** What a provider by HTTP answered, as it came. */
    heard: z.object({ status: z.number().int(), text: z.string() }).nullable(),
  }),
})
