import type { Metric } from '../../contract/surveys.ts'
import { cusum, limitFor } from '../plain/cusum.ts'
import { type Figure, figureOf, type Steps } from './figure.ts'

/** A week, or several that had too few answers each. */
export interface Point {
  from: string
  to: string
  figure: Figure
  /** Where a point of as many answers lies 997 times in a thousand while nothing changes. */
  low: number
  high: number
}

export interface Verdict {
  said: 'few' | 'noise' | 'up' | 'down'
  /** The first day of the point from which on it moved. */
  since: string | null
  /** What it was and what it is since. */
  was: number | null
  is: number | null
}

export interface Chart {
  points: Point[]
  /** What it is compared with: the older half. */
  baseline: { from: string; to: string; points: number; n: number; centre: number } | null
  verdict: Verdict
  /** So many points pass between two false alarms on average. */
  falseAlarm: number
}

/** Weeks with fewer answers are joined with the next. */
const FEWEST_A_POINT = 10
/** Fewer points before and after cannot tell a change from noise. */
const FEWEST_BASE = 8
const FEWEST_AFTER = 3
/** Two years of weeks. */
const FALSE_ALARM = 104

/**
 * Is it a change, or noise? The older half of the time says what is usual, and how much weeks differ anyway; the newer half is watched by a
 * CUSUM whose limit is set for one false alarm in two years, wider the shorter the older half is.
 */
export function controlChart(
  metric: Metric,
  weeks: readonly { from: string; to: string; all: readonly Steps[] }[],
): Chart {
  const joined = join(metric, weeks)
  const half = Math.ceil(joined.length / 2)
  const [base, after] = [joined.slice(0, half), joined.slice(half)]
  const few: Chart = {
    points: joined.map(({ from, to, figure }) => ({ from, to, figure, low: Number.NaN, high: Number.NaN })),
    baseline: null,
    verdict: { said: 'few', since: null, was: null, is: null },
    falseAlarm: FALSE_ALARM,
  }
  if (base.length < FEWEST_BASE || after.length < FEWEST_AFTER) return few
  const usual = figureOf(
    metric,
    base.flatMap(({ all }) => all),
  )
  const centre = usual.value!
  const z = joined.map(({ figure }) => ((figure.value! - centre) * Math.sqrt(figure.n)) / usual.each)
  const rough = roughness(z.slice(0, half))
  const limit = limitFor(FALSE_ALARM, 1 / Math.sqrt(base.length))
  const { passed } = cusum(
    z.slice(half).map((each) => each / rough),
    limit,
  )
  const reach = (n: number) => (3 * usual.each * rough) / Math.sqrt(n)
  return {
    points: joined.map(({ from, to, figure }) => ({
      from,
      to,
      figure,
      low: centre - reach(figure.n),
      high: centre + reach(figure.n),
    })),
    baseline: { from: base[0]!.from, to: base.at(-1)!.to, points: base.length, n: usual.n, centre },
    verdict: passed ? since(metric, after, passed, centre) : { said: 'noise', since: null, was: centre, is: null },
    falseAlarm: FALSE_ALARM,
  }
}

type Joined = { from: string; to: string; all: Steps[]; figure: Figure }

function join(metric: Metric, weeks: readonly { from: string; to: string; all: readonly Steps[] }[]): Joined[] {
  const points: Joined[] = []
  let waiting: { from: string; to: string; all: readonly Steps[] }[] = []
  for (const week of weeks) {
    waiting.push(week)
    const all = waiting.flatMap((one) => one.all)
    const figure = figureOf(metric, all)
    if (figure.n < FEWEST_A_POINT) continue
    points.push({ from: waiting[0]!.from, to: week.to, all, figure })
    waiting = []
  }
  return points
}

/**
 * By how much weeks differ more than their numbers of answers alone explain: from one week to the next, so that a slow drift does not count
 * (Laney 2002). Never less than one.
 */
function roughness(z: readonly number[]): number {
  const moves = z.slice(1).map((each, i) => Math.abs(each - z[i]!))
  return Math.max(1, moves.reduce((sum, each) => sum + each, 0) / moves.length / 1.128)
}

function since(
  metric: Metric,
  after: readonly Joined[],
  passed: { direction: 'up' | 'down'; since: number },
  centre: number,
): Verdict {
  const moved = after.slice(passed.since)
  return {
    said: passed.direction,
    since: moved[0]!.from,
    was: centre,
    is: figureOf(
      metric,
      moved.flatMap(({ all }) => all),
    ).value,
  }
}
