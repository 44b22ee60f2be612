import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Counts, Held, Row } from '../plain/held.ts'

/** What was planned for them, done or dropped, each with its reasons. */
export const heldMoments = (db: Db, ids: readonly string[]): Held[] => [
  {
    table: 'moments.touch',
    page: async (from, most) =>
      (
        await sql<Row>`select id, customer_id, moment, occasion, core, priority, purpose, playbook_version, fact_id, asset_id, order_id, site_id,
            gesture, due_at, expires_at, state, because, judged, arm, created_at, changed_at
          from moments.touch where customer_id = any(${[...ids]}::uuid[]) order by id limit ${most} offset ${from}`.execute(
          db,
        )
      ).rows,
  },
]

export async function eraseMoments(db: Db, ids: readonly string[]): Promise<Counts> {
  const gone = await sql`delete from moments.touch where customer_id = any(${[...ids]}::uuid[])`.execute(db)
  return { 'moments.touch': Number(gone.numAffectedRows ?? 0n) }
}
