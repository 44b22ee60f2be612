import type { InputOf } from '../../contract/endpoint.ts'
import * as importFields from '../../contract/import-fields.ts'
import type * as api from '../../contract/imports.ts'
import { type Caller, callerSites, need } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import type { Wire } from '../kit/http.ts'
import { conflict, forbidden, invalid, Problem } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import { siteById } from '../network/places.store.ts'
import {
  asImport,
  beginImport,
  dialectOf,
  importById,
  lockImport,
  rememberedMapping,
  removeImport,
  settleImport,
} from './import.store.ts'
import { type Encoding, encodingWatch } from './import-encoding.ts'
import { renameSource } from './import-feed.store.ts'
import { isKept, keepPieces, piecesOf, stillComing } from './import-file.store.ts'
import { needRoom } from './import-room.ts'
import { survey } from './import-survey.flow.ts'
import { type Fault, fault, kindOfFile } from './import-upload.ts'
import type { Sheet, Workbooks } from './workbook.port.ts'

export const MOST_BYTES = 1024 * 1024 * 1024
const MOST_WORKBOOK = 60 * 1024 * 1024

/** Customers of no site belong to the whole network: only who may import everywhere brings them in. */
export function needSite(caller: Caller, siteId: string | null): void {
  if (siteId) need(caller, 'imports.manage', siteId)
  else if (callerSites(caller, 'imports.manage') !== 'all') throw forbidden('Choose one of your sites for this file.')
}

/** Keeps a file and says what is in it, while it comes in: never the whole of it in memory. Nothing of it is written yet. */
export const uploadImport =
  (workbooks: Workbooks, most = MOST_BYTES) =>
  async (
    house: House,
    _input: InputOf<typeof api.uploadImport>,
    caller: Caller,
    { request }: Wire,
  ): Promise<api.ImportRun> => {
    if (!request.isMultipart())
      throw new Problem(415, 'not-multipart', 'Send the file as multipart/form-data', {
        hint: 'Fields: file, kind, source, site.',
      })
    const told: Record<string, string> = {}
    let staged: Staged | undefined
    try {
      // Packed it takes a fifth of its length, and as much in the database's log.
      await needRoom(house, Number(request.headers['content-length'] ?? 0) * 0.4)
      for await (const part of request.parts({ limits: { files: 1, fields: 10, fileSize: most } })) {
        if (part.type === 'file') {
          staged = await stage(house, caller, part.filename || 'import.csv', part.file)
          if (part.file.truncated)
            throw new Problem(413, 'too-large', 'This file is too large', { hint: 'A file may have 1 GB.' })
        } else if (typeof part.value === 'string') told[part.fieldname] = part.value.trim()
      }
      if (!staged) throw invalid('file', 'missing', 'Add the file in the field `file`.')
      return await settle(house, caller, staged, told, workbooks)
    } catch (error) {
      throw await takenBack(house, staged?.id, error)
    }
  }

export interface Upload {
  name: string
  bytes: Uint8Array | AsyncIterable<Uint8Array>
  kind?: string
  source?: string
  site?: string
  format?: 'jsonl'
  feedId?: string
}

/** The same for whoever has the bytes: a feed, the demo, a test. */
export async function keepUpload(
  house: House,
  caller: Caller,
  { name, bytes, ...told }: Upload,
  workbooks?: Workbooks,
): Promise<api.ImportRun> {
  const staged = await stage(house, caller, name, bytes instanceof Uint8Array ? [bytes] : bytes)
  try {
    return await settle(house, caller, staged, told, workbooks)
  } catch (error) {
    throw await takenBack(house, staged.id, error)
  }
}

interface Staged {
  id: string
  encoding: Encoding
  workbook: boolean
  fault: Fault | null
}

/** The bytes are kept first, under an import that nobody sees yet: what it is for may be said after the file. */
async function stage(
  house: House,
  caller: Caller,
  name: string,
  stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Staged> {
  const id = house.newId()
  await beginImport(house.db, { id, name: name.slice(0, 200), createdBy: caller.staffId }, house.now())
  try {
    const watch = encodingWatch()
    let kind: ReturnType<typeof kindOfFile> | undefined
    const total = await keepPieces(house.db, id, 0, stream, async (bytes) => {
      await needRoom(house)
      kind ??= kindOfFile(bytes)
      watch.see(bytes)
      await stillComing(house.db, id, house.now())
    })
    return {
      id,
      encoding: watch.encoding(),
      workbook: kind === 'workbook',
      fault:
        total === 0
          ? fault('empty')
          : kind === 'old-workbook'
            ? fault('old-workbook')
            : kind === 'workbook' && total > MOST_WORKBOOK
              ? fault('workbook-too-large')
              : null,
    }
  } catch (error) {
    throw await takenBack(house, id, error)
  }
}

/**
 * Takes back what was kept of a file that cannot come in. Where even that has no room or no database, it stays unseen until it is swept
 * away: what the sender is told is why their file did not come in.
 * @returns what to tell
 */
async function takenBack(house: House, id: string | undefined, error: unknown): Promise<unknown> {
  if (id) await removeImport(house.db, id).catch((err) => house.log.warn({ err, import: id }, 'half a file stays'))
  return diskFull(error) ?? error
}

async function settle(
  house: House,
  caller: Caller,
  staged: Staged,
  told: Omit<Upload, 'name' | 'bytes'>,
  workbooks: Workbooks | undefined,
): Promise<api.ImportRun> {
  const kind = importFields.importKind.safeParse(told.kind || 'customers')
  if (!kind.success) throw invalid('kind', 'unknown', importFields.IMPORT_KINDS.join(', '))
  const siteId = told.site ? (await siteById(house.db, told.site)).id : null
  if (needsSite(kind.data) && !siteId) throw invalid('site', 'missing', 'Appointments belong to a site: choose it.')
  needSite(caller, siteId)
  if (staged.fault) throw invalid('file', staged.fault.problem, staged.fault.hint)
  const source = sourceName(told.source)
  const sheets = staged.workbook ? await keepSheets(house, staged.id, workbooks) : []
  const surveyed = await survey(house.db, staged.id, kind.data, await rememberedMapping(house.db, source, kind.data), {
    encoding: staged.workbook ? 'utf-8' : staged.encoding,
    ...(told.format ? { format: told.format } : staged.workbook ? { format: 'csv', delimiter: ',', decimal: '.' } : {}),
    sheets: sheets.map(({ name }) => name),
    sheet: firstTable(sheets),
  })
  if ('problem' in surveyed) throw invalid('file', surveyed.problem, surveyed.hint)
  return inTransaction(house, async (house) => {
    const row = await settleImport(house.db, staged.id, {
      kind: kind.data,
      source,
      siteId,
      feedId: told.feedId ?? null,
      ...surveyed,
    })
    await audit(house, caller, 'import.upload', {
      siteId,
      detail: { import: row.id, kind: row.kind, rows: surveyed.rows },
    })
    return asImport(row)
  })
}

export const needsSite = (kind: importFields.ImportKind): boolean => kind === 'appointments'
export const sourceName = (text: string | undefined): string =>
  (text || 'csv')
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, 60) || 'csv'

/** The first sheet with a table in it, else the first that holds something: many begin with a page of explanations. */
function firstTable(sheets: readonly Sheet[]): number {
  const table = sheets.findIndex(({ csv }) => {
    const rows = Buffer.from(csv.subarray(0, 10_000))
      .toString()
      .split('\n')
      .filter((row) => /[^,\s]/u.test(row))
    return rows.length > 1 && rows.some((row) => /[^,\s].*,.*[^,\s]/u.test(row))
  })
  const filled = sheets.findIndex(({ csv }) => csv.length > 0)
  return Math.max(0, table >= 0 ? table : filled)
}

/** A workbook becomes one part for each sheet, in place of its own bytes: it is opened once, however often it is read. */
async function keepSheets(house: House, id: string, workbooks: Workbooks | undefined): Promise<Sheet[]> {
  const pieces: Buffer[] = []
  for await (const piece of piecesOf(house.db, id, 0)) pieces.push(piece)
  const sheets = workbooks ? await workbooks.read(Buffer.concat(pieces)) : { problem: 'workbook' as const }
  if ('problem' in sheets) {
    const { problem, hint } = fault(sheets.problem)
    throw invalid('file', problem, hint)
  }
  await house.db.deleteFrom('customers.import_piece').where('import_id', '=', id).execute()
  for (const [part, { csv }] of sheets.entries()) await keepPieces(house.db, id, part, [csv])
  return sheets
}

/** Reads the file otherwise: what a person says of it stands, the rest is recognised anew. */
export async function rereadImport(
  house: House,
  { params, body }: InputOf<typeof api.rereadImport>,
  caller: Caller,
): Promise<api.ImportRun> {
  const run = await importById(house.db, params.id)
  needSite(caller, run.site_id)
  if (run.state === 'running') throw conflict('import-running', 'This import is running', 'Pause it first.')
  if (!(await isKept(house.db, run.id))) throw fileGone()
  const before = dialectOf(run)
  const otherTable =
    body.encoding !== undefined ||
    body.delimiter !== undefined ||
    body.header !== undefined ||
    body.tableLine !== undefined ||
    body.sheet !== undefined
  if (body.sheet !== undefined && body.sheet >= Math.max(1, before.sheets.length))
    throw invalid('body.sheet', 'no-such-sheet', 'This workbook has no such sheet.')
  const source = body.source === undefined ? run.source : sourceName(body.source)
  // Dates and decimals as decided hold for the table they were decided for.
  const surveyed = await survey(house.db, run.id, run.kind, await rememberedMapping(house.db, source, run.kind), {
    encoding: body.encoding ?? before.encoding,
    format: before.format,
    delimiter: body.delimiter ?? (body.sheet === undefined ? before.delimiter : ','),
    header: body.header ?? (body.sheet === undefined ? before.header : undefined),
    tableLine:
      body.tableLine ?? (body.sheet === undefined && body.delimiter === undefined ? before.tableLine : undefined),
    dates: body.dates ?? (otherTable ? undefined : before.dates),
    decimal: body.decimal ?? (otherTable ? undefined : before.decimal),
    nameOrder: body.nameOrder ?? (otherTable ? undefined : before.nameOrder),
    mend: body.mend ?? (otherTable ? undefined : before.mend),
    sheets: before.sheets,
    sheet: body.sheet ?? before.sheet,
  })
  if ('problem' in surveyed) throw invalid('body', surveyed.problem, surveyed.hint)
  return inTransaction(house, async (house) => {
    const locked = await lockImport(house.db, run.id)
    if (locked.state === 'running') throw conflict('import-running', 'This import is running', 'Pause it first.')
    const columns = new Set(surveyed.columns.map(({ name }) => name))
    // What a person has mapped by hand stays where the column is still there.
    const kept = otherTable ? {} : Object.fromEntries(Object.entries(run.mapping).filter(([name]) => columns.has(name)))
    const settled = await settleImport(house.db, run.id, {
      kind: run.kind,
      source,
      siteId: run.site_id,
      feedId: run.feed_id,
      ...surveyed,
      kept,
    })
    // What comes by the same way tomorrow is of the same system.
    if (locked.feed_id && source !== run.source) await renameSource(house.db, locked.feed_id, source)
    await audit(house, caller, 'import.reread', { siteId: run.site_id, detail: { import: run.id } })
    return asImport(settled)
  })
}

export const fileGone = () =>
  conflict(
    'file-gone',
    'This file is no longer kept',
    'Files are kept thirty days. Send it again: rows that are in already stay as they are.',
  )

/** PostgreSQL's class 53100: nothing more fits on its disk. */
const diskFull = (error: unknown): Problem | undefined =>
  (error as { code?: unknown })?.code === '53100'
    ? new Problem(507, 'disk-full', 'The disk of the database is full', {
        hint: 'Nothing was written. Make room on the server, then send the file again.',
      })
    : undefined
