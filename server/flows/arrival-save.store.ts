import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { type Given, statement } from '../kit/statement.ts'
import { type NewSignal, signalKept } from '../signals/source.store.ts'
import { type NewVisit, seenLately, seenOnTrack, trackFreed, visitMade } from '../visits/new-visit.store.ts'

export interface NewArrival {
  signal: NewSignal
  visit: NewVisit
  /** Since when an open visit of the car or the person is the same visit. */
  seenSince: Date
  /** When an arrival under the same number of a track is this passage; before and after, the number was another car's. */
  passage: { from: Date; to: Date }
  now: Date
}

const save = statement<NewArrival, { id: string }>((given) => {
  const signal: Given<NewSignal> = (of) => given(({ signal }) => of(signal))
  const visit: Given<NewVisit> = (of) => given(({ visit }) => of(visit))
  const since = given(({ seenSince }) => seenSince)
  const from = given(({ passage }) => passage.from)
  const to = given(({ passage }) => passage.to)
  const now = given(({ now }) => now)
  return sql`
    with seen as materialized ((${seenLately(visit, since)}) union all (${seenOnTrack(visit, from, to)})),
    kept as (${signalKept(signal, sql`not exists (select from seen)`)}),
    freed as (${trackFreed(visit, sql`exists (select from kept)`)}),
    made as (${visitMade(visit, sql`exists (select from kept) and (select count(*) from freed) >= 0`, now)})
    select id from made`
})

/**
 * A new arrival, its signal and its visit, in one statement, which is its own transaction: five round trips fewer than look, keep
 * and make one after the other. Nothing is written when this car, this person or this passage is here already, or when this very
 * signal was kept before: then it is no new arrival. The count of those freed is always true: it only has them freed first.
 * @returns whether it was written
 */
export async function saveNewArrival(db: Db, arrival: NewArrival): Promise<boolean> {
  return (await save(db, arrival)).length > 0
}
