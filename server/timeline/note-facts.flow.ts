import type { House } from '../kit/house.ts'
import { insertFacts } from './facts.store.ts'
import type { OwnFact } from './own-fact.ts'

/** The tick that takes facts in; woken as soon as there is one. */
export const LOOP = 'loop'

/** Tells what happened, in the open transaction. The same key again changes nothing. News flows on from here by itself. */
export async function noteFacts(house: House, facts: readonly OwnFact[]): Promise<void> {
  if (facts.length === 0) return
  const rows = facts.map((fact) => ({ ...fact, id: house.newId(), who: null, source: 'okaeri' }))
  const written = await insertFacts(house.db, rows, house.now())
  if (written.size > 0) house.queue.wake(house, LOOP)
}
