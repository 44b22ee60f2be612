import { columnNames, type ImportKind, isHeader, type ProposedColumn, proposeColumns } from './import-columns.ts'
import { type Dialect, datesOf, decodeFile, delimiterOf, encodingOf, withoutSep } from './import-dialect.ts'
import { csvRecords } from './import-records.ts'

/** Rows looked at to recognise columns and dates. */
const LOOKED_AT = 2000
const MOST_COLUMNS = 300

export type ReadUpload = { dialect: Dialect; columns: ProposedColumn[] } | { problem: string; hint: string }

/** What a file is: how it is written and what its columns hold; or why it is no CSV. */
export function readUpload(
  bytes: Uint8Array,
  kind: ImportKind,
  remembered: Readonly<Record<string, string>> = {},
): ReadUpload {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return {
      problem: 'spreadsheet',
      hint: 'This is a workbook. In Excel or LibreOffice, save it as CSV UTF-8, and send that.',
    }
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    return { problem: 'spreadsheet', hint: 'This is an old Excel workbook. Save it as CSV, and send that.' }
  const encoding = encodingOf(bytes)
  const { text, delimiter: told } = withoutSep(decodeFile(bytes, encoding))
  if (text.trim() === '') return { problem: 'empty', hint: 'There is nothing in this file.' }
  if (text.slice(0, 10_000).includes('\u0000'))
    return { problem: 'not-text', hint: 'This is not a text file. Send a CSV.' }
  const delimiter = told ?? delimiterOf(text)
  const rows: string[][] = []
  for (const row of csvRecords(text.slice(0, 5_000_000), delimiter)) {
    rows.push('cells' in row ? row.cells : row.text.split(delimiter))
    if (rows.length > LOOKED_AT) break
  }
  const first = rows[0]
  if (!first) return { problem: 'empty', hint: 'There is no row in this file.' }
  if (first.length > MOST_COLUMNS)
    return {
      problem: 'too-many-columns',
      hint: `A file may have ${MOST_COLUMNS} columns; this one has ${first.length}. Is the separator right?`,
    }
  const header = isHeader(first, rows.slice(1, 50))
  const below = header ? rows.slice(1) : rows
  const columns = proposeColumns(kind, columnNames(first, header), below.slice(0, 500), remembered)
  return { dialect: { encoding, delimiter, dates: datesOf(datedCells(columns, below)), header }, columns }
}

/** Cells of columns that hold dates, by what they are taken for; else all of them. */
function* datedCells(columns: readonly ProposedColumn[], rows: readonly (readonly string[])[]): Generator<string> {
  const dated = new Set(['birthDate', 'warrantyUntil', 'nextServiceOn', 'boughtOn', 'at', 'date', 'year'])
  const places = columns.flatMap(({ field }, n) => (dated.has(field) ? [n] : []))
  for (const row of rows) for (const n of places.length > 0 ? places : row.keys()) yield row[n] ?? ''
}
