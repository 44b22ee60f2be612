import { wilson } from './proportion-interval.ts'

export interface Difference {
  /** Of the first over the second. */
  difference: number
  low: number
  high: number
}

/**
 * The difference between two independent shares, with an interval (95 % unless asked otherwise) that holds with small numbers: the hybrid score interval (Newcombe,
 * Statistics in Medicine 17, 1998, method 10), built of the two Wilson intervals. Null when one side has nobody.
 */
export function twoShares(
  first: { successes: number; n: number },
  second: { successes: number; n: number },
  level = 0.95,
): Difference | null {
  const [one, two] = [wilson(first.successes, first.n, level), wilson(second.successes, second.n, level)]
  if (!one || !two) return null
  const [p, q] = [first.successes / first.n, second.successes / second.n]
  return {
    difference: p - q,
    low: p - q - Math.hypot(p - one.low, two.high - q),
    high: p - q + Math.hypot(one.high - p, q - two.low),
  }
}
