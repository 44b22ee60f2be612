import { z } from 'zod'
import { endpoint, flag, id, idParams, instant } from './endpoint.ts'
import { hiddenSpan } from './feedback.ts'

const compliment = z.object({
  id,
  verbatimId: id,
  customerId: id.nullable(),
  customer: z.string(),
  site: z.string(),
  /** As it stands in their words. */
  name: z.string(),
  staffId: id.nullable(),
  staff: z.string(),
  mine: z.boolean(),
  /** Several bear the name: who is meant? */
  candidates: z.array(z.object({ id, name: z.string() })),
  words: z.string(),
  hidden: z.array(hiddenSpan),
  language: z.string(),
  at: instant,
  seenAt: instant.nullable(),
  cheeredBy: z.string(),
  cheeredAt: instant.nullable(),
  mayCheer: z.boolean(),
})
export type Compliment = z.output<typeof compliment>
export const listCompliments = endpoint({
  name: 'listCompliments',
  method: 'GET',
  path: '/api/compliments',
  access: 'signed-in',
  summary:
    'Thanks that customers wrote: to me, whatever my rights, and to the people whose manager I am; those of whom several bear the name ask who is meant.',
  query: z.object({ all: flag }),
  answer: z.object({ mine: z.array(compliment), team: z.array(compliment) }),
})
export const seeCompliment = endpoint({
  name: 'seeCompliment',
  method: 'POST',
  path: '/api/compliments/:id/seen',
  access: 'signed-in',
  summary: 'I have read it: it leaves my day. `seen` false takes it back.',
  params: idParams,
  body: z.object({ seen: z.boolean().default(true) }),
})
export const cheerCompliment = endpoint({
  name: 'cheerCompliment',
  method: 'POST',
  path: '/api/compliments/:id/cheer',
  access: 'staff.manage',
  summary: 'Their manager says well done; `cheered` false takes it back.',
  params: idParams,
  body: z.object({ cheered: z.boolean().default(true) }),
})
export const whoIsThanked = endpoint({
  name: 'whoIsThanked',
  method: 'POST',
  path: '/api/compliments/:id/who',
  access: 'feedback.act',
  summary: 'Says who is meant, where several bear the name; null: none of them.',
  params: idParams,
  body: z.object({ staffId: id.nullable() }),
})
