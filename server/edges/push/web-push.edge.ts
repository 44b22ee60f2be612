import type { lookup as systemLookup } from 'node:dns'
import { Agent } from 'node:https'
import webPush from 'web-push'
import type { Log } from '../../kit/log.ts'
import type { PushAnswer, PushNote, PushPort, PushTarget } from '../../network/push.port.ts'
import { errorCode } from '../connection.ts'
import { judgedLookup, Refused } from '../judged-lookup.edge.ts'

export interface WebPushSettings {
  /** Push services on the house’s own machine or network may be called. */
  allowPrivate?: boolean
  /** Milliseconds a push service may be silent. */
  timeoutMs?: number
  lookup?: typeof systemLookup
  /** A certificate that is trusted besides those of the system. */
  ca?: string
}

/** Connections kept open to each push service: the browsers of all customers ring through some three of them. */
const SOCKETS = 16

/**
 * Web Push (RFC 8030, VAPID RFC 8292): the payload is encrypted to the browser (RFC 8291); the push service sees only its size. Where to is
 * what a browser told us, and anybody may claim to be one: only https, and nothing on the house’s own network.
 */
export function openWebPush(
  vapid: { publicKey: string; privateKey: string },
  subject: string,
  log: Log,
  { allowPrivate = false, timeoutMs = 5_000, lookup, ca }: WebPushSettings = {},
): PushPort {
  const { mayName, judged } = judgedLookup({ allowPrivate, ...(lookup ? { lookup } : {}) })
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS, lookup: judged, ...(ca ? { ca } : {}) })

  async function hand(to: PushTarget, { payload, ttlSeconds, urgency, topic }: PushNote): Promise<PushAnswer> {
    if (!URL.canParse(to.endpoint)) return { came: 'refused', code: 'address-refused' }
    const { protocol, hostname, username, password } = new URL(to.endpoint)
    if (protocol !== 'https:' || username || password || !mayName(hostname))
      return { came: 'refused', code: 'address-refused' }
    try {
      await webPush.sendNotification({ endpoint: to.endpoint, keys: { p256dh: to.p256dh, auth: to.auth } }, payload, {
        TTL: ttlSeconds,
        urgency,
        topic,
        timeout: timeoutMs,
        agent,
        vapidDetails: { subject, ...vapid },
      })
      return { came: 'taken' }
    } catch (fault) {
      const { statusCode, headers } = fault as { statusCode?: number; headers?: Record<string, string | undefined> }
      return statusCode === undefined ? unanswered(fault) : judge(statusCode, headers ?? {})
    }
  }

  return {
    publicKey: vapid.publicKey,
    hand,
    async send(to, message) {
      const answer = await hand(to, {
        payload: JSON.stringify(message),
        ttlSeconds: 120,
        urgency: 'high',
        topic: message.tag.replaceAll('-', '').slice(0, 32),
      })
      if (answer.came === 'gone') return false
      if (answer.came !== 'taken') log.warn({ code: answer.code }, 'push not delivered')
      return true
    },
  }
}

/** What a push service answered, as RFC 8030 and those who run one mean it. */
function judge(status: number, headers: Record<string, string | undefined>): PushAnswer {
  if (status === 404 || status === 410) return { came: 'gone' }
  if (status === 408 || status === 425 || status === 429 || status === 503) {
    // Seconds only: a date would be measured by somebody else’s clock.
    const seconds = Number(headers['retry-after'])
    return { came: 'later', code: 'throttled', ...(seconds > 0 ? { afterMs: seconds * 1000 } : {}) }
  }
  // Not signed by whom this browser was promised to: the house’s secret is another one than when it was asked.
  if (status === 401 || status === 403) return { came: 'later', code: 'vapid-refused' }
  if (status === 413) return { came: 'refused', code: 'too-large' }
  return status >= 500 ? { came: 'doubt', code: `http-${status}` } : { came: 'refused', code: `http-${status}` }
}

/** Codes of a fault that came before a word was said. */
const BEFORE =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$|CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/u

function unanswered(fault: unknown): PushAnswer {
  const { code = '', message = '' } = fault as { code?: string; message?: string }
  if (fault instanceof Refused) return { came: 'refused', code: 'address-refused' }
  // Keys that are none: it could not even be encrypted.
  if (code.startsWith('ERR_CRYPTO') || /p256dh|auth key|public key|shared secret/iu.test(message))
    return { came: 'refused', code: 'bad-keys' }
  if (BEFORE.test(code)) return { came: 'later', code: errorCode(fault) }
  return { came: 'doubt', code: message === 'Socket timeout' ? 'timed-out' : 'cut-off' }
}
