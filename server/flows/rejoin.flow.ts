import { lockEvent, markUndone } from '../identity/event.store.ts'
import type { EventBecause } from '../identity/event.ts'
import { withdrawAll } from '../identity/judgement.store.ts'
import type { Caller } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { conflict } from '../kit/problem.ts'
import { merge } from './merge.flow.ts'
import { unmerge } from './unmerge.flow.ts'

type By = Pick<Caller, 'staffId' | 'name'>

/** Undoes what an event did: a merge comes apart, a split is joined again. In the open transaction. */
export async function undoEvent(house: House, by: By, id: string): Promise<{ customerId: string; otherId: string }> {
  const { kind } = await lockEvent(house.db, id)
  return kind === 'merge' ? unmerge(house, by, id) : rejoin(house, by, id)
}

/**
 * Undoes a split: the answers it left, that the two are apart, are withdrawn, and they join as they were joined before, for the same
 * reasons. What a person said of them besides stays said.
 */
async function rejoin(house: House, by: By, id: string): Promise<{ customerId: string; otherId: string }> {
  const event = await lockEvent(house.db, id)
  if (event.undone_at) throw conflict('undone', 'This was undone already', 'Nothing to do.')
  const { split } = event.because
  await withdrawAll(house.db, split?.judgements ?? [], house.now())
  const before = split && (await lockEvent(house.db, split.of)).because
  const { probability, contributions, pair, reason } = before ?? event.because
  const because: EventBecause = { probability, contributions, pair, reason }
  const [customerId, otherId] = [event.customer_id, event.other_id]
  await merge(house, by, customerId, otherId, because)
  await markUndone(house.db, id, by.staffId, house.now())
  return { customerId, otherId }
}
