import { type Because, say } from '../../contract/because.ts'
import { dayOf, instantAt, localAt, numberAt, weekdayOf } from '../plain/civil.ts'
import { isHoliday } from './holidays.ts'
import type { AttemptFact } from './judged.ts'
import type { Question } from './openings.ts'
import type { Hours, Often } from './pack.ts'
import type { Place } from './place.ts'

/** Not now, and from when, as far as this rule goes. */
export interface Wait {
  from: number
  because: Because
}

const DAY = 1440
const WEEKEND = say('law-weekend')
const OUT_OF_HOURS = say('law-hours')

/** Within the hours? Null when so, else when they begin next. */
export function hoursWait(hours: Hours, { place, at, day, said }: Question): Wait | null {
  if (hours.unless === 'outside-hours' && said.outside) return null
  const minute = Math.floor(localAt(place.zone, at) / 60_000) - day * DAY
  if (isWorked(hours, place, day) && hours.periods.some(([from, to]) => from <= minute && minute < to)) return null
  return { from: nextStart(hours, place, day, minute), because: why(hours, place, day) }
}

const isWorked = (hours: Hours, place: Place, day: number): boolean =>
  hours.days.includes(weekdayOf(day)) && !(hours.holidays && isHoliday(place.region, day))

/** The first minute of the next period. A year without one does not exist; should a pack say so, a year is waited. */
function nextStart(hours: Hours, place: Place, today: number, minute: number): number {
  for (let day = today; day < today + 366; day++) {
    if (!isWorked(hours, place, day)) continue
    for (const [from] of hours.periods) if (day > today || from > minute) return instantAt(place.zone, day, from)
  }
  return instantAt(place.zone, today + 366, 0)
}

function why(hours: Hours, place: Place, day: number): Because {
  if (hours.holidays && isHoliday(place.region, day)) return say('law-holiday', { on: dayOf(day) })
  return hours.days.includes(weekdayOf(day)) ? OUT_OF_HOURS : WEEKEND
}

/**
 * Called too often of late, or too soon after a no? Days are civil, where they are: what is of day 1 counts through day 30 and is
 * gone on day 31; after a no on day 0 the first day is day 61.
 */
export function oftenWait(often: Often, question: Question): Wait | null {
  const { person, settings, place, day, known } = question
  if (person.attempts.length === 0) return null
  const days: number[] = []
  let refusedOn = -Infinity
  for (const attempt of person.attempts) {
    if (attempt.at > known || !counts(attempt, often)) continue
    if (settings.countPerEntity && attempt.entity !== settings.legalEntity) continue
    const on = numberAt(place.zone, attempt.at)
    if (attempt.refused && on > refusedOn) refusedOn = on
    if (attempt.purpose === 'commercial' && on > day - often.days) days.push(on)
  }
  const free = refusedOn + often.afterRefusal + 1
  const refused: Wait | null =
    day < free
      ? {
          from: instantAt(place.zone, free, 0),
          because: say('law-refused-lately', { on: dayOf(refusedOn), days: often.afterRefusal }),
        }
      : null
  if (days.length < often.most) return refused
  days.sort((a, b) => a - b)
  const from = instantAt(place.zone, days[days.length - often.most]! + often.days, 0)
  const tooOften = { from, because: say('law-too-often', { count: days.length, most: often.most, days: often.days }) }
  return refused && refused.from > from ? refused : tooOften
}

const counts = (attempt: AttemptFact, often: Often): boolean => often.channels.includes(attempt.channel)
