import { STATUS_CODES } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { AnswerOf, Endpoint, InputOf } from '../../contract/endpoint.ts'
import type { Right } from '../../contract/rights.ts'
import { type Caller, callerMay, need, needNothingFirst } from './caller.ts'
import type { House } from './house.ts'
import { forbidden, Problem } from './problem.ts'

/** What a route may answer instead of JSON: bytes or text with a content type, or headers beside the JSON. */
export class Raw {
  readonly contentType: string
  readonly body: Buffer | string | NodeJS.ReadableStream
  readonly headers: Record<string, string>
  constructor(
    contentType: string,
    body: Buffer | string | NodeJS.ReadableStream,
    headers: Record<string, string> = {},
  ) {
    this.contentType = contentType
    this.body = body
    this.headers = headers
  }
}

/** The request beside its checked input, for the few handlers that need it: uploads, cookies, the address of the caller. */
export interface Wire {
  request: FastifyRequest
  reply: FastifyReply
}

export interface Routes {
  /** Binds an endpoint of the contract to a flow, which knows the house, its checked input and who asks. That of a public endpoint receives `NOBODY` as caller. */
  on<E extends Endpoint>(
    endpoint: E,
    handler: (house: House, input: InputOf<E>, caller: Caller, wire: Wire) => Promise<AnswerOf<E> | Raw>,
    limits?: { perMinute?: number; bodyLimit?: number },
  ): void
}

const NOBODY: Caller = { staffId: null, userId: null, name: '', roles: [], locale: 'fr' }

/** Says who asks, from a session cookie or an API key; null when nobody is signed in. */
export type Identify = (request: FastifyRequest) => Promise<Caller | null>

/** Binds endpoints to handlers: access, input and problems are dealt with here and nowhere else. */
export function routes(app: FastifyInstance, house: House, identify: Identify, bound: Set<string>): Routes {
  return {
    on(endpoint, handler, limits = {}) {
      bound.add(endpoint.name)
      app.route({
        method: endpoint.method,
        url: endpoint.path,
        ...(limits.bodyLimit ? { bodyLimit: limits.bodyLimit } : {}),
        ...(limits.perMinute ? { config: { rateLimit: { max: limits.perMinute, timeWindow: 60_000 } } } : {}),
        async handler(request, reply) {
          const caller = await admit(house, endpoint, request, identify)
          const input = {
            params: checked(endpoint.params, request.params, 'params'),
            query: checked(endpoint.query, request.query, 'query'),
            body: said(endpoint, request.body, checked(endpoint.body, request.body ?? undefined, 'body')),
          } as InputOf<typeof endpoint>
          const answer = await orMeanwhile(house, request, () => handler(house, input, caller, { request, reply }))
          if (answer instanceof Raw) return reply.headers(answer.headers).type(answer.contentType).send(answer.body)
          return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer))
        },
      })
    },
  }
}

/** Two that got in each other's way, of which the database let one through: a key taken meanwhile, a deadlock, an order that cannot be. */
const MEANWHILE_CODES = new Set(['23505', '40P01', '40001'])

/** What no flow has foreseen of two that write at the same moment is no fault of ours to the one who came second. */
async function orMeanwhile<T>(house: House, request: FastifyRequest, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = (error as { code?: unknown } | null)?.code
    if (typeof code !== 'string' || !MEANWHILE_CODES.has(code)) throw error
    house.log.warn({ code, route: request.routeOptions.url, method: request.method }, 'two wrote at once')
    throw new Problem(409, 'meanwhile', 'Somebody wrote the same thing at the same moment', {
      hint: 'Nothing of yours was written. Look what stands there, then try again.',
      cause: error,
    })
  }
}

/** What stays open to someone who has something to do first: who they are, and their language. */
const MEANWHILE = new Set(['me', 'updateMe'])

async function admit(house: House, endpoint: Endpoint, request: FastifyRequest, identify: Identify): Promise<Caller> {
  if (endpoint.access === 'public') return NOBODY
  const caller = await identify(request)
  if (!caller)
    throw new Problem(401, 'signed-out', 'Sign in first', { hint: 'Your session may have ended: sign in again.' })
  if (!MEANWHILE.has(endpoint.name)) needNothingFirst(caller)
  if (endpoint.method !== 'GET' && caller.userId) sameOrigin(request, house.origin)
  if (endpoint.access !== 'signed-in') holds(caller, endpoint.access, endpoint.reach)
  return caller
}

function holds(caller: Caller, right: Right, reach: Endpoint['reach']): void {
  need(caller, right)
  if (reach === 'network' && !callerMay(caller, right, null))
    throw forbidden('This is of the whole network: it takes the right on every site.')
}

/**
 * A browser that carries a cookie must come from our own pages (defence in depth beside SameSite=Lax cookies). Browsers leave
 * `Sec-Fetch-Site` out over plain http, the usual case inside a shop: there the origin speaks.
 */
function sameOrigin(request: FastifyRequest, origin: string): void {
  const { 'sec-fetch-site': site, origin: from, host } = request.headers
  const ours = site
    ? site === 'same-origin' || site === 'none'
    : from === undefined || from === origin || from.replace(/^https?:\/\//u, '') === host
  if (!ours) throw forbidden('This request came from another site.')
}

/**
 * A change touches only what it names. A draft made partial still fills in its defaults (zod 4 does so on purpose), and a change
 * of one phone number would bring back every default beside it.
 */
function said(endpoint: Endpoint, sent: unknown, body: unknown): unknown {
  if (endpoint.method !== 'PATCH' || typeof body !== 'object' || body === null) return body
  return Object.fromEntries(Object.entries(body).filter(([name]) => Object.hasOwn((sent ?? {}) as object, name)))
}

function checked(schema: z.ZodType, value: unknown, part: string): unknown {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new Problem(
    part === 'params' ? 404 : 422,
    part === 'params' ? 'not-found' : 'invalid',
    part === 'params' ? 'No such page' : 'Something in what you sent cannot be used',
    {
      hint: 'Each fault names its field.',
      faults: result.error.issues.slice(0, 50).map((issue) => ({
        path: [part, ...issue.path].join('.'),
        because: issue.message,
      })),
    },
  )
}

/** Every error leaves as RFC 9457; a fault of ours is logged once, without personal data. */
export function tellProblems(app: FastifyInstance, house: House, databaseIsAway: (error: unknown) => boolean): void {
  const send = (reply: FastifyReply, problem: Problem) =>
    reply
      .status(problem.status)
      .headers(problem.headers)
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem.body()))

  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Problem) return send(reply, error)
    if (databaseIsAway(error)) {
      house.log.warn({ route: request.routeOptions.url }, 'database away')
      return send(
        reply,
        new Problem(503, 'database-away', 'The database does not answer', {
          // A database that went at the commit may have kept it: nobody can know.
          hint:
            request.method === 'GET' || request.method === 'HEAD'
              ? 'Try again in a few seconds.'
              : 'Whether it was written cannot be known. Look first, then try again in a few seconds.',
          headers: { 'retry-after': '5' },
        }),
      )
    }
    const status = (error as { statusCode?: number }).statusCode ?? 500
    if (status < 500)
      return send(
        reply,
        new Problem(status, problemCode(error), STATUS_CODES[status] ?? 'Request refused', hintFor(status)),
      )
    house.log.error({ err: error, route: request.routeOptions.url, method: request.method }, 'request failed')
    return send(
      reply,
      new Problem(500, 'fault', 'Something went wrong on our side', {
        hint: 'It is in the log. Try again; if it stays, tell your administrator the time it happened.',
      }),
    )
  })
  app.setNotFoundHandler((_request, reply) =>
    send(reply, new Problem(404, 'not-found', 'No such address', { hint: 'The API is described at /api/docs.' })),
  )
}

const problemCode = (error: unknown): string =>
  String((error as { code?: string }).code ?? 'refused')
    .replace(/^FST_ERR_/u, '')
    .toLowerCase()
    .replaceAll('_', '-')

function hintFor(status: number): { hint: string } {
  if (status === 413) return { hint: 'It is larger than this address accepts.' }
  if (status === 415) return { hint: 'Send application/json.' }
  if (status === 429) return { hint: 'Too many requests: wait a minute.' }
  return { hint: 'Check the request against /api/docs.' }
}
