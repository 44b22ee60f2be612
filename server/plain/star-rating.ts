import type { Interval } from './proportion-interval.ts'
import { chanceBelow, momentsOf, quantileOf, type Shares } from './weighted-shares.ts'

/** How many gave each number of stars: one star first. */
export type StarCounts = readonly [number, number, number, number, number]

/** The average that is published: as if five more had given 3.5, so that one five-star answer does not lead a list. */
const EXTRA = 5
const EXTRA_STARS = 3.5
/** The prior weighs one answer in all, spread over the five. */
const PRIOR = 1 / 5

export interface StarRating {
  n: number
  /** The plain mean; null when nobody answered. */
  mean: number | null
  /** The published average: (5 × 3.5 + sum of stars) / (5 + n). */
  average: number
  /** What the mean would be if all had answered: expected, its spread, and where it lies with 95 %. */
  expected: number
  sd: number
  interval: Interval
  /** How likely that mean is under three stars. */
  below3: number
}

const sharesOf = (counts: StarCounts): Shares => ({
  worth: [1, 2, 3, 4, 5],
  strength: counts.map((each) => each + PRIOR),
})

/** What the stars given so far say, and how surely. */
export function starRating(counts: StarCounts): StarRating {
  const n = counts.reduce((sum, each) => sum + each, 0)
  const stars = counts.reduce((sum, each, i) => sum + each * (i + 1), 0)
  const shares = sharesOf(counts)
  const { mean: expected, sd } = momentsOf(shares)
  return {
    n,
    mean: n === 0 ? null : stars / n,
    average: (EXTRA * EXTRA_STARS + stars) / (EXTRA + n),
    expected,
    sd,
    interval: { low: quantileOf(0.025, shares), high: quantileOf(0.975, shares) },
    below3: chanceBelow(3, shares),
  }
}

/**
 * How likely the true mean is under `limit` stars. The plain mean takes one good product in seven or eight (true mean 3.6) off the shelf at
 * n = 5; asking for more than 95 % here takes less than one in a hundred (all cases counted in the test).
 */
export const chanceUnder = (limit: number, counts: StarCounts): number => chanceBelow(limit, sharesOf(counts))
