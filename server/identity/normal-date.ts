/**
 * A birth date in one number: year, month and day as written (14, 7 and 7 bits), 0 for what is not known. An impossible month
 * stays: « 1801-88-17 » is one slip away from a date, and says more than nothing.
 */
const packDate = (year: number, month: number, day: number): number => (year << 14) | (month << 7) | day
export const yearOf = (date: number): number => date >>> 14
export const monthOf = (date: number): number => (date >>> 7) & 127
export const dayOf = (date: number): number => date & 127

const ISO = /^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?(?:T.*)?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
const EUROPEAN = /^(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})$/

/** @returns the packed date, 0 when nothing can be read */
export function normalDate(raw: string): number {
  const text = raw.trim()
  const forward = ISO.exec(text) ?? COMPACT.exec(text)
  if (forward) return packDate(Number(forward[1]), Number(forward[2] ?? 0), Number(forward[3] ?? 0))
  const backward = EUROPEAN.exec(text)
  return backward ? packDate(Number(backward[3]), Number(backward[2]), Number(backward[1])) : 0
}
