import { createHmac } from 'node:crypto'
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Carrier, OpenProvider, Outcome, Parcel } from '../../messages/channel.port.ts'
import { fillTemplate, writtenAs } from '../../messages/fill-template.ts'
import { readAnswer } from '../../messages/read-answer.ts'
import { valueAt } from '../../plain/value-at.ts'
import { textWithin } from '../answer-within.edge.ts'
import { errorCode } from '../connection.ts'
import { judgedLookup, Refused } from '../judged-lookup.edge.ts'

const PATIENCE = 20_000
/** A provider answers some hundred letters: what is longer names no message of ours. */
const MOST_ANSWER = 65_536
const NOTHING_SAID = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const words = (value: unknown): string[] => (Array.isArray(value) ? value.map(text).filter(Boolean) : [])
/** As much of an answer as a person reads when they try the way out. */
const SHOWN = 2000

/**
 * Any provider that takes a message by HTTP: SMS, voice drop, postcard. Address, headers and body are templates; the key of the message
 * goes along where the provider wants one, and the request is signed (standardwebhooks.com) where a key is kept. One that may have taken
 * a message and did not say so leaves a doubt, unless it knows our key: then it is asked again.
 */
export function openHttp(provider: OpenProvider): Carrier {
  const { settings, secrets, idempotent } = provider
  const atOnce = Math.min(50, Math.max(1, Number(settings.connections ?? 8)))
  const stopping = new AbortController()
  // An SMS gateway may stand in the house's own network: that is where many do. Where clouds keep their secrets nothing is called.
  const { mayName, judged } = judgedLookup({ allowPrivate: true })
  const ways = { keepAlive: true, maxSockets: atOnce, lookup: judged }
  const agents = { http: new HttpAgent(ways), https: new HttpsAgent(ways) }

  async function send(parcel: Parcel): Promise<Outcome> {
    const { id } = parcel
    const unsure = (code: string): Outcome => (idempotent ? { id, came: 'later', code } : { id, came: 'doubt', code })
    let answer: IncomingMessage
    const patience = AbortSignal.timeout(PATIENCE)
    try {
      answer = await ask(parcel, AbortSignal.any([patience, stopping.signal]))
    } catch (fault) {
      if (fault instanceof Refused) return { id, came: 'later', code: 'address-refused' }
      if (patience.aborted) return unsure('timed-out')
      // Refused or unknown: nothing was said to anybody. Anything else may have come after the last word.
      const { code = '' } = fault as { code?: string }
      return NOTHING_SAID.has(code) || /CERT|ERR_TLS|ERR_INVALID_CHAR/u.test(code)
        ? { id, came: 'later', code: errorCode(fault) }
        : unsure('cut-off')
    }
    const body = (await textWithin(answer, MOST_ANSWER).catch(() => '')) ?? ''
    return { ...judge(id, answer, body, unsure), heard: { status: answer.statusCode ?? 0, text: body.slice(0, SHOWN) } }
  }

  function ask(parcel: Parcel, signal: AbortSignal): Promise<IncomingMessage> {
    const url = fillTemplate(text(settings.url), parcel.values, 'form')
    return new Promise((resolve, reject) => {
      if (!URL.canParse(url) || !mayName(new URL(url).hostname)) throw new Refused('address-refused')
      const { method, headers, body } = requestFor(provider, parcel)
      const safe = new URL(url).protocol === 'https:'
      const agent = safe ? agents.https : agents.http
      ;(safe ? httpsRequest : httpRequest)(url, { method, headers, agent, signal }, resolve)
        .on('error', reject)
        .end(body)
    })
  }

  function judge(id: string, answer: IncomingMessage, body: string, unsure: (code: string) => Outcome): Outcome {
    const status = answer.statusCode ?? 0
    if (status >= 200 && status < 300) return answered(id, body)
    if (status === 401 || status === 403) return { id, came: 'later', code: 'wrong-password' }
    if (status === 408 || status === 425 || status === 429 || status === 503) {
      const seconds = Number(answer.headers['retry-after'])
      return { id, came: 'later', code: 'throttled', ...(seconds > 0 ? { afterMs: seconds * 1000 } : {}) }
    }
    // A redirect is not followed, and some answer one after they have taken the message.
    if (status >= 500 || (status >= 300 && status < 400)) return unsure(`http-${status}`)
    // Whoever knows our key may say by a conflict that it has the message already.
    if (status === 409 && idempotent) return { id, came: 'doubt', code: 'http-409' }
    return { id, came: 'refused', code: `http-${status}`, dead: false }
  }

  /** Unclear is a doubt even where our key is known: asked again, it would answer the same. */
  function answered(id: string, body: string): Outcome {
    const { answerPath, accepted, refused } = settings
    const rules = { path: text(answerPath), accepted: words(accepted), refused: words(refused) }
    const { means, said } = readAnswer(rules, body)
    if (means === 'refused') return { id, came: 'refused', code: 'answer-refused', said, dead: false }
    if (means === 'unclear') return { id, came: 'doubt', code: 'answer-unclear', said }
    return { id, came: 'left', ref: refIn(body, text(settings.refPath)) }
  }

  return {
    async carry(parcels, told) {
      const waiting = [...parcels]
      const lane = async () => {
        for (let parcel = waiting.shift(); parcel; parcel = waiting.shift()) told(await send(parcel))
      }
      await Promise.all(Array.from({ length: Math.min(atOnce, parcels.length) }, lane))
    },
    async close() {
      stopping.abort()
      agents.http.destroy()
      agents.https.destroy()
    },
  }

  function requestFor(
    { settings }: OpenProvider,
    parcel: Parcel,
  ): { method: string; headers: OutgoingHttpHeaders; body?: string } {
    const method = text(settings.method) || 'POST'
    const contentType = text(settings.contentType) || 'application/json'
    const body = method === 'GET' ? undefined : fillTemplate(text(settings.body), parcel.values, writtenAs(contentType))
    const headers = new Headers({ 'content-type': contentType, 'user-agent': 'Okaeri' })
    for (const [name, value] of Object.entries((settings.headers ?? {}) as Record<string, unknown>))
      headers.set(name, fillTemplate(text(value), parcel.values, 'plain'))
    if (secrets.authorization) headers.set('authorization', secrets.authorization)
    if (text(settings.idempotencyHeader)) headers.set(text(settings.idempotencyHeader), parcel.id)
    if (secrets.signingKey) sign(headers, secrets.signingKey, parcel.id, body ?? '')
    if (body !== undefined) headers.set('content-length', String(Buffer.byteLength(body)))
    return { method, headers: Object.fromEntries(headers), ...(body === undefined ? {} : { body }) }
  }
}

/** As standardwebhooks.com signs: `id.timestamp.body`, HMAC-SHA-256. */
function sign(headers: Headers, key: string, id: string, body: string): void {
  const at = String(Math.floor(Date.now() / 1000))
  const bytes = key.startsWith('whsec_') ? Buffer.from(key.slice(6), 'base64') : Buffer.from(key)
  headers.set('webhook-id', id)
  headers.set('webhook-timestamp', at)
  headers.set('webhook-signature', `v1,${createHmac('sha256', bytes).update(`${id}.${at}.${body}`).digest('base64')}`)
}

function refIn(body: string, path: string): string | null {
  if (!path) return null
  try {
    const found = valueAt(JSON.parse(body), path)
    return typeof found === 'string' || typeof found === 'number' ? String(found).slice(0, 200) : null
  } catch {
    return null
  }
}
