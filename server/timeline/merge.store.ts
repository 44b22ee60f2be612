import { sql } from 'kysely'
import type { Joinings } from '../customers/merge.store.ts'
import type { Db } from '../kit/house.ts'

type MovedRows = Record<string, string[]>

/** Entries, orders and facts go along when customers join others: a statement for each table, giving `kind, absorb, id`. */
export const timelineMoves = ({ absorb, keep }: Joinings) => ({
  entry: sql`
    update timeline.entry t set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where t.customer_id = m.absorb returning 'entry' as kind, m.absorb, t.id`,
  order: sql`
    update timeline."order" t set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where t.customer_id = m.absorb returning 'order' as kind, m.absorb, t.id`,
  fact: sql`
    update timeline.fact t set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where t.customer_id = m.absorb returning 'fact' as kind, m.absorb, t.id`,
})

/** The way back; with them goes what came since about the vehicles of `to`. */
export async function moveTimelineBack(
  db: Db,
  moved: MovedRows,
  from: string,
  to: string,
  newer: { assets: readonly string[]; since: Date },
): Promise<void> {
  const assets = [...newer.assets]
  await sql`update timeline.entry set customer_id = ${to}::uuid where customer_id = ${from}::uuid
    and (id = any(${moved.entry ?? []}::uuid[]) or (asset_id = any(${assets}::uuid[]) and created_at > ${newer.since}::timestamptz))`.execute(
    db,
  )
  await sql`update timeline."order" set customer_id = ${to}::uuid where customer_id = ${from}::uuid
    and (id = any(${moved.order ?? []}::uuid[]) or (asset_id = any(${assets}::uuid[]) and placed_at > ${newer.since}::timestamptz))`.execute(
    db,
  )
  await sql`update timeline.fact set customer_id = ${to}::uuid where customer_id = ${from}::uuid
    and (id = any(${moved.fact ?? []}::uuid[]) or (asset_id = any(${assets}::uuid[]) and accepted_at > ${newer.since}::timestamptz))`.execute(
    db,
  )
}
