import { parse } from 'csv-parse/sync'

/** One row of the file: its cells, or its text when its quotes cannot be understood. `line` is where it begins, from one. */
export type CsvRecord = { line: number; cells: string[] } | { line: number; broken: 'quote-not-closed'; text: string }

/** A note may hold line breaks; a quote that is still open after this many lines was never meant to be closed. */
const MOST_LINES = 100
const MOST_LETTERS = 20_000
const GROUP = 500

/**
 * The rows of a CSV text, in order; blank lines and lines of separators only are not rows.
 *
 * A broken quote must not swallow what follows. Every physical line begins a row. A row goes on over several lines only when its quote
 * closes properly, it then has as many cells as the first row, and none of the lines it would swallow is a whole row by itself. Otherwise
 * that one line is set aside, and reading begins again at the next.
 * @param text lines ended by `\n`
 * @param line number of the first line (2 after a `sep=` line)
 */
export function* csvRecords(text: string, delimiter: string, line = 1): Generator<CsvRecord> {
  let group: { line: number; raw: string }[] = []
  let width = 0
  for (let at = 0; at < text.length; ) {
    const end = endOfLine(text, at)
    const raw = text.slice(at, end)
    if (isBlank(raw, delimiter)) {
      at = end + 1
      line++
      continue
    }
    const row = raw.includes('"') ? rowAt(text, at, end, delimiter, width) : { end, kind: 'whole' as const }
    if (row.kind === 'whole') group.push({ line, raw: row.end === end ? raw : text.slice(at, row.end) })
    if (row.kind !== 'whole' || group.length === GROUP || width === 0) {
      yield* parsed(group, delimiter)
      group = []
    }
    if (row.kind === 'odd') yield oddRow(raw, line, delimiter, width)
    // The first row says how wide the others are.
    if (width === 0)
      width = Math.max(1, row.kind === 'whole' ? scan(text, at, row.end, delimiter).cells : raw.split(delimiter).length)
    line += row.end === end ? 1 : text.slice(at, row.end).split('\n').length
    at = row.end + 1
  }
  yield* parsed(group, delimiter)
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

type Row = { end: number; kind: 'whole' | 'odd' }

/** The row that begins here: whole (perhaps over several lines), or odd: a line whose quotes break the rules. */
function rowAt(text: string, at: number, end: number, delimiter: string, width: number): Row {
  const first = scan(text, at, end, delimiter)
  if (first.state === 'closed') return { end, kind: 'whole' }
  if (first.state === 'bad') return { end, kind: 'odd' }
  let until = end
  for (let n = 1; n < MOST_LINES && until < text.length && until - at < MOST_LETTERS; n++) {
    const from = until + 1
    until = endOfLine(text, from)
    const here = scan(text, at, until, delimiter)
    if (here.state === 'bad') break
    if (here.state === 'closed') {
      if (width > 0 && here.cells !== width) break
      return { end: until, kind: 'whole' }
    }
    // Swallowing a line that is a row by itself would lose a customer. With fewer than three columns any line of prose looks like a row.
    const alone = scan(text, from, until, delimiter)
    if (width > 2 && alone.state === 'closed' && alone.cells === width) break
  }
  return { end, kind: 'odd' }
}

/**
 * Walks the cells of a piece of text by the rules of RFC 4180. `open`: it ends inside quotes; `bad`: something other than a separator
 * follows a closing quote. A quote inside an unquoted cell is a letter like another (5" rims).
 */
function scan(
  text: string,
  at: number,
  end: number,
  delimiter: string,
): { state: 'closed' | 'open' | 'bad'; cells: number } {
  let cells = 1
  for (let from = at; ; cells++) {
    if (text[from] === '"' && from < end) {
      let close = from
      for (;;) {
        close = text.indexOf('"', close + 1)
        if (close < 0 || close >= end) return { state: 'open', cells }
        if (text[close + 1] !== '"' || close + 1 >= end) break
        close++
      }
      if (close + 1 >= end) return { state: 'closed', cells }
      if (text[close + 1] !== delimiter) return { state: 'bad', cells }
      from = close + 2
    } else {
      const next = text.indexOf(delimiter, from)
      if (next < 0 || next >= end) return { state: 'closed', cells }
      from = next + 1
    }
  }
}

const options = (delimiter: string) =>
  ({ delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: false }) as const

/** Rows whose quotes were proven right, parsed at once: one call for hundreds. */
function* parsed(group: readonly { line: number; raw: string }[], delimiter: string): Generator<CsvRecord> {
  if (group.length === 0) return
  const rows = parse(group.map(({ raw }) => raw).join('\n'), options(delimiter)) as string[][]
  if (rows.length !== group.length) throw new Error('the CSV parser and the row finder do not agree')
  for (const [n, cells] of rows.entries()) yield { line: group[n]!.line, cells }
}

/** A line with a quote of its own kind (`"Garage "Le Pont""`): taken by the letter when it then has the right number of cells. */
function oddRow(raw: string, line: number, delimiter: string, width: number): CsvRecord {
  try {
    const [cells] = parse(raw, options(delimiter)) as string[][]
    if (cells && (width === 0 || cells.length === width)) return { line, cells }
  } catch {
    // set aside below
  }
  return { line, broken: 'quote-not-closed', text: raw }
}
