import { ERASED_BECAUSE, erasedAmong } from '../customers/erased.flow.ts'
import type { Marked } from '../customers/erased-marks.ts'
import { staffByEmail } from '../customers/import-batch.flow.ts'
import type { RowContext } from '../customers/import-reading.ts'
import type { CsvRecord } from '../customers/import-records.ts'
import {
  type BatchOutcome,
  type CompareFirst,
  NOT_COMPARED,
  NotComparedYet,
  type RunContext,
  refuse,
} from '../customers/import-run.flow.ts'
import { countWarnings, warningsOf } from '../customers/import-warnings.ts'
import type { RowWho } from '../customers/import-who.ts'
import type { House } from '../kit/house.ts'
import { fold } from '../plain/fold.ts'
import { candidatesFor, indexCandidates } from '../visits/who-comes.store.ts'
import { TITLES, type Told, type WhoComes, whoComes } from '../visits/who-comes.ts'

/** A row that is about somebody known here. */
export interface FoundRow<T> {
  row: CsvRecord
  said: T
  customerId: string
  assetId: string | null
  staffId: string | null
  /** Values it leaves empty. */
  why: readonly string[]
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
  { run, row: how, compareFirst }: RunContext,
  rows: readonly CsvRecord[],
  read: (cells: readonly string[], how: RowContext) => { ok: T; warnings: string[] } | { problem: string },
): Promise<{ found: FoundRow<T>[]; refused: BatchOutcome['refused'] }> {
  const staff = await staffByEmail(house.db)
  const refused: BatchOutcome['refused'] = []
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
  const whos = await whoEach(
    house,
    run.source,
    how.today,
    good.map(({ told }) => told),
    compareFirst,
  )
  const found: FoundRow<T>[] = []
  for (const [n, { row, said, why }] of good.entries()) {
    const who = whos[n]!
    if ('because' in who)
      refused.push(who.erased ? { line: row.line, because: who.because, row: { cells: [] } } : refuse(row, who.because))
    else found.push({ row, said, ...who, staffId: (said.staffEmail && staff.get(said.staffEmail)) || null, why })
  }
  return { found, refused }
}

type Meant = { customerId: string; assetId: string | null } | { because: string; erased: boolean }

/** Whom each of these means. Of somebody erased nothing is set aside: not even that the source named them. */
async function whoEach(
  house: House,
  source: string,
  today: string,
  told: readonly Told[],
  compareFirst?: CompareFirst,
): Promise<Meant[]> {
  const find = async (): Promise<WhoComes[]> => {
    const among = indexCandidates(await candidatesFor(house.db, source, told, today))
    return told.map((one) => whoComes(one, among(one)))
  }
  let whos = await find()
  const between = [...new Set(whos.flatMap((who) => ('between' in who ? who.between : [])))]
  if (compareFirst && between.length > 0) {
    const compared = await compareFirst(house, between)
    if (compared === 'later') throw new NotComparedYet()
    if (compared === 'joined') whos = await find()
  }
  const nobody = told.filter((_, n) => 'because' in whos[n]!)
  const erased = await erasedAmong(
    house,
    nobody.map((one) => markedOf(source, one)),
  )
  const whyOf = new Map(nobody.map((one, n) => [one, erased[n]]))
  return whos.map((who, n) => {
    if (!('because' in who)) return who
    const why = whyOf.get(told[n]!)
    return why ? { because: ERASED_BECAUSE[why], erased: true } : { because: who.because, erased: false }
  })
}

/** For whom cannot wait: compares what can be compared now, and calls what cannot by its name. */
export function comparedNow(compareFirst: CompareFirst | undefined) {
  let later = false
  return {
    compareFirst:
      compareFirst &&
      (async (house: House, customerIds: readonly string[]) => {
        const compared = await compareFirst(house, customerIds)
        if (compared !== 'later') return compared
        later = true
        return 'compared'
      }),
    why: (because: string): string => (later && because === 'customer-ambiguous' ? NOT_COMPARED : because),
  }
}

/** What rows that came in left empty; of those set aside after all, nothing came in. */
export function leftEmpty(
  found: readonly FoundRow<unknown>[],
  refused: BatchOutcome['refused'],
): BatchOutcome['warnings'] {
  const aside = new Set(refused.map(({ line }) => line))
  const warnings: BatchOutcome['warnings'] = {}
  for (const { row, why } of found) if (!aside.has(row.line)) countWarnings(warnings, why, row.line)
  return warnings
}
