import type { CallMessage, CallRing } from '../../signals/call-ring.ts'
import type { Payload } from '../../signals/device.port.ts'
import { epochOf, isoOf } from '../payload/clock.ts'
import { fieldsOf, textOf } from '../payload/field.ts'
import { readJson } from '../payload/json.ts'
import { decodeText } from '../payload/text.ts'
import { type FoundRing, malformed, nothing, ringOf } from './ring.ts'

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

/** How a leg we asked for came out, where nobody was spoken to: the next one's turn. */
const NOT_TAKEN: ReadonlySet<unknown> = new Set(['busy', 'no-answer', 'failed', 'canceled'])
/** The caller is no more on the line. */
const OVER: ReadonlySet<unknown> = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled'])

/**
 * Twilio's voice webhook and status callbacks: a form, or a query when it is set to GET; TeXML systems (Telnyx) send the same
 * fields as JSON. Legs of one call share `ParentCallSid`. Only a call that comes in asks for routing. What it tells of those we
 * had it ring comes to the addresses of our answer (`twiml.ts`), whose query says whom.
 */
export function readTwilio({ contentType, body, query, now }: Payload): CallMessage {
  const sent = fieldsOfTwilio(contentType, body, query)
  if ('because' in sent) return malformed(sent.because)
  const { fields } = sent
  if (!fields.CallSid) return malformed('no-call-id')
  const line = lineIn(query)
  const status = String(fields.CallStatus).toLowerCase()
  const state = STATES.get(status)
  const ours = line && ourLeg(fields, status)
  if (!state || (line && !ours)) return nothing('other-event')
  const inbound = ours !== undefined || !String(fields.Direction ?? 'inbound').startsWith('outbound')
  return ringOf(
    {
      ids: [fields.CallSid, fields.CallStatus, ...(line ?? [])],
      call: fields.ParentCallSid || fields.CallSid,
      from: fields.From,
      to: fields.To,
      direction: inbound ? 'in' : 'out',
      state,
      time: isoOf(fields.Timestamp) ?? isoOf(fields.CallInitiatedAt) ?? epochOf(fields.Timestamp),
      asks: inbound && state === 'ringing' ? 'routing' : undefined,
      line,
      ...ours,
    },
    now,
  )
}

/**
 * What is told of somebody we had rung. The end of the `Dial` asks what is next and says how it came out: spoken to, not
 * reached with the caller still waiting, or the caller gone. Before it, the leg itself says that it was picked up.
 */
function ourLeg(
  fields: Record<string, unknown>,
  status: string,
): Pick<FoundRing, 'state' | 'asks' | 'taken'> | undefined {
  const dial = textOf(fields.DialCallStatus)?.toLowerCase()
  if (dial === undefined) return STATES.get(status) === 'answered' ? { state: 'answered' } : undefined
  if (!NOT_TAKEN.has(dial)) return { state: 'ended', asks: 'routing', taken: true }
  return { state: OVER.has(status) ? 'missed' : 'ringing', asks: 'routing' }
}

/** A line as our own answer wrote it: ids of colleagues, empty for the site's own line. */
function lineIn({ line }: Record<string, string>): string[] | undefined {
  const ids = line?.split(',')
  return ids?.every((id) => /^(?:site|[\da-f-]{36})$/u.test(id))
    ? ids.map((id) => (id === 'site' ? '' : id))
    : undefined
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
