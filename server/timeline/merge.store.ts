import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

type MovedRows = Record<string, string[]>

/** A customer's entries and orders go to another. */
export async function moveTimeline(db: Db, from: string, to: string): Promise<MovedRows> {
  const { rows: entries } = await sql<{ id: string }>`
    update timeline.entry set customer_id = ${to}::uuid where customer_id = ${from}::uuid returning id`.execute(db)
  const { rows: orders } = await sql<{ id: string }>`
    update timeline."order" set customer_id = ${to}::uuid where customer_id = ${from}::uuid returning id`.execute(db)
  return { entry: entries.map((row) => row.id), order: orders.map((row) => row.id) }
}

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
}
