import { sql } from 'kysely'
import type { Joinings } from '../customers/merge.store.ts'
import type { Db } from '../kit/house.ts'
import { fromSources, type Newer } from '../timeline/merge.store.ts'

type MovedRows = Record<string, string[]>

/** Appointments, visits and calls go along when customers join others: a statement for each table, giving `kind, absorb, id`. */
export const visitMoves = ({ absorb, keep }: Joinings) => ({
  appointment: sql`
    update visits.appointment v set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where v.customer_id = m.absorb returning 'appointment' as kind, m.absorb, v.id`,
  visit: sql`
    update visits.visit v set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where v.customer_id = m.absorb returning 'visit' as kind, m.absorb, v.id`,
  call: sql`
    update visits.call v set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where v.customer_id = m.absorb returning 'call' as kind, m.absorb, v.id`,
})

/** The way back; with them goes what came since about the vehicles of `to`, and the calls from their numbers. */
export async function moveVisitsBack(db: Db, moved: MovedRows, from: string, to: string, newer: Newer): Promise<void> {
  const assets = [...newer.assets]
  await sql`update visits.appointment set customer_id = ${to}::uuid where customer_id = ${from}::uuid
    and (id = any(${moved.appointment ?? []}::uuid[]) or (asset_id = any(${assets}::uuid[]) and created_at > ${newer.since}::timestamptz) or ${fromSources(newer)})`.execute(
    db,
  )
  await sql`update visits.visit set customer_id = ${to}::uuid where customer_id = ${from}::uuid
    and (id = any(${moved.visit ?? []}::uuid[]) or (asset_id = any(${assets}::uuid[]) and arrived_at > ${newer.since}::timestamptz))`.execute(
    db,
  )
  await sql`update visits.call set customer_id = ${to}::uuid where customer_id = ${from}::uuid and id = any(${moved.call ?? []}::uuid[])`.execute(
    db,
  )
}
