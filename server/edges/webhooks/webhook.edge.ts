import type { lookup as systemLookup } from 'node:dns'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { Webhook } from 'standardwebhooks'
import type { HookAnswer, Webhooks } from '../../quality/webhook.port.ts'
import { judgedLookup, Refused } from '../judged-lookup.edge.ts'

export interface WebhookSettings {
  /** Receivers on the house’s own machine or network may be called: OKAERI_ALLOW_PRIVATE_WEBHOOKS. */
  allowPrivate?: boolean
  /** Milliseconds for the whole of it. */
  timeoutMs?: number
  /** How names become addresses; the system’s own when absent. */
  lookup?: typeof systemLookup
}

/** Of what a receiver says, so much is read; the rest is of no use to us. */
const MOST_ANSWER = 16_384
/** Of that, so much is kept in the log. */
const KEPT_ANSWER = 500

/**
 * Sends signed messages to addresses that people typed, so ours must not become a hand inside the house’s network: only http and https, no
 * redirect is followed, and every IP address a name stands for is judged at the moment of connecting, so that a name cannot change its mind
 * between the check and the call.
 */
export function openWebhooks({ allowPrivate = false, timeoutMs = 15_000, lookup }: WebhookSettings = {}): Webhooks {
  const { mayName, judged } = judgedLookup({ allowPrivate, ...(lookup ? { lookup } : {}) })

  function refuses(url: string): string | null {
    if (!URL.canParse(url)) return 'address-refused'
    const { protocol, hostname, username, password } = new URL(url)
    if ((protocol !== 'https:' && protocol !== 'http:') || username || password) return 'address-refused'
    if (!mayName(hostname)) return 'address-refused'
    return protocol === 'http:' && !allowPrivate ? 'needs-https' : null
  }

  function post(
    url: string,
    headers: Record<string, string>,
    body: string,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const request = new URL(url).protocol === 'https:' ? httpsRequest : httpRequest
    return new Promise((resolve, reject) => {
      // A connection kept open would skip the judgement of the next call.
      request(url, { method: 'POST', headers, signal, lookup: judged, agent: false }, resolve)
        .on('error', reject)
        .end(body)
    })
  }

  return {
    refuses,
    async send({ url, secrets }, { id, at, body }) {
      const began = performance.now()
      const told = (rest: Omit<HookAnswer, 'ms'>): HookAnswer => ({
        ...rest,
        ms: Math.round(performance.now() - began),
      })
      const nothing = (problem: string): HookAnswer => told({ status: null, problem, answer: '', retryAfterMs: null })
      const refused = refuses(url)
      if (refused) return nothing(refused)
      const signal = AbortSignal.timeout(timeoutMs)
      try {
        const headers = {
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
          'user-agent': 'Okaeri',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(' '),
        }
        const answer = await post(url, headers, body, signal)
        const status = answer.statusCode ?? 0
        const text = await beginningOf(answer)
        const problem = status >= 300 && status < 400 ? 'redirected' : status >= 200 && status < 300 ? null : 'http'
        return told({ status, problem, answer: text, retryAfterMs: retryAfter(answer) })
      } catch (fault) {
        return nothing(signal.aborted ? 'timed-out' : problemOf(fault))
      }
    },
  }
}

/** The first of the answer, as text without control characters. What is longer is not waited for. */
async function beginningOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of answer) {
    parts.push(part as Buffer)
    size += (part as Buffer).length
    if (size >= MOST_ANSWER) {
      answer.destroy()
      break
    }
  }
  return Buffer.concat(parts)
    .toString('utf8')
    .replaceAll(/[\p{Cc}\uFFFD]+/gu, ' ')
    .trim()
    .slice(0, KEPT_ANSWER)
}

/** Seconds only: a date would be measured by somebody else’s clock. */
function retryAfter(answer: IncomingMessage): number | null {
  const seconds = Number(answer.headers['retry-after'])
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null
}

function problemOf(fault: unknown): string {
  if (fault instanceof Refused) return 'address-refused'
  const { code = '', cause } = fault as { code?: string; cause?: unknown }
  if (cause instanceof Refused) return 'address-refused'
  return /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/u.test(code) ? 'certificate' : 'unreachable'
}
