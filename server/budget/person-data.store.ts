import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Counts, Held, Row } from '../plain/held.ts'

/** The attention they received: which contact, when, by what channel. */
export const heldBudget = (db: Db, ids: readonly string[]): Held[] => [
  {
    table: 'budget.attention',
    page: async (from, most) =>
      (
        await sql<Row>`select id, customer_id, at, channel, weight, from_them, moment, core, touch_id, site_id
          from budget.attention where customer_id = any(${[...ids]}::uuid[]) order by id limit ${most} offset ${from}`.execute(
          db,
        )
      ).rows,
  },
]

export async function eraseBudget(db: Db, ids: readonly string[]): Promise<Counts> {
  const gone = await sql`delete from budget.attention where customer_id = any(${[...ids]}::uuid[])`.execute(db)
  return { 'budget.attention': Number(gone.numAffectedRows ?? 0n) }
}
