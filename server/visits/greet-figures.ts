import type { GreetFigures } from '../../contract/visits.ts'
import { medianInterval, quantile } from '../plain/quantile.ts'

/** Seconds at which one bin of the distribution ends and the next begins. */
const EDGES = [30, 60, 90, 120, 180, 300, 600, 900]

/**
 * Time to greet over some visits: median with its interval, 90th percentile, share within the site's own delay, the
 * distribution and the median by day. `waits` in any order; seconds.
 */
export function greetFigures(waits: readonly { day: string; seconds: number }[], withinS: number): GreetFigures {
  const sorted = waits.map((wait) => Math.max(0, wait.seconds)).sort((a, b) => a - b)
  const interval = medianInterval(sorted)
  const bins = [0, ...EDGES].map((fromS, i) => {
    const toS = EDGES[i] ?? null
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
