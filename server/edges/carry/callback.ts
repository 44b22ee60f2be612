import { createHash } from 'node:crypto'
import type { CarrierNews } from '../../messages/channel.port.ts'
import { isStop } from '../../messages/stop.ts'
import { valueAt } from '../../plain/value-at.ts'

/** Where a provider writes what in its callbacks. */
export interface CallbackPaths {
  /** Its reference of the message, or our own id. */
  ref: string
  id: string
  status: string
  from: string
  text: string
  /** What tells one callback from the next; without it, its content does. */
  key: string
}
const USUAL: CallbackPaths = { ref: 'ref', id: 'id', status: 'status', from: 'from', text: 'text', key: 'key' }

const DELIVERED = /^(?:delivrd|delivered|ok|success|received|sent_to_handset|livre|2|distributed|played|answered)$/iu
const BOUNCED =
  /^(?:undeliv|undelivered|undeliverable|expired|failed|failure|error|deleted|bounced|returned|no-answer)$/iu
const REFUSED = /^(?:rejectd|rejected|refused|blocked|denied)$/iu

/** Fields of a body in JSON or of a form, and of the query beside it. */
function fieldsOf(contentType: string, body: Buffer, query: Readonly<Record<string, string>>): unknown[] {
  const said = body.toString('utf8')
  if (contentType.includes('urlencoded')) return [{ ...query, ...Object.fromEntries(new URLSearchParams(said)) }]
  if (!said.trim()) return [query]
  try {
    const read: unknown = JSON.parse(said)
    return Array.isArray(read) ? read.slice(0, 1000) : [read]
  } catch {
    return []
  }
}

/**
 * What an HTTP provider calls back with: what became of a message, or what somebody answered. Fields stand where the settings say;
 * a status is understood in the words that providers use. Nothing that cannot be used is news.
 */
export function readCallback(
  paths: Partial<CallbackPaths>,
  { contentType, body, query }: { contentType: string; body: Buffer; query: Readonly<Record<string, string>> },
): CarrierNews[] {
  const where = { ...USUAL, ...paths }
  return fieldsOf(contentType, body, query).flatMap((fields): CarrierNews[] => {
    const at = (name: keyof CallbackPaths): string => {
      const found = valueAt(fields, where[name])
      return typeof found === 'string' || typeof found === 'number' ? String(found).slice(0, 2000).trim() : ''
    }
    const [ref, id, status, from, text] = [at('ref'), at('id'), at('status'), at('from'), at('text')]
    const about = { ...(ref ? { ref } : {}), ...(/^[0-9a-f-]{36}$/u.test(id) ? { messageId: id } : {}) }
    if (status && (ref || id)) {
      const kind = DELIVERED.test(status)
        ? 'delivered'
        : BOUNCED.test(status)
          ? 'bounced'
          : REFUSED.test(status)
            ? 'refused'
            : undefined
      return kind ? [{ key: at('key') || `${ref || id} ${status}`, kind, code: status.slice(0, 60), ...about }] : []
    }
    if (!from || !text) return []
    const address = /^\d{9,15}$/u.test(from) ? `+${from}` : from
    // All its fields together: most providers date or number what they pass on. Those who do not say the same words again one day.
    const itself = `${address} ${createHash('sha256').update(JSON.stringify(fields)).digest('base64url').slice(0, 22)}`
    return [
      {
        ...(at('key') ? { key: at('key') } : { key: itself, fleeting: true }),
        kind: isStop(text) ? 'stop' : 'reply',
        address,
        text,
        ...about,
      },
    ]
  })
}
