import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { byLine, type Counted, type ImportRow, type RefusedRow } from './import.store.ts'
import { WAITING } from './import-waiting.ts'
import type { Warnings } from './import-warnings.ts'

/** The reasons stand in the statement itself: only so is the index on waiting rows used. */
const waits = sql`r.because in (${sql.join(WAITING.map((because) => sql.lit(because)))})`
const hasWaiting = (id: RawBuilder<unknown>) =>
  sql<boolean>`exists (select from customers.import_refused r where r.import_id = ${id} and ${waits})`

/** How many rows of these imports wait for whom they are about. */
export async function waitingRows(db: Db, ids: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; n: number }>`
    select r.import_id as id, sum(1 + coalesce(jsonb_array_length(r.row -> 'more'), 0))::int as n from customers.import_refused r
    where r.import_id = any(${[...ids]}::uuid[]) and ${waits} group by 1`.execute(db)
  return new Map(rows.map(({ id, n }) => [id, n]))
}

/** Rows that wait are to be tried again: of these imports, or of all. */
export async function askAgain(db: Db, ids: 'all' | readonly string[] = 'all'): Promise<void> {
  await sql`update customers.import i set try_again = true where i.state = 'done' and not i.try_again
    and ${ids === 'all' ? sql`true` : sql`i.id = any(${[...ids]}::uuid[])`} and ${hasWaiting(sql`i.id`)}`.execute(db)
}

/** The imports whose rows are to be tried again, the newest first. While customers come in nobody is looked for: their end asks anew. */
export async function toTryAgain(db: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select i.id from customers.import i where i.try_again and i.state = 'done'
    and not exists (select from customers.import c where c.kind = 'customers' and c.state = 'running')
    order by i.started_at desc, i.id desc`.execute(db)
  return rows.map(({ id }) => id)
}

/** Locked until the end of the transaction; undefined when it is no longer to be tried, or another process is at it. */
export const lockToTry = (db: Db, id: string): Promise<ImportRow | undefined> =>
  db
    .selectFrom('customers.import')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'done')
    .where('try_again', '=', true)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()

/** Rows that wait, those before a line, the last of the file first. */
export async function waitingPage(db: Db, id: string, before: number, most: number): Promise<RefusedRow[]> {
  const { rows } = await sql<RefusedRow>`select r.line, r.because, r.row from customers.import_refused r
    where r.import_id = ${id} and r.line < ${before} and ${waits} order by r.line desc limit ${most}`.execute(db)
  return rows
}

export async function triedAll(db: Db, id: string): Promise<void> {
  await db.updateTable('customers.import').set({ try_again: false }).where('id', '=', id).execute()
}

/** Writes what became of rows that were tried again: who found their customer is set aside no longer, the others say why they still are. */
export async function settleTried(
  db: Db,
  id: string,
  lines: readonly number[],
  { counted, refused, warnings }: { counted: Counted; refused: readonly RefusedRow[]; warnings: Warnings },
  found: number,
): Promise<void> {
  await db
    .deleteFrom('customers.import_refused')
    .where('import_id', '=', id)
    .where(sql<boolean>`line = any(${[...lines]}::int[])`)
    .execute()
  if (refused.length > 0)
    await sql`insert into customers.import_refused (import_id, line, because, row)
      select ${id}::uuid, line, because, row from json_to_recordset(${JSON.stringify(byLine(refused))}::json) as x(line integer, because text, row jsonb)`.execute(
      db,
    )
  await db
    .updateTable('customers.import')
    .set((eb) => ({
      created: eb('created', '+', counted.created),
      updated: eb('updated', '+', counted.updated),
      unchanged: eb('unchanged', '+', counted.unchanged),
      refused: eb('refused', '-', found),
      found_later: eb('found_later', '+', found),
      warnings: JSON.stringify(warnings),
    }))
    .where('id', '=', id)
    .execute()
}
