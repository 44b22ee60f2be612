import type { Dates, Decimal } from './import-dialect.ts'
import { looksTwiceEncoded } from './import-encoding.ts'
import { type NameOrder, orderTold } from './import-full-name.ts'

/** How often the cells of a file speak for each habit. `either`: 01/02/03, which says nothing. */
export interface DateVotes {
  dmy: number
  mdy: number
  ymd: number
  either: number
}
export interface DecimalVotes {
  comma: number
  point: number
}
/** How many names in one cell begin with which of the two; the others tell nothing. */
export interface NameVotes {
  given: number
  family: number
}
/** What a whole file says of how it is written, for the screen that shows the decision. */
export interface Habits {
  dates: DateVotes
  decimals: DecimalVotes
  names: NameVotes
  /** By column, an example of accents written twice over, and how many there are. */
  mojibake: Record<string, { n: number; sample: string }>
}
export const noHabits = (): Habits => ({
  dates: { dmy: 0, mdy: 0, ymd: 0, either: 0 },
  decimals: { comma: 0, point: 0 },
  names: { given: 0, family: 0 },
  mojibake: {},
})

/** Three numbers, and not the first three of more: « 06 39 98 01 01 » is a telephone. */
const DATE = /^\s*(\d{1,4})[/.\- ](\d{1,2})[/.\- ](\d{1,4})(?!\d|[/.\- ]\d{1,3}(?:[/.\- ]|\s*$))/

/** A first number above 31 is a year, above 12 a day; a second one above 12 is a day too. */
function countDate(votes: DateVotes, cell: string): void {
  const found = DATE.exec(cell)
  if (!found) return
  const [first, second] = [found[1]!, Number(found[2])]
  if (first.length > 2 || Number(first) > 31) votes.ymd++
  else if (Number(first) > 12 && second <= 12) votes.dmy++
  else if (second > 12 && Number(first) <= 12) votes.mdy++
  else if (Number(first) <= 12 && second <= 12) votes.either++
}

/** In which order the dates are: `01/02/03` alone is the first of February, as in Europe. */
export function datesOf({ dmy, mdy, ymd }: DateVotes): Dates {
  // Dates in ISO order are read whatever the habit, so they decide only where nothing else speaks.
  if (dmy === 0 && mdy === 0 && ymd > 0) return 'ymd'
  return mdy > dmy ? 'mdy' : 'dmy'
}

/** `1 234,50` and `1234.5` speak; `1.234` and `1,234` may be thousands and say nothing. */
function countDecimal(votes: DecimalVotes, cell: string): void {
  const found = /^-?[\d\s.,'\u00a0\u202f]*?([.,])(\d{1,2}|\d{4,})\s*(?:€|eur|euros?)?$/iu.exec(cell.trim())
  if (!found) return
  if (found[1] === ',') votes.comma++
  else votes.point++
}
export const decimalOf = ({ comma, point }: DecimalVotes): Decimal => (point > comma ? '.' : ',')

/** Names that were asked are enough: a million would tell the same. */
const ENOUGH_NAMES = 20_000

function countName(votes: NameVotes, cell: string): void {
  if (votes.given + votes.family >= ENOUGH_NAMES) return
  const order = orderTold(cell)
  if (order) votes[order === 'given-first' ? 'given' : 'family']++
}

/** Which of two names stands first in this file; null where its names do not tell, or tell both. */
export function nameOrderOf({ given, family }: NameVotes): NameOrder | null {
  if (Math.max(given, family) < 3 * Math.min(given, family) || given + family === 0) return null
  return given > family ? 'given-first' : 'family-first'
}

/** Where the habits of a file are looked for, by place in the row. */
export interface HabitPlaces {
  dated: readonly number[]
  amounts: readonly number[]
  fullNames: readonly number[]
}

/** Counts what one row says. */
export function countHabits(
  habits: Habits,
  names: readonly string[],
  cells: readonly string[],
  { dated, amounts, fullNames }: HabitPlaces,
): void {
  for (const n of fullNames) if (cells[n]) countName(habits.names, cells[n])
  for (const n of dated) if (cells[n]) countDate(habits.dates, cells[n])
  for (const n of amounts) if (cells[n]) countDecimal(habits.decimals, cells[n])
  for (let n = 0; n < cells.length; n++) {
    const cell = cells[n]!
    if (!MAY_BE_TWICE.test(cell) || !looksTwiceEncoded(cell)) continue
    const name = names[n]
    if (name === undefined) continue
    const known = habits.mojibake[name]
    if (known) known.n++
    else habits.mojibake[name] = { n: 1, sample: cell.slice(0, 80) }
  }
}
const MAY_BE_TWICE = /[ÂÃâ]/u
