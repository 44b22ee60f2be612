import type { Playbook } from '../../contract/playbook.ts'
import { addDays, civilAt, dayAt, instantOf } from '../plain/civil.ts'

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/**
 * The first instant from `at` on when the playbook's hours are open, where the person is.
 * @returns epoch milliseconds: `at` itself when it is open
 */
export function nextOpening(hours: Playbook['hours'], zone: string, at: number): number {
  const [from, to] = [minuteOf(hours.from), minuteOf(hours.to)]
  const there = civilAt(zone, at)
  const minute = there.hour * 60 + there.minute
  const openToday = hours.days.includes(there.weekday)
  if (openToday && minute >= from && minute < to) return at
  const today = dayAt(zone, at)
  if (openToday && minute < from) return instantOf(zone, today, from)
  for (let ahead = 1; ahead <= 7; ahead += 1) {
    const weekday = ((there.weekday - 1 + ahead) % 7) + 1
    if (hours.days.includes(weekday)) return instantOf(zone, addDays(today, ahead), from)
  }
  return Number.POSITIVE_INFINITY
}
