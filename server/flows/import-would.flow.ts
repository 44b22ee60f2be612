import type { ImportKind } from '../../contract/import-fields.ts'
import type { WouldRefuse } from '../customers/import.flow.ts'
import { oneImportAtATime } from '../customers/import.store.ts'
import type { CsvRecord } from '../customers/import-records.ts'
import { type CompareFirst, isData, type RunContext } from '../customers/import-run.flow.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { comparedNow } from './import-who.flow.ts'
import { WORKS } from './import-works.flow.ts'

class TakenBack extends Error {}

/**
 * Which rows of what is about customers would be set aside, and why: they go in as they would, and all of it is taken back. So the
 * preview cannot say otherwise than the run.
 */
export const wouldRefuse = (compareFirst?: CompareFirst): WouldRefuse =>
  async function refused(house, kind, context, rows): Promise<[line: number, because: string][]> {
    const now = comparedNow(compareFirst)
    try {
      const outcome = await takenBack(
        house,
        kind,
        { ...context, ...(now.compareFirst && { compareFirst: now.compareFirst }) },
        rows,
      )
      return outcome.map(({ line, because }) => [line, now.why(because)])
    } catch (error) {
      if (!isData(error)) throw error
      if (rows.length === 1) return [[rows[0]!.line, 'database-refused']]
      const half = rows.length >> 1
      return [
        ...(await refused(house, kind, context, rows.slice(0, half))),
        ...(await refused(house, kind, context, rows.slice(half))),
      ]
    }
  }

async function takenBack(house: House, kind: ImportKind, context: RunContext, rows: readonly CsvRecord[]) {
  let refused: { line: number; because: string }[] = []
  await inTransaction(house, async (house) => {
    await oneImportAtATime(house.db)
    refused = (await WORKS[kind](house, context, rows)).refused
    throw new TakenBack()
  }).catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error
  })
  return refused
}
