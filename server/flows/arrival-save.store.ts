import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { type NewSignal, signalKept } from '../signals/source.store.ts'
import { type NewVisit, seenLately, seenOnTrack, visitMade } from '../visits/visit.store.ts'

/**
 * A new arrival, its signal and its visit, in one statement, which is its own transaction: five round trips fewer than look, keep
 * and make one after the other. Nothing is written when this car, this person or this track is here already, or when this very
 * signal was kept before: then it is no new arrival.
 * @param seenSince since when an open visit of the car or the person is the same visit
 * @returns whether it was written
 */
export async function saveNewArrival(
  db: Db,
  signal: NewSignal,
  visit: NewVisit & { sourceId: string },
  seenSince: Date,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    with seen as materialized (
      (${seenLately(visit.siteId, visit, seenSince)}) union all (${seenOnTrack(visit.sourceId, visit.track)})),
    kept as (${signalKept(signal, sql`not exists (select from seen)`)}),
    made as (${visitMade(visit, sql`exists (select from kept)`, now)})
    select id from made`.execute(db)
  return rows.length > 0
}
