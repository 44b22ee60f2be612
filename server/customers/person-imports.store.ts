import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Held, Row } from '../plain/held.ts'
import type { ImportRow } from './import.store.ts'
import { isComing } from './import-file.store.ts'

/** Rows set aside that were read at once. */
const PAGE = 2000

/** Rows set aside, all imports, page by page. */
export async function* refusedRows(
  db: Db,
): AsyncGenerator<{ importId: string; line: number; because: string; text: string }[]> {
  let after = { importId: '00000000-0000-0000-0000-000000000000', line: 0 }
  for (;;) {
    const { rows } = await sql<{ importId: string; line: number; because: string; text: string }>`
      select import_id as "importId", line, because, row::text as text from customers.import_refused
      where (import_id, line) > (${after.importId}::uuid, ${after.line}::int) order by import_id, line limit ${PAGE}`.execute(
      db,
    )
    if (rows.length > 0) yield rows
    const last = rows.at(-1)
    if (!last || rows.length < PAGE) return
    after = last
  }
}

export async function strikeRefused(db: Db, rows: readonly { importId: string; line: number }[]): Promise<void> {
  await sql`delete from customers.import_refused r using unnest(${rows.map((row) => row.importId)}::uuid[], ${rows.map((row) => row.line)}::int[]) x(id, line)
    where r.import_id = x.id and r.line = x.line`.execute(db)
}

/** How many imports are under way: on their way in, or running. A file that stopped coming holds nobody up. */
export async function importsUnderWay(db: Db, now: Date): Promise<number> {
  const row = await db
    .selectFrom('customers.import')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where((w) => w.or([w('state', '=', 'running'), w.and([w('state', '=', 'reading'), isComing(now)])]))
    .executeTakeFirstOrThrow()
  return row.n
}

/** Imports whose file is kept, or which show samples of what it held. */
export const importsKept = (db: Db): Promise<(ImportRow & { hasFile: boolean })[]> =>
  db
    .selectFrom('customers.import as i')
    .selectAll('i')
    .select((eb) =>
      eb
        .exists(eb.selectFrom('customers.import_piece as f').select('f.import_id').whereRef('f.import_id', '=', 'i.id'))
        .$castTo<boolean>()
        .as('hasFile'),
    )
    .orderBy('i.id')
    .execute()

/** Did this import set rows aside of somebody who was erased? */
export async function namesErased(db: Db, importId: string): Promise<boolean> {
  const row = await db
    .selectFrom('customers.import_refused')
    .select('line')
    .where('import_id', '=', importId)
    .where('because', 'in', ['erased-on-request', 'erased-by-retention'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** A file goes at once, with the samples that were shown of it. An import that had not begun is over. */
export async function forgetFile(db: Db, importId: string, now: Date): Promise<void> {
  await db.deleteFrom('customers.import_piece').where('import_id', '=', importId).execute()
  await forgetSamples(db, importId)
  await db
    .updateTable('customers.import')
    .set({ state: 'cancelled', problem: 'erased', finished_at: now })
    .where('id', '=', importId)
    .where('state', 'in', ['uploaded', 'paused'])
    .execute()
}

export async function forgetSamples(db: Db, importId: string): Promise<void> {
  await sql`update customers.import set columns = coalesce((
      select jsonb_agg(jsonb_set(c.value, '{samples}', '[]') order by c.ordinality)
      from jsonb_array_elements(columns) with ordinality c), '[]'),
      dialect = case when dialect -> 'habits' is null then dialect else jsonb_set(dialect, '{habits,mojibake}', '{}') end
    where id = ${importId}::uuid`.execute(db)
}

/** The rows set aside that speak of someone, to be handed over to them. */
export const heldRefused = (db: Db, speaks: (line: string) => boolean): Held => ({
  table: 'customers.import_refused',
  async page(from, most) {
    const found: Row[] = []
    for await (const page of refusedRows(db))
      for (const { importId, line, because, text } of page)
        if (speaks(text)) found.push({ import: importId, line, because, row: JSON.parse(text) as unknown })
    return found.slice(from, from + most)
  },
})

/** Rows set aside of imports that ended before this. @returns how many */
export async function forgetOldRefused(db: Db, before: Date): Promise<number> {
  const gone = await sql`delete from customers.import_refused r using customers.import i
    where i.id = r.import_id and i.state <> 'running' and coalesce(i.finished_at, i.created_at) < ${before}::timestamptz`.execute(
    db,
  )
  return Number(gone.numAffectedRows ?? 0n)
}
