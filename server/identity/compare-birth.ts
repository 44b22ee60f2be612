import { dayOf, monthOf, yearOf } from './normal-date.ts'

const EXACT = 1
const SWAPPED = 2
const ONE_DIGIT = 3
const PLACEHOLDER = 4
const TWO_PARTS = 5
const SAME_YEAR = 6
const DIFFERENT = 7
const GENERATION = 8
/** Years between two people of one name that make them parent and child rather than a slip of the pen. */
const YEARS_OF_A_GENERATION = 12
const YEARS_OF_A_LIFE = 75

/** How many of the decimal digits differ. */
function digitsApart(x: number, y: number): number {
  let apart = 0
  for (let a = x, b = y; a !== 0 || b !== 0; a = (a / 10) | 0, b = (b / 10) | 0) if (a % 10 !== b % 10) apart++
  return apart
}

/** Two neighbouring digits of the year change places: 1978, 1987. */
function yearTurned(x: number, y: number): boolean {
  const apart = Math.abs(x - y)
  return (
    (apart % 9 === 0 &&
      Math.floor(x / 100) === Math.floor(y / 100) &&
      x % 10 === Math.floor(y / 10) % 10 &&
      y % 10 === Math.floor(x / 10) % 10) ||
    (x % 10 === y % 10 &&
      Math.floor(x / 1000) === Math.floor(y / 1000) &&
      Math.floor(x / 10) % 10 === Math.floor(y / 100) % 10 &&
      Math.floor(y / 10) % 10 === Math.floor(x / 100) % 10)
  )
}

/** The first of January, or a date of which only the year is known, is often typed because something had to be. */
export const isPlaceholder = (date: number): boolean => monthOf(date) <= 1 && dayOf(date) <= 1

/**
 * Do two birth dates, near as they are by their digits, tell of two people rather than of a slip of the pen? Both are a first of
 * January, which stands for a day nobody wrote, and two years or more are left to tell; or digits differ in two of their parts.
 */
export function twoBirths(x: number, y: number): boolean {
  if (x === 0 || y === 0 || x === y) return false
  if (isPlaceholder(x) && isPlaceholder(y)) return Math.abs(yearOf(x) - yearOf(y)) > 1
  const agree = Number(yearOf(x) === yearOf(y)) + Number(monthOf(x) === monthOf(y)) + Number(dayOf(x) === dayOf(y))
  return agree < 2 && birthLevel(x, y) >= TWO_PARTS
}

/** Are these two dates of birth so far apart in years that they may be parent and child? Beyond a life it is the century that was typed wrong. */
export function aGenerationApart(x: number, y: number): boolean {
  if (x === 0 || y === 0) return false
  const years = Math.abs(yearOf(x) - yearOf(y))
  return years >= YEARS_OF_A_GENERATION && years <= YEARS_OF_A_LIFE && !yearTurned(yearOf(x), yearOf(y))
}

/** The level of two birth dates; see `levels.ts`. */
export function birthLevel(x: number, y: number): number {
  if (x === 0 || y === 0) return 0
  if (x === y) return EXACT
  const yearX = yearOf(x)
  const yearY = yearOf(y)
  const sameYear = yearX === yearY
  const sameMonth = monthOf(x) === monthOf(y)
  const sameDay = dayOf(x) === dayOf(y)
  if (sameYear && monthOf(x) === dayOf(y) && dayOf(x) === monthOf(y)) return SWAPPED
  if (sameYear && (isPlaceholder(x) || isPlaceholder(y))) return PLACEHOLDER
  const years = Math.abs(yearX - yearY)
  const apart = digitsApart(yearX, yearY) + digitsApart(monthOf(x), monthOf(y)) + digitsApart(dayOf(x), dayOf(y))
  if (apart === 1 || (sameMonth && sameDay && (years === 1 || yearTurned(yearX, yearY)))) return ONE_DIGIT
  if (Number(sameYear) + Number(sameMonth) + Number(sameDay) === 2 || apart === 2) return TWO_PARTS
  if (sameYear) return SAME_YEAR
  return years >= YEARS_OF_A_GENERATION ? GENERATION : DIFFERENT
}
