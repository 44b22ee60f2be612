import type { ImportKind } from '../../contract/import-fields.ts'
import { columnNames, isHeader, type ProposedColumn, proposeColumns } from './import-columns.ts'
import { type Dialect, delimiterOf, withoutSep } from './import-dialect.ts'
import type { HabitPlaces } from './import-habits.ts'
import { looksLikeJsonLines } from './import-json.ts'
import { type CsvRecord, csvReader } from './import-records.ts'
import { tableAt } from './import-table.ts'

/** Rows looked at to recognise columns. */
export const LOOKED_AT = 2000
export const MOST_COLUMNS = 300

export interface Fault {
  problem: string
  hint: string
}
/** What kind of file these first bytes begin. */
export function kindOfFile(head: Uint8Array): 'workbook' | 'old-workbook' | 'text' {
  if (head[0] === 0x50 && head[1] === 0x4b) return 'workbook'
  return head[0] === 0xd0 && head[1] === 0xcf ? 'old-workbook' : 'text'
}

const FAULTS = {
  'old-workbook': 'This is an old Excel workbook (.xls). Save it as .xlsx or CSV, and send that.',
  html: 'This is a web page that bears the name of a workbook. Open it in Excel or LibreOffice, save it as .xlsx or CSV, and send that.',
  empty: 'There is nothing in this file.',
  'not-text': 'This is not a text file. Send a CSV, a workbook (.xlsx) or JSON lines.',
  'json-array': 'This is one JSON list. Write one object a line (JSON lines), and send that.',
  workbook: 'This workbook cannot be read. Open it in Excel or LibreOffice, save it again, and send that.',
  'workbook-too-large': 'This workbook is too large to be opened here. Save it as CSV UTF-8, and send that.',
} as const
export const fault = (problem: keyof typeof FAULTS): Fault => ({ problem, hint: FAULTS[problem] })

/** How the beginning of a text is written, as far as it was not told; or why it is no table. */
export function formOf(
  head: string,
  given: {
    format?: Dialect['format']
    delimiter?: string | undefined
    header?: boolean | undefined
    tableLine?: number | undefined
  },
): Pick<Dialect, 'format' | 'delimiter' | 'header' | 'tableLine'> | Fault {
  const { text, delimiter: told } = withoutSep(head)
  if (text.trim() === '') return fault('empty')
  if (text.slice(0, 10_000).includes('\u0000')) return fault('not-text')
  if (/^\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype html|<html|<table|<workbook)/iu.test(text)) return fault('html')
  if (given.format !== 'csv') {
    if (given.format === 'jsonl' || looksLikeJsonLines(text))
      return { format: 'jsonl', delimiter: '', header: false, tableLine: 1 }
    if (/^\s*\[\s*\{/u.test(text)) return fault('json-array')
  }
  const delimiter = given.delimiter ?? told ?? delimiterOf(text)
  const lined = csvReader(delimiter, told === null ? 1 : 2)
    .take(text.slice(0, 5_000_000), text.length <= 5_000_000)
    .slice(0, 51)
    .map((row) => ({ line: row.line, cells: cellsOf(row, delimiter) }))
  const from = given.tableLine ?? lined[tableAt(lined.map(({ cells }) => cells))]?.line ?? 1
  const rows = lined.filter(({ line }) => line >= from).map(({ cells }) => cells)
  const [first] = rows
  if (!first || first.length === 0) return fault(given.tableLine === undefined ? 'not-text' : 'empty')
  if (first.length > MOST_COLUMNS) return tooManyColumns(first.length)
  return { format: 'csv', delimiter, header: given.header ?? isHeader(first, rows.slice(1, 50)), tableLine: from }
}

export const tooManyColumns = (n: number): Fault => ({
  problem: 'too-many-columns',
  hint: `A file may have ${MOST_COLUMNS} columns; this one has ${n}. Is the separator right?`,
})

/** The cells of a row that could not be told apart, by the letter. */
export const cellsOf = (row: CsvRecord, delimiter: string): string[] =>
  'cells' in row ? row.cells : delimiter === '' || row.broken === 'line-too-long' ? [] : row.text.split(delimiter)

/** The columns of a CSV by its first rows, with the field proposed for each. */
export function columnsOfRows(
  kind: ImportKind,
  rows: readonly (readonly string[])[],
  header: boolean,
  remembered: Readonly<Record<string, string>>,
): ProposedColumn[] {
  const below = header ? rows.slice(1) : rows
  return proposeColumns(kind, columnNames(rows[0] ?? [], header), below.slice(0, 500), remembered)
}

/** Columns that hold dates, those that hold money and those that hold whole names, by their places; when no date is known, all may. */
export function habitPlaces(columns: readonly ProposedColumn[]): HabitPlaces {
  const places = (fields: ReadonlySet<string>) => columns.flatMap(({ field }, n) => (fields.has(field) ? [n] : []))
  const dated = places(DATED)
  return {
    dated: dated.length > 0 ? dated : [...columns.keys()],
    amounts: places(MONEY),
    fullNames: places(FULL_NAMES),
  }
}
const DATED = new Set([
  'birthDate',
  'warrantyUntil',
  'nextServiceOn',
  'boughtOn',
  'registeredOn',
  'controlUntil',
  'at',
  'date',
  'year',
  'placedOn',
  'promisedOn',
  'knownSince',
  'lastContact',
  'consentOn',
])
const MONEY = new Set(['amount', 'mileage'])
const FULL_NAMES = new Set(['fullName'])
