import type { Db } from '../kit/house.ts'
import type { Dialect } from './import-dialect.ts'
import { withoutSep } from './import-dialect.ts'
import { mendTwiceEncoded, textReader } from './import-encoding.ts'
import { piecesOf } from './import-file.store.ts'
import { jsonReader } from './import-json.ts'
import { type CsvRecord, csvReader, type RowReader } from './import-records.ts'

/** Text of a piece read at once: enough that a call pays, little enough that the rest of the house has its turn. */
const SLICE = 256 * 1024

/** The rows of a kept file as they stream by, some at a time, the header among them. */
export async function* rowsOfFile(
  db: Db,
  importId: string,
  { sheet, encoding }: Pick<Dialect, 'sheet' | 'encoding'>,
  readerFor: (line: number) => RowReader,
  /** What the first text says before any row of it is read. */
  begins?: (text: string) => void,
): AsyncGenerator<CsvRecord[]> {
  const letters = textReader(encoding)
  let reader: RowReader | undefined
  for await (const piece of piecesOf(db, importId, sheet)) {
    let text = letters.take(piece, false)
    if (!reader) {
      begins?.(text)
      const told = withoutSep(text)
      reader = readerFor(told.delimiter === null ? 1 : 2)
      text = told.text
    }
    for (let at = 0; at < text.length; at += SLICE) yield reader.take(text.slice(at, at + SLICE), false)
  }
  if (reader) yield reader.take(letters.take(new Uint8Array(), true), true)
}

/** The rows of an import as they are to be read: after the header, with what is to be mended mended. */
export async function* rowsOf(
  db: Db,
  importId: string,
  dialect: Dialect,
  columns: readonly { name: string }[],
): AsyncGenerator<CsvRecord[]> {
  const names = columns.map(({ name }) => name)
  const mended = names.flatMap((name, n) => (dialect.mend.includes(name) ? [n] : []))
  let header = dialect.format === 'csv' && dialect.header
  for await (const read of rowsOfFile(db, importId, dialect, (line) =>
    dialect.format === 'jsonl' ? jsonReader(names) : csvReader(dialect.delimiter, line, dialect.tableLine),
  )) {
    const rows = fromLine(read, dialect.tableLine)
    const told = header && rows.length > 0 ? rows.slice(1) : rows
    if (rows.length > 0) header = false
    if (mended.length > 0)
      for (const row of told)
        if ('cells' in row) for (const n of mended) if (row.cells[n]) row.cells[n] = mendTwiceEncoded(row.cells[n])
    if (told.length > 0) yield told
  }
}

/** Without the titles above the table. */
export const fromLine = <T extends { line: number }>(rows: T[], tableLine: number): T[] =>
  tableLine > 1 && rows.length > 0 && rows[0]!.line < tableLine ? rows.filter(({ line }) => line >= tableLine) : rows
