import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { House } from '../../kit/house.ts'
import type { Language } from '../../reviews/review-words.ts'
import { actOnMyReview, showMyReview } from './my-review-doors.flow.ts'
import {
  exportReviews,
  type Named,
  type PublicAnswer,
  robots,
  showBadge,
  showHow,
  showReviews,
  showSitemap,
} from './public.flow.ts'
import { sendReport, showReport } from './report.flow.ts'

/** Looks, reports and acts of an author, in a minute from one address; counted in memory, and kept nowhere. */
const LOOKS = { rateLimit: { max: 600, timeWindow: 60_000 } }
const REPORTS = { rateLimit: { max: 10, timeWindow: 60_000 } }
const ACTS = { rateLimit: { max: 30, timeWindow: 60_000 } }
const MOST_BYTES = 32_768

const TYPES: Record<PublicAnswer['type'], string> = {
  html: 'text/html; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
}
/** A review that was taken back is nowhere a minute later: nobody on the way keeps a page longer than this. */
const KEPT = 'public, max-age=30, must-revalidate'

type Query = Record<string, unknown>
const one = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** The language that was asked for. */
function saidLanguage(request: FastifyRequest, more?: string | null): Language | null {
  const asked = more ?? one((request.query as Query).lang)
  return asked === 'fr' || asked === 'en' ? asked : null
}

function languageOf(request: FastifyRequest, more?: string | null): Language {
  return saidLanguage(request, more) ?? browserLanguage(request)
}

function browserLanguage(request: FastifyRequest): Language {
  return /^\s*en/iu.test(request.headers['accept-language'] ?? '') ? 'en' : 'fr'
}

/** A public answer, with a mark of what it says: whoever has it already is told so. */
function send(request: FastifyRequest, reply: FastifyReply, answer: PublicAnswer): FastifyReply {
  const { status, type, body, to, next } = answer
  reply.status(status)
  if (to) return reply.header('location', to).header('cache-control', 'no-store').send('')
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  reply.headers({
    'cache-control': status === 200 ? KEPT : 'no-store',
    etag,
    vary: 'accept-language',
    // A badge stands on other people's pages.
    ...(type === 'svg' ? { 'cross-origin-resource-policy': 'cross-origin' } : {}),
    ...(type === 'json' || type === 'csv' ? { 'access-control-allow-origin': '*', 'x-robots-tag': 'noindex' } : {}),
    ...(type === 'csv' ? { 'content-disposition': 'attachment; filename="reviews.csv"' } : {}),
    ...(next ? { link: `<${next}>; rel="next"` } : {}),
  })
  const has = (request.headers['if-none-match'] ?? '')
    .split(',')
    .some((each) => each.trim().replace(/^W\//u, '') === etag)
  return has && status === 200 ? reply.status(304).send('') : reply.type(TYPES[type]).send(body)
}

/** A page of somebody's own: for their eyes, and kept by nobody. */
const sendOwn = (reply: FastifyReply, { status, body, to }: PublicAnswer): FastifyReply => {
  reply
    .status(status)
    .headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' })
  return to ? reply.header('location', to).send('') : reply.type(TYPES.html).send(body)
}

const fieldsOf = (request: FastifyRequest): URLSearchParams =>
  request.body instanceof URLSearchParams ? request.body : new URLSearchParams()

/** The reviews, in public: plain HTML, a badge, exports. No script, no cookie. */
export function publicReviews(app: FastifyInstance, house: House): void {
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MOST_BYTES },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    )
    /** One set of addresses: its page, its badge, its exports. */
    const on = (url: string, named: (slug: string) => Named) => {
      const page = async (request: FastifyRequest, reply: FastifyReply) => {
        const { slug = '' } = request.params as { slug?: string }
        const language = languageOf(request)
        const [, name = '', format] = /^(.*?)(?:\.(json|csv))?$/u.exec(slug) ?? []
        if (format === 'json' || format === 'csv') {
          const after = one((request.query as Query).after) ?? null
          const whose = url === '/r/:slug' && name === 'network' ? ({ kind: 'network' } as const) : named(name)
          return send(request, reply, await exportReviews(house, whose, { format, after, language }))
        }
        const { stars, page } = request.query as Query
        return send(
          request,
          reply,
          await showReviews(house, named(slug), {
            language,
            stars: /^[1-5]$/u.test(one(stars) ?? '') ? Number(stars) : null,
            page: /^[1-9]\d{0,5}$/u.test(one(page) ?? '') ? Number(page) : 1,
          }),
        )
      }
      scope.get(url, { config: LOOKS }, page)
      if (!url.includes(':slug')) return
      scope.get(`${url}/badge.svg`, { config: LOOKS }, async (request, reply) => {
        const { slug } = request.params as { slug: string }
        const whose = url === '/r/:slug' && slug === 'network' ? ({ kind: 'network' } as const) : named(slug)
        return send(request, reply, await showBadge(house, whose, languageOf(request)))
      })
    }
    on('/r', () => ({ kind: 'network' }))
    on('/r/:slug', (slug) => ({ kind: 'site', slug }))
    on('/r/product/:slug', (slug) => ({ kind: 'product', slug }))
    on('/r/service/:slug', (slug) => ({ kind: 'service', slug }))
    scope.get('/r/about', { config: LOOKS }, async (request, reply) =>
      send(request, reply, await showHow(house, languageOf(request))),
    )
    scope.get('/r/sitemap.xml', { config: LOOKS }, async (request, reply) =>
      send(request, reply, await showSitemap(house)),
    )
    scope.get('/robots.txt', { config: LOOKS }, async (request, reply) => send(request, reply, robots(house)))
    scope.get<{ Params: { id: string } }>('/r/report/:id', { config: LOOKS }, async (request, reply) =>
      sendOwn(reply, await showReport(house, request.params.id, languageOf(request))),
    )
    scope.post<{ Params: { id: string } }>('/r/report/:id', { config: REPORTS }, async (request, reply) => {
      const fields = fieldsOf(request)
      return sendOwn(reply, await sendReport(house, request.params.id, fields, languageOf(request, fields.get('lang'))))
    })
    scope.get<{ Params: { token: string } }>('/r/mine/:token', { config: ACTS }, async (request, reply) =>
      sendOwn(
        reply,
        await showMyReview(house, {
          token: request.params.token,
          done: one((request.query as Query).done),
          said: saidLanguage(request),
          language: languageOf(request),
        }),
      ),
    )
    scope.post<{ Params: { token: string; part: string } }>(
      '/r/mine/:token/:part',
      { config: ACTS },
      async (request, reply) =>
        sendOwn(
          reply,
          await actOnMyReview(house, { ...request.params, fields: fieldsOf(request), language: languageOf(request) }),
        ),
    )
  })
}
