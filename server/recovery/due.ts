import { type Hours, WEEKDAYS } from '../../contract/network.ts'
import { addDays, dayAt, instantOf, numberOf, weekdayOf } from '../plain/civil.ts'
import type { Severity } from './severity.ts'

/** Minutes of opening hours within which they must have heard from us, and minutes after its end when they are asked again. */
export type Clock = Record<Severity, number> & { askAfter: number }

/** Two hours, four hours, a working day's worth of three: what is expected of a house that cares. */
export const USUAL_CLOCK: Clock = { urgent: 120, callback: 240, unhappy: 1440, askAfter: 1440 }

const MINUTE = 60_000
/** A place that opens for no minute in so long is taken for one whose hours nobody wrote down. */
const MOST_DAYS = 90

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/**
 * The instant at which so many minutes of opening hours have passed since `from`, where the place is. Days off count nothing. A place without
 * hours counts the clock round.
 * @param isOff days off there, by their number
 */
export function dueAfter(
  { hours, zone, isOff }: { hours: Hours; zone: string; isOff: (dayNumber: number) => boolean },
  from: number,
  minutes: number,
): number {
  let left = minutes * MINUTE
  const first = dayAt(zone, from)
  for (let ahead = 0; ahead < MOST_DAYS; ahead += 1) {
    const day = addDays(first, ahead)
    const number = numberOf(day)
    if (isOff(number)) continue
    const spans = hours[WEEKDAYS[weekdayOf(number) - 1]!] ?? []
    for (const [opens, closes] of spans.toSorted((a, b) => minuteOf(a[0]) - minuteOf(b[0]))) {
      const begins = Math.max(from, instantOf(zone, day, minuteOf(opens)))
      const ends = instantOf(zone, day, minuteOf(closes))
      if (ends <= begins) continue
      if (ends - begins >= left) return begins + left
      left -= ends - begins
    }
  }
  return from + minutes * MINUTE
}
