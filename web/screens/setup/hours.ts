import { type Hours, WEEKDAYS } from '../../../contract/network.ts'

export type Span = [string, string]
export type Weekday = (typeof WEEKDAYS)[number]

/** Monday to Friday. */
const WORKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri']

export const spansOf = (hours: Hours, day: Weekday): Span[] => (hours[day] ?? []) as Span[]

/** The hours with one day's spans replaced; a closed day is left out. */
export function withDay(hours: Hours, day: Weekday, spans: readonly Span[]): Hours {
  const { [day]: _, ...rest } = hours
  return spans.length ? { ...rest, [day]: [...spans] } : rest
}

/** Monday's hours on Tuesday to Friday too; the week-end stays as it was. */
export const mondayOnWeekdays = (hours: Hours): Hours =>
  WORKDAYS.reduce((all, day) => withDay(all, day, spansOf(hours, 'mon')), hours)

const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
const clock = (m: number) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`

/**
 * A lunch break in the middle of a single span: from 12:00 to 14:00 where that fits inside it with half an hour at
 * either side, else the middle third of it.
 */
export function withBreak(span: Span): Span[] {
  const [from, to] = [minutes(span[0]), minutes(span[1])]
  if (from + 30 <= 720 && to - 30 >= 840)
    return [
      [span[0], '12:00'],
      ['14:00', span[1]],
    ]
  const third = Math.max(1, Math.floor((to - from) / 3))
  return [
    [span[0], clock(from + third)],
    [clock(to - third), span[1]],
  ]
}

export type HoursFault = 'ends-before-it-starts' | 'overlaps' | 'incomplete'

/** What is wrong with one day, or nothing: each span ends after it starts, and the next begins after it. */
export function faultOf(spans: readonly Span[]): HoursFault | null {
  if (spans.some(([from, to]) => !from || !to)) return 'incomplete'
  if (spans.some(([from, to]) => from >= to)) return 'ends-before-it-starts'
  if (spans.some(([from], i) => i > 0 && from < (spans[i - 1]?.[1] ?? ''))) return 'overlaps'
  return null
}

export const hoursAreRight = (hours: Hours): boolean => WEEKDAYS.every((day) => faultOf(spansOf(hours, day)) === null)

/** Days in a row with the same hours, for reading: « lun.–ven. 08:00–12:00, 14:00–18:00 ». Closed days are left out. */
export function runsOf(hours: Hours): { from: Weekday; to: Weekday; spans: Span[] }[] {
  const runs: { from: Weekday; to: Weekday; spans: Span[] }[] = []
  let before: string | null = null
  for (const day of WEEKDAYS) {
    const spans = spansOf(hours, day)
    const same = JSON.stringify(spans)
    const last = runs.at(-1)
    if (spans.length && last && before === same) last.to = day
    else if (spans.length) runs.push({ from: day, to: day, spans })
    before = same
  }
  return runs
}
