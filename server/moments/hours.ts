import type { Playbook } from '../../contract/playbook.ts'
import { isHoliday, type Region } from '../consent/holidays.ts'
import { civilAt, dayOf, instantOf, numberAt, weekdayOf } from '../plain/civil.ts'

type Hours = Playbook['hours']

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5))

/** A year without an open day does not exist; should a playbook say so, nothing is waited for. */
const MOST_DAYS = 366

/**
 * The first instant from `at` on when the playbook's hours are open, where the person is: on one of its days, no public holiday there where it closes
 * on them, within its hours and outside its breaks.
 * @param region whose public holidays they have; left out: none are known
 * @returns epoch milliseconds: `at` itself when it is open
 */
export function nextOpening(hours: Hours, zone: string, at: number, region?: Region): number {
  const [from, to] = [minuteOf(hours.from), minuteOf(hours.to)]
  const breaks = hours.breaks
    .map((each) => [minuteOf(each.from), minuteOf(each.to)] as const)
    .sort((a, b) => a[0] - b[0])
  const there = civilAt(zone, at)
  const today = numberAt(zone, at)
  for (let day = today; day < today + MOST_DAYS; day += 1) {
    if (!isOpenDay(hours, day, region)) continue
    const minute = day === today ? Math.max(from, there.hour * 60 + there.minute) : from
    const open = afterBreaks(minute, breaks)
    if (open >= to) continue
    return day === today && open === there.hour * 60 + there.minute ? at : instantOf(zone, dayOf(day), open)
  }
  return Number.POSITIVE_INFINITY
}

/** Is a minute of an open day left between its pauses? */
export function opensAtAll({ from, to, breaks }: Pick<Hours, 'from' | 'to' | 'breaks'>): boolean {
  const pauses = breaks.map((each) => [minuteOf(each.from), minuteOf(each.to)] as const).sort((a, b) => a[0] - b[0])
  return afterBreaks(minuteOf(from), pauses) < minuteOf(to)
}

const isOpenDay = ({ days, holidays }: Hours, day: number, region: Region | undefined): boolean =>
  days.includes(weekdayOf(day)) && !(holidays === 'closed' && region !== undefined && isHoliday(region, day))

/** The minute itself, or the end of the break it falls in; breaks are in order, and one may begin as another ends. */
function afterBreaks(minute: number, breaks: readonly (readonly [from: number, to: number])[]): number {
  let open = minute
  for (const [from, to] of breaks) if (from <= open && open < to) open = to
  return open
}
