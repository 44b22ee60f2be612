import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beats, shareOf } from './beats.ts'
import { logBeta } from './distributions.ts'

/** The sum for whole numbers (Miller, "Formulas for Bayesian A/B testing", 2014). */
function bySum(a1: number, b1: number, a2: number, b2: number): number {
  let sum = 0
  for (let i = 0; i < a2; i++)
    sum += Math.exp(logBeta(a1 + i, b1 + b2) - Math.log(b2 + i) - logBeta(1 + i, b2) - logBeta(a1, b1))
  return sum
}

test('where a sum is known, it is the same', () => {
  const whole = fc.integer({ min: 1, max: 300 })
  fc.assert(
    fc.property(whole, whole, whole, whole, (a1, b1, a2, b2) => {
      expect(beats({ a: a1, b: b1 }, { a: a2, b: b2 })).toBeCloseTo(bySum(a1, b1, a2, b2), 8)
    }),
  )
})

test('one of two beats the other', () => {
  const count = fc.integer({ min: 0, max: 2000 })
  fc.assert(
    fc.property(count, count, count, count, (k1, rest1, k2, rest2) => {
      const [one, other] = [shareOf(k1, k1 + rest1), shareOf(k2, k2 + rest2)]
      expect(beats(one, other) + beats(other, one)).toBeCloseTo(1, 5)
      expect(beats(one, one)).toBeCloseTo(0.5, 5)
    }),
    { numRuns: 60 },
  )
})

test('more is likelier the more there is of it', () => {
  const chances = [1, 4, 16, 64].map((times) => beats(shareOf(5 * times, 20 * times), shareOf(7 * times, 20 * times)))
  expect(chances).toEqual([...chances].sort((a, b) => a - b))
  expect(chances[0]).toBeLessThan(0.8)
  expect(chances[3]).toBeGreaterThan(0.99)
})
