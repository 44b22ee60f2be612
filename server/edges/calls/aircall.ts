import type { CallMessage, CallRing } from '../../signals/call-ring.ts'
import type { Payload } from '../../signals/device.port.ts'
import { epochOf } from '../payload/clock.ts'
import { fieldsOf, textOf } from '../payload/field.ts'
import { readJson } from '../payload/json.ts'
import { malformed, nothing, ringOf } from './ring.ts'

const STATES: ReadonlyMap<unknown, CallRing['state']> = new Map([
  ['call.created', 'ringing'],
  ['call.ringing_on_agent', 'ringing'],
  ['call.answered', 'answered'],
  ['call.hungup', 'ended'],
  ['call.ended', 'ended'],
])

/**
 * Aircall's webhooks. Numbers are written for people (`+44 330 818 6690`) and stay as sent: `toE164` reads them. An inbound
 * call that ended without having been answered was missed. Aircall switches off an address that does not answer 200.
 */
export function readAircall({ contentType, body, now }: Payload): CallMessage {
  const json = readJson(contentType, body)
  if (!json.ok) return malformed(json.because)
  const root = fieldsOf(json.value)
  const data = fieldsOf(root.data)
  if (textOf(root.event) === undefined) return malformed('unknown-shape')
  const state = STATES.get(root.event)
  if (root.resource !== 'call' || !state) return nothing('other-event')
  const inbound = data.direction !== 'outbound'
  const user = fieldsOf(data.user)
  return ringOf(
    {
      ids: [root.event, user.id],
      call: data.id,
      from: inbound ? data.raw_digits : fieldsOf(data.number).digits,
      to: inbound ? fieldsOf(data.number).digits : data.raw_digits,
      direction: inbound ? 'in' : 'out',
      state: state === 'ended' && inbound && !data.answered_at ? 'missed' : state,
      time: epochOf(root.timestamp),
      agent: user.email,
    },
    now,
  )
}

export const sampleAircall = (from: string, to: string, at: Date) => ({
  resource: 'call',
  event: 'call.created',
  timestamp: Math.floor(at.getTime() / 1000),
  token: 'sample',
  data: {
    id: at.getTime(),
    direction: 'inbound',
    status: 'initial',
    started_at: Math.floor(at.getTime() / 1000),
    answered_at: null,
    ended_at: null,
    raw_digits: from || 'anonymous',
    user: null,
    number: { digits: to },
  },
})
