import { z } from 'zod'
import { because } from './because.ts'
import { endpoint, id, idParams, instant, line, text } from './endpoint.ts'
import { REGISTERS } from './playbook.ts'

export const CALL_OUTCOMES = ['reached', 'left-word', 'no-answer'] as const
/** A way to answer: whether it may be gone now, and why not. */
export const replyWay = z.object({
  channel: z.enum(['email', 'sms', 'call']),
  /** Where it goes: an address, or numbers to dial. */
  to: z.array(z.string()),
  open: z.boolean(),
  because: z.array(because),
  /** From when it leaves, where it may not leave at once. */
  notBefore: instant.nullable(),
  register: z.enum(REGISTERS),
  /** How one speaks there, as the playbook has it. */
  imposed: z.string(),
  free: z.string(),
  /** Words to begin with; what stands in square brackets is for the writer to fill in. */
  subject: z.string(),
  text: z.string(),
})
export type ReplyWay = z.output<typeof replyWay>
export const howToReply = z.object({
  customer: z.string(),
  addressAs: z.string(),
  pronunciation: z.string(),
  hasVoice: z.boolean(),
  formality: z.enum(['vous', 'tu']),
  language: z.string(),
  compass: z.string(),
  ways: z.array(replyWay),
})
export type HowToReply = z.output<typeof howToReply>

export const reply = z.object({
  id,
  by: z.string(),
  at: instant,
  channel: z.string(),
  text: z.string(),
  /** What became of it: null, its message is gone. */
  state: z.string().nullable(),
  leftAt: instant.nullable(),
  calledOffAt: instant.nullable(),
  undoable: z.boolean(),
})
export type CaseReply = z.output<typeof reply>

const replyBody = z.object({
  channel: z.enum(['email', 'sms']),
  subject: line(150).default(''),
  text: text(4000).min(1),
})
const onWhat = z
  .object({ caseId: id.optional(), verbatimId: id.optional() })
  .refine(
    ({ caseId, verbatimId }) => (caseId === undefined) !== (verbatimId === undefined),
    'name the case or the words',
  )
export const replyHow = endpoint({
  name: 'replyHow',
  method: 'GET',
  path: '/api/feedback/verbatims/:id/reply',
  access: 'feedback.act',
  summary: 'How to answer these words: by which ways, in which register, with words to begin with.',
  params: idParams,
  answer: z.object({ how: howToReply.nullable(), replies: z.array(reply) }),
})
export const previewReply = endpoint({
  name: 'previewReply',
  method: 'POST',
  path: '/api/replies/preview',
  access: 'feedback.act',
  summary: 'A reply as it would leave, with its cost; or why it would not. Nothing is sent.',
  body: onWhat.and(replyBody),
  answer: z.object({
    refused: z.array(because),
    to: z.string(),
    from: z.string(),
    subject: z.string(),
    text: z.string(),
    segments: z.number().int(),
    costCents: z.number().nullable(),
    notBefore: instant.nullable(),
  }),
})
export const sendReply = endpoint({
  name: 'sendReply',
  method: 'POST',
  path: '/api/replies',
  access: 'feedback.act',
  summary:
    'Sends a reply, as a service message through the outbox: law and choices are asked now and again before it leaves, a minute later. On a case, they have heard from us. The same words sent again within ten minutes are the reply there is.',
  body: onWhat.and(replyBody),
  answer: z.object({ reply: id, step: id.nullable(), notBefore: instant }),
})
export const calledAboutWords = endpoint({
  name: 'calledAboutWords',
  method: 'POST',
  path: '/api/feedback/verbatims/:id/call',
  access: 'feedback.act',
  summary:
    'Somebody called about these words: reached (they are answered), a word left, no answer. It stands on the timeline, and counts among the contacts of law and attention.',
  params: idParams,
  body: z.object({ outcome: z.enum(CALL_OUTCOMES), text: text(2000).default('') }),
  answer: z.object({
    /** By which it is taken back. */
    call: id,
    /** The answer it is; null: they were not spoken with. */
    reply: id.nullable(),
  }),
})
export const undoCallAboutWords = endpoint({
  name: 'undoCallAboutWords',
  method: 'POST',
  path: '/api/calls-about-words/:id/undo',
  access: 'feedback.act',
  summary: 'Takes back a call about words that belong to no case: within ten minutes, by whoever noted it.',
  params: idParams,
})
export const undoReply = endpoint({
  name: 'undoReply',
  method: 'POST',
  path: '/api/replies/:id/undo',
  access: 'feedback.act',
  summary: 'Calls a reply off, as long as it has not left.',
  params: idParams,
})
