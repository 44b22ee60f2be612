import { say } from '../../../contract/because.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { changeTouches, claimDue, type Touch, type TouchChange, touchesToCome } from '../../moments/touch.store.ts'
import { carryOut } from './decide.flow.ts'
import { factsOf } from './facts-of.store.ts'
import { freeToTell } from './free-to-tell.store.ts'
import { loopPersons } from './persons.store.ts'
import { openRound } from './round.store.ts'
import type { Settled } from './settle.ts'
import { settleInTurn } from './settle-in-turn.ts'

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
    const takenIn: TouchChange[] = []
    for (const [customerId, touches] of Map.groupBy(due, (touch) => touch.customerId)) {
      const person = persons.get(customerId)
      if (!person) {
        for (const touch of touches) settled.set(touch.id, gone(touch))
        continue
      }
      const turn = settleInTurn(round, person, { due: touches, coming: others.get(customerId) ?? [], free, facts })
      for (const [id, one] of turn.settled) settled.set(id, one)
      takenIn.push(...turn.takenIn.values())
    }
    const made = [...settled.values()]
    await changeTouches(house.db, [...made.map((each) => each.change), ...takenIn], now)
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
