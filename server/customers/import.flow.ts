import { Readable } from 'node:stream'
import { setImmediate as breathe } from 'node:timers/promises'
import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import * as api from '../../contract/imports.ts'
import type { Caller } from '../kit/caller.ts'
import { callerSites, need } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { Raw, type Wire } from '../kit/http.ts'
import { conflict, forbidden, invalid, Problem } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { stringify } from '../network/audit-csv.ts'
import { siteById } from '../network/places.store.ts'
import {
  asImport,
  columnsOf,
  dialectOf,
  fileOf,
  finishRun,
  type ImportRow,
  importById,
  importRows,
  insertImport,
  lockImport,
  refusedPage,
  rememberedMapping,
  startRun,
} from './import.store.ts'
import { readAppointmentRow, shownAppointment } from './import-appointment-row.ts'
import { staffByEmail } from './import-batch.flow.ts'
import { mappingFault } from './import-mapping.ts'
import { readRow, shownFields } from './import-row.ts'
import { rowContext, rowsOf } from './import-run.flow.ts'
import { readUpload } from './import-upload.ts'
import { countWarnings, type Warnings, warningList, warningsOf } from './import-warnings.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** Customers of no site belong to the whole network: only who may import everywhere brings them in. */
function needSite(caller: Caller, siteId: string | null): void {
  if (siteId) need(caller, 'imports.manage', siteId)
  else if (callerSites(caller, 'imports.manage') !== 'all') throw forbidden('Choose one of your sites for this file.')
}

async function mine(house: House, id: string, caller: Caller): Promise<ImportRow> {
  const run = await importById(house.db, id)
  needSite(caller, run.site_id)
  return run
}

export async function listImports(house: House, _input: In<'listImports'>, caller: Caller): Out<'listImports'> {
  const rows = await importRows(house.db, callerSites(caller, 'imports.manage'))
  return { imports: rows.map(asImport) }
}

/** Keeps a file and says what is in it. Nothing of it is written yet. */
export async function uploadImport(
  house: House,
  _input: In<'uploadImport'>,
  caller: Caller,
  { request }: Wire,
): Out<'uploadImport'> {
  if (!request.isMultipart())
    throw new Problem(415, 'not-multipart', 'Send the file as multipart/form-data', {
      hint: 'Fields: file, kind, source, site.',
    })
  const told: Record<string, string> = {}
  let file: { name: string; bytes: Buffer } | undefined
  for await (const part of request.parts({ limits: { files: 1, fields: 10 } })) {
    if (part.type === 'file') file = { name: part.filename ?? '', bytes: await part.toBuffer() }
    else if (typeof part.value === 'string') told[part.fieldname] = part.value.trim()
  }
  if (!file) throw invalid('file', 'missing', 'Add the file in the field `file`.')
  return keepUpload(house, caller, { ...told, name: file.name || 'import.csv', bytes: file.bytes })
}

export interface Upload {
  name: string
  bytes: Buffer
  kind?: string
  source?: string
  site?: string
}

/** The same for whoever has the bytes: the demo, a test. */
export async function keepUpload(house: House, caller: Caller, upload: Upload): Promise<api.ImportRun> {
  const kind = api.importKind.safeParse(upload.kind || 'customers')
  if (!kind.success) throw invalid('kind', 'unknown', 'customers or appointments')
  const siteId = upload.site ? (await siteById(house.db, upload.site)).id : null
  if (kind.data === 'appointments' && !siteId)
    throw invalid('site', 'missing', 'Appointments belong to a site: choose it.')
  needSite(caller, siteId)
  const source =
    (upload.source || 'csv')
      .replace(/\p{Cc}/gu, '')
      .trim()
      .slice(0, 60) || 'csv'
  const read = readUpload(upload.bytes, kind.data, await rememberedMapping(house.db, source, kind.data))
  if ('problem' in read) throw invalid('file', read.problem, read.hint)
  let rows = 0
  for (const _row of rowsOf(upload.bytes, read.dialect)) if (++rows % 5000 === 0) await breathe()
  return inTransaction(house, async (house) => {
    const draft = {
      id: house.newId(),
      name: upload.name.slice(0, 200),
      source,
      kind: kind.data,
      siteId,
      dialect: read.dialect,
      columns: read.columns,
      rows,
      createdBy: caller.staffId,
    }
    const run = await insertImport(house.db, draft, upload.bytes, house.now())
    await audit(house, caller, 'import.upload', { siteId, detail: { import: run.id, kind: run.kind, rows } })
    return asImport(run)
  })
}

export async function readImport(house: House, { params }: In<'readImport'>, caller: Caller): Out<'readImport'> {
  return asImport(await mine(house, params.id, caller))
}

const SHOWN = 20

/** What a mapping would make of the file: the first rows, and every problem counted over all of them. */
export async function previewImport(
  house: House,
  { params, body }: In<'previewImport'>,
  caller: Caller,
): Out<'previewImport'> {
  const run = await mine(house, params.id, caller)
  const bytes = await fileOf(house.db, run.id)
  if (!bytes) throw fileGone()
  const { row: context } = await rowContext(house, run, body.mapping)
  if (body.dates) context.dates = body.dates
  const staff = await staffByEmail(house.db)
  const rows: Awaited<Out<'previewImport'>>['rows'] = []
  const problems: Warnings = {}
  let total = 0
  let good = 0
  for (const row of rowsOf(bytes, dialectOf(run))) {
    total++
    const read =
      'broken' in row
        ? ({ problem: row.broken } as const)
        : run.kind === 'customers'
          ? readRow(row.cells, context)
          : readAppointmentRow(row.cells, context)
    if ('ok' in read) good++
    countWarnings(problems, 'problem' in read ? [read.problem] : warningsOf(read, staff), row.line)
    if (rows.length < SHOWN)
      rows.push({
        line: row.line,
        fields: 'problem' in read ? {} : 'customer' in read.ok ? shownFields(read.ok) : shownAppointment(read.ok),
        problem: 'problem' in read ? read.problem : null,
      })
    if (total % 500 === 0) await breathe()
  }
  await audit(house, caller, 'import.preview', { siteId: run.site_id, detail: { import: run.id } })
  return {
    rows,
    total,
    good,
    problems: warningList(problems),
  }
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
    const kept = await house.db
      .selectFrom('customers.import_file')
      .select('import_id')
      .where('import_id', '=', run.id)
      .executeTakeFirst()
    if (!kept) throw fileGone()
    const mapping = Object.fromEntries(columnsOf(run).map(({ name }) => [name, body.mapping[name] ?? '']))
    const dates = body.dates ?? dialectOf(run).dates
    const alike =
      dates === dialectOf(run).dates && columnsOf(run).every(({ name }) => (run.mapping[name] ?? '') === mapping[name])
    const goesOn = run.started_at !== null && (run.state === 'failed' || run.state === 'cancelled') && alike
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

/** The rows set aside, as sent, with their line and reason first: to be mended in a spreadsheet and sent again. Never a formula in it. */
export async function refusedRows(house: House, { params }: In<'refusedRows'>, caller: Caller): Promise<Raw> {
  const run = await mine(house, params.id, caller)
  await audit(house, caller, 'import.refused', { siteId: run.site_id, detail: { import: run.id, n: run.refused } })
  async function* lines() {
    yield `\uFEFF${stringify(['line', 'because', ...columnsOf(run).map(({ name }) => name)])}`
    for (let after = 0; ; ) {
      const page = await refusedPage(house.db, run.id, after, 1000)
      for (const { line, because, row } of page)
        yield stringify([String(line), because, ...('cells' in row ? row.cells : [row.text])])
      const last = page.at(-1)
      if (!last || page.length < 1000) return
      after = last.line
    }
  }
  return new Raw('text/csv; charset=utf-8', Readable.from(lines()), {
    'content-disposition': 'attachment; filename="refused.csv"',
  })
}

const fileGone = () =>
  conflict(
    'file-gone',
    'This file is no longer kept',
    'Files are kept thirty days. Send it again: rows that are in already stay as they are.',
  )
