import { sql } from 'kysely'
import { customerMoves, type Joinings, mergedCustomers } from '../customers/merge.store.ts'
import { type NewEvent, newEvents } from '../identity/event.store.ts'
import { recordMoves } from '../identity/record.store.ts'
import type { Db } from '../kit/house.ts'
import { type AuditLine, auditLines } from '../network/audit.store.ts'
import { timelineMoves } from '../timeline/merge.store.ts'
import { visitMoves } from '../visits/merge.store.ts'

/** Ids of what moved, by kind, of one who joined another. */
export type MovedIds = Record<string, string[]>

/**
 * All that hangs on some customers goes to those they join, in one statement whatever their number: one after the other each would
 * take ten.
 * @returns by who joined
 */
export async function moveAll(db: Db, joinings: Joinings): Promise<Map<string, MovedIds>> {
  const own = customerMoves(joinings)
  const happened = timelineMoves(joinings)
  const came = visitMoves(joinings)
  const { rows } = await sql<{ kind: string; absorb: string; ids: string[] }>`
    with phones as (${own.phone}), emails as (${own.email}), owned as (${own.ownership}), relations as (${own.relation}),
    sources as (${own.sourceRecord}), voices as (${own.voice}), entries as (${happened.entry}), orders as (${happened.order}),
    appointments as (${came.appointment}), visits as (${came.visit}), calls as (${came.call}), records as (${recordMoves(joinings)})
    select kind, absorb, array_agg(id order by id) as ids from (
      select kind, absorb, id from phones union all select kind, absorb, id from emails
      union all select kind, absorb, id from owned union all select 'asset', absorb, asset_id from owned
      union all select 'relation', absorb, id from relations where absorb is not null
      union all select 'relationOther', other_absorb, id from relations where other_absorb is not null
      union all select kind, absorb, id from sources union all select kind, absorb, id from voices
      union all select kind, absorb, id from entries union all select kind, absorb, id from orders
      union all select kind, absorb, id from appointments union all select kind, absorb, id from visits
      union all select kind, absorb, id from calls union all select kind, absorb, id from records) moved
    group by kind, absorb`.execute(db)
  return new Map(
    [...Map.groupBy(rows, (row) => row.absorb)].map(([absorb, moved]) => [
      absorb,
      Object.fromEntries(moved.map(({ kind, ids }) => [kind, ids])),
    ]),
  )
}

/** What joining wrote: the customers as they are now, the events that can be undone, and the lines of the log, in one statement. */
export async function saveMerges(
  db: Db,
  merges: {
    kept: readonly Record<string, unknown>[]
    absorb: readonly string[]
    events: readonly NewEvent[]
    audit: readonly AuditLine[]
  },
  now: Date,
): Promise<void> {
  const { takenIn, putAway, unfound } = mergedCustomers(merges.kept, merges, now)
  await sql`
    with taken as (${takenIn}), away as (${putAway}), unfound as (${unfound}), told as (${newEvents(merges.events, now)}),
    logged as (${auditLines(merges.audit, now)})
    select 1`.execute(db)
}
