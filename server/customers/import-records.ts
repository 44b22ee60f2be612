import { parse } from 'csv-parse/sync'

/** Why a row cannot be told into cells. */
export type Broken = 'quote-not-closed' | 'json-malformed' | 'line-too-long'
/** One row of the file: its cells, or its text when it cannot be told into cells. `line` is where it begins, from one. */
export type CsvRecord = { line: number; cells: string[] } | { line: number; broken: Broken; text: string }

/** Takes the text of a file piece by piece, and gives the rows that are whole so far. */
export interface RowReader {
  /** @param last nothing comes after this piece */
  take(text: string, last: boolean): CsvRecord[]
}

/** A note may hold line breaks; a quote that is still open after this many lines was never meant to be closed. */
const MOST_LINES = 100
const MOST_LETTERS = 20_000
/** A line longer than this is no row; it is set aside by its beginning, so that a file without line ends does not fill the memory. */
export const LONGEST_LINE = 1_000_000
const SHOWN_OF_IT = 2000
export const tooLong = (text: string, line: number): CsvRecord => ({
  line,
  broken: 'line-too-long',
  text: text.slice(0, SHOWN_OF_IT),
})

/**
 * The rows of a CSV text, in order; blank lines and lines of separators only are not rows.
 *
 * A broken quote must not swallow what follows. Every physical line begins a row. A row goes on over several lines only when its quote
 * closes properly, it then has as many cells as the first row, and none of the lines it would swallow is a whole row by itself. Otherwise
 * that one line is set aside, and reading begins again at the next.
 *
 * Lines are ended by `\n`. Where the text is cut into pieces makes no difference: what cannot be decided yet waits for the next piece.
 * @param line number of the first line (2 after a `sep=` line)
 * @param tableLine the line on which the table begins: its row says how wide the others are
 */
export function csvReader(delimiter: string, line = 1, tableLine = 1): RowReader {
  let rest = ''
  let width = 0
  // Of a line too long to be a row: the rest of it is passed over.
  let passing = false
  return {
    take(piece, last) {
      const text = rest + piece
      const records: CsvRecord[] = []
      let at = 0
      if (passing) {
        at = text.indexOf('\n') + 1
        passing = at === 0
        if (passing) return records
        line++
      }
      while (at < text.length) {
        const end = endOfLine(text, at)
        if (end - at > LONGEST_LINE) {
          records.push(tooLong(text.slice(at, end), line))
          passing = end === text.length
          if (!passing) line++
          at = end + 1
          continue
        }
        if (end === text.length && !last) break
        const raw = text.slice(at, end)
        if (isBlank(raw, delimiter)) {
          at = end + 1
          line++
          continue
        }
        let until = end
        if (raw.includes('"')) {
          const row = rowAt(text, at, end, delimiter, width, last)
          if (row.kind === 'more') break
          until = row.end
          records.push(
            row.kind === 'whole'
              ? { line, cells: cellsOf(text.slice(at, row.end), delimiter) }
              : oddRow(raw, line, delimiter, width),
          )
        } else records.push({ line, cells: raw.split(delimiter) })
        // The first row says how wide the others are.
        const first = records.at(-1)!
        if (width === 0 && first.line >= tableLine) {
          width = Math.max(1, 'cells' in first ? first.cells.length : raw.split(delimiter).length)
        }
        line += until === end ? 1 : text.slice(at, until).split('\n').length
        at = until + 1
      }
      rest = passing ? '' : text.slice(at)
      return records
    },
  }
}

const endOfLine = (text: string, from: number): number => {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

const isBlank = (raw: string, delimiter: string): boolean => {
  for (let at = 0; at < raw.length; at++) {
    const letter = raw[at]!
    if (letter !== delimiter && letter !== ' ' && letter !== '\t' && letter !== '\u00a0') return false
  }
  return true
}

type Row = { end: number; kind: 'whole' | 'odd' | 'more' }

/** The row that begins here: whole (perhaps over several lines); odd, a line whose quotes break the rules; or not all here yet. */
function rowAt(text: string, at: number, end: number, delimiter: string, width: number, last: boolean): Row {
  const first = scan(text.slice(at, end), delimiter)
  if (first.state === 'closed') return { end, kind: 'whole' }
  if (first.state === 'bad') return { end, kind: 'odd' }
  let until = end
  for (let n = 1; n < MOST_LINES && until < text.length && until - at < MOST_LETTERS; n++) {
    const from = until + 1
    until = endOfLine(text, from)
    if (until === text.length && !last) return { end, kind: 'more' }
    const here = scan(text.slice(at, until), delimiter)
    if (here.state === 'bad') break
    if (here.state === 'closed') {
      if (width > 0 && here.cells !== width) break
      return { end: until, kind: 'whole' }
    }
    // Swallowing a line that is a row by itself would lose a customer. With fewer than three columns any line of prose looks like a row.
    const alone = scan(text.slice(from, until), delimiter)
    if (width > 2 && alone.state === 'closed' && alone.cells === width) break
  }
  return { end, kind: 'odd' }
}

/**
 * Walks the cells of one row by the rules of RFC 4180. `open`: it ends inside quotes; `bad`: something other than a separator
 * follows a closing quote. A quote inside an unquoted cell is a letter like another (5" rims).
 *
 * It is handed the row alone: what the row does not hold (a separator in a file of one column, a quote to close) would be looked for to the
 * end of the piece, once for each row.
 */
function scan(row: string, delimiter: string): { state: 'closed' | 'open' | 'bad'; cells: number } {
  let cells = 1
  for (let from = 0; ; cells++) {
    if (row[from] === '"') {
      const close = closingQuote(row, from)
      if (close < 0) return { state: 'open', cells }
      if (close + 1 === row.length) return { state: 'closed', cells }
      if (row[close + 1] !== delimiter) return { state: 'bad', cells }
      from = close + 2
    } else {
      const next = row.indexOf(delimiter, from)
      if (next < 0) return { state: 'closed', cells }
      from = next + 1
    }
  }
}

/** Where the quote that opens here is closed; a quote written twice closes nothing. Negative where none does. */
function closingQuote(row: string, from: number): number {
  for (let close = from; ; close++) {
    close = row.indexOf('"', close + 1)
    if (close < 0 || row[close + 1] !== '"') return close
  }
}

/** The cells of a row whose quotes were proven right: the same walk, and what it walks over. */
function cellsOf(row: string, delimiter: string): string[] {
  const cells: string[] = []
  for (let from = 0; ; ) {
    if (row[from] === '"') {
      const close = closingQuote(row, from)
      const inside = row.slice(from + 1, close)
      cells.push(inside.includes('"') ? inside.replaceAll('""', '"') : inside)
      if (close + 1 === row.length) return cells
      from = close + 2
    } else {
      const next = row.indexOf(delimiter, from)
      if (next < 0) {
        cells.push(row.slice(from))
        return cells
      }
      cells.push(row.slice(from, next))
      from = next + 1
    }
  }
}

/** A line with a quote of its own kind (`"Garage "Le Pont""`): taken by the letter when it then has the right number of cells. */
function oddRow(raw: string, line: number, delimiter: string, width: number): CsvRecord {
  try {
    const [cells] = parse(raw, { delimiter, relax_quotes: true, relax_column_count: true }) as string[][]
    if (cells && (width === 0 || cells.length === width)) return { line, cells }
  } catch {
    // set aside below
  }
  return { line, broken: 'quote-not-closed', text: raw }
}
