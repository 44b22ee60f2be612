import { type Because, say } from '../../contract/because.ts'
import type { Gesture, Playbook } from '../../contract/playbook.ts'
import { judge } from '../consent/judge.ts'
import type { Judged, LawSettings } from '../consent/judged.ts'
import { takesSms } from '../messages/write-message.ts'
import { nextOpening } from '../moments/hours.ts'
import { regionHere, zoneHere } from '../moments/local-zone.ts'
import type { LoopPerson } from '../moments/loop-person.ts'

export type CareChannel = 'email' | 'sms' | 'call'
export interface CareWay {
  channel: CareChannel
  to: string[]
  open: boolean
  because: Because[]
  /** epoch milliseconds: an SMS waits for the morning; an answer by e-mail wakes nobody. */
  notBefore: number
  /** What the law said, and from what; null where it was not asked. */
  judged: Judged | null
}
export interface CareNow {
  law: LawSettings
  carried: ReadonlySet<Gesture>
  hours: Playbook['hours']
  now: number
}

/**
 * By which ways somebody may be answered: one that reaches them, that a provider carries, and that they did not forbid even for what is no
 * offer. An answer to their own words asks for no room in the month.
 */
export const waysToAnswer = (person: LoopPerson, now: CareNow): CareWay[] =>
  (['email', 'sms', 'call'] as const).map((channel) => wayOf(person, channel, now))

function wayOf(person: LoopPerson, channel: CareChannel, { law, carried, hours, now }: CareNow): CareWay {
  const to = reachOf(person, channel)
  const at = channel === 'email' ? now : nextOpening(hours, zoneHere(person), now, regionHere(person))
  const shut = (...because: Because[]): CareWay => ({
    channel,
    to,
    open: false,
    because,
    notBefore: at,
    judged: null,
  })
  if (channel !== 'call' && person.blocked.includes(channel)) return shut(say('gesture.blocked', { gesture: channel }))
  if (to.length === 0)
    return shut(say(channel === 'email' ? 'gesture.no-email' : channel === 'sms' ? 'no-mobile' : 'gesture.no-phone'))
  if (channel !== 'call' && !carried.has(channel)) return shut(say('gesture.no-channel', { gesture: channel }))
  const judged = judge({ channel, purpose: 'service', at }, person.law, law)
  const { verdict } = judged
  if (verdict.answer === 'no') return shut(...verdict.because)
  const lawful = verdict.answer === 'not-before' ? verdict.nextAllowed : at
  if (lawful === null) return shut(...verdict.because)
  return { channel, to, open: true, because: [], notBefore: Math.max(at, lawful), judged }
}

const reachOf = (person: LoopPerson, channel: CareChannel): string[] =>
  channel === 'email'
    ? person.emails.slice(0, 1)
    : channel === 'sms'
      ? person.phones.filter(takesSms).slice(0, 1)
      : [...person.phones]
