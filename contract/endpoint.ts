import { z } from 'zod'
import type { Right } from './rights.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Who may call: anyone, anyone signed in, or someone who holds a right. */
export type Access = 'public' | 'signed-in' | Right

/**
 * One endpoint of the API: what web and server both believe. Paths write parameters as `:id`.
 * `params`, `query` and `body` are checked before a handler sees them; `answer` is checked in tests and typed everywhere.
 */
export interface Endpoint<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
> {
  name: string
  method: Method
  path: string
  access: Access
  /** What is of the whole network takes the right on every site. All else is judged by its flow, at the site of what it touches. */
  reach?: 'network'
  summary: string
  params: P
  query: Q
  body: B
  answer: A
}

const none = z.object({})
type None = typeof none
const nothing = z.undefined().or(z.null()).or(z.object({}))
type Nothing = typeof nothing
const done = z.object({ ok: z.literal(true) })
type Done = typeof done

/** Declares an endpoint; parts left out mean none, and an answer left out means `{ ok: true }`. */
export function endpoint<
  P extends z.ZodType = None,
  Q extends z.ZodType = None,
  B extends z.ZodType = Nothing,
  A extends z.ZodType = Done,
>(e: {
  name: string
  method: Method
  path: string
  access: Access
  reach?: 'network'
  summary: string
  params?: P
  query?: Q
  body?: B
  answer?: A
}): Endpoint<P, Q, B, A> {
  return {
    ...e,
    params: e.params ?? (none as unknown as P),
    query: e.query ?? (none as unknown as Q),
    body: e.body ?? (nothing as unknown as B),
    answer: e.answer ?? (done as unknown as A),
  }
}

/** What a handler receives: params, query and body in one object each. */
export type InputOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? { params: z.output<P>; query: z.output<Q>; body: z.output<B> }
    : never
/** What a caller sends. */
export type SentOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, z.ZodType>
    ? { params: z.input<P>; query: z.input<Q>; body: z.input<B> }
    : never
export type AnswerOf<E> = E extends Endpoint<z.ZodType, z.ZodType, z.ZodType, infer A> ? z.output<A> : never

/** RFC 9457 problem details, with our `hint` (what to do) and `faults` (which field, why). */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  hint: z.string().optional(),
  code: z.string(),
  faults: z.array(z.object({ path: z.string(), because: z.string() })).optional(),
})
export type ProblemBody = z.infer<typeof problem>

export const id = z.uuid()
/** An instant, ISO 8601 with zone. */
export const instant = z.iso.datetime({ offset: true })
/** A civil date, YYYY-MM-DD. */
export const day = z.iso.date()
export const idParams = z.object({ id })
export const siteQuery = z.object({ site: id })
/** A flag in a query string. */
export const flag = z.stringbool().default(false)
/** A page asked for by cursor: `after` is the `next` of the page before. */
export const pageQuery = z.object({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
/** A short line typed by a person: trimmed, bounded, without control characters. What is too long is read no further: no pattern meets a megabyte. */
export const line = (max = 120) =>
  z
    .string()
    .trim()
    .max(max, { abort: true })
    .refine((s) => !/\p{Cc}/u.test(s), 'control-characters')
/** A longer text: line breaks allowed. */
export const text = (max = 4000) =>
  z
    .string()
    .trim()
    .max(max, { abort: true })
    .refine((s) => !/[^\P{Cc}\n\r\t]/u.test(s), 'control-characters')
