import { setImmediate as breathe } from 'node:timers/promises'
import type { ImportKind } from '../../contract/import-fields.ts'
import { retryable } from '../kit/db.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { homeCountry, siteById } from '../network/places.store.ts'
import { dayAt } from '../plain/civil.ts'
import { CompactKeys } from './compact-keys.ts'
import {
  advance,
  type Counted,
  columnsOf,
  commitInPassing,
  dialectOf,
  finishRun,
  type ImportRow,
  importById,
  lockRunning,
  noteProblem,
  oneImportAtATime,
  type RefusedRow,
  runningImports,
} from './import.store.ts'
import { isKept } from './import-file.store.ts'
import { endSold, soldByFile } from './import-handed.flow.ts'
import type { RowContext } from './import-reading.ts'
import type { CsvRecord } from './import-records.ts'
import { needRoom } from './import-room.ts'
import type { ReadRow } from './import-row.ts'
import { readRow } from './import-row.ts'
import { rowsOf } from './import-rows.store.ts'
import { askAgain } from './import-waiting.store.ts'
import { addWarnings, type Warnings } from './import-warnings.ts'
import { forgetFile, namesErased } from './person-imports.store.ts'

/** Rows of one transaction: long enough that a statement for each table pays, short enough that a stop is heard within a second. */
const BATCH = 2000

/** Rows read between two moments in which the database's answers are heard: it must not wait for its next statement. */
const READ_AT_ONCE = 100

/** What one transaction did to its rows. */
export interface BatchOutcome {
  counted: Counted
  refused: RefusedRow[]
  warnings: Warnings
}
/** Whose rows they are, whether they come in a file or by the API. */
export interface RunOf {
  id: string
  source: string
  siteId: string | null
  createdBy: string | null
  /** Rows of one run that speak of one customer add to each other; those of the next replace them. */
  mark: string
}
/** Compares customers whom nobody has compared since they were written; `later`: they are many, and everyone is looked at when they are in. */
export type CompareFirst = (house: House, customerIds: readonly string[]) => Promise<'compared' | 'joined' | 'later'>
/** Why a row waits: whom it names could be two records that are about to be compared. */
export const NOT_COMPARED = 'not-compared-yet'
/** Rows that can only be placed when everyone has been compared: the batch is left for a later turn. */
export class NotComparedYet extends Error {}

export interface RunContext {
  run: RunOf
  row: RowContext
  timeZone: string
  /** Rows of customers that were read while those before them were written. */
  ahead?: WeakMap<CsvRecord, ReadRow>
  compareFirst?: CompareFirst
  /** Whom it brings is kept, to be listed on its page. */
  listed?: boolean
  /** Keys whose rows said what they said before, of the batches so far. */
  again?: CompactKeys
  /** Rows tried again, of a run that began then: what was said since of the same thing stands. */
  late?: Date
  /** Hears what became of a row that came in, for whoever asks row by row, and what there is to say of it. */
  tell?: (
    line: number,
    outcome: 'created' | 'updated' | 'unchanged',
    customerId: string | null,
    because?: string | null,
  ) => void
}
/** Writes some rows in the open transaction. */
export type BatchWork = (house: House, context: RunContext, rows: readonly CsvRecord[]) => Promise<BatchOutcome>

/** How the rows of an import are to be read, by the site it is for: its country and its day. */
export async function rowContext(
  house: House,
  run: RunOf,
  how: Pick<RowContext, 'fields' | 'names' | 'dates' | 'decimal' | 'nameOrder'>,
): Promise<RunContext> {
  const site = run.siteId ? await siteById(house.db, run.siteId) : null
  const timeZone = site?.timeZone ?? 'Europe/Paris'
  const today = dayAt(timeZone, house.now().getTime())
  return { run, row: { ...how, country: site?.country ?? (await homeCountry(house.db, null)), today }, timeZone }
}

/** The same for a file, under a mapping. */
export function fileContext(
  house: House,
  run: ImportRow,
  mapping: Readonly<Record<string, string>>,
): Promise<RunContext> {
  const names = columnsOf(run).map(({ name }) => name)
  const { dates, decimal, nameOrder } = dialectOf(run)
  return rowContext(
    house,
    {
      id: run.id,
      source: run.source,
      siteId: run.site_id,
      createdBy: run.created_by,
      mark: `${run.id}:${run.started_at?.getTime() ?? 0}`,
    },
    { fields: names.map((name) => mapping[name] ?? ''), names, dates, decimal, nameOrder: nameOrder ?? null },
  )
}

/** Carries on every running import of a kind, to its end, or until somebody stops it. Called by the clock in every worker. */
export async function runImports(house: House, kind: ImportKind, work: BatchWork, most = BATCH): Promise<void> {
  for (const id of await runningImports(house.db, kind)) {
    try {
      await carryOn(house, id, work, most)
    } catch (error) {
      if (isFull(error)) await waitForRoom(house, id)
      else if (error instanceof NotComparedYet) {
        await noteProblem(house.db, id, NOT_COMPARED)
        // A later file of the same source must not come in before it.
        return
      }
      // The database is away, or two of us met: nothing was lost, the next tick goes on from the row it had reached.
      else if (retryable(error) || isMeeting(error)) {
        house.log.warn({ err: error, import: id }, 'import interrupted, to be resumed')
        return
      } else {
        house.log.error({ err: error, import: id }, 'import failed')
        await finishRun(house.db, id, 'failed', 'fault', house.now())
      }
    }
  }
}

/** No room on the database's disk: the batch is not in, those before it are. It waits for a person who makes room; the note itself may not fit. */
async function waitForRoom(house: House, id: string): Promise<void> {
  house.log.error({ import: id }, 'the disk of the database is full: the import is paused')
  await finishRun(house.db, id, 'paused', 'disk-full', house.now()).catch(() => undefined)
}

/** The next rows are read while those before them are written: the database and this process work at the same time. */
async function carryOn(house: House, id: string, work: BatchWork, most: number): Promise<void> {
  const run = await importById(house.db, id)
  if (!(await isKept(house.db, id))) return void (await finishRun(house.db, id, 'failed', 'file-gone', house.now()))
  const ahead = new WeakMap<CsvRecord, ReadRow>()
  const context = { ...(await fileContext(house, run, run.mapping)), ahead, listed: true, again: new CompactKeys() }
  let at = 0
  let rows: CsvRecord[] = []
  let writing = Promise.resolve(true)
  const write = async (): Promise<boolean> => {
    if (!(await writing)) return false
    writing = inBatch(house, context, at - rows.length, rows, work)
    // Heard at the next turn; until then it is nobody's fault.
    writing.catch(() => undefined)
    rows = []
    return true
  }
  for await (const some of rowsOf(house.db, id, dialectOf(run), columnsOf(run))) {
    for (const row of some) {
      at++
      if (at <= run.done) continue
      rows.push(row)
      if (run.kind === 'customers' && 'cells' in row) {
        ahead.set(row, readRow(row.cells, context.row))
        if (rows.length % READ_AT_ONCE === 0) await breathe()
      }
      if (rows.length === most && !(await write())) return
    }
    await breathe()
  }
  if (rows.length > 0 && !(await write())) return
  if (!(await writing)) return
  const sold = run.kind === 'customers' ? await soldByFile(house, run, context.run.mark, context.row) : []
  await inTransaction(house, async (house) => {
    const ended = await lockRunning(house.db, id)
    if (!ended) return
    if (run.kind === 'customers') await endSold(house, run, sold)
    await finishRun(house.db, id, 'done', null, house.now())
    if (run.kind === 'customers' && ended.created + ended.updated > 0) await askAgain(house.db)
    // A file that names somebody erased is not kept for thirty days.
    if (await namesErased(house.db, id)) await forgetFile(house.db, id, house.now())
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
      await commitInPassing(house.db)
      const run = await lockRunning(house.db, context.run.id)
      if (!run || run.done !== from) return false
      const { counted, refused, warnings } = await write(house)
      await advance(house.db, run.id, rows.length, counted, refused, addWarnings(run.warnings, warnings))
      return true
    })
  try {
    await needRoom(house)
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

/** PostgreSQL's 53100: its disk is full. */
const isFull = (error: unknown): boolean => codeOf(error) === '53100'
const codeOf = (error: unknown): string =>
  error instanceof Error ? String((error as { code?: unknown }).code ?? '') : ''
/** PostgreSQL's classes 22 (data exception), 23 (a constraint) and 54 (a limit): the row's fault. */
export const isData = (error: unknown): boolean => /^(22|23|54)...$/.test(codeOf(error))
/** Deadlock, or serialization failure: the same work done again succeeds. */
const isMeeting = (error: unknown): boolean => ['40P01', '40001', '55P03'].includes(codeOf(error))
