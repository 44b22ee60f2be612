import { normalQuantile, twoSided } from './distributions.ts'

/**
 * How many each of two groups needs so that a change from share p to share q is found with this power by a two-sided test (Fleiss 1981,
 * without continuity correction; R's `power.prop.test`). Infinite when they are the same.
 */
export function neededPerArm(p: number, q: number, power = 0.8, level = 0.95): number {
  if (p === q) return Number.POSITIVE_INFINITY
  const middle = (p + q) / 2
  const apart = twoSided(level) * Math.sqrt(2 * middle * (1 - middle))
  const found = normalQuantile(power) * Math.sqrt(p * (1 - p) + q * (1 - q))
  return Math.ceil(((apart + found) / (p - q)) ** 2)
}
