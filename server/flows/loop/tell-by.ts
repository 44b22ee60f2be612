import { type Because, say } from '../../../contract/because.ts'
import { type AttentionPolicy, type Gesture, type Playbook, playbook } from '../../../contract/playbook.ts'
import { roomFor } from '../../budget/room.ts'
import { weightOf } from '../../budget/weights.ts'
import { judge } from '../../consent/judge.ts'
import type { Judged, LawSettings } from '../../consent/judged.ts'
import { nextOpening } from '../../moments/hours.ts'
import { regionHere, zoneHere } from '../../moments/local-zone.ts'
import type { LoopPerson } from '../../moments/loop-person.ts'

/** Why somebody is not told now that passes by itself, or by a word of ours: an open case, a full month, a language or a channel that is missing. */
export const PASSES = [
  'tell.open-case',
  'tell.no-words',
  'gesture.no-channel',
  'budget.gap',
  'budget.full',
  'budget.rhythm',
  'budget.too-late',
] as const
/** News of what one complained of is stale after so long: neither sent nor tried again. */
export const TOLD_WITHIN_MS = 60 * 86_400_000
const CHANNELS = ['email', 'sms'] as const

/** The rhythm of a network that has put no playbook in force. */
export const SHIPPED_RHYTHM: Pick<Playbook, 'budget' | 'hours'> = {
  budget: playbook.shape.budget.parse(undefined),
  hours: playbook.shape.hours.parse(undefined),
}

export interface TellingNow {
  law: LawSettings
  carried: ReadonlySet<Gesture>
  budget: AttentionPolicy
  hours: Playbook['hours']
  /** epoch milliseconds */
  now: number
  /** Not before: what was just said may still be taken back. */
  from: number
  expiresAt: number
  moment: string
}

export interface Way {
  by: (typeof CHANNELS)[number]
  notBefore: number
  weight: number
  judged: Judged
}

/**
 * Which ways are open to tell somebody what came of what they said, those they prefer first; a service message, so: by a channel that carries
 * today and reaches them, where the law does not forbid it, within their rhythm and the network's, in its hours. While a case of theirs is open
 * whoever cares for it speaks to them, and no letter does. Where no way is open, every reason.
 */
export function waysToTell(person: LoopPerson, telling: TellingNow): { ways: Way[]; because: Because[] } {
  if (person.openCase) return { ways: [], because: [say('tell.open-case')] }
  if (person.rhythm.perMonth === 0) return { ways: [], because: [say('budget.rhythm-none')] }
  const ways: Way[] = []
  const because: Because[] = []
  for (const by of CHANNELS.toSorted((a, b) => preference(person, a) - preference(person, b))) {
    const found = way(person, telling, by)
    if ('by' in found) ways.push(found)
    else because.push(...found.not)
  }
  return { ways, because: ways.length > 0 ? [] : because }
}

function way(person: LoopPerson, telling: TellingNow, by: Way['by']): Way | { not: Because[] } {
  const reach = by === 'email' ? person.emails.length > 0 : person.phones.length > 0
  if (person.blocked.includes(by)) return { not: [say('gesture.blocked', { gesture: by })] }
  if (!reach) return { not: [say(by === 'email' ? 'gesture.no-email' : 'gesture.no-phone')] }
  if (!telling.carried.has(by)) return { not: [say('gesture.no-channel', { gesture: by })] }
  const judged = judge({ channel: by, purpose: 'service', at: telling.from }, person.law, telling.law)
  const { verdict } = judged
  if (verdict.answer === 'no' || (verdict.answer === 'not-before' && verdict.nextAllowed === null))
    return { not: [...verdict.because] }
  const weight = weightOf(telling.budget, by)
  const wanted = {
    moment: telling.moment,
    core: true,
    priority: 5,
    weight,
    dueAt: telling.from,
    expiresAt: telling.expiresAt,
    awaited: false,
    care: false,
  }
  const room = roomFor(telling.budget, person.rhythm, false, person.attention, [], wanted, telling.now)
  if (room.room === 'no') return { not: [...room.because] }
  const lawful = verdict.answer === 'not-before' ? (verdict.nextAllowed as number) : telling.from
  const from = room.room === 'not-before' ? Math.max(room.until, lawful) : lawful
  const notBefore = nextOpening(telling.hours, zoneHere(person), from, regionHere(person))
  return notBefore <= telling.expiresAt ? { by, notBefore, weight, judged } : { not: [say('budget.too-late')] }
}

function preference(person: LoopPerson, channel: string): number {
  const at = person.rhythm.channels.indexOf(channel)
  return at < 0 ? CHANNELS.length + 1 : at
}
