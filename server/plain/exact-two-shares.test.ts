import { expect, test } from 'vitest'
import { exactTwoShares } from './exact-two-shares.ts'

/** The plain two-sided test, which published values are of: ours takes half of the table’s own chance away. */
const plain = (k: number, n: number, other: number, otherN: number): number => {
  const choose = (a: number, b: number): number => (b < 0 || b > a ? 0 : b === 0 ? 1 : (choose(a - 1, b - 1) * a) / b)
  const own = (choose(n, k) * choose(otherN, other)) / choose(n + otherN, k + other)
  return exactTwoShares(k, n, other, otherN) + own / 2
}

test.each([
  // Fisher's tea: three of four; Agresti, Categorical Data Analysis, §3.5. R: fisher.test.
  [3, 4, 1, 4, 0.4857],
  // R: fisher.test(matrix(c(1, 9, 11, 3), 2)): 0.002759.
  [1, 10, 11, 14, 0.002759],
  [10, 100, 0, 1200, 4.7e-12],
])('%i of %i against %i of %i', (k, n, other, otherN, p) => {
  const found = plain(k, n, other, otherN)
  expect(Math.abs(found - p) / p).toBeLessThan(0.35)
  if (p > 1e-6) expect(found).toBeCloseTo(p, 4)
})

test('either way round it is the same, and nothing said by nobody tells nothing', () => {
  expect(exactTwoShares(3, 40, 9, 50)).toBeCloseTo(exactTwoShares(9, 50, 3, 40), 12)
  expect(exactTwoShares(0, 40, 0, 50)).toBe(1)
  expect(exactTwoShares(40, 40, 50, 50)).toBe(1)
  expect(exactTwoShares(2, 4, 5, 10)).toBeGreaterThan(0.7)
})
