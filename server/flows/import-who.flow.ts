import { ERASED_BECAUSE, erasedAmong } from '../customers/erased.flow.ts'
import type { Marked } from '../customers/erased-marks.ts'
import { staffByEmail } from '../customers/import-batch.flow.ts'
import type { RowContext } from '../customers/import-reading.ts'
import type { CsvRecord } from '../customers/import-records.ts'
import { type BatchOutcome, type RunContext, refuse } from '../customers/import-run.flow.ts'
import { countWarnings, warningsOf } from '../customers/import-warnings.ts'
import type { RowWho } from '../customers/import-who.ts'
import type { House } from '../kit/house.ts'
import { fold } from '../plain/fold.ts'
import { candidatesFor, indexCandidates } from '../visits/who-comes.store.ts'
import { TITLES, type Told, whoComes } from '../visits/who-comes.ts'

/** A row that is about somebody known here. */
export interface FoundRow<T> {
  row: CsvRecord
  said: T
  customerId: string
  assetId: string | null
  staffId: string | null
}

const toldBy = ({ who }: { who: RowWho }): Told => ({
  customerKey: who.customerKey,
  phones: who.phones,
  emails: who.emails,
  plates: who.plate ? [who.plate] : [],
  name: who.fullName,
  exact: true,
})

/** By what somebody a row names would be known again, had they been erased. */
const markedOf = (source: string, told: Told): Marked => ({
  names: [
    fold(told.name)
      .split(' ')
      .filter((word) => !TITLES.has(word))
      .sort()
      .join(' '),
  ],
  phones: told.phones,
  emails: told.emails,
  plates: told.plates,
  vins: [],
  births: [],
  keys: told.customerKey ? [{ source, key: told.customerKey }] : [],
})

/**
 * Reads a batch of rows that are about customers, and finds those customers: by their key in the same source, or by what reaches them.
 * Whom nobody knows, or who could be two, is set aside: the row can be sent again once the customer is in.
 */
export async function rowsWithCustomers<T extends { who: RowWho; staffEmail?: string | null }>(
  house: House,
  { run, row: how }: RunContext,
  rows: readonly CsvRecord[],
  read: (cells: readonly string[], how: RowContext) => { ok: T; warnings: string[] } | { problem: string },
): Promise<{ found: FoundRow<T>[]; staff: ReadonlyMap<string, string> } & Pick<BatchOutcome, 'refused' | 'warnings'>> {
  const staff = await staffByEmail(house.db)
  const refused: BatchOutcome['refused'] = []
  const warnings: BatchOutcome['warnings'] = {}
  const good: { row: CsvRecord; said: T; told: Told; why: string[] }[] = []
  for (const row of rows) {
    const one = 'broken' in row ? { problem: row.broken } : read(row.cells, how)
    if ('problem' in one) refused.push(refuse(row, one.problem))
    else
      good.push({
        row,
        said: one.ok,
        told: toldBy(one.ok),
        why: warningsOf({ warnings: one.warnings, staffEmail: one.ok.staffEmail ?? null }, staff),
      })
  }
  const among = indexCandidates(
    await candidatesFor(
      house.db,
      run.source,
      good.map(({ told }) => told),
      how.today,
    ),
  )
  const found: FoundRow<T>[] = []
  const nobody: { row: CsvRecord; told: Told; because: string }[] = []
  for (const { row, said, told, why } of good) {
    const who = whoComes(told, among(told))
    if ('because' in who) {
      nobody.push({ row, told, because: who.because })
      continue
    }
    countWarnings(warnings, why, row.line)
    found.push({ row, said, ...who, staffId: (said.staffEmail && staff.get(said.staffEmail)) || null })
  }
  // Of somebody erased nothing is set aside: not even that the source named them.
  const erased = await erasedAmong(
    house,
    nobody.map(({ told }) => markedOf(run.source, told)),
  )
  for (const [n, { row, because }] of nobody.entries()) {
    const why = erased[n]
    refused.push(why ? { line: row.line, because: ERASED_BECAUSE[why], row: { cells: [] } } : refuse(row, because))
  }
  return { found, staff, refused, warnings }
}
