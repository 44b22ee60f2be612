import fc from 'fast-check'
import { expect, test } from 'vitest'
import { medianInterval, quantile } from './quantile.ts'

test('the quantile interpolates between neighbours', () => {
  expect(quantile([], 0.5)).toBeNull()
  expect(quantile([7], 0.9)).toBe(7)
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
  expect(quantile([10, 20, 30, 40, 50], 0.9)).toBe(46)
})

test.each([
  // ranks from tables of Binomial(n, ½): n = 6 → 1..6, 10 → 2..9, 20 → 6..15, 100 → 40..61
  [6, 1, 6],
  [10, 2, 9],
  [20, 6, 15],
  [100, 40, 61],
])('the interval of the median of %i numbers runs from rank %i to %i', (n, low, high) => {
  const sorted = Array.from({ length: n }, (_, i) => i + 1)
  expect(medianInterval(sorted)).toEqual({ low, high })
})

test('below six there is no interval', () => expect(medianInterval([1, 2, 3, 4, 5])).toBeNull())

test('the interval holds the median, whatever the numbers', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 6, maxLength: 1500 }), (numbers) => {
      const sorted = numbers.sort((a, b) => a - b)
      const interval = medianInterval(sorted)!
      const median = quantile(sorted, 0.5)!
      expect(interval.low).toBeLessThanOrEqual(median)
      expect(interval.high).toBeGreaterThanOrEqual(median)
    }),
  )
})
