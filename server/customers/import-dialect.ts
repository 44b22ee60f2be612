/** How a file is written: its letters, its separator, the order of its dates, and whether its first row names the columns. */
export interface Dialect {
  encoding: Encoding
  delimiter: string
  dates: Dates
  header: boolean
}
export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252'
export type Dates = 'dmy' | 'mdy' | 'ymd'

/**
 * In which encoding these bytes are. A mark at the beginning decides; then zero bytes betray UTF-16; then UTF-8 is believed
 * unless its sequences are mostly broken (one damaged letter does not turn a whole file into another alphabet); what is left is
 * what Excel on Windows writes in Western Europe.
 */
export function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8-bom'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, 4000)
  let even = 0
  let odd = 0
  for (let at = 0; at < head.length; at++) {
    if (head[at] !== 0) continue
    if (at % 2 === 0) even++
    else odd++
  }
  if (odd > head.length / 5 && even < odd / 10) return 'utf-16le'
  if (even > head.length / 5 && odd < even / 10) return 'utf-16be'
  const { whole, broken } = utf8Sequences(bytes)
  return broken === 0 || whole > broken * 10 ? 'utf-8' : 'windows-1252'
}

/** How many letters beyond ASCII are whole UTF-8 sequences, and how many bytes are not. */
function utf8Sequences(bytes: Uint8Array): { whole: number; broken: number } {
  let whole = 0
  let broken = 0
  for (let at = 0; at < bytes.length; at++) {
    const first = bytes[at]!
    if (first < 0x80) continue
    const more =
      first >= 0xc2 && first < 0xe0 ? 1 : first >= 0xe0 && first < 0xf0 ? 2 : first >= 0xf0 && first < 0xf5 ? 3 : 0
    let right = more > 0
    for (let n = 1; right && n <= more; n++) right = (bytes[at + n]! & 0xc0) === 0x80
    if (!right) broken++
    else {
      whole++
      at += more
    }
  }
  return { whole, broken }
}

/** The text of a file, without its mark, every line ended by one line feed. A letter that cannot be read becomes `\uFFFD`. */
export function decodeFile(bytes: Uint8Array, encoding: Encoding): string {
  const text = new TextDecoder(encoding === 'utf-8-bom' ? 'utf-8' : encoding).decode(bytes)
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
}

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

const DATE = /^\s*(\d{1,4})[/.\- ](\d{1,2})[/.\- ](\d{1,4})(?!\d)/

/**
 * In which order a file writes its dates, by content: a first number above 31 is a year, above 12 a day; a second one above 12 is a day too.
 * `01/02/03` alone says nothing: it is then the first of February, as in Europe.
 */
export function datesOf(cells: Iterable<string>): Dates {
  const votes = { dmy: 0, mdy: 0, ymd: 0 }
  for (const cell of cells) {
    const found = DATE.exec(cell)
    if (!found) continue
    const [first, second] = [found[1]!, Number(found[2])]
    if (first.length > 2 || Number(first) > 31) votes.ymd++
    else if (Number(first) > 12 && second <= 12) votes.dmy++
    else if (second > 12 && Number(first) <= 12) votes.mdy++
  }
  // Dates in ISO order are read whatever the habit, so they decide only where nothing else speaks.
  if (votes.dmy === 0 && votes.mdy === 0 && votes.ymd > 0) return 'ymd'
  return votes.mdy > votes.dmy ? 'mdy' : 'dmy'
}
