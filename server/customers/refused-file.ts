import { stringifyAs } from '../network/audit-csv.ts'
import { encodeText, markOf } from './encode-text.ts'
import { OURS } from './import-columns.ts'
import type { Dialect } from './import-dialect.ts'
import type { Encoding } from './import-encoding.ts'

/** A row set aside, as it was sent: its cells, or its text when they could not be told apart. */
export interface SetAside {
  line: number
  because: string
  /** `more`: further rows of the same line. */
  row: { cells: string[]; more?: string[][] } | { text: string }
}

/**
 * How the rows set aside are written: as the file was, so that the spreadsheet which wrote it opens it. A workbook and JSON lines come as CSV, by
 * the separator that a spreadsheet of the language expects.
 */
export function refusedForm(
  dialect: Pick<Dialect, 'format' | 'delimiter' | 'encoding' | 'sheets'>,
  locale: string,
): { delimiter: string; encoding: Encoding } {
  const own = dialect.format === 'csv' && dialect.sheets.length === 0
  return own
    ? { delimiter: dialect.delimiter, encoding: dialect.encoding }
    : { delimiter: locale.startsWith('fr') ? ';' : ',', encoding: 'utf-8' }
}

/**
 * Writes them, line and reason first. The line and the reason of an earlier time (rows mended and sent again) are left out. What could not be
 * told into cells is parted by the letter, its stray quote a letter like another: taken out, or left, the row can be sent again.
 */
export function refusedFile(
  names: readonly string[],
  from: string,
  { delimiter, encoding }: { delimiter: string; encoding: Encoding },
  wordsOf: (because: string) => string = (because) => because,
) {
  const earlier = OURS.every((name, n) => names[n] === name) ? OURS.length : 0
  const written = (cells: readonly string[]): Buffer => encodeText(stringifyAs(cells, delimiter), encoding)
  return {
    head: (): Buffer => Buffer.concat([markOf(encoding), written([...OURS, ...names.slice(earlier)])]),
    line({ line, because, row }: SetAside): Buffer {
      const rows = 'cells' in row ? [row.cells, ...(row.more ?? [])] : [from === '' ? [row.text] : row.text.split(from)]
      const first = 'text' in row && from === '' ? 0 : earlier
      return Buffer.concat(rows.map((cells) => written([String(line), wordsOf(because), ...cells.slice(first)])))
    },
  }
}
