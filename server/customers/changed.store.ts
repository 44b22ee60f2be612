import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** Notes that these customers were written, for whoever looks later at who they are. It waits for nobody. */
export async function noteChanged(
  db: Db,
  ids: readonly string[],
  now: Date,
  by: 'import' | 'hand' = 'hand',
): Promise<void> {
  await sql`
    insert into customers.changed (customer_id, at, by_import)
    select id, ${now}::timestamptz, ${by === 'import'} from unnest(${[...ids]}::uuid[]) id`.execute(db)
}

/** Of those noted: all, or only those that no import wrote; or all but those that no import wrote after an instant; or these. */
export type Which = 'all' | 'by-hand' | { before: Date } | { these: readonly string[] }
const among = (which: Which) =>
  which === 'all'
    ? sql`true`
    : which === 'by-hand'
      ? sql`not by_import`
      : 'these' in which
        ? sql`customer_id = any(${[...which.these]}::uuid[])`
        : sql`(by_import or at <= ${which.before}::timestamptz)`

/** Takes some of those noted, oldest first; they are noted again should the open transaction fail. For whoever looks at them in the same statement. */
export const changedTaken = (most: number, which: Which = 'all'): RawBuilder<{ customer_id: string }> => sql`
  delete from customers.changed where ctid = any(array(
    select ctid from customers.changed where ${among(which)} order by at limit ${most} for update skip locked))
  returning customer_id`

/** The same, by themselves: each once. */
export async function takeChanged(db: Db, most: number, which: Which = 'all'): Promise<string[]> {
  const { rows } = await changedTaken(most, which).execute(db)
  return [...new Set(rows.map((row) => row.customer_id))]
}

/** Which of these are noted since then and not yet looked at. */
export async function waitingAmong(db: Db, ids: readonly string[], since: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct customer_id as id from customers.changed where customer_id = any(${[...ids]}::uuid[]) and at > ${since}::timestamptz`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

/** How many are noted and not yet looked at. @param most counted at most so many */
export async function countChanged(db: Db, most = 1_000_000_000): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from (select from customers.changed limit ${most}) c`.execute(db)
  return rows[0]!.n
}
