import { z } from 'zod'
import { endpoint, id, idParams, instant, line } from './endpoint.ts'

export const CAMERA_KINDS = [
  'plate-recognizer',
  'openalpr',
  'hikvision',
  'axis',
  'unifi',
  'json',
  'frigate',
  'dahua',
] as const
export const PHONE_KINDS = ['ringover', 'aircall', '3cx', 'asterisk', 'twilio', 'json'] as const

/** How to reach a device that we call (Frigate's broker, a Dahua camera, Asterisk's manager, 3CX to route its calls). */
export const connection = z.object({
  url: z.string().max(300).optional(),
  username: line(100).optional(),
  password: z.string().max(200).optional(),
  topic: line(200).optional(),
  /** Only events of this camera name, where one broker carries several. */
  camera: line(100).optional(),
  /** 3CX: the extension of the route point whose calls we route. */
  routePoint: line(20).optional(),
  /** 3CX: where a call goes that nobody took (an extension, a queue, a ring group). */
  fallback: line(40).optional(),
})
/** A key a telephone system signs with; several with a space between, where each hook has its own. */
const signingKey = z.string().trim().max(600)

/** What a camera sees. Where it is one way only, that is believed over what it says itself. */
export const looks = z.enum(['both', 'in', 'out'])
export type Looks = z.infer<typeof looks>

export const source = z.object({
  id,
  door: z.enum(['gate', 'phone']),
  kind: z.string(),
  name: z.string(),
  siteId: id,
  enabled: z.boolean(),
  looks,
  /** webhook: they post to our address; mqtt, stream: we connect to them. */
  connects: z.enum(['webhook', 'mqtt', 'stream']),
  /** The copy-paste address, with its secret; null for those who may not manage sources. */
  address: z.string().nullable(),
  connection: connection.omit({ password: true }),
  /** A signing key is kept: what comes unsigned is refused. */
  signed: z.boolean(),
  /** A file to give to the device, where it wants one (3CX: its CRM template). */
  template: z.object({ name: z.string(), text: z.string() }).nullable(),
  lastEventAt: instant.nullable(),
  state: z.enum(['never', 'ok', 'silent', 'connecting', 'down']),
  stateDetail: z.string().nullable(),
})
export type Source = z.infer<typeof source>

const sourceDraft = z.object({
  door: z.enum(['gate', 'phone']),
  kind: z.enum([...new Set([...CAMERA_KINDS, ...PHONE_KINDS])] as [string, ...string[]]),
  name: line().min(1),
  siteId: id,
  looks: looks.default('both'),
  connection: connection.default({}),
  signingKey: signingKey.optional(),
})

export const listSources = endpoint({
  name: 'listSources',
  method: 'GET',
  path: '/api/sources',
  access: 'visits.read',
  summary: 'Cameras and telephone systems',
  query: z.object({ site: id.optional(), door: z.enum(['gate', 'phone']).optional() }),
  answer: z.object({ sources: z.array(source) }),
})
export const createSource = endpoint({
  name: 'createSource',
  method: 'POST',
  path: '/api/sources',
  access: 'sources.manage',
  summary: 'Connect a camera or a telephone system; the answer holds the address to copy into it',
  body: sourceDraft,
  answer: source,
})
export const updateSource = endpoint({
  name: 'updateSource',
  method: 'PATCH',
  path: '/api/sources/:id',
  access: 'sources.manage',
  summary: 'Rename, pause, reconnect, archive; or make a new address (the old one stops working)',
  params: idParams,
  body: z.object({
    name: line().min(1).optional(),
    enabled: z.boolean().optional(),
    looks: looks.optional(),
    connection: connection.optional(),
    /** Empty: no signature is asked any more. */
    signingKey: signingKey.optional(),
    newAddress: z.boolean().optional(),
    archived: z.boolean().optional(),
  }),
  answer: source,
})
export const sourceHealth = endpoint({
  name: 'sourceHealth',
  method: 'GET',
  path: '/api/sources/:id/health',
  access: 'visits.read',
  summary: 'Last event, reads per hour, share matched, what this camera confuses; counts only, never a stranger',
  params: idParams,
  query: z.object({ hours: z.coerce.number().int().min(1).max(720).default(24) }),
  answer: z.object({
    source,
    hours: z.array(z.object({ hour: instant, counts: z.record(z.string(), z.number().int()) })),
    totals: z.record(z.string(), z.number().int()),
    /** Share of reads greeted, with its 95 % Wilson interval. */
    matched: z.object({
      n: z.number().int(),
      share: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    }),
    confusion: z.array(z.object({ truth: z.string(), read: z.string(), n: z.number().int() })),
    /** Letters learned from reception's answers: right and wrong. */
    learned: z.object({ letters: z.number().int(), wrong: z.number().int() }),
  }),
})
export const sendSample = endpoint({
  name: 'sendSample',
  method: 'POST',
  path: '/api/sources/:id/sample',
  access: 'sources.manage',
  summary: 'Replay a sample payload of this vendor through the public intake, with this plate or this number',
  params: idParams,
  body: z.object({ plate: line(20).optional(), from: line(40).optional() }),
  answer: z.object({
    status: z.number().int(),
    outcome: z.string(),
    payload: z.string(),
    visitId: id.nullable(),
  }),
})
