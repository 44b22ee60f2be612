import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Reader } from './feedback/reading.ts'
import type { Intake } from './flows/intake.flow.ts'
import { type NewsReader, readNews } from './flows/loop/news.flow.ts'
import { actOnPage, type PageAnswer, showPage } from './flows/loop/page-doors.flow.ts'
import type { House } from './kit/house.ts'
import { Problem } from './kit/problem.ts'

/** A camera that attaches pictures sends a few megabytes; we drop them unread. */
const MOST_BYTES = 8 * 1024 * 1024

const UUID = z.uuid()

/** The header of what we send ourselves, to try the way of a device. */
export const TRIAL = 'x-okaeri-trial'

/**
 * The public intake: any content type, its body as bytes, at `/in/<source>/<secret>`. Not in the contract: each make has its
 * own shape. The address is never logged.
 * @param trial the mark on what we send ourselves, known to this process alone
 * @param origin public address, when it was told; else what the request, or the proxy before us, says it was called by
 */
export function intakeRoutes(
  app: FastifyInstance,
  house: House,
  intake: Intake,
  origin: string | undefined,
  trial: string,
): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, body),
    )
    scope.addHook('onError', async (request, _reply, error) => {
      if ((error as { statusCode?: number }).statusCode === 413)
        await intake.tooLarge(house, (request.params as { id: string }).id).catch(() => undefined)
    })
    scope.route<{ Params: { id: string; secret: string }; Querystring: Record<string, string | string[]> }>({
      method: ['GET', 'POST', 'PUT'],
      url: '/in/:id/:secret',
      bodyLimit: MOST_BYTES,
      config: { rateLimit: { max: 30_000, timeWindow: 60_000 } },
      compress: false,
      async handler(request, reply) {
        if (!UUID.safeParse(request.params.id).success)
          throw new Problem(404, 'unknown-address', 'No device has this address')
        const answer = await intake.post(house, request.params, {
          contentType: request.headers['content-type'] ?? '',
          body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
          query: Object.fromEntries(
            Object.entries(request.query).map(([name, value]) => [
              name,
              Array.isArray(value) ? (value[0] ?? '') : value,
            ]),
          ),
          now: house.now(),
          sent: {
            method: request.method,
            url: `${origin ?? `${request.protocol}://${request.host}`}${request.url}`,
            headers: request.headers,
          },
          trial: request.headers[TRIAL] === trial,
        })
        reply.header('x-okaeri-outcome', answer.outcome)
        if (answer.visitId) reply.header('x-okaeri-visit', answer.visitId)
        return reply.status(answer.status).type(answer.contentType).send(answer.body)
      },
    })
  })
}

/** What a provider posts: receipts, answers, mail that came back. Any content type; the address is never logged. */
export function newsRoutes(app: FastifyInstance, house: House, readers: { news: NewsReader; words: Reader }): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, body),
    )
    scope.route<{ Params: { id: string; secret: string }; Querystring: Record<string, string | string[]> }>({
      method: ['GET', 'POST'],
      url: '/news/:id/:secret',
      bodyLimit: MOST_BYTES,
      config: { rateLimit: { max: 30_000, timeWindow: 60_000 } },
      async handler(request, reply) {
        const heard = UUID.safeParse(request.params.id).success
          ? await readNews(house, readers, request.params, {
              contentType: request.headers['content-type'] ?? '',
              body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
              query: Object.fromEntries(Object.entries(request.query).map(([name, value]) => [name, String(value)])),
            })
          : undefined
        if (heard === undefined) throw new Problem(404, 'unknown-address', 'No way out has this address')
        return reply.send({ heard })
      },
    })
  })
}

/** Tries at one link, and at guessing links, in a minute from one address. */
const PAGE_LIMIT = { rateLimit: { max: 60, timeWindow: 60_000 } }

/** A customer's own page, as HTML with forms: it needs no script (one offers notifications, where their browser can), sets no cookie and is kept by nobody on the way. */
export function myPageRoutes(app: FastifyInstance, house: House, font: Buffer | undefined): void {
  const spoken = (header: string | undefined): 'fr' | 'en' => (/^\s*en/iu.test(header ?? '') ? 'en' : 'fr')
  const send = (reply: FastifyReply, { status, html, to, type }: PageAnswer) => {
    reply
      .status(status)
      .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' })
    if (to) return reply.header('location', to).send('')
    return reply.type(type ?? 'text/html; charset=utf-8').send(html)
  }
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 16_384 },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    )
    scope.get('/c/figtree.woff2', async (_request, reply) => {
      if (!font) throw new Problem(404, 'not-found', 'No such address')
      return reply.header('cache-control', 'public, max-age=31536000').type('font/woff2').send(font)
    })
    // A token, and not one of the files that stand beside the page.
    for (const url of ['/c/:token(^[^.]+$)', '/c/:token(^[^.]+$)/:part'])
      scope.get<{ Params: { token: string; part?: string }; Querystring: { done?: string } }>(
        url,
        { config: PAGE_LIMIT },
        async (request, reply) =>
          send(
            reply,
            await showPage(house, {
              token: request.params.token,
              part: request.params.part,
              done: typeof request.query.done === 'string' ? request.query.done : undefined,
              language: spoken(request.headers['accept-language']),
            }),
          ),
      )
    scope.post<{ Params: { token: string; part: string } }>(
      '/c/:token(^[^.]+$)/:part',
      { config: PAGE_LIMIT },
      async (request, reply) =>
        send(
          reply,
          await actOnPage(house, {
            ...request.params,
            fields: request.body instanceof URLSearchParams ? request.body : new URLSearchParams(),
            language: spoken(request.headers['accept-language']),
          }),
        ),
    )
  })
}
