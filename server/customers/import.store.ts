import { type Selectable, sql } from 'kysely'
import type { ImportKind } from '../../contract/import-fields.ts'
import type { ImportRun } from '../../contract/imports.ts'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'
import type { Tables } from '../tables.ts'
import type { ProposedColumn } from './import-columns.ts'
import type { Dates, Dialect } from './import-dialect.ts'
import { mendTwiceEncoded } from './import-encoding.ts'
import { type Habits, noHabits } from './import-habits.ts'
import { forgetBrought } from './import-people.store.ts'
import { type Warnings, warningList } from './import-warnings.ts'

export type ImportRow = Selectable<Tables['customers.import']>

/** What files sent before there were other formats do not say of themselves. */
const PLAIN = {
  format: 'csv',
  decimal: ',',
  nameOrder: null,
  header: true,
  tableLine: 1,
  mend: [],
  sheets: [],
  sheet: 0,
} as const
export const dialectOf = (row: Pick<ImportRow, 'dialect'>): Dialect & { habits: Habits } =>
  ({
    ...PLAIN,
    ...row.dialect,
    habits: { ...noHabits(), ...(row.dialect.habits as object | undefined) },
  }) as unknown as Dialect & { habits: Habits }
export const columnsOf = (row: Pick<ImportRow, 'columns'>): ProposedColumn[] =>
  row.columns as unknown as ProposedColumn[]

export function asImport(row: ImportRow): ImportRun {
  const { habits, ...dialect } = dialectOf(row)
  return {
    id: row.id,
    name: row.name,
    source: row.source,
    kind: row.kind,
    siteId: row.site_id,
    state: row.state === 'reading' ? 'uploaded' : row.state,
    dialect: { ...dialect, nameOrder: dialect.nameOrder ?? null },
    habits: {
      dates: habits.dates,
      decimals: habits.decimals,
      names: habits.names,
      mojibake: Object.fromEntries(
        Object.entries(habits.mojibake).map(([name, { n, sample }]) => [
          name,
          { n, sample, mended: mendTwiceEncoded(sample) },
        ]),
      ),
    },
    columns: columnsOf(row).map(({ name, samples, field, because }) => ({ name, samples, field, because })),
    mapping: row.mapping,
    rows: row.rows,
    done: row.done,
    created: row.created,
    updated: row.updated,
    unchanged: row.unchanged,
    refused: row.refused,
    foundLater: row.found_later,
    trying: row.try_again,
    warnings: warningList(row.warnings),
    problem: row.problem,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}

/** An import that nobody sees yet: its file is on its way in. */
export async function beginImport(
  db: Db,
  draft: { id: string; name: string; createdBy: string | null },
  now: Date,
): Promise<void> {
  await db
    .insertInto('customers.import')
    .values({
      id: draft.id,
      name: draft.name,
      source: '',
      site_id: null,
      kind: 'customers',
      state: 'reading',
      mapping: '{}',
      columns: '[]',
      dialect: '{}',
      problem: null,
      created_by: draft.createdBy,
      feed_id: null,
      created_at: now,
    })
    .execute()
}

/** What its file is and holds: from now on it is on the list, ready to be looked at; what an earlier run had counted is over. */
export async function settleImport(
  db: Db,
  id: string,
  said: {
    kind: ImportKind
    source: string
    siteId: string | null
    feedId: string | null
    dialect: Dialect
    columns: ProposedColumn[]
    rows: number
    /** What a person had mapped already. */
    kept?: Readonly<Record<string, string>>
  },
): Promise<ImportRow> {
  return db
    .updateTable('customers.import')
    .set({
      kind: said.kind,
      source: said.source,
      site_id: said.siteId,
      feed_id: said.feedId,
      state: 'uploaded',
      dialect: JSON.stringify(said.dialect),
      columns: JSON.stringify(said.columns),
      mapping: JSON.stringify({
        ...Object.fromEntries(said.columns.map(({ name, field }) => [name, field])),
        ...said.kept,
      }),
      rows: said.rows,
      done: 0,
      started_at: null,
      problem: null,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function removeImport(db: Db, id: string): Promise<void> {
  await db.deleteFrom('customers.import').where('id', '=', id).execute()
}

/** Imports newest first, of these sites (and of no site) or of all. */
export async function importRows(db: Db, sites: 'all' | readonly string[]): Promise<ImportRow[]> {
  let query = db
    .selectFrom('customers.import')
    .selectAll()
    .where('state', '!=', 'reading')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
  if (sites !== 'all') query = query.where(sql<boolean>`site_id = any(${[...sites]}::uuid[])`)
  return query.execute()
}

export async function importById(db: Db, id: string): Promise<ImportRow> {
  const row = await db
    .selectFrom('customers.import')
    .selectAll()
    .where('id', '=', id)
    .where('state', '!=', 'reading')
    .executeTakeFirst()
  if (!row) throw notFound('import')
  return row
}

/** The last import of customers that ended well. */
export const lastImport = (db: Db): Promise<ImportRow | undefined> =>
  db
    .selectFrom('customers.import')
    .selectAll()
    .where('kind', '=', 'customers')
    .where('state', '=', 'done')
    .orderBy('finished_at', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Locked until the end of the transaction: what a person does to an import waits for the batch that is going in. */
export async function lockImport(db: Db, id: string): Promise<ImportRow> {
  const row = await db.selectFrom('customers.import').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('import')
  return row
}

/** The running import, locked; undefined when it was stopped or another process is at it. */
export const lockRunning = (db: Db, id: string): Promise<ImportRow | undefined> =>
  db
    .selectFrom('customers.import')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'running')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()

/** Why a running import waits: its source is bringing the customers it is about. */
const CUSTOMERS_FIRST = 'customers-first'

/** The running imports of a kind, in the order they began. What a source says about its customers waits for those it is bringing, and says so. */
export async function runningImports(db: Db, kind: ImportKind): Promise<string[]> {
  const { rows } = await sql<{ id: string; waits: boolean; told: boolean }>`
    select i.id, i.kind <> 'customers' and exists (select from customers.import c
        where c.state = 'running' and c.kind = 'customers' and c.source = i.source) as waits, i.problem is not null as told
    from customers.import i where i.state = 'running' and i.kind = ${kind} order by i.started_at`.execute(db)
  for (const { id } of rows.filter(({ waits, told }) => waits && !told)) await noteProblem(db, id, CUSTOMERS_FIRST)
  return rows.flatMap(({ id, waits }) => (waits ? [] : [id]))
}

/**
 * Imports write one after the other, whichever file they come from: two files that bring the same new person would otherwise make two of
 * them. Held until the end of the transaction.
 */
export async function oneImportAtATime(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('okaeri.import'))`.execute(db)
}

/**
 * The open transaction need not reach the disk before the next begins: rows and progress are one, so that after a power cut the import goes
 * on from the last one that did. The one that says "done" waits, and with it all before.
 */
export async function commitInPassing(db: Db): Promise<void> {
  await sql`set local synchronous_commit = off`.execute(db)
}

/** Begins a run. From the first row: counters and rows set aside are those of the new run. */
export async function startRun(
  db: Db,
  id: string,
  how: { mapping: Record<string, string>; dates: Dates; fresh: boolean },
  now: Date,
): Promise<ImportRow> {
  if (how.fresh) {
    await db.deleteFrom('customers.import_refused').where('import_id', '=', id).execute()
    await forgetBrought(id).execute(db)
  }
  return db
    .updateTable('customers.import')
    .set({
      state: 'running',
      mapping: JSON.stringify(how.mapping),
      dialect: sql`jsonb_set(dialect, '{dates}', to_jsonb(${how.dates}::text))`,
      problem: null,
      finished_at: null,
      ...(how.fresh
        ? {
            done: 0,
            created: 0,
            updated: 0,
            unchanged: 0,
            refused: 0,
            found_later: 0,
            try_again: false,
            warnings: '{}',
            started_at: now,
          }
        : {}),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function finishRun(
  db: Db,
  id: string,
  state: 'done' | 'failed' | 'cancelled' | 'paused',
  problem: string | null,
  now: Date,
): Promise<ImportRow> {
  return db
    .updateTable('customers.import')
    .set({ state, problem, finished_at: now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** What a running import waits for; its next batch forgets it. */
export async function noteProblem(db: Db, id: string, problem: string): Promise<void> {
  await db
    .updateTable('customers.import')
    .set({ problem })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute()
}

export interface RefusedRow {
  line: number
  because: string
  /** As sent: its cells, or its text when they could not be told apart. */
  row: { cells: string[]; more?: string[][] } | { text: string }
}
export interface Counted {
  created: number
  updated: number
  unchanged: number
}

/**
 * Moves a run on, in the transaction that wrote its rows: a process killed at any point resumes at exactly this row.
 * @param warnings of all rows up to here
 */
export async function advance(
  db: Db,
  id: string,
  n: number,
  counted: Counted,
  refused: readonly RefusedRow[],
  warnings: Warnings,
): Promise<void> {
  if (refused.length > 0)
    await sql`insert into customers.import_refused (import_id, line, because, row)
      select ${id}::uuid, line, because, row from json_to_recordset(${JSON.stringify(byLine(refused))}::json) as x(line integer, because text, row jsonb)
      on conflict (import_id, line) do update set because = excluded.because, row = case when jsonb_exists(import_refused.row, 'cells')
        and jsonb_exists(excluded.row, 'cells') then jsonb_set(import_refused.row, '{more}', coalesce(import_refused.row -> 'more', '[]')
          || jsonb_build_array(excluded.row -> 'cells') || coalesce(excluded.row -> 'more', '[]')) else excluded.row end`.execute(
      db,
    )
  await db
    .updateTable('customers.import')
    .set((eb) => ({
      done: eb('done', '+', n),
      problem: null,
      created: eb('created', '+', counted.created),
      updated: eb('updated', '+', counted.updated),
      unchanged: eb('unchanged', '+', counted.unchanged),
      refused: eb('refused', '+', refused.length),
      warnings: JSON.stringify(warnings),
    }))
    .where('id', '=', id)
    .execute()
}

/** A line of JSON with several vehicles is several rows: they are kept together. */
export function byLine(refused: readonly RefusedRow[]): RefusedRow[] {
  const lines = new Map<number, RefusedRow>()
  for (const one of refused) {
    const before = lines.get(one.line)?.row
    if (before && 'cells' in before && 'cells' in one.row) before.more = [...(before.more ?? []), one.row.cells]
    else lines.set(one.line, { ...one, row: { ...one.row } })
  }
  return [...lines.values()]
}

/** Rows set aside after a line, in the order of the file, a page at a time. */
export async function refusedPage(db: Db, id: string, afterLine: number, limit: number): Promise<RefusedRow[]> {
  const rows = await db
    .selectFrom('customers.import_refused')
    .select(['line', 'because', 'row'])
    .where('import_id', '=', id)
    .where('line', '>', afterLine)
    .orderBy('line')
    .limit(limit)
    .execute()
  return rows.map(({ line, because, row }) => ({ line, because, row: row as unknown as RefusedRow['row'] }))
}

/** Why rows of an import were set aside, by reason, the most frequent first. A line of JSON with several vehicles is several rows. */
export async function refusedByReason(db: Db, id: string) {
  const { rows } = await sql<{ because: string; n: number; firstLine: number }>`
    select because, sum(1 + coalesce(jsonb_array_length(row -> 'more'), 0))::int as n, min(line) as "firstLine"
    from customers.import_refused where import_id = ${id} group by because order by n desc, because`.execute(db)
  return rows
}

/** How the last import of this source that was run was mapped. */
export async function rememberedMapping(db: Db, source: string, kind: ImportKind): Promise<Record<string, string>> {
  const row = await db
    .selectFrom('customers.import')
    .select('mapping')
    .where('source', '=', source)
    .where('kind', '=', kind)
    .where('started_at', 'is not', null)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.mapping ?? {}
}
