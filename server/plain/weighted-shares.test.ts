import { expect, test } from 'vitest'
import { betaBelow, betaQuantile } from './distributions.ts'
import { chanceBelow, momentsOf, quantileOf } from './weighted-shares.ts'

test.each([
  [0.5, 0.5, 0.3],
  [3, 19, 0.1],
  [200.5, 0.5, 0.999],
  [40_000, 60_000, 0.4],
  [1.5, 2.5, 0.999],
])('with two kinds of answer it is a beta: %f and %f', (a, b, x) => {
  const shares = { worth: [0, 1], strength: [b, a] }
  expect(chanceBelow(x, shares)).toBeCloseTo(betaBelow(a, b, x), 7)
  for (const p of [0.025, 0.5, 0.975]) expect(quantileOf(p, shares)).toBeCloseTo(betaQuantile(a, b, p), 6)
})

test('answers worth the same are one kind', () => {
  const split = { worth: [1, 2, 2, 4], strength: [3.2, 1.1, 4.4, 2.2] }
  const joined = { worth: [1, 2, 4], strength: [3.2, 5.5, 2.2] }
  for (const limit of [1.2, 2, 2.5, 3.9]) expect(chanceBelow(limit, split)).toBeCloseTo(chanceBelow(limit, joined), 9)
})

test('the mean and the spread are those of the distribution itself', () => {
  const shares = { worth: [1, 2, 3, 4, 5], strength: [1.2, 0.2, 3.2, 0.2, 9.2] }
  // E[X] = most − ∫ F, E[X²] = most² − ∫ 2x F
  const steps = 2000
  let [first, second] = [5, 25]
  for (let i = 0; i < steps; i++) {
    const x = 1 + ((i + 0.5) * 4) / steps
    first -= (chanceBelow(x, shares) * 4) / steps
    second -= (2 * x * chanceBelow(x, shares) * 4) / steps
  }
  const { mean, sd } = momentsOf(shares)
  expect(first).toBeCloseTo(mean, 5)
  expect(Math.sqrt(second - first * first)).toBeCloseTo(sd, 4)
})

test('beyond its worths there is nothing, and a quantile is the way back', () => {
  const shares = { worth: [-100, 0, 100], strength: [0.5, 0.5, 5.5] }
  expect(chanceBelow(-100, shares)).toBe(0)
  expect(chanceBelow(100.1, shares)).toBe(1)
  for (const p of [0.001, 0.025, 0.3, 0.5, 0.975, 0.999])
    expect(chanceBelow(quantileOf(p, shares), shares)).toBeCloseTo(p, 7)
})
