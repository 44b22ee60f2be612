import type { GreetFigures } from '../../contract/visits.ts'
import { medianInterval, quantile } from '../plain/quantile.ts'

interface Wait {
  day: string
  seconds: number
}

/** Bins of one width, and one without an end for the few who waited longer. */
const BINS = 10
/** Widths a person reads at once, in seconds. */
const WIDTHS = [30, 60, 120, 300, 900] as const

/** The width of the bins: the narrowest under which nine in ten of these waits fall within the bins that have an end. */
export function binWidth(waits: readonly Pick<Wait, 'seconds'>[]): number {
  const sorted = waits.map(({ seconds }) => seconds).sort((a, b) => a - b)
  const most = quantile(sorted, 0.9) ?? 0
  return WIDTHS.find((width) => most <= width * BINS) ?? WIDTHS.at(-1)!
}

/**
 * Time to greet over some visits: median with its interval, 90th percentile, share within the site's own delay, the
 * distribution and the median by day. `waits` in any order; seconds. The bins are equally wide, so that a bar drawn twice as high is twice as
 * many people: places that are compared are given one width.
 */
export function greetFigures(waits: readonly Wait[], withinS: number, width = binWidth(waits)): GreetFigures {
  const sorted = waits.map((wait) => Math.max(0, wait.seconds)).sort((a, b) => a - b)
  const interval = medianInterval(sorted)
  const bins = Array.from({ length: BINS + 1 }, (_, at) => {
    const fromS = at * width
    const toS = at < BINS ? fromS + width : null
    return { fromS, toS, n: sorted.filter((s) => s >= fromS && (toS === null || s < toS)).length }
  })
  const byDay = Map.groupBy(waits, (wait) => wait.day)
  return {
    n: sorted.length,
    medianS: quantile(sorted, 0.5),
    medianLowS: interval?.low ?? null,
    medianHighS: interval?.high ?? null,
    p90S: sorted.length >= 10 ? quantile(sorted, 0.9) : null,
    withinPct: sorted.length ? (100 * sorted.filter((s) => s <= withinS).length) / sorted.length : null,
    withinS,
    bins,
    days: [...byDay]
      .map(([day, of]) => ({
        day,
        n: of.length,
        medianS: quantile(
          of.map((w) => w.seconds).sort((a, b) => a - b),
          0.5,
        ),
      }))
      .sort((a, b) => a.day.localeCompare(b.day)),
  }
}
