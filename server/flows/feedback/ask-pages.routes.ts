import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { OWN_ANSWER } from '../../feedback/ask-html.ts'
import { speaksToAsk } from '../../feedback/ask-words.ts'
import type { Reader } from '../../feedback/reading.ts'
import type { House } from '../../kit/house.ts'
import { Problem } from '../../kit/problem.ts'
import { answerMore, answerQuestion, publishAnswer } from './answer-page.flow.ts'
import { type AskAnswer, type Asked, refusedPage, showQuestion, shutPage } from './ask-page.flow.ts'
import { addressOf, type DoorWatch, type Visitor } from './door-watch.ts'
import { openDoor, openInvitation, type Question, type Shut } from './open-question.flow.ts'
import { eraseOwnAnswer, showOwnAnswer, showOwnField } from './own-answer.flow.ts'

/** Looks, and answers, in a minute from one address; a whole lounge may share one. */
const LOOKS = { rateLimit: { max: 120, timeWindow: 60_000 } }
/** Codes that may be tried from one address: sixty bits are not found at this pace. */
const CODES = { rateLimit: { max: 12, timeWindow: 60_000 } }
const ANSWERS = { rateLimit: { max: 40, timeWindow: 60_000 } }
/** A novel is taken in and cut, so that nothing of its beginning is lost. */
const MOST_BYTES = 512 * 1024

type Query = Record<'lang' | 's' | 'edit' | 'cut' | 'unquoted', unknown>
interface Params {
  token: string
  served?: string
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const asked = (request: FastifyRequest): Asked => ({
  language: text((request.query as Query).lang),
  browser: /^\s*en/iu.test(request.headers['accept-language'] ?? '') ? 'en' : 'fr',
})

/** A browser says so when a person opens a page; what fetches a link to preview it does not. */
const byPerson = (request: FastifyRequest): boolean => request.headers['sec-fetch-dest'] === 'document'

function send(reply: FastifyReply, { status, html, to }: AskAnswer): FastifyReply {
  reply.status(status).headers({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex',
  })
  return to ? reply.header('location', to).send('') : reply.type('text/html; charset=utf-8').send(html)
}

/** A token, and not one of the files that stand beside the page of a tablet. */
const TABLET = '/t/:token(^[^.]+$)'

/** Where a question stands: the page of an invitation, of a QR or a tablet, and of one that was answered there. */
const PLACES: { url: string; open(house: House, params: Params): Promise<Question | Shut> }[] = [
  { url: '/a/:token', open: (house, { token }) => openInvitation(house, token) },
  { url: '/q/:token', open: (house, { token }) => openDoor(house, 'qr', token, null) },
  { url: '/q/:token/:served', open: (house, { token, served }) => openDoor(house, 'qr', token, served ?? null) },
  { url: TABLET, open: (house, { token }) => openDoor(house, 'tablet', token, null) },
  { url: `${TABLET}/:served`, open: (house, { token, served }) => openDoor(house, 'tablet', token, served ?? null) },
]

/** The pages that ask: plain HTML with forms. They need no script, set no cookie, and are kept by nobody on the way. */
export function askPages(app: FastifyInstance, house: House, reader: Reader, watch: DoorWatch): void {
  app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MOST_BYTES },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    )
    scope.setErrorHandler((error, request, reply) => {
      const status = error instanceof Problem ? error.status : (error as { statusCode?: number }).statusCode
      if (status === 413 || status === 429) return send(reply, refusedPage(status, asked(request)))
      throw error
    })
    for (const { url, open } of PLACES) page(scope, house, { reader, watch }, url, open)
    ownPage(scope, house)
  })
}

/** Where a code opens an answer that nobody's name is under. The code is sent in a form, never in an address that is kept on the way. */
function ownPage(scope: FastifyInstance, house: House): void {
  const fields = ({ body }: FastifyRequest): URLSearchParams =>
    body instanceof URLSearchParams ? body : new URLSearchParams()
  const languageOf = (request: FastifyRequest): string => {
    const wanted = fields(request).get('lang') ?? asked(request).language
    return wanted && speaksToAsk(wanted) ? wanted : asked(request).browser
  }
  scope.get(OWN_ANSWER, { config: LOOKS }, async (request, reply) => {
    const erased = (request.query as { erased?: unknown }).erased !== undefined
    return send(reply, await showOwnField(house, languageOf(request), erased))
  })
  scope.post(OWN_ANSWER, { config: CODES }, async (request, reply) =>
    send(reply, await showOwnAnswer(house, fields(request).get('code') ?? '', languageOf(request))),
  )
  scope.post(`${OWN_ANSWER}/erase`, { config: CODES }, async (request, reply) => {
    const language = languageOf(request)
    const code = fields(request).get('code') ?? ''
    if (!(await eraseOwnAnswer(house, code))) return send(reply, await showOwnAnswer(house, code, language))
    return send(reply, { status: 303, html: '', to: `${OWN_ANSWER}?erased=1&lang=${language}` })
  })
}

function page(
  scope: FastifyInstance,
  house: House,
  { reader, watch }: { reader: Reader; watch: DoorWatch },
  url: string,
  open: (house: House, params: Params) => Promise<Question | Shut>,
): void {
  const on = async (
    request: FastifyRequest,
    reply: FastifyReply,
    answer: (question: Question) => Promise<AskAnswer>,
  ): Promise<FastifyReply> => {
    const question = await open(house, request.params as Params)
    return send(reply, 'shut' in question ? shutPage(question, asked(request)) : await answer(question))
  }
  const show = (part: string | null) => (request: FastifyRequest, reply: FastifyReply) =>
    on(request, reply, (question) => {
      const query = request.query as Query
      return showQuestion(house, question, {
        ...asked(request),
        part,
        score: text(query.s),
        edit: query.edit !== undefined,
        cut: query.cut !== undefined,
        unquoted: query.unquoted !== undefined,
        byPerson: byPerson(request),
      })
    })
  const fields = (request: FastifyRequest): URLSearchParams =>
    request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
  const visitor = (request: FastifyRequest): Visitor => ({
    device: house.seal.mark(`visitor ${request.ip} ${request.headers['user-agent'] ?? ''}`).slice(0, 16),
    address: house.seal.mark(`address ${addressOf(request.ip)}`).slice(0, 16),
  })
  scope.get(url, { config: LOOKS }, show(null))
  scope.get(`${url}/more`, { config: LOOKS }, show('more'))
  scope.post(url, { config: ANSWERS }, (request, reply) =>
    on(request, reply, (question) =>
      answerQuestion(house, { reader, watch, visitor: visitor(request) }, question, fields(request), asked(request)),
    ),
  )
  scope.post(`${url}/more`, { config: ANSWERS }, (request, reply) =>
    on(request, reply, (question) => answerMore(house, { reader }, question, fields(request), asked(request))),
  )
  scope.post(`${url}/review`, { config: ANSWERS }, (request, reply) =>
    on(request, reply, (question) => publishAnswer(house, question, fields(request), asked(request))),
  )
}
