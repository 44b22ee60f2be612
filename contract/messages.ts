import { z } from 'zod'
import { because } from './because.ts'
import { day, endpoint, id, idParams, instant, line, pageQuery, text } from './endpoint.ts'
import { CARRIED } from './playbook.ts'

export const carried = z.enum(CARRIED)
export const MESSAGE_STATES = ['ready', 'leaving', 'left', 'delivered', 'failed', 'doubt', 'called-off'] as const
export const messageState = z.enum(MESSAGE_STATES)

export const message = z.object({
  id,
  customerId: id,
  customer: z.string(),
  channel: carried,
  purpose: z.string(),
  moment: z.string().nullable(),
  title: z.string(),
  staff: z.string().nullable(),
  language: z.string(),
  to: z.string(),
  subject: z.string(),
  /** As it is kept, with the link to the customer's page left out. */
  body: z.string(),
  state: messageState,
  because: z.array(because),
  notBefore: instant,
  leftAt: instant.nullable(),
  createdAt: instant,
  changedAt: instant,
  segments: z.number().int(),
  costCents: z.number(),
  tries: z.number().int(),
})
export type Message = z.infer<typeof message>

export const listMessages = endpoint({
  name: 'listMessages',
  method: 'GET',
  path: '/api/messages',
  access: 'loop.read',
  summary: 'The outbox: what waits, what left, what failed, what may have left; newest first, with why.',
  query: pageQuery.extend({
    state: z.enum(['waiting', 'left', 'failed', 'doubt', 'called-off']).optional(),
    channel: carried.optional(),
    customer: id.optional(),
    /** An address, a number in any writing, a name, or words of the subject. */
    q: line(100).optional(),
    /** Written at or after, and before. */
    since: instant.optional(),
    until: instant.optional(),
  }),
  answer: z.object({
    messages: z.array(message),
    next: z.string().nullable(),
    counts: z.object({
      /** Ready, or leaving this moment. */
      waiting: z.number().int(),
      /** Of the last thirty days. */
      left: z.number().int(),
      failed: z.number().int(),
      doubt: z.number().int(),
    }),
  }),
})

export const settleDoubt = endpoint({
  name: 'settleDoubt',
  method: 'POST',
  path: '/api/messages/:id/settle',
  access: 'loop.manage',
  summary:
    'A person says what became of a message that may have left, or failed: it left, send it again (with its words mended), or let it go.',
  params: idParams,
  body: z.object({
    answer: z.enum(['left', 'again', 'let-go']),
    subject: line(200).optional(),
    body: text(6000).optional(),
  }),
  answer: message,
})
export const callOffMessage = endpoint({
  name: 'callOffMessage',
  method: 'POST',
  path: '/api/messages/:id/call-off',
  access: 'loop.manage',
  summary: 'Calls off a message that has not left yet.',
  params: idParams,
  answer: message,
})

export const takeUpMessage = endpoint({
  name: 'takeUpMessage',
  method: 'POST',
  path: '/api/messages/:id/take-up',
  access: 'loop.manage',
  summary:
    'Takes back that a person called a message off, or let it go: it stands as before, with all that is told in it. Whether it is still to be said is asked again before it leaves.',
  params: idParams,
  answer: message,
})

export const messageCosts = endpoint({
  name: 'messageCosts',
  method: 'GET',
  path: '/api/messages/costs',
  access: 'loop.read',
  summary: 'The cost ledger: messages that left and what they cost, by month, channel, site or moment.',
  query: z.object({
    by: z.enum(['channel', 'site', 'moment']).default('channel'),
    from: day.optional(),
    to: day.optional(),
  }),
  answer: z.object({
    months: z.array(z.string()),
    rows: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        messages: z.number().int(),
        segments: z.number().int(),
        cents: z.number(),
        /** Cents of each month. */
        byMonth: z.array(z.number()),
      }),
    ),
    messages: z.number().int(),
    cents: z.number(),
  }),
})

const written = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  /** Of an SMS: how it is cut, and the characters that make it dear. */
  segments: z.number().int(),
  encoding: z.enum(['gsm', 'ucs2']).nullable(),
  dear: z.array(z.string()),
  /** By the way out that carries this channel; null when none does. */
  costCents: z.number().nullable(),
  because: z.array(because),
})
export const tryChoices = endpoint({
  name: 'tryChoices',
  method: 'GET',
  path: '/api/messages/try',
  access: 'loop.read',
  summary: 'Moments of the playbook in force that a channel may carry.',
  answer: z.object({ moments: z.array(z.object({ id: z.string(), title: z.string(), channels: z.array(carried) })) }),
})
/** `draft`: the page the moment is written in, while it is not in force; else it is the one of the playbook in force. */
const tried = z.object({
  moment: line(60).min(1),
  channel: carried,
  customerId: id,
  draft: z.string().max(1_000_000).optional(),
})
export const tryMessage = endpoint({
  name: 'tryMessage',
  method: 'POST',
  path: '/api/messages/try',
  access: 'loop.read',
  summary:
    'A message of the playbook in force, or of a draft, as it would leave for a real customer, with its segments and cost; or why it would not. Nothing is sent.',
  body: tried,
  answer: z.object({ written: written.nullable(), refused: because.nullable() }),
})
export const tryOnMyself = endpoint({
  name: 'tryOnMyself',
  method: 'POST',
  path: '/api/messages/try/send',
  access: 'loop.manage',
  summary:
    'The same message, marked as a test, sent to the person who asks; never to the customer, and in nobody’s attention.',
  body: tried,
  answer: z.object({
    came: z.enum(['left', 'later', 'refused', 'doubt']),
    code: z.string().nullable(),
    to: z.string(),
  }),
})

export const waitingCards = endpoint({
  name: 'waitingCards',
  method: 'GET',
  path: '/api/postcards',
  access: 'loop.read',
  summary: 'Postcards that wait to be printed here, and batches that were printed and not yet said to be posted.',
  answer: z.object({
    waiting: z.number().int(),
    batches: z.array(z.object({ batch: z.string(), cards: z.number().int(), printedAt: instant })),
  }),
})
export const printCards = endpoint({
  name: 'printCards',
  method: 'POST',
  path: '/api/postcards/print',
  access: 'loop.manage',
  reach: 'network',
  summary:
    'A print-ready PDF of waiting postcards, or of a batch again: A6 with bleed and crop marks, picture side and address side.',
  body: z.object({ batch: line(60).optional(), most: z.number().int().min(1).max(200).default(100) }),
  answer: z.string(),
})
export const postCards = endpoint({
  name: 'postCards',
  method: 'POST',
  path: '/api/postcards/posted',
  access: 'loop.manage',
  reach: 'network',
  summary: 'A printed batch was posted, or is put back among those that wait.',
  body: z.object({ batch: line(60).min(1), posted: z.boolean() }),
  answer: z.object({ cards: z.number().int() }),
})

export const recording = z.object({
  id,
  staffId: id,
  moment: z.string().nullable(),
  mime: z.string(),
  seconds: z.number(),
  words: z.string(),
  at: instant,
})
export const listRecordings = endpoint({
  name: 'listRecordings',
  method: 'GET',
  path: '/api/recordings',
  access: 'work.act',
  summary: 'One’s own recordings for voice drops, one for each moment.',
  answer: z.object({ recordings: z.array(recording) }),
})
export const keepRecording = endpoint({
  name: 'keepRecording',
  method: 'POST',
  path: '/api/recordings',
  access: 'work.act',
  summary: 'Keeps a recording of one’s own voice, at most thirty seconds; the one before for this moment goes.',
  query: z.object({
    moment: line(60).optional(),
    words: text(1000).default(''),
    seconds: z.coerce.number().min(0.5).max(31),
  }),
  body: z.instanceof(Uint8Array),
  answer: recording,
})
export const hearRecording = endpoint({
  name: 'hearRecording',
  method: 'GET',
  path: '/api/recordings/:id',
  access: 'work.act',
  summary: 'A recording of one’s own, to listen to.',
  params: idParams,
  answer: z.instanceof(Uint8Array),
})
export const removeRecording = endpoint({
  name: 'removeRecording',
  method: 'DELETE',
  path: '/api/recordings/:id',
  access: 'work.act',
  summary: 'Takes one’s own recording away.',
  params: idParams,
})
export const playRecording = endpoint({
  name: 'playRecording',
  method: 'GET',
  path: '/api/recordings/:id/played',
  access: 'public',
  summary: 'Where a provider of voice drops fetches what it plays: by a mark that is good for two days.',
  params: idParams,
  query: z.object({ until: z.coerce.number().int(), mark: z.string().max(60) }),
  answer: z.instanceof(Uint8Array),
})

export const listBlocked = endpoint({
  name: 'listBlocked',
  method: 'GET',
  path: '/api/messages/blocked',
  access: 'loop.read',
  summary: 'Addresses that are not written to any more, with why.',
  query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(100) }),
  answer: z.object({
    blocked: z.array(z.object({ channel: z.string(), address: z.string(), because: z.string(), at: instant })),
  }),
})
export const unblockAddress = endpoint({
  name: 'unblockAddress',
  method: 'POST',
  path: '/api/messages/blocked/free',
  access: 'loop.manage',
  summary: 'This address may be written to again: it was mended, or its STOP was taken back.',
  body: z.object({ channel: line(20), address: line(200).min(3) }),
  answer: z.object({ freed: z.boolean() }),
})

export const makePageLink = endpoint({
  name: 'makePageLink',
  method: 'POST',
  path: '/api/customers/:id/page-link',
  access: 'customers.write',
  summary: 'A link to this customer’s own page, to hand to them.',
  params: idParams,
  answer: z.object({ address: z.string() }),
})
export const revokePageLinks = endpoint({
  name: 'revokePageLinks',
  method: 'DELETE',
  path: '/api/customers/:id/page-link',
  access: 'customers.write',
  summary: 'All links to this customer’s page made until now open nothing any more: a message went to the wrong hands.',
  params: idParams,
})
