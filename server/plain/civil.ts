/**
 * Civil time, fast: what clock and calendar show in a zone at an instant, and back. Instants are epoch milliseconds, days are
 * 'YYYY-MM-DD'. The changes of each zone are asked of Temporal once and kept sorted; after that no object is made per call. They are
 * kept from 1900 to 2150: before and after, the first and the last offset stand.
 */
export interface Civil {
  year: number
  month: number
  day: number
  /** 1 Monday … 7 Sunday */
  weekday: number
  hour: number
  minute: number
}

const MINUTE = 60_000
const DAY = 86_400_000
const FIRST = Date.UTC(1900, 0, 1)
const LAST = Date.UTC(2150, 0, 1)

/** From `starts[i]` until `starts[i + 1]` local time is UTC + `offsets[i]` minutes. `near`: where the last answer was found. */
interface Changes {
  starts: number[]
  offsets: number[]
  near: number
}
const known = new Map<string, Changes>()

function changesOf(zone: string): Changes {
  const found = known.get(zone)
  if (found) return found
  let at = Temporal.Instant.fromEpochMilliseconds(FIRST).toZonedDateTimeISO(zone)
  // Local mean times before the zones were made had seconds: rounded.
  const changes: Changes = { starts: [-Infinity], offsets: [minutesOf(at)], near: 0 }
  for (;;) {
    const next = at.getTimeZoneTransition('next')
    if (next === null || next.epochMilliseconds >= LAST) break
    at = next
    changes.starts.push(at.epochMilliseconds)
    changes.offsets.push(minutesOf(at))
  }
  changes.starts.push(Infinity)
  changes.near = changes.offsets.length - 1
  known.set(zone, changes)
  return changes
}

const minutesOf = (at: Temporal.ZonedDateTime): number => Math.round(at.offsetNanoseconds / 60_000_000_000)

/** Which of its offsets holds at this instant. */
function placeOf(changes: Changes, ms: number): number {
  const { starts, near } = changes
  if (starts[near]! <= ms && ms < starts[near + 1]!) return near
  let low = 0
  let high = starts.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= ms) low = middle
    else high = middle
  }
  changes.near = low
  return low
}

/** Is this a zone we can tell the time in? */
export function isZone(zone: string): boolean {
  try {
    changesOf(zone)
    return true
  } catch {
    return false
  }
}

/** Minutes that local time is ahead of UTC. A zone that does not exist is a RangeError. */
export function offsetAt(zone: string, ms: number): number {
  const changes = changesOf(zone)
  return changes.offsets[placeOf(changes, ms)]!
}

/** Local time as milliseconds, as if it were UTC: the ground of the answers below. */
export const localAt = (zone: string, ms: number): number => ms + offsetAt(zone, ms) * MINUTE

export function civilAt(zone: string, ms: number): Civil {
  const local = localAt(zone, ms)
  const number = Math.floor(local / DAY)
  const minutes = Math.floor((local - number * DAY) / MINUTE)
  const { year, month, day } = partsOf(number)
  return { year, month, day, weekday: weekdayOf(number), hour: Math.floor(minutes / 60), minute: minutes % 60 }
}

/** The number of the day it is there: days since 1 January 1970. */
export const numberAt = (zone: string, ms: number): number => Math.floor(localAt(zone, ms) / DAY)

/** The day it is there. */
export const dayAt = (zone: string, ms: number): string => dayOf(numberAt(zone, ms))

/**
 * The instant at which the clock there shows this minute of this day (1440: midnight that ends it). Where the clock jumps over
 * it, the first instant after the jump; where it comes twice, the first time.
 */
export const instantOf = (zone: string, day: string, minuteOfDay: number): number =>
  instantAt(zone, numberOf(day), minuteOfDay)

/** The same, from the number of the day. */
export function instantAt(zone: string, number: number, minuteOfDay: number): number {
  const changes = changesOf(zone)
  const { starts, offsets } = changes
  const local = number * DAY + minuteOfDay * MINUTE
  if (Number.isNaN(local)) throw new RangeError('no such day')
  // No zone is more than fourteen hours ahead, and a jump is a day at most: Samoa left out 30 December 2011.
  for (let i = placeOf(changes, local - 40 * 60 * MINUTE); ; i++) {
    const at = local - offsets[i]! * MINUTE
    if (at < starts[i]!) return starts[i]!
    if (at < starts[i + 1]!) return at
  }
}

/** Days since 1 January 1970. A text that is no day gives NaN. */
export function numberOf(day: string): number {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  return Date.UTC(year, month - 1, Number(day.slice(8, 10))) / DAY
}

const days = new Map<number, string>()
/** The day of a number of days since 1 January 1970. Those of our time are written once. */
export function dayOf(number: number): string {
  const kept = days.get(number)
  if (kept !== undefined) return kept
  const { year, month, day } = partsOf(number)
  const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  if (number > -40_000 && number < 70_000) days.set(number, text)
  return text
}

const two = (n: number): string => (n < 10 ? `0${n}` : String(n))

/** 1 Monday … 7 Sunday: 1 January 1970 was a Thursday. */
export const weekdayOf = (number: number): number => ((((number + 3) % 7) + 7) % 7) + 1

/** Year, month and day of a day number, without a Date (Howard Hinnant, civil_from_days). */
export function partsOf(number: number): { year: number; month: number; day: number } {
  const z = number + 719_468
  const era = Math.floor(z / 146_097)
  const doe = z - era * 146_097
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365)
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100))
  const mp = Math.floor((5 * doy + 2) / 153)
  const month = mp < 10 ? mp + 3 : mp - 9
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - Math.floor((153 * mp + 2) / 5) + 1 }
}

export const addDays = (day: string, n: number): string => dayOf(numberOf(day) + n)

/** The same day n months on; where that month is shorter, its last: 31 January and one month is the last of February. */
export function addMonths(day: string, n: number): string {
  const { year, month, day: date } = partsOf(numberOf(day))
  const months = year * 12 + month - 1 + n
  const first = Date.UTC(Math.floor(months / 12), months - Math.floor(months / 12) * 12, 1) / DAY
  const length = Date.UTC(Math.floor(months / 12), months - Math.floor(months / 12) * 12 + 1, 1) / DAY - first
  return dayOf(first + Math.min(date, length) - 1)
}

/** How many days from one to the other; negative when the other comes first. */
export const daysBetween = (from: string, to: string): number => numberOf(to) - numberOf(from)
