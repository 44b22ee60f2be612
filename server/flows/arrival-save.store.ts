import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { type Given, statement } from '../kit/statement.ts'
import { type NewSignal, signalKept } from '../signals/source.store.ts'
import { cameLately, type NewVisit, seenOnTrack, trackFreed, visitMade } from '../visits/new-visit.store.ts'

export interface NewArrival {
  signal: NewSignal
  visit: NewVisit
  /** Since when a visit of the car or the person may be the one that goes on. */
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
    with seen as materialized ((${cameLately(visit, since)}) union all (${seenOnTrack(visit, from, to)})
      union all (select id from signals.signal where source_id = ${signal((s) => s.sourceId)}::uuid and key = ${signal((s) => s.key)}::text)
      union all (select id from timeline."order" where asset_id = ${visit((v) => v.assetId)}::uuid and kind = 'repair' and state = 'in-progress')),
    freed as (${trackFreed(visit, sql`not exists (select from seen)`)}),
    made as (${visitMade(visit, sql`not exists (select from seen) and (select count(*) from freed) >= 0`, now)}),
    kept as (${signalKept(signal, sql`exists (select from made)`)})
    select id from made`
})

/**
 * A new arrival, its visit and its signal, in one statement, which is its own transaction: five round trips fewer than look, keep
 * and make one after the other. Nothing is written when this car, this person or this passage was here lately, is made at this very moment by
 * another, or has a repair in progress; nor when this very signal was kept before: then it may be no arrival. The count of those freed is always
 * true: it only has them freed first.
 * @returns whether it was written
 */
export async function saveNewArrival(db: Db, arrival: NewArrival): Promise<boolean> {
  return (await save(db, arrival)).length > 0
}
