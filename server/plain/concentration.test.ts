import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concentration, gini, lorenz } from './concentration.ts'

/** By the definition: the mean difference between any two, over twice the mean. */
const byPairs = (amounts: readonly number[]): number => {
  const n = amounts.length
  const total = amounts.reduce((a, b) => a + b, 0)
  let differences = 0
  for (const a of amounts) for (const b of amounts) differences += Math.abs(a - b)
  return differences / (2 * n * total)
}
/** Each left out in turn, the slow way. */
const slowInterval = (amounts: readonly number[], order: readonly number[]) => {
  const n = amounts.length
  const without = amounts.map(
    (_, i) =>
      concentration(
        amounts.filter((_, j) => j !== i),
        order.filter((_, j) => j !== i),
      )!.value,
  )
  const mean = without.reduce((a, b) => a + b, 0) / n
  const error = Math.sqrt(((n - 1) / n) * without.reduce((sum, one) => sum + (one - mean) ** 2, 0))
  const { value } = concentration(amounts, order)!
  return { low: value - 1.959964 * error, high: value + 1.959964 * error }
}

test.each([
  ['all the same', [5, 5, 5, 5], 0],
  ['one of four has it all', [0, 0, 0, 8], 0.75],
  ['one to ten', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.3],
])('Gini, %s', (_name, amounts, expected) => expect(gini(amounts)!.value).toBeCloseTo(expected, 12))

test('nobody has anything: there is no index', () => {
  expect(gini([0, 0, 0])).toBeNull()
  expect(gini([])).toBeNull()
})

test('of few there is an index, and no interval', () => expect(gini([1, 2, 3])!.interval).toBeNull())

test('Gini is the mean difference of pairs, whatever the amounts', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 60 }), (amounts) => {
      fc.pre(amounts.some((amount) => amount > 0))
      expect(gini(amounts)!.value).toBeCloseTo(byPairs(amounts), 9)
    }),
  )
})

test('the interval of one pass is that of leaving each out in turn, ties or not', () => {
  const one = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 6 }))
  fc.assert(
    fc.property(fc.array(one, { minLength: 31, maxLength: 50 }), (pairs) => {
      const amounts = pairs.map(([amount]) => amount + 1)
      const order = pairs.map(([, rank]) => rank)
      const { interval } = concentration(amounts, order)!
      const slow = slowInterval(amounts, order)
      expect(interval!.low).toBeCloseTo(slow.low, 9)
      expect(interval!.high).toBeCloseTo(slow.high, 9)
    }),
    { numRuns: 30 },
  )
})

test('an order that does not matter gives 0; the spenders first gives the Gini; the spenders last its opposite', () => {
  const amounts = Array.from({ length: 40 }, (_, i) => 1 + (i % 4))
  expect(
    concentration(
      amounts,
      amounts.map(() => 7),
    )!.value,
  ).toBeCloseTo(0, 12)
  expect(concentration(amounts, amounts)!.value).toBeCloseTo(gini(amounts)!.value, 12)
  expect(
    concentration(
      amounts,
      amounts.map((amount) => -amount),
    )!.value,
  ).toBeCloseTo(-gini(amounts)!.value, 12)
})

test('the Lorenz curve begins at nothing, ends at all, and never rises above equality', () => {
  expect(lorenz([1, 1, 1, 1], 4)).toEqual([0, 0.25, 0.5, 0.75, 1])
  expect(lorenz([0, 0, 0, 4], 4)).toEqual([0, 0, 0, 0, 1])
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 60 }), (amounts) => {
      const curve = lorenz(amounts, 10)
      for (const [step, share] of curve.entries()) expect(share).toBeLessThanOrEqual(step / 10 + 1e-9)
    }),
  )
})
