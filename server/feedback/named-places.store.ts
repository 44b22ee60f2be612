import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** Which of these ids are a site or a member of staff. */
export async function placesNamed(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select id from network.site where id = any(${[...new Set(ids)]}::uuid[])
    union all select id from network.staff where id = any(${[...new Set(ids)]}::uuid[])`.execute(db)
  return new Set(rows.map((row) => row.id))
}
