import { type Hours, WEEKDAYS } from '../../../contract/network.ts'
import { regionOf, withFirst } from '../../parts/when.ts'

/** What the clock on the wall of a place shows at an instant. */
export interface Civil {
  /** YYYY-MM-DD */
  day: string
  /** HH:MM */
  clock: string
}

export function civilIn(zone: string, at: Date): Civil {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const of = (type: string) => parts.find((p) => p.type === type)?.value ?? ''
  return { day: `${of('year')}-${of('month')}-${of('day')}`, clock: `${of('hour')}:${of('minute')}` }
}

const asUtc = ({ day, clock }: Civil): number => Date.parse(`${day}T${clock}:00Z`)

/**
 * The instant at which the clock of a place shows this. An hour that the change to summer time leaves out is read as the one
 * after it; an hour that comes twice in autumn is the first of the two.
 */
export function instantIn(zone: string, civil: Civil): string {
  const naive = asUtc(civil)
  const shown = (at: number) => asUtc(civilIn(zone, new Date(at)))
  // The offset at one guess is that at the instant itself, but for the nights when the clock is changed: so twice.
  const guess = naive - (shown(naive) - naive)
  const early = naive - (shown(naive - 86_400_000) - (naive - 86_400_000))
  const best = [early, guess].find((at) => shown(at) === naive)
  return new Date(best ?? early).toISOString()
}

/** Where nobody said when a place is open, a day as most places have it: to propose a time by, never to call it closed. */
const USUAL: Hours = Object.fromEntries(WEEKDAYS.slice(0, 6).map((day) => [day, [['09:00', '18:00']]]))
const spansOn = (hours: Hours, day: string) =>
  hours[WEEKDAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7]!] ?? []
const isSaid = (hours: Hours): boolean => Object.values(hours).some((spans) => spans.length > 0)

/** Is a place open then, by its own clock? Where nobody said when it is: yes. */
export const isOpenAt = (hours: Hours, { day, clock }: Civil): boolean =>
  !isSaid(hours) || spansOn(hours, day).some(([from, to]) => from <= clock && clock < to)

/** Where a new appointment begins: the next full half hour at which the place is open, an hour from now at the soonest. */
export function nextOpening(zone: string, hours: Hours, now: Date): Civil {
  const soonest = nextHalfHour(zone, now)
  const open = isSaid(hours) ? hours : USUAL
  for (let n = 0; n < 14; n++) {
    const day = new Date(Date.parse(`${soonest.day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10)
    for (const [from, to] of [...spansOn(open, day)].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const clock = n === 0 && soonest.clock > from ? soonest.clock : from
      if (clock < to) return { day, clock }
    }
  }
  return soonest
}

/** The next full half hour of a place, not sooner than `afterMs` from now. */
export function nextHalfHour(zone: string, now: Date, afterMs = 3_600_000): Civil {
  const step = 1_800_000
  return civilIn(zone, new Date(Math.ceil((now.getTime() + afterMs) / step) * step))
}

/** « mardi 24 novembre, 10:30 »; the year where it is not this one. */
export function appointmentText(at: Date, now: Date, locale: string, zone: string): string {
  const sameYear = civilIn(zone, at).day.slice(0, 4) === civilIn(zone, now).day.slice(0, 4)
  const day = new Intl.DateTimeFormat(regionOf(locale), {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at)
  return `${withFirst(day, locale)}, ${civilIn(zone, at).clock}`
}
