import type { CallMessage, CallRing } from '../../signals/call-ring.ts'
import type { CallDecision, Payload } from '../../signals/device.port.ts'
import { believe, isoOf } from '../payload/clock.ts'
import { fieldsOf } from '../payload/field.ts'
import { readJson } from '../payload/json.ts'
import { malformed, nothing, ringOf } from './ring.ts'

const STATES: ReadonlySet<unknown> = new Set(['ringing', 'answered', 'ended', 'missed'] satisfies CallRing['state'][])

/**
 * Our own format, for whatever can post JSON. `call` and `from` are needed (`from` is null when withheld):
 *
 *     { "call": "id-1", "from": "+33612345678", "to": "+33142000000", "state": "ringing", "direction": "in",
 *       "at": "2026-05-04T10:30:00+02:00", "agent": "anne@example.com" }
 *
 * `state` is ringing (when absent), answered, ended or missed; `call` is the same for all steps of one call. `at` is when that was, now when
 * absent; what rang more than five minutes ago rings no more.
 */
export function readPlainCall({ contentType, body, now }: Payload): CallMessage {
  const json = readJson(contentType, body)
  if (!json.ok) return malformed(json.because)
  const root = fieldsOf(json.value)
  if (!('call' in root) || !('from' in root)) return malformed('unknown-shape')
  const state = root.state ?? 'ringing'
  const time = isoOf(root.at)
  // Our own format has no clock to be wrong: what rang days ago was kept somewhere, and rings no more.
  if (believe(time, now).clock === 'behind') return nothing('late')
  if (!STATES.has(state)) return nothing('other-event')
  return ringOf(
    {
      ids: [root.agent],
      call: root.call,
      from: root.from,
      to: root.to,
      direction: root.direction === 'out' ? 'out' : 'in',
      state: state as CallRing['state'],
      time,
      agent: root.agent,
    },
    now,
  )
}

/** The decision as it is: who it may be, whom to ring, in order and how long each. */
export const answerPlainCall = ({ callers, ring, ringSeconds }: CallDecision): object => ({
  callers,
  ring,
  ringSeconds,
})

export const samplePlainCall = (from: string, to: string, at: Date) => ({
  call: `sample-${at.getTime()}`,
  from: from || null,
  ...(to ? { to } : {}),
  state: 'ringing',
  direction: 'in',
  at: at.toISOString(),
})
