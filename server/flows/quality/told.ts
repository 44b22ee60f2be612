import { type Because, say } from '../../../contract/because.ts'
import type { AttentionPolicy, Gesture, Playbook } from '../../../contract/playbook.ts'
import { roomFor } from '../../budget/room.ts'
import { weightOf } from '../../budget/weights.ts'
import type { LawSettings } from '../../consent/judged.ts'
import { mayWe } from '../../consent/may-we.ts'
import { nextOpening } from '../../moments/hours.ts'
import { zoneHere } from '../../moments/local-zone.ts'
import type { LoopPerson } from '../../moments/loop-person.ts'

const DAY = 86_400_000
/** News of what one complained of is stale after so long. */
export const TOLD_WITHIN_MS = 60 * DAY
const CHANNELS = ['email', 'sms'] as const

export interface Telling {
  law: LawSettings
  carried: ReadonlySet<Gesture>
  budget: AttentionPolicy
  hours: Playbook['hours']
  /** epoch milliseconds */
  now: number
  /** Not before: a decision may still be taken back. */
  from: number
}

export type Tellable = { by: (typeof CHANNELS)[number]; notBefore: number; weight: number } | { not: Because }

/**
 * May somebody be told what came of their rating, how and from when on? A service message, so: by a channel that carries today and reaches
 * them, where the law does not forbid it, not while a case of theirs is open, within their rhythm and the network's, in its hours. Where
 * none of it can be, they are not told, and why is kept.
 */
export function tellable(person: LoopPerson, telling: Telling): Tellable {
  if (person.openCase) return { not: say('told-open-case') }
  if (person.rhythm.perMonth === 0) return { not: say('told-no-contact') }
  const preferred = CHANNELS.toSorted((a, b) => place(person, a) - place(person, b))
  let why: Because = say('told-unreachable')
  for (const by of preferred) {
    const reach = by === 'email' ? person.emails.length > 0 : person.phones.length > 0
    if (!reach || person.blocked.includes(by)) continue
    if (!telling.carried.has(by)) {
      why = say('told-no-way-out')
      continue
    }
    const verdict = mayWe({ channel: by, purpose: 'service', at: telling.from }, person.law, telling.law)
    if (verdict.answer !== 'yes') {
      why = say('told-said-no')
      continue
    }
    const weight = weightOf(telling.budget, by)
    const expiresAt = telling.now + TOLD_WITHIN_MS
    const wanted = {
      moment: 'product-returned',
      core: true,
      priority: 5,
      weight,
      dueAt: telling.from,
      expiresAt,
      awaited: false,
    }
    const room = roomFor(telling.budget, person.rhythm, false, person.attention, [], wanted, telling.now)
    if (room.room === 'no') return { not: say('told-no-room') }
    const from = room.room === 'not-before' ? Math.max(room.until, telling.from) : telling.from
    const notBefore = nextOpening(telling.hours, zoneHere(person), from)
    return notBefore <= expiresAt ? { by, notBefore, weight } : { not: say('told-no-room') }
  }
  return { not: why }
}

function place(person: LoopPerson, channel: string): number {
  const at = person.rhythm.channels.indexOf(channel)
  return at < 0 ? CHANNELS.length + 1 : at
}
