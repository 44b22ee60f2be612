import { Readable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type { ImportKind } from '../../contract/import-fields.ts'
import type * as api from '../../contract/imports.ts'
import type { Caller } from '../kit/caller.ts'
import { callerSites } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { Raw } from '../kit/http.ts'
import { conflict, invalid } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import type { Shown } from '../network/looks.ts'
import {
  asImport,
  columnsOf,
  dialectOf,
  finishRun,
  type ImportRow,
  importById,
  importRows,
  lockImport,
  refusedByReason,
  refusedPage,
  startRun,
} from './import.store.ts'
import { staffByEmail } from './import-batch.flow.ts'
import { consentCount, type HeardWord } from './import-consent-columns.ts'
import { isKept } from './import-file.store.ts'
import { mappingFault } from './import-mapping.ts'
import { noticeWatch } from './import-notices.ts'
import { countBrought } from './import-people.store.ts'
import { readAnyRow } from './import-read.ts'
import type { RowContext } from './import-reading.ts'
import type { CsvRecord } from './import-records.ts'
import { readRow } from './import-row.ts'
import { rowsOf } from './import-rows.store.ts'
import { fileContext, NOT_COMPARED, type RunContext } from './import-run.flow.ts'
import { fileGone, needSite } from './import-upload.flow.ts'
import { waitingRows } from './import-waiting.store.ts'
import { WAITING } from './import-waiting.ts'
import { countWarnings, type Warnings, warningList, warningsOf } from './import-warnings.ts'
import { type LinedDraft, wouldWatch } from './import-would.flow.ts'
import { refusedFile, refusedForm } from './refused-file.ts'
import { refusedWords } from './refused-words.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

async function mine(house: House, id: string, caller: Caller): Promise<ImportRow> {
  const run = await importById(house.db, id)
  needSite(caller, run.site_id)
  return run
}

export async function listImports(house: House, _input: In<'listImports'>, caller: Caller): Out<'listImports'> {
  const rows = await importRows(house.db, callerSites(caller, 'imports.manage'))
  const waiting = await waitingRows(
    house.db,
    rows.filter(({ refused }) => refused > 0).map(({ id }) => id),
  )
  return { imports: rows.map((row) => ({ ...asImport(row), waiting: waiting.get(row.id) ?? 0 })) }
}

export async function readImport(house: House, { params }: In<'readImport'>, caller: Caller): Out<'readImport'> {
  const run = asImport(await mine(house, params.id, caller))
  const setAside = run.refused > 0 ? await refusedByReason(house.db, run.id) : []
  const waiting = setAside.filter(({ because }) => WAITING.includes(because)).reduce((sum, { n }) => sum + n, 0)
  const ended = run.kind === 'customers' && run.startedAt !== null && run.state !== 'running'
  return { ...run, setAside, waiting, people: ended ? await countBrought(house.db, run.id) : null }
}

const SHOWN = 20

/** Of those on file, a preview names whom keys stand for that rows of others say. */
export const previewShows = ({ notices }: Awaited<Out<'previewImport'>>): Shown => ({
  action: 'import.preview',
  customerIds: [...new Set(notices.flatMap(({ examples }) => examples.flatMap(({ customerId }) => customerId ?? [])))],
})

/** Which rows of what is about customers would be set aside, and why. Whom rows mean is known further down the river. */
export type WouldRefuse = (
  house: House,
  kind: ImportKind,
  context: RunContext,
  rows: readonly CsvRecord[],
) => Promise<[line: number, because: string][]>

/** What a mapping would make of the file: the first rows, every problem counted over all of them, and what a person should look at first. */
export const previewImport =
  (wouldRefuse: WouldRefuse) =>
  async (house: House, { params, body }: In<'previewImport'>, caller: Caller): Out<'previewImport'> => {
    const run = await mine(house, params.id, caller)
    if (!(await isKept(house.db, run.id))) throw fileGone()
    const running = await fileContext(house, run, body.mapping)
    const { row: context } = running
    if (body.dates) context.dates = body.dates
    const staff = await staffByEmail(house.db)
    const rows: Awaited<Out<'previewImport'>>['rows'] = []
    const problems: Warnings = {}
    const watch = noticeWatch(run.kind, context)
    const consents = consentCount(context)
    let total = 0
    let good = 0
    const would = wouldWatch(house, run.source)
    for await (const some of rowsOf(house.db, run.id, dialectOf(run), columnsOf(run))) {
      const drafts: LinedDraft[] = []
      const about: CsvRecord[] = []
      const empty: { line: number; why: string[]; heard: readonly HeardWord[] | undefined }[] = []
      for (const row of some) {
        total++
        const read = 'broken' in row ? { problem: row.broken } : readAnyRow(run.kind, row.cells, context)
        if ('cells' in row) watch.see(row.cells)
        if ('problem' in read) countWarnings(problems, [read.problem], row.line)
        else {
          good++
          empty.push({ line: row.line, why: warningsOf(read, staff), heard: read.consents })
          if (read.draft) drafts.push({ line: row.line, draft: read.draft })
          else about.push(row)
        }
        if (rows.length < SHOWN)
          rows.push({
            line: row.line,
            fields: 'problem' in read ? {} : read.fields(),
            problem: 'problem' in read ? read.problem : null,
          })
      }
      const aside = new Map([
        ...(await would.see(drafts)),
        ...(await refusedOf(about, (some) => wouldRefuse(house, run.kind, running, some))),
      ])
      for (const [line, because] of aside) {
        countWarnings(problems, [because], line)
        if (because === NOT_COMPARED) continue
        good--
        const shown = rows.find((one) => one.line === line)
        if (shown) Object.assign(shown, { fields: {}, problem: because })
      }
      for (const { line, why, heard } of empty) {
        if (aside.has(line) && aside.get(line) !== NOT_COMPARED) continue
        countWarnings(problems, why, line)
        consents.add(heard, why)
      }
      await breathe()
    }
    const people = await would.end(
      () => draftsOf(house, run, context),
      context.names[context.fields.indexOf('key')] ?? '',
    )
    await audit(house, caller, 'import.preview', { siteId: run.site_id, detail: { import: run.id } })
    return {
      rows,
      total,
      good,
      would: run.kind === 'customers' ? people.would : null,
      consents: consents.all(),
      problems: warningList(problems),
      notices: [...people.notices, ...watch.notices()],
    }
  }

/** Rows asked about at once. */
const ASKED = 500

async function refusedOf(
  rows: readonly CsvRecord[],
  wouldRefuse: (some: readonly CsvRecord[]) => Promise<[line: number, because: string][]>,
): Promise<[line: number, because: string][]> {
  const found: [number, string][] = []
  for (let at = 0; at < rows.length; at += ASKED) {
    found.push(...(await wouldRefuse(rows.slice(at, at + ASKED))))
    await breathe()
  }
  return found
}

/** The customers whom rows of the file name by their keys, once more. */
async function* draftsOf(house: House, run: ImportRow, context: RowContext): AsyncGenerator<LinedDraft[]> {
  for await (const some of rowsOf(house.db, run.id, dialectOf(run), columnsOf(run)))
    yield some.flatMap((row) => {
      const read = 'cells' in row ? readRow(row.cells, context) : null
      return read && 'ok' in read ? [{ line: row.line, draft: read.ok }] : []
    })
}

/**
 * Starts a run, or goes on with one that was stopped. With another mapping, or after its end, it begins at the first row again: rows that are
 * in already are then unchanged.
 */
export async function runImport(house: House, { params, body }: In<'runImport'>, caller: Caller): Out<'runImport'> {
  return inTransaction(house, async (house) => {
    const run = await lockImport(house.db, params.id)
    needSite(caller, run.site_id)
    if (run.state === 'running') return asImport(run)
    const fault = mappingFault(
      run.kind,
      columnsOf(run).map(({ name }) => name),
      body.mapping,
    )
    if (fault) throw invalid(`body.mapping${fault.column ? `.${fault.column}` : ''}`, fault.because, fault.hint)
    if (!(await isKept(house.db, run.id))) throw fileGone()
    const mapping = Object.fromEntries(columnsOf(run).map(({ name }) => [name, body.mapping[name] ?? '']))
    const dates = body.dates ?? dialectOf(run).dates
    const alike =
      dates === dialectOf(run).dates && columnsOf(run).every(({ name }) => (run.mapping[name] ?? '') === mapping[name])
    const goesOn =
      run.started_at !== null &&
      (run.state === 'failed' || run.state === 'cancelled' || run.state === 'paused') &&
      alike
    await audit(house, caller, 'import.run', {
      siteId: run.site_id,
      detail: { import: run.id, ...(goesOn ? { from: run.done } : {}) },
    })
    return asImport(await startRun(house.db, run.id, { mapping, dates, fresh: !goesOn }, house.now()))
  })
}

/** Stops a run between two batches. */
export async function cancelImport(house: House, { params }: In<'cancelImport'>, caller: Caller): Out<'cancelImport'> {
  return inTransaction(house, async (house) => {
    const run = await lockImport(house.db, params.id)
    needSite(caller, run.site_id)
    if (run.state === 'cancelled') return asImport(run)
    if (run.state === 'done') throw conflict('import-done', 'This import has ended already', 'Its rows are in.')
    await audit(house, caller, 'import.cancel', { siteId: run.site_id, detail: { import: run.id, done: run.done } })
    return asImport(await finishRun(house.db, run.id, 'cancelled', null, house.now()))
  })
}

/** Holds a run between two batches; what it had counted and where it was stay. */
export async function pauseImport(house: House, { params }: In<'pauseImport'>, caller: Caller): Out<'pauseImport'> {
  return inTransaction(house, async (house) => {
    const run = await lockImport(house.db, params.id)
    needSite(caller, run.site_id)
    if (run.state === 'paused') return asImport(run)
    if (run.state !== 'running')
      throw conflict('import-not-running', 'This import is not running', 'Only what runs can be paused.')
    await audit(house, caller, 'import.pause', { siteId: run.site_id, detail: { import: run.id, done: run.done } })
    return asImport(await finishRun(house.db, run.id, 'paused', null, house.now()))
  })
}

/** The rows set aside, written as their file was, with their line and reason first: to be mended in a spreadsheet and sent again. Never a formula in it. */
export async function refusedRows(house: House, { params }: In<'refusedRows'>, caller: Caller): Promise<Raw> {
  const run = await mine(house, params.id, caller)
  await audit(house, caller, 'import.refused', { siteId: run.site_id, detail: { import: run.id, n: run.refused } })
  const dialect = dialectOf(run)
  const form = refusedForm(dialect, caller.locale)
  const names = columnsOf(run).map(({ name }) => name)
  const file = refusedFile(names, dialect.delimiter, form, refusedWords(caller.locale))
  async function* lines() {
    yield file.head()
    for (let after = 0; ; ) {
      const page = await refusedPage(house.db, run.id, after, 1000)
      yield Buffer.concat(page.map((row) => file.line(row)))
      const last = page.at(-1)
      if (!last || page.length < 1000) return
      after = last.line
    }
  }
  const charset = form.encoding === 'utf-8-bom' ? 'utf-8' : form.encoding
  return new Raw(`text/csv; charset=${charset}`, Readable.from(lines()), {
    'content-disposition': 'attachment; filename="refused.csv"',
  })
}
