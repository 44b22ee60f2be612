import { createHash } from 'node:crypto'
import { setImmediate as breathe } from 'node:timers/promises'
import { retryable } from '../kit/db.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { siteById } from '../network/places.store.ts'
import {
  advance,
  type Counted,
  columnsOf,
  dialectOf,
  fileOf,
  finishRun,
  type ImportRow,
  importById,
  lockRunning,
  oneImportAtATime,
  type RefusedRow,
  runningImports,
} from './import.store.ts'
import type { ImportKind } from './import-columns.ts'
import { type Dialect, decodeFile, withoutSep } from './import-dialect.ts'
import type { RowContext } from './import-reading.ts'
import { type CsvRecord, csvRecords } from './import-records.ts'
import { addWarnings, type Warnings } from './import-warnings.ts'

/** Rows of one transaction: long enough that a statement for each table pays, short enough that a stop is heard within a tenth of a second. */
const BATCH = 500

/** What one transaction did to its rows. */
export interface BatchOutcome {
  counted: Counted
  refused: RefusedRow[]
  warnings: Warnings
}
export interface RunContext {
  run: ImportRow
  row: RowContext
  timeZone: string
}
/** Writes some rows in the open transaction. */
export type BatchWork = (house: House, context: RunContext, rows: readonly CsvRecord[]) => Promise<BatchOutcome>

/** The rows of a file, after its header. */
export function* rowsOf(bytes: Uint8Array, dialect: Dialect): Generator<CsvRecord> {
  const { text, delimiter } = withoutSep(decodeFile(bytes, dialect.encoding))
  const rows = csvRecords(text, dialect.delimiter, delimiter === null ? 1 : 2)
  if (dialect.header) rows.next()
  yield* rows
}

/** How the rows of an import are to be read, by the site it is for: its country and its day. */
export async function rowContext(
  house: House,
  run: ImportRow,
  mapping: Readonly<Record<string, string>>,
): Promise<RunContext> {
  const site = run.site_id ? await siteById(house.db, run.site_id) : null
  return {
    run,
    row: {
      fields: columnsOf(run).map(({ name }) => mapping[name] ?? ''),
      dates: dialectOf(run).dates,
      country: site?.country ?? 'FR',
      today: house.now().toISOString().slice(0, 10),
    },
    timeZone: site?.timeZone ?? 'Europe/Paris',
  }
}

/** Carries on every running import of a kind, to its end, or until somebody stops it. Called by the clock in every worker. */
export async function runImports(house: House, kind: ImportKind, work: BatchWork): Promise<void> {
  for (const id of await runningImports(house.db, kind)) {
    try {
      await carryOn(house, id, work)
    } catch (error) {
      // The database is away, or two of us met: nothing was lost, the next tick goes on from the row it had reached.
      if (retryable(error) || isMeeting(error)) {
        house.log.warn({ err: error, import: id }, 'import interrupted, to be resumed')
        return
      }
      house.log.error({ err: error, import: id }, 'import failed')
      await finishRun(house.db, id, 'failed', 'fault', house.now())
    }
  }
}

async function carryOn(house: House, id: string, work: BatchWork): Promise<void> {
  const run = await importById(house.db, id)
  const bytes = await fileOf(house.db, id)
  if (!bytes) return void (await finishRun(house.db, id, 'failed', 'file-gone', house.now()))
  const context = await rowContext(house, run, run.mapping)
  let at = 0
  let rows: CsvRecord[] = []
  for (const row of rowsOf(bytes, dialectOf(run))) {
    at++
    if (at <= run.done) continue
    rows.push(row)
    if (rows.length < BATCH) continue
    if (!(await inBatch(house, context, at - rows.length, rows, work))) return
    rows = []
    await breathe()
  }
  if (rows.length > 0 && !(await inBatch(house, context, at - rows.length, rows, work))) return
  await inTransaction(house, async (house) => {
    if (await lockRunning(house.db, id)) await finishRun(house.db, id, 'done', null, house.now())
  })
}

/**
 * One transaction: the rows and the progress together. A value that the database refuses must not stop the other rows: the batch is halved until
 * the row that holds it stands alone, and that one is set aside.
 * @param from how many rows must be done before these
 * @returns false when the run was stopped, or another process has taken it on
 */
async function inBatch(
  house: House,
  context: RunContext,
  from: number,
  rows: readonly CsvRecord[],
  work: BatchWork,
): Promise<boolean> {
  const one = (write: (house: House) => Promise<BatchOutcome>): Promise<boolean> =>
    inTransaction(house, async (house) => {
      await oneImportAtATime(house.db)
      const run = await lockRunning(house.db, context.run.id)
      if (!run || run.done !== from) return false
      const { counted, refused, warnings } = await write(house)
      await advance(house.db, run.id, rows.length, counted, refused, addWarnings(run.warnings, warnings))
      return true
    })
  try {
    return await one((house) => work(house, context, rows))
  } catch (error) {
    if (!isData(error)) throw error
    if (rows.length === 1) {
      house.log.warn({ err: error, import: context.run.id, line: rows[0]!.line }, 'a row the database refuses')
      return one(async () => ({
        counted: { created: 0, updated: 0, unchanged: 0 },
        refused: [refuse(rows[0]!, 'database-refused')],
        warnings: {},
      }))
    }
    const half = rows.length >> 1
    return (
      (await inBatch(house, context, from, rows.slice(0, half), work)) &&
      (await inBatch(house, context, from + half, rows.slice(half), work))
    )
  }
}

/** A row as it is set aside. PostgreSQL keeps no NUL in a text: it stands there as the sign for what cannot be read. */
export const refuse = (row: CsvRecord, because: string): RefusedRow => ({
  line: row.line,
  because,
  row: 'cells' in row ? { cells: row.cells.map(keepable) } : { text: keepable(row.text) },
})
const keepable = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed()

const codeOf = (error: unknown): string =>
  error instanceof Error ? String((error as { code?: unknown }).code ?? '') : ''
/** PostgreSQL's classes 22 (data exception), 23 (a constraint) and 54 (a limit): the row's fault. */
const isData = (error: unknown): boolean => /^(22|23|54)...$/.test(codeOf(error))
/** Deadlock, or serialization failure: the same work done again succeeds. */
const isMeeting = (error: unknown): boolean => ['40P01', '40001', '55P03'].includes(codeOf(error))

/** SHA-256 in 22 letters: what stands for a text that need not be read again. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22)
