import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agrestiCoull, clopperPearson, jeffreys, wilson, wilsonContinuity } from './proportion-interval.ts'

// Newcombe, Statistics in Medicine 17 (1998), table I.
test.each([
  ['Wilson', wilson, 81, 263, 0.2553, 0.3662],
  ['Wilson', wilson, 15, 148, 0.0624, 0.1605],
  ['Wilson', wilson, 0, 20, 0, 0.1611],
  ['Wilson', wilson, 1, 29, 0.0061, 0.1718],
  ['Wilson, corrected', wilsonContinuity, 81, 263, 0.2535, 0.3682],
  ['Wilson, corrected', wilsonContinuity, 0, 20, 0, 0.2005],
  ['Wilson, corrected', wilsonContinuity, 1, 29, 0.0018, 0.1963],
  ['Clopper–Pearson', clopperPearson, 81, 263, 0.2527, 0.3676],
  ['Clopper–Pearson', clopperPearson, 1, 29, 0.0009, 0.1776],
  // Brown, Cai & DasGupta, Statistical Science 16 (2001), table 5: Jeffreys, n = 10.
  ['Jeffreys', jeffreys, 5, 10, 0.224, 0.776],
  ['Jeffreys', jeffreys, 2, 10, 0.044, 0.503],
  ['Agresti–Coull', agrestiCoull, 0, 20, 0, 0.1898],
])('%s: %#: %f of %f', (_name, interval, k, n, low, high) => {
  const found = interval(k, n)!
  expect(found.low).toBeCloseTo(low, 3)
  expect(found.high).toBeCloseTo(high, 3)
})

test('no interval without anybody', () => {
  for (const interval of [wilson, wilsonContinuity, jeffreys, clopperPearson, agrestiCoull])
    expect(interval(0, 0)).toBeNull()
})

test('ends are ends: none of n begins at nought, all of n ends at one; the other side is the mirror', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
      const k = Math.round(n * share)
      for (const interval of [wilson, wilsonContinuity, jeffreys, clopperPearson, agrestiCoull]) {
        const [one, other] = [interval(k, n)!, interval(n - k, n)!]
        expect(one.low).toBeGreaterThanOrEqual(0)
        expect(one.high).toBeLessThanOrEqual(1)
        expect(one.low).toBeLessThanOrEqual(one.high)
        expect(one.low).toBeCloseTo(1 - other.high, 8)
      }
      expect(wilson(0, n)!.low).toBe(0)
      expect(wilson(n, n)!.high).toBe(1)
      expect(clopperPearson(k, n)!.low).toBeLessThanOrEqual(jeffreys(k, n)!.low + 1e-9)
    }),
    { numRuns: 200 },
  )
})
