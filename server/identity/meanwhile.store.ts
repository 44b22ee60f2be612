import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** Notes records that were looked at one by one while a pass over everyone is under way. */
export async function noteMeanwhile(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`insert into identity.meanwhile (record_id) select unnest(${[...ids]}::uuid[]) on conflict do nothing`.execute(
    db,
  )
}

/** Those of them that the pass must leave alone. */
export async function meanwhile(db: Db): Promise<Set<string>> {
  const rows = await db.selectFrom('identity.meanwhile').select('record_id').execute()
  return new Set(rows.map((row) => row.record_id))
}

/** A pass begins: what was found before, it reads. */
export const forgetMeanwhile = (db: Db): Promise<unknown> => db.deleteFrom('identity.meanwhile').execute()

/** Some of them, which are noted no more. */
export async function takeMeanwhile(db: Db, most: number): Promise<string[]> {
  const { rows } = await sql<{ record_id: string }>`
    delete from identity.meanwhile where record_id in (select record_id from identity.meanwhile limit ${most}) returning record_id`.execute(
    db,
  )
  return rows.map((row) => row.record_id)
}
