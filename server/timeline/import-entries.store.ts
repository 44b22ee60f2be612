import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { NewEntry } from './entries.store.ts'

/** An entry of a source as it stands. */
export interface StandingEntry {
  id: string
  key: string
  customerId: string
  at: Date
  text: string
  data: Record<string, unknown>
}

export async function standingEntries(db: Db, source: string, keys: readonly string[]): Promise<StandingEntry[]> {
  if (keys.length === 0) return []
  const rows = await db
    .selectFrom('timeline.entry')
    .select(['id', 'key', 'customer_id as customerId', 'at', 'text', 'data'])
    .where('source', '=', source)
    .where(sql<boolean>`key = any(${[...new Set(keys)]}::text[])`)
    .execute()
  return rows.flatMap(({ key, ...row }) => (key === null ? [] : [{ ...row, key }]))
}

/** Brings entries of a source to what it says now: day, words and what it adds to them. */
export async function followEntries(db: Db, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map(({ id, at, text, data, assetId, staffId }) => ({
    id,
    at,
    text,
    data,
    asset_id: assetId,
    staff_id: staffId,
  }))
  await sql`update timeline.entry e set at = x.at, text = x.text, data = x.data, asset_id = coalesce(x.asset_id, e.asset_id),
      staff_id = coalesce(x.staff_id, e.staff_id)
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(id uuid, at timestamptz, text text, data jsonb, asset_id uuid, staff_id uuid)
    where e.id = x.id`.execute(db)
}
