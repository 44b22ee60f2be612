import { daysBetween } from '../plain/civil.ts'

/** A date that moved by no more than this was corrected; by more, it is another one: the next service of a taxi, of the same year. */
const CORRECTED_DAYS = 45

/** What it is about, its date (of old only the year was kept), and which anniversary. */
const DATED = /^(.+):(\d{4})(-\d{2}-\d{2})?(?::(\d+))?$/u

/** The day that the occasion of a date speaks of; null where it speaks of none. */
export function dayOfOccasion(occasion: string): string | null {
  const [, , year, day] = DATED.exec(occasion) ?? []
  return year && day ? year + day : null
}

/**
 * Was this date told already, by some days another? Nobody is wished a birthday twice because it was corrected. A promise of ours that
 * moved by a single day is told again: they would come on the wrong one.
 */
export function isSameOccasion(date: string, told: string, due: string): boolean {
  const [before, now] = [DATED.exec(told), DATED.exec(due)]
  if (!before || !now || before[1] !== now[1] || before[4] !== now[4]) return told === due
  if (!before[3] || !now[3]) return before[2] === now[2]
  const apart = Math.abs(daysBetween(before[2]! + before[3], now[2]! + now[3]))
  return apart <= (date === 'order.promisedOn' ? 0 : CORRECTED_DAYS)
}
