import fc from 'fast-check'
import { expect, test } from 'vitest'
import { twoShares } from './two-shares.ts'

test.each([
  // Newcombe 1998, table II, method 10
  [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.6, 0.1705, 0.809],
  [5, 56, 0, 29, 0.0893, -0.0381, 0.1926],
  [10, 10, 0, 10, 1, 0.6075, 1],
])('%i of %i against %i of %i', (a, n, b, m, difference, low, high) => {
  const found = twoShares({ successes: a, n }, { successes: b, n: m })!
  expect(found.difference).toBeCloseTo(difference, 4)
  expect(found.low).toBeCloseTo(low, 3)
  expect(found.high).toBeCloseTo(high, 3)
})

test('nobody on one side: nothing can be said', () => {
  expect(twoShares({ successes: 0, n: 0 }, { successes: 3, n: 9 })).toBeNull()
})

test('the interval holds the difference, stays within what shares can differ by, and turns with the sides', () => {
  const arm = fc
    .tuple(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([n, share]) => ({ n, successes: Math.round(n * share) }))
  fc.assert(
    fc.property(arm, arm, (first, second) => {
      const found = twoShares(first, second)!
      const turned = twoShares(second, first)!
      expect(found.low).toBeLessThanOrEqual(found.difference + 1e-12)
      expect(found.high).toBeGreaterThanOrEqual(found.difference - 1e-12)
      expect(found.low).toBeGreaterThanOrEqual(-1 - 1e-12)
      expect(found.high).toBeLessThanOrEqual(1 + 1e-12)
      expect(turned.low).toBeCloseTo(-found.high, 12)
    }),
  )
})
