import type { CallMessage, CallRing } from '../../signals/call-ring.ts'
import type { Payload } from '../../signals/device.port.ts'
import { epochOf, isoOf } from '../payload/clock.ts'
import { fieldsOf } from '../payload/field.ts'
import { readJson } from '../payload/json.ts'
import { decodeText } from '../payload/text.ts'
import { malformed, nothing, ringOf } from './ring.ts'

const STATES: ReadonlyMap<unknown, CallRing['state']> = new Map([
  ['queued', 'ringing'],
  ['initiated', 'ringing'],
  ['ringing', 'ringing'],
  ['in-progress', 'answered'],
  ['answered', 'answered'],
  ['completed', 'ended'],
  ['busy', 'missed'],
  ['failed', 'missed'],
  ['no-answer', 'missed'],
  ['canceled', 'missed'],
])

/**
 * Twilio's voice webhook and status callbacks: a form, or a query when it is set to GET; TeXML systems (Telnyx) send the same
 * fields as JSON. Legs of one call share `ParentCallSid`. Only a call that comes in asks for routing.
 */
export function readTwilio({ contentType, body, query, now }: Payload): CallMessage {
  const sent = fieldsOfTwilio(contentType, body, query)
  if ('because' in sent) return malformed(sent.because)
  const { fields } = sent
  if (!fields.CallSid) return malformed('no-call-id')
  const state = STATES.get(String(fields.CallStatus).toLowerCase())
  if (!state) return nothing('other-event')
  const inbound = !String(fields.Direction ?? 'inbound').startsWith('outbound')
  return ringOf(
    {
      ids: [fields.CallSid, fields.CallStatus],
      call: fields.ParentCallSid || fields.CallSid,
      from: fields.From,
      to: fields.To,
      direction: inbound ? 'in' : 'out',
      state,
      time: isoOf(fields.Timestamp) ?? isoOf(fields.CallInitiatedAt) ?? epochOf(fields.Timestamp),
      asks: inbound && state === 'ringing' ? 'routing' : undefined,
    },
    now,
  )
}

function fieldsOfTwilio(
  contentType: string,
  body: Buffer,
  query: Record<string, string>,
): { fields: Record<string, unknown> } | { because: string } {
  if (body.length === 0) return query.CallSid ? { fields: query } : { because: 'empty' }
  if (/json/iu.test(contentType)) {
    const json = readJson(contentType, body)
    return json.ok ? { fields: fieldsOf(json.value) } : { because: json.because }
  }
  const text = decodeText(body, contentType)
  if (!text.ok) return { because: text.because }
  return { fields: Object.fromEntries(new URLSearchParams(text.value)) }
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
/** Text as XML may hold it: the five characters escaped, those XML 1.0 does not know left out. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (char) => ('\t\n\r'.includes(char) ? char : ''))
    .replace(/[&<>"']/gu, (char) => ESCAPES[char] ?? '')

/** Seconds the people we name are rung. */
const RING_SECONDS = 25

/**
 * TwiML that rings these numbers, all at once, the first to pick up has the call. Not one after the other: Twilio goes on
 * to the next `Dial` also when the first was answered and has hung up, so a customer who is done would be put through
 * again. Without a number there is no answer: an empty `Response` would hang up on the customer, while no TwiML makes
 * Twilio use the number's own fallback.
 * @param dial E.164, at most ten (Twilio's limit)
 * @param language of the greeting, as BCP 47
 */
export function answerTwilio(routing: {
  dial: readonly string[]
  greeting?: string
  language?: string
}): string | undefined {
  const numbers = routing.dial.filter((number) => /^\+\d{6,15}$/u.test(number)).slice(0, 10)
  if (numbers.length === 0) return undefined
  const say = routing.greeting
    ? `<Say language="${escapeXml(routing.language ?? 'fr-FR')}">${escapeXml(routing.greeting)}</Say>`
    : ''
  const dial = numbers.map((number) => `<Number>${number}</Number>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${say}<Dial timeout="${RING_SECONDS}" answerOnBridge="true">${dial}</Dial></Response>`
}

export const sampleTwilio = (from: string, to: string, at: Date): string =>
  new URLSearchParams({
    CallSid: `CA${at.getTime().toString(16).padStart(32, '0')}`,
    AccountSid: 'AC00000000000000000000000000000000',
    ApiVersion: '2010-04-01',
    CallStatus: 'ringing',
    Direction: 'inbound',
    From: from || '+266696687',
    To: to,
  }).toString()
