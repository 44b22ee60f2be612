import type { Estimate } from './estimate.ts'

/** Pairs that two people answered with yes or no, neither knowing of the other. */
export interface ReadTwice {
  bothSame: number
  bothDifferent: number
  differ: number
}

/** Fewer pairs than this say nothing. */
const FEWEST_READ_TWICE = 5

/** What a chi-squared of one degree of freedom stays below nineteen times of twenty. */
const CHI_SQUARED = 3.841459

/**
 * How far these counts lie from what a kappa would give, as a chi-squared; `yes` is the share of yes among all answers.
 */
function distance({ bothSame, bothDifferent, differ }: ReadTwice, yes: number, kappa: number): number {
  const n = bothSame + bothDifferent + differ
  const spread = yes * (1 - yes)
  const expected = [
    n * (yes * yes + spread * kappa),
    n * ((1 - yes) * (1 - yes) + spread * kappa),
    n * 2 * spread * (1 - kappa),
  ]
  return [bothSame, bothDifferent, differ].reduce((sum, seen, k) => {
    const due = expected[k]!
    if (due <= 0) return seen === 0 ? sum : Number.POSITIVE_INFINITY
    return sum + (seen - due) ** 2 / due
  }, 0)
}

/** The farthest kappa towards `end` that the counts do not refuse: between the estimate, which fits best, and the end. */
function farthest(counts: ReadTwice, yes: number, from: number, end: number): number {
  if (distance(counts, yes, end) <= CHI_SQUARED) return end
  let [inside, outside] = [from, end]
  for (let step = 0; step < 60; step++) {
    const middle = (inside + outside) / 2
    if (distance(counts, yes, middle) <= CHI_SQUARED) inside = middle
    else outside = middle
  }
  return inside
}

/**
 * Cohen's kappa (1960) of two readers who change places: how often they agree beyond chance, both saying yes equally often. Its interval is that
 * of the goodness of fit (Donner & Eliasziw, Statistics in Medicine 11, 1992): near its level from some twenty pairs on, and, unlike the one
 * by standard error, as wide as it must be where everyone agreed.
 * @returns null under five pairs, or when nobody ever said no (or yes): chance alone would agree always
 */
export function kappaOf(counts: ReadTwice): Estimate | null {
  const { bothSame, bothDifferent, differ } = counts
  const n = bothSame + bothDifferent + differ
  if (n < FEWEST_READ_TWICE) return null
  const yes = (bothSame + differ / 2) / n
  if (yes === 0 || yes === 1) return null
  const value = 1 - differ / n / (2 * yes * (1 - yes))
  const least = Math.max(-yes / (1 - yes), -(1 - yes) / yes)
  return { value, low: farthest(counts, yes, value, least), high: farthest(counts, yes, value, 1) }
}
