import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** How far the running imports of customers with at least so many rows are, in rows together; null when none runs. */
export async function rowsOfLargeImports(db: Db, rows: number): Promise<number | null> {
  const { done } = await db
    .selectFrom('customers.import')
    .select(sql<number | null>`sum(done)`.as('done'))
    .where('state', '=', 'running')
    .where('kind', '=', 'customers')
    .where('rows', '>=', rows)
    .executeTakeFirstOrThrow()
  return done
}
