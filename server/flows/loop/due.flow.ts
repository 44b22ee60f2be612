import { say } from '../../../contract/because.ts'
import { outranks } from '../../budget/room.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { wantingOf } from '../../moments/decide-touch.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { changeTouches, claimDue, type Touch, type TouchChange, touchesToCome } from '../../moments/touch.store.ts'
import { carryOut } from './decide.flow.ts'
import { factsOf } from './facts-of.store.ts'
import { freeToTell } from './free-to-tell.store.ts'
import { loopPersons } from './persons.store.ts'
import { openRound } from './round.store.ts'
import { nowAsked, type Settled, settle } from './settle.ts'
import { tellTogether } from './tell-together.ts'

/**
 * Takes touches that are due to where they go, those of one person in the order of their rank, so that of two that compete the better
 * one is made. Several workers may do this at once: each has touches of its own.
 * @param most touches decided in one transaction
 * @returns how many were
 */
export async function decideDue(house: House, playbooks: PlaybookInForce, most = 300): Promise<number> {
  return inTransaction(house, async (house) => {
    const compiled = await playbooks.of(house.db)
    if (!compiled) return 0
    const now = house.now()
    const due = await claimDue(house.db, now, most)
    if (due.length === 0) return 0
    const ids = [...new Set(due.map((touch) => touch.customerId))]
    const coming = await touchesToCome(house.db, ids)
    const [persons, facts, round] = await Promise.all([
      loopPersons(house.db, ids, now, { budget: compiled.playbook.budget }),
      factsOf(
        house.db,
        [...due, ...coming].flatMap((touch) => touch.factId ?? []),
      ),
      openRound(house, compiled),
    ])
    const others = Map.groupBy(coming, (touch) => touch.customerId)
    const free = await freeToTell(house.db, compiled, due, others)
    const settled = new Map<string, Settled>()
    const takenIn = new Map<string, TouchChange>()
    for (const [customerId, touches] of Map.groupBy(due, (touch) => touch.customerId)) {
      let person = persons.get(customerId)
      for (const touch of person ? ranked(touches, (each) => wantingOf(round.deciding, each, person!)) : touches) {
        if (takenIn.has(touch.id)) continue
        if (!person) {
          settled.set(touch.id, gone(touch))
          continue
        }
        // What this round has made, or let go, is neither to come nor to be told once more; what it holds may still be told with another.
        const waiting = (others.get(customerId) ?? []).filter(
          ({ id }) => !takenIn.has(id) && (settled.get(id)?.change.state ?? 'held') === 'held',
        )
        const one = settle(round, person, touch, facts.get(touch.factId ?? '') ?? null, waiting)
        const together = tellTogether(
          round,
          person,
          touch,
          one,
          waiting.filter(({ id }) => free.has(id)),
          facts,
        )
        for (const change of together.takenIn) {
          takenIn.set(change.id, change)
          settled.delete(change.id)
        }
        settled.set(touch.id, together.settled)
        person = nowAsked(person, one, touch, round)
      }
    }
    const made = [...settled.values()]
    await changeTouches(house.db, [...made.map((each) => each.change), ...takenIn.values()], now)
    await carryOut(house, made)
    return due.length
  })
}

/** The touch that is longest due cannot be decided: it is let go, so that those behind it are not held up by it. */
export const letLongestDueGo = (house: House): Promise<void> =>
  inTransaction(house, async (house) => {
    const [touch] = await claimDue(house.db, house.now(), 1)
    if (touch) await changeTouches(house.db, [{ ...gone(touch).change, because: [say('touch.fault')] }], house.now())
  })

const ranked = (touches: readonly Touch[], asked: (touch: Touch) => Parameters<typeof outranks>[0]): Touch[] =>
  touches
    .map((touch) => ({ touch, asked: asked(touch) }))
    .sort((a, b) => (outranks(a.asked, b.asked) ? -1 : 1))
    .map((each) => each.touch)

/** Nobody is there any more: erased, or put away. */
const gone = (touch: Touch): Settled => ({
  change: {
    id: touch.id,
    state: 'dropped',
    gesture: null,
    staffId: null,
    dueAt: null,
    because: [say('touch.nobody')],
    judged: null,
    arm: null,
  },
  task: null,
  message: null,
})
