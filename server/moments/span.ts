import { addDays, addMonths, dayAt, instantOf, localAt } from '../plain/civil.ts'
import type { Span } from './compiled.ts'

const MINUTE = 60_000
const DAY = 86_400_000

const SPAN = /^(\d{1,4}) ?(mois|[a-z])/u

/** `10 days`, `2 heures`, `18 mois`, `1 an`: what the playbook's shape let through. Anything else is a RangeError. */
export function readSpan(text: string): Span {
  const [, digits, unit] = SPAN.exec(text) ?? []
  const n = Number(digits)
  // `m` alone is minutes or months: the letter after tells them apart.
  if (unit === 'mois' || /^\d+ ?mon/u.test(text)) return { months: n, days: 0, minutes: 0 }
  if (unit === 'm') return { months: 0, days: 0, minutes: n }
  if (unit === 'h') return { months: 0, days: 0, minutes: n * 60 }
  if (unit === 'd' || unit === 'j') return { months: 0, days: n, minutes: 0 }
  if (unit === 'w' || unit === 's') return { months: 0, days: n * 7, minutes: 0 }
  if (unit === 'y' || unit === 'a') return { months: n * 12, days: 0, minutes: 0 }
  throw new RangeError(`not a length of time: ${text}`)
}

/** `10:30` → 630 */
export const minuteOfDay = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

export const dayAfter = (day: string, span: Span, sign: 1 | -1 = 1): string => {
  const months = span.months === 0 ? day : addMonths(day, sign * span.months)
  return span.days === 0 ? months : addDays(months, sign * span.days)
}

/**
 * A length of time after an instant, as people count it: ten days later is the same hour of the clock there, whatever the clock
 * did meanwhile. With an hour (`at`, a minute of the day) it is that hour of the day reached; and where only hours or
 * minutes were waited for, the first such hour from then on.
 */
export function after(zone: string, from: number, span: Span, at: number | null): number {
  const calendar = span.months !== 0 || span.days !== 0
  const moved = calendar
    ? instantOf(zone, dayAfter(dayAt(zone, from), span), minuteThere(zone, from)) + span.minutes * MINUTE
    : from + span.minutes * MINUTE
  if (at === null) return moved
  const day = dayAt(zone, moved)
  const then = instantOf(zone, day, at)
  return calendar || then >= moved ? then : instantOf(zone, addDays(day, 1), at)
}

const minuteThere = (zone: string, ms: number): number => {
  const local = localAt(zone, ms)
  return Math.floor((local - Math.floor(local / DAY) * DAY) / MINUTE)
}
