import { gammaQuantile } from './distributions.ts'
import type { Interval } from './proportion-interval.ts'

/** The exact limits of a Poisson mean when k were counted (Garwood 1936). */
export function poissonLimits(k: number, level = 0.95): Interval {
  const tail = (1 - level) / 2
  return { low: k === 0 ? 0 : gammaQuantile(k, tail), high: gammaQuantile(k + 1, 1 - tail) }
}
