import { betaQuantile, twoSided } from './distributions.ts'

export interface Interval {
  low: number
  high: number
}

/**
 * Wilson's score interval of a share (Wilson 1927; Agresti & Coull 1998): the one we show. Close to its level on average from n = 1 on,
 * never outside 0 to 1. Null when there is nobody.
 */
export function wilson(successes: number, n: number, level = 0.95): Interval | null {
  if (n === 0) return null
  const z = twoSided(level)
  const p = successes / n
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === n ? 1 : Math.min(1, centre + half),
  }
}

/** Wilson's interval with Yates' continuity correction (Newcombe 1998, method 4): what R's `prop.test` gives. */
export function wilsonContinuity(successes: number, n: number, level = 0.95): Interval | null {
  if (n === 0) return null
  const z = twoSided(level)
  const p = successes / n
  const side = (sign: 1 | -1): number =>
    (2 * n * p + z * z + sign * (1 + z * Math.sqrt(z * z + sign * 2 - 1 / n + 4 * p * (n * (1 - p) - sign)))) /
    (2 * (n + z * z))
  return { low: successes === 0 ? 0 : Math.max(0, side(-1)), high: successes === n ? 1 : Math.min(1, side(1)) }
}

/** Jeffreys' interval: the middle of the beta left by a prior of half a success and half a failure. */
export function jeffreys(successes: number, n: number, level = 0.95): Interval | null {
  if (n === 0) return null
  const tail = (1 - level) / 2
  const [a, b] = [successes + 0.5, n - successes + 0.5]
  return { low: betaQuantile(a, b, tail), high: betaQuantile(a, b, 1 - tail) }
}

/** Clopper & Pearson's exact interval (1934): never less sure than it says, so often wider than needed. Called `beta` elsewhere. */
export function clopperPearson(successes: number, n: number, level = 0.95): Interval | null {
  if (n === 0) return null
  const tail = (1 - level) / 2
  return {
    low: successes === 0 ? 0 : betaQuantile(successes, n - successes + 1, tail),
    high: successes === n ? 1 : betaQuantile(successes + 1, n - successes, 1 - tail),
  }
}

/** Agresti & Coull's interval (1998): Wald's about Wilson's centre. */
export function agrestiCoull(successes: number, n: number, level = 0.95): Interval | null {
  if (n === 0) return null
  const z = twoSided(level)
  const many = n + z * z
  const centre = (successes + (z * z) / 2) / many
  const half = z * Math.sqrt((centre * (1 - centre)) / many)
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}
