import type { CallMessage, CallRing } from '../../signals/call-ring.ts'
import { believe } from '../payload/clock.ts'
import { present, textOf } from '../payload/field.ts'

/** What systems write when the caller withholds their number. The digits are those words on a keypad (Twilio's list). */
const WITHHELD =
  /^(?:client:|sips?:)?(?:anonym(?:e|ous)|restricted|blocked|unavailable|unknown|<unknown>|private|priv[ée]|withheld|hidden|masqu[ée]|\+?266696687|\+?7378742833|\+?2562533|\+?8656696|\+?86282452253|0+)(?:@.*)?$/iu

/** A number as sent; nothing when withheld. A SIP address gives its user part. */
export function callerOf(sent: unknown): string | undefined {
  const text = textOf(sent, 100)
  if (text === undefined || WITHHELD.test(text)) return undefined
  return /^sips?:([^@;>]+)@/iu.exec(text)?.[1] ?? text
}

/** Short numbers are extensions inside the house. */
export const isExtension = (number: string | undefined): boolean =>
  number !== undefined && /^\d{1,6}$/u.test(number.replace(/[\s.-]/gu, ''))

export interface FoundRing {
  /** What tells this step of the call from its others; the call's id and the state are always part of the key. */
  ids: readonly unknown[]
  call: unknown
  from: unknown
  to?: unknown
  direction: CallRing['direction']
  state: CallRing['state']
  time?: Date | undefined
  agent?: unknown
  asks?: CallRing['asks'] | undefined
  loose?: true | undefined
  line?: string[] | undefined
  taken?: true | undefined
}

/** A step of a call in our words; a payload without the id of its call cannot be followed and is malformed. */
export function ringOf(found: FoundRing, now: Date): CallMessage {
  const call = textOf(found.call)
  if (!call) return malformed('no-call-id')
  return {
    kind: 'ring',
    ring: {
      key: [call, found.state, ...found.ids.map((id) => textOf(id) ?? '')].join('|'),
      call,
      direction: found.direction,
      state: found.state,
      ...present({
        from: callerOf(found.from),
        to: callerOf(found.to),
        at: believe(found.time, now).at,
        agent: textOf(found.agent),
        asks: found.asks,
        loose: found.loose,
        line: found.line,
        taken: found.taken,
      }),
    },
  }
}

export const malformed = (because: string): CallMessage => ({ kind: 'malformed', because })
export const nothing = (because: string): CallMessage => ({ kind: 'nothing', because })
