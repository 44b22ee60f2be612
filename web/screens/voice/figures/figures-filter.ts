import { METRICS, type Metric } from '../../../../contract/surveys.ts'
import { BREAKDOWNS, type BreakdownBy } from '../../../../contract/voice.ts'
import { isDay } from '../../../parts/day.ts'

/** What stands in the address of the figures. `at` is the site looked at; `site` is the one whoever looks works on. */
export interface FiguresSearch {
  at?: string
  moment?: string
  service?: string
  channel?: string
  from?: string
  to?: string
  metric?: string
  by?: string
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const day = (value: unknown): string | undefined => (typeof value === 'string' && isDay(value) ? value : undefined)

/** What is asked of the server; what an old link has in it and we do not know is left aside. */
export const queryOf = (search: FiguresSearch) => ({
  site: text(search.at),
  moment: text(search.moment),
  service: text(search.service),
  channel: text(search.channel),
  from: day(search.from),
  to: day(search.to),
})
export const metricOf = (search: FiguresSearch, there: readonly Metric[]): Metric =>
  METRICS.find((each) => each === search.metric && there.includes(each)) ?? there[0] ?? 'nps'
/** By what one figure is shown: of one site there are no others beside it. */
export const waysOf = (search: FiguresSearch): BreakdownBy[] =>
  BREAKDOWNS.filter((each) => each !== 'site' || !search.at)
export const byOf = (search: FiguresSearch): BreakdownBy =>
  waysOf(search).find((each) => each === search.by) ?? waysOf(search)[0]!

/** The days of the last n, today among them. */
export function lastDays(n: number, today: Date): { from: string; to: string } {
  const iso = (at: Date) => at.toISOString().slice(0, 10)
  return { from: iso(new Date(today.getTime() - (n - 1) * 86_400_000)), to: iso(today) }
}

/** The words behind a figure: the list of them, narrowed to the same. */
export const wordsBehind = (
  search: FiguresSearch,
  period: { from: string; to: string },
  more: Record<string, string | undefined> = {},
) =>
  Object.fromEntries(
    Object.entries({
      site: text(search.at),
      moment: text(search.moment),
      service: text(search.service),
      channel: text(search.channel),
      ...period,
      ...more,
    }).filter(([, value]) => value !== undefined && value !== ''),
  ) as Record<string, string>
