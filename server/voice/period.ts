import { addDays, addMonths, daysBetween } from '../plain/civil.ts'

/** Days, both ends among them. */
export interface Period {
  from: string
  to: string
}

/** A period in whole months, which are counted already, and the days left over at its ends. */
export interface Pieces {
  /** First days of the first and the last whole month. */
  months: Period | null
  days: Period[]
}

/** How the sums of a period are put together with the fewest rows. */
export function piecesOf({ from, to }: Period): Pieces {
  if (from > to) return { months: null, days: [] }
  const firstMonth = from.endsWith('-01') ? from : addMonths(`${from.slice(0, 7)}-01`, 1)
  const after = addDays(to, 1)
  const lastMonth = addMonths(`${after.slice(0, 7)}-01`, -1)
  if (firstMonth > lastMonth) return { months: null, days: [{ from, to }] }
  const days: Period[] = []
  if (from < firstMonth) days.push({ from, to: addDays(firstMonth, -1) })
  const begins = addMonths(lastMonth, 1)
  if (begins <= to) days.push({ from: begins, to })
  return { months: { from: firstMonth, to: lastMonth }, days }
}

/** The period before, as long: whole months before whole months, else as many days. */
export function before({ from, to }: Period): Period {
  const after = addDays(to, 1)
  if (from.endsWith('-01') && after.endsWith('-01')) {
    const months = monthsBetween(from, after)
    return { from: addMonths(from, -months), to: addDays(from, -1) }
  }
  return { from: addDays(from, -(daysBetween(from, to) + 1)), to: addDays(from, -1) }
}

const monthsBetween = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))

/** The Monday of this day's week. */
export const mondayOf = (day: string): string => addDays(day, -((daysBetween('1970-01-05', day) % 7) + 7) % 7)
