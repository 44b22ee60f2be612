import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type { tryAllAgain as tryAllEndpoint, tryImportAgain as tryOneEndpoint } from '../../contract/imports.ts'
import { asImport, importById, importRows, oneImportAtATime, type RefusedRow } from '../customers/import.store.ts'
import type { CsvRecord } from '../customers/import-records.ts'
import { type CompareFirst, fileContext, isData, NotComparedYet } from '../customers/import-run.flow.ts'
import { needSite } from '../customers/import-upload.flow.ts'
import {
  askAgain,
  lockToTry,
  settleTried,
  toTryAgain,
  triedAll,
  waitingPage,
  waitingRows,
} from '../customers/import-waiting.store.ts'
import { addWarnings } from '../customers/import-warnings.ts'
import { type Caller, callerSites } from '../kit/caller.ts'
import { retryable } from '../kit/db.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { audit } from '../network/audit.store.ts'
import { WORKS } from './import-works.flow.ts'

/** Rows of one transaction. */
const AT_ONCE = 500
const LAST = 2_147_483_647

/**
 * Rows that were set aside because nobody knew whom they were about are placed again, by the same decision as in their file, once customers have
 * come. The newest file and the last line speak first: of one order two rows may wait, and what was said of it since stands.
 */
export async function tryAgain(house: House, compareFirst: CompareFirst): Promise<void> {
  for (const id of await toTryAgain(house.db)) {
    try {
      await tryOne(house, id, compareFirst)
    } catch (error) {
      // Everyone is being looked at, or the database is away: the next tick begins anew.
      if (error instanceof NotComparedYet) return
      if (!retryable(error)) house.log.error({ err: error, import: id }, 'rows that wait cannot be tried again')
      if (retryable(error)) return
      await triedAll(house.db, id)
    }
  }
}

async function tryOne(house: House, id: string, compareFirst: CompareFirst): Promise<void> {
  let before: number | null = LAST
  while (before !== null) {
    const from: number = before
    try {
      before = await tryPage(house, id, from, AT_ONCE, compareFirst)
    } catch (error) {
      if (!isData(error)) throw error
      before = await tryPage(house, id, from, 1, compareFirst).catch((alone: unknown) => {
        if (!isData(alone)) throw alone
        return refuseOne(house, id, from)
      })
    }
  }
}

/** A row that the database refuses now, by itself: it waits no longer. */
function refuseOne(house: House, id: string, before: number): Promise<number | null> {
  return inTransaction(house, async (house) => {
    const run = await lockToTry(house.db, id)
    const [row] = run ? await waitingPage(house.db, id, before, 1) : []
    if (!run || !row) return null
    const refused = [{ ...row, because: 'database-refused' }]
    const nothing = { counted: { created: 0, updated: 0, unchanged: 0 }, refused, warnings: run.warnings }
    await settleTried(house.db, id, [row.line], nothing, 0)
    return row.line
  })
}

/** @returns the line before which the next are, or null when all were tried */
function tryPage(
  house: House,
  id: string,
  before: number,
  most: number,
  compareFirst: CompareFirst,
): Promise<number | null> {
  return inTransaction(house, async (house) => {
    await oneImportAtATime(house.db)
    const run = await lockToTry(house.db, id)
    if (!run?.started_at) return null
    const page = (await waitingPage(house.db, id, before, most)).toReversed()
    const first = page[0]
    if (!first) {
      await triedAll(house.db, id)
      return null
    }
    const context = { ...(await fileContext(house, run, run.mapping)), late: run.started_at, compareFirst }
    const rows = page.flatMap(recordsOf)
    const outcome = await WORKS[run.kind](house, context, rows)
    const warnings = addWarnings(run.warnings, outcome.warnings)
    const found = rows.length - outcome.refused.length
    await settleTried(
      house.db,
      id,
      page.map(({ line }) => line),
      { ...outcome, warnings },
      found,
    )
    return first.line
  })
}

const recordsOf = ({ line, row }: RefusedRow): CsvRecord[] =>
  'cells' in row ? [row.cells, ...(row.more ?? [])].map((cells) => ({ line, cells })) : []

/** After customers came otherwise than by a file, and after merges: everybody who waits is looked for once more. */
export const askAllAgain = (house: House): Promise<void> => askAgain(house.db)

export async function tryImportAgain(
  house: House,
  { params }: InputOf<typeof tryOneEndpoint>,
  caller: Caller,
): Promise<AnswerOf<typeof tryOneEndpoint>> {
  const run = await importById(house.db, params.id)
  needSite(caller, run.site_id)
  await ask(house, [run.id], caller, run.site_id)
  return asImport(await importById(house.db, run.id))
}

export async function tryAllAgain(
  house: House,
  _input: InputOf<typeof tryAllEndpoint>,
  caller: Caller,
): Promise<AnswerOf<typeof tryAllEndpoint>> {
  const runs = await importRows(house.db, callerSites(caller, 'imports.manage'))
  const waiting = await waitingRows(
    house.db,
    runs.filter(({ state }) => state === 'done').map(({ id }) => id),
  )
  await ask(house, [...waiting.keys()], caller, null)
  return { imports: waiting.size }
}

async function ask(house: House, ids: readonly string[], caller: Caller, siteId: string | null): Promise<void> {
  await inTransaction(house, async (house) => {
    await askAgain(house.db, ids)
    await audit(house, caller, 'import.again', { siteId, detail: { imports: [...ids] } })
  })
}
