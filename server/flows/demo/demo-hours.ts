import type { Hours } from '../../../contract/network.ts'
import type { Chance } from './chance.ts'

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const MINUTE = 60_000
const QUARTER = 15 * MINUTE
/** How much of the day about now is to be looked at, whenever somebody looks. */
const BEFORE_H = 2
const AFTER_H = 6

const civil = (at: Date, zone: string) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
const clockOf = (time: Temporal.ZonedDateTime) => time.toPlainTime().toString({ smallestUnit: 'minute' })

/** Is a place open at this instant? */
export function openAt(hours: Hours, at: Date, zone: string): boolean {
  const there = civil(at, zone)
  return (hours[WEEKDAYS[there.dayOfWeek - 1]!] ?? []).some(
    ([from, to]) => from <= clockOf(there) && clockOf(there) < to,
  )
}

/**
 * The hours of a place of the demo on the day somebody looks at it. They look in the evening too, on a Sunday, from another continent: then
 * the place has a late opening that day, so that whoever comes finds it open, and nobody is expected at a door that is shut.
 */
export function hoursAbout(hours: Hours, now: Date, zone: string): Hours {
  // Two hours on, or three where lunch is in between: the last hour before closing has nobody to come.
  const goesOn = [2, 3].some((h) => openAt(hours, new Date(now.getTime() + h * 60 * MINUTE), zone))
  if (goesOn) return hours
  const there = civil(now, zone)
  const midnight = there.startOfDay()
  const ofDay = (time: Temporal.ZonedDateTime, otherwise: string) =>
    time.toPlainDate().equals(there.toPlainDate()) ? `${clockOf(time).slice(0, 2)}:00` : otherwise
  const from = ofDay(there.subtract({ hours: BEFORE_H }), clockOf(midnight))
  const to = ofDay(there.add({ hours: AFTER_H }), '23:59')
  const day = WEEKDAYS[there.dayOfWeek - 1]!
  const usual = hours[day] ?? []
  const others = usual.filter(([opens, closes]) => closes < from || opens > to)
  const met = usual.filter(([opens, closes]) => closes >= from && opens <= to)
  const late: [string, string] = [
    [from, ...met.map(([opens]) => opens)].sort()[0]!,
    [to, ...met.map(([, closes]) => closes)].sort().at(-1)!,
  ]
  return { ...hours, [day]: [...others, late].sort(([a], [b]) => a.localeCompare(b)) }
}

/** When appointments are given: every quarter of an hour or so while the place is open, the last one half an hour before it shuts. */
export function bookingTimes(
  chance: Chance,
  place: { hours: Hours; zone: string },
  span: { from: Date; until: Date },
): Date[] {
  const times: Date[] = []
  const open = (at: number) => openAt(place.hours, new Date(at), place.zone)
  for (let at = span.from.getTime(); at <= span.until.getTime(); at += (12 + chance.below(14)) * MINUTE) {
    const quarter = Math.round(at / QUARTER) * QUARTER
    if (open(quarter) && open(quarter + 30 * MINUTE)) times.push(new Date(quarter))
  }
  return times
}

/** The same day at an hour at which a garage works, and the Saturday where it was a Sunday: nobody was received at three in the night. */
export function workingHour(at: Date, zone: string): Date {
  const there = civil(at, zone)
  const share = (at.getTime() - there.startOfDay().epochMilliseconds) / (24 * 60 * MINUTE)
  const minutes = Math.floor(8 * 60 + 15 + share * 9 * 60)
  const day = there.dayOfWeek === 7 ? there.subtract({ days: 1 }) : there
  const moved = day.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: new Temporal.PlainTime(0, 0) })
  return new Date(moved.add({ minutes }).epochMilliseconds)
}

/** The same, and the Monday where it was a Sunday: what somebody sends after it happened. */
export const sendingHour = (at: Date, zone: string): Date =>
  workingHour(civil(at, zone).dayOfWeek === 7 ? new Date(at.getTime() + 24 * 60 * MINUTE) : at, zone)

const WAKES_AT = 7
const SLEEPS_AT = 23
/** The same instant, or eight hours earlier where it is night: people write what they think in the evening, not at three in the night. */
export function wakingHour(at: Date, zone: string): Date {
  const { hour } = civil(at, zone)
  return hour >= WAKES_AT && hour < SLEEPS_AT ? at : new Date(at.getTime() - (WAKES_AT + 24 - SLEEPS_AT) * 60 * MINUTE)
}
