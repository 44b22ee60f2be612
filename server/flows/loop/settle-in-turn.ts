import { outranks } from '../../budget/room.ts'
import { wantingOf } from '../../moments/decide-touch.ts'
import type { LoopFact, LoopPerson } from '../../moments/loop-person.ts'
import type { Touch, TouchChange } from '../../moments/touch.store.ts'
import { nowAsked, type Round, type Settled, settle } from './settle.ts'
import { tellTogether } from './tell-together.ts'

/** One person's touches, as a round finds them. */
export interface Turn {
  /** To be decided now. */
  due: readonly Touch[]
  /** All that is due or to come for them. */
  coming: readonly Touch[]
  /** Of these, what is in nobody else's hands and may be told in another contact. */
  free: ReadonlySet<string>
  /** The facts that started them. */
  facts: ReadonlyMap<string, LoopFact>
}

/**
 * Takes what is due for one person to where it goes, in the order of its rank, so that of two that compete the better one is made; what is made takes
 * in what goes together with it, due now or later. Each sees what was decided just before.
 * @returns what becomes of each, and of those that are told in the contact of another
 */
export function settleInTurn(
  round: Round,
  person: LoopPerson,
  { due, coming, free, facts }: Turn,
): { settled: Map<string, Settled>; takenIn: Map<string, TouchChange> } {
  const settled = new Map<string, Settled>()
  const takenIn = new Map<string, TouchChange>()
  let now = person
  for (const touch of ranked(due, (each) => wantingOf(round.deciding, each, now))) {
    if (takenIn.has(touch.id)) continue
    // What this round has made, or let go, is neither to come nor to be told once more; what it holds may still be told with another.
    const waiting = coming.filter(({ id }) => !takenIn.has(id) && (settled.get(id)?.change.state ?? 'held') === 'held')
    const one = settle(round, now, touch, facts.get(touch.factId ?? '') ?? null, waiting)
    const beside = waiting.filter(({ id }) => free.has(id))
    const together = tellTogether(round, now, touch, one, beside, facts)
    for (const change of together.takenIn) {
      takenIn.set(change.id, change)
      settled.delete(change.id)
    }
    settled.set(touch.id, together.settled)
    now = nowAsked(now, one, touch, round)
  }
  return { settled, takenIn }
}

const ranked = (
  touches: readonly Touch[],
  asked: (touch: Touch) => Parameters<typeof outranks>[0],
): readonly Touch[] =>
  touches.length < 2
    ? touches
    : touches
        .map((touch) => ({ touch, asked: asked(touch) }))
        .sort((a, b) => (outranks(a.asked, b.asked) ? -1 : 1))
        .map((each) => each.touch)
