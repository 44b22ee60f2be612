import type { Encoding } from './import-encoding.ts'
import type { NameOrder } from './import-full-name.ts'

/** How a file is written: its letters, its separator, its habits of writing dates and numbers, and whether its first row names the columns. */
export interface Dialect {
  format: 'csv' | 'jsonl'
  encoding: Encoding
  delimiter: string
  dates: Dates
  /** What parts the cents from the euros. */
  decimal: Decimal
  /** Which of two names in one cell stands first; null: the file does not tell. */
  nameOrder?: NameOrder | null
  header: boolean
  /** The line of the file on which the table begins: titles and groups of columns above it are no rows. */
  tableLine: number
  /** Columns whose accents were written twice over (« HÃ©lÃ¨ne »), to be mended as they are read. */
  mend: string[]
  /** Sheets of a workbook; none for a text. */
  sheets: string[]
  sheet: number
}
export type Dates = 'dmy' | 'mdy' | 'ymd'
export type Decimal = ',' | '.'

const DELIMITERS = [';', ',', '\t', '|'] as const

/** Excel’s own first line, which tells the separator: `sep=;`. */
const SEP = /^sep=(.)\n/i

/** @returns the text after Excel’s `sep=` line, and what it says. */
export function withoutSep(text: string): { text: string; delimiter: string | null } {
  const found = SEP.exec(text)
  return found ? { text: text.slice(found[0].length), delimiter: found[1]! } : { text, delimiter: null }
}

/**
 * The separator: the one that divides the most of the first lines into as many parts as the first line, and then into the most parts. Where none
 * divides half of them so (a title stands above the table), as many parts as most lines have. Separators inside quotes do not count.
 */
export function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 200_000)
    .split('\n', 60)
    .filter((line) => line.trim() !== '')
  const counted = DELIMITERS.map((delimiter) => ({
    delimiter,
    counts: lines.map((line) => countOutsideQuotes(line, delimiter)),
  }))
  const first = regular(counted, (counts) => counts[0] ?? 0)
  // A note of many commas in every row is regular too: the first line is asked first.
  const best = first.alike >= 0.5 ? first : regular(counted, mostOf)
  return best.alike > 0 ? best.delimiter : ','
}

/** The separator that parts the most lines alike. */
function regular(
  counted: readonly { delimiter: string; counts: readonly number[] }[],
  partsOf: (counts: readonly number[]) => number,
): { delimiter: string; alike: number } {
  let best = { delimiter: ',', alike: 0, score: 0 }
  for (const { delimiter, counts } of counted) {
    const parts = partsOf(counts)
    if (parts === 0) continue
    const alike = counts.filter((count) => count === parts).length / counts.length
    // Addresses hold commas everywhere: what is regular wins over what is frequent.
    const score = alike * 100 + Math.min(parts, 50)
    if (score > best.score) best = { delimiter, alike, score }
  }
  return best
}

/** The number that comes back most often. */
function mostOf(counts: readonly number[]): number {
  const times = new Map<number, number>()
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1)
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

function countOutsideQuotes(line: string, delimiter: string): number {
  let quoted = false
  let count = 0
  for (const letter of line) {
    if (letter === '"') quoted = !quoted
    else if (letter === delimiter && !quoted) count++
  }
  return count
}
