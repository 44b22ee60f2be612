import type { Encoding } from './import-encoding.ts'

/** How a file is written: its letters, its separator, its habits of writing dates and numbers, and whether its first row names the columns. */
export interface Dialect {
  format: 'csv' | 'jsonl'
  encoding: Encoding
  delimiter: string
  dates: Dates
  /** What parts the cents from the euros. */
  decimal: Decimal
  header: boolean
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
 * The separator: the one that divides the most of the first lines into as many parts as the first line, and then into the most
 * parts. Separators inside quotes do not count.
 */
export function delimiterOf(text: string): string {
  const lines = text
    .slice(0, 200_000)
    .split('\n', 60)
    .filter((line) => line.trim() !== '')
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => countOutsideQuotes(line, delimiter))
    const first = counts[0] ?? 0
    if (first === 0) continue
    const alike = counts.filter((count) => count === first).length / counts.length
    // Addresses hold commas everywhere: what is regular wins over what is frequent.
    const score = alike * 100 + Math.min(first, 50)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
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
