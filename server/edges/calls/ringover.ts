import type { CallMessage, CallRing } from '../../signals/call-ring.ts'
import type { CallDecision, Payload } from '../../signals/device.port.ts'
import { epochOf } from '../payload/clock.ts'
import { fieldsOf, textOf } from '../payload/field.ts'
import { readJson } from '../payload/json.ts'
import { callerOf, isExtension, malformed, nothing, ringOf } from './ring.ts'

const STATES: ReadonlyMap<unknown, CallRing['state']> = new Map([
  ['ringing', 'ringing'],
  ['contact', 'ringing'],
  ['routing', 'ringing'],
  ['answered', 'answered'],
  ['hangup', 'ended'],
  ['missed', 'missed'],
  ['voicemail', 'missed'],
])

/**
 * Ringover's webhooks (developer.ringover.com, "webhook"). `call_id` is beyond 2^53 and stays text; numbers come
 * international without their plus. `contact` and `routing` are questions: who is this, and whom to ring.
 */
export function readRingover({ contentType, body, now }: Payload): CallMessage {
  const json = readJson(contentType, body)
  if (!json.ok) return malformed(json.because)
  const root = fieldsOf(json.value)
  const data = fieldsOf(root.data)
  if (textOf(root.event) === undefined) return malformed('unknown-shape')
  const state = STATES.get(root.event)
  if (root.resource !== 'call' || !state) return nothing('other-event')
  const from = data.is_anonymous === true ? undefined : withPlus(data.from_number)
  if (data.is_internal === true && isExtension(from)) return nothing('internal-call')
  return ringOf(
    {
      ids: [root.event, data.channel_id, fieldsOf(data.user).user_id ?? data.user_id],
      call: data.call_id ?? data.id,
      from,
      to: withPlus(data.to_number),
      direction: data.direction === 'outbound' || data.direction === 'out' ? 'out' : 'in',
      state,
      time: epochOf(root.timestamp),
      agent: fieldsOf(data.user).email,
      asks: root.event === 'contact' ? 'contact' : root.event === 'routing' ? 'routing' : undefined,
    },
    now,
  )
}

/** `33601020304` is +33601020304: Ringover's numbers always have their country. Extensions stay. */
function withPlus(sent: unknown): string | undefined {
  const number = callerOf(sent)
  return number !== undefined && /^[1-9]\d{7,14}$/u.test(number) ? `+${number}` : number
}

/**
 * What Ringover may be answered: a contact card, or redirections that ring one after the other. Which one was asked is in
 * `CallRing.asks`; without it redirections win when there is somebody to ring. Nothing to say leaves Ringover's own rules.
 */
export function answerRingover(
  decision: CallDecision,
  asks: CallRing['asks'] = decision.ring.length > 0 ? 'routing' : 'contact',
): object | undefined {
  if (asks === 'routing') return decision.ring.length > 0 ? redirections(decision) : undefined
  const [caller, ...others] = decision.callers
  // Ringover shows one card: with two possible people the honest one shows no name.
  if (!caller || others.length > 0) return undefined
  return {
    uuid: caller.id,
    firstname: caller.givenName,
    lastname: caller.familyName,
    company: caller.companyName,
    url: caller.url,
    data: caller.summary ? { Okaeri: caller.summary } : {},
    is_shared: false,
  }
}

/** `ringall` is the one dispatch its samples show; the growing delay makes it one person after the other. */
const redirections = ({ ring, ringSeconds }: CallDecision): object => ({
  name: 'redirections',
  dispatch: 'ringall',
  max_attempts: 1,
  start_delay: 0,
  is_stay_not_connected: 1,
  is_stay_in_call: 0,
  is_stay_planned_snoozed: 1,
  is_stay_snoozed: 0,
  ring_overlap: 0,
  agents: ring.map(({ number }, n) => ({
    agent_type: 'agent_external',
    ring_duration: ringSeconds,
    ring_delay: n * ringSeconds,
    order: n + 1,
    number: Number(number.replace(/\D/gu, '')),
    is_pre_answer: 0,
    is_caller_id: 1,
    is_head_line: 0,
  })),
})

export const sampleRingover = (from: string, to: string, at: Date) => ({
  event: 'ringing',
  resource: 'call',
  timestamp: at.getTime() / 1000,
  data: {
    call_id: `7${at.getTime()}00001`,
    channel_id: at.getTime() % 1_000_000_000,
    start_time: at.getTime() / 1000,
    direction: 'inbound',
    from_number: from.replace(/^\+/u, ''),
    to_number: to.replace(/^\+/u, ''),
    is_internal: false,
    is_anonymous: from === '',
    status: 'ringing',
  },
})
