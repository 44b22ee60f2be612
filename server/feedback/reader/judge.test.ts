import { describe, expect, test } from 'vitest'
import { type Compared, compare, type Read, readsWorse, whoWins } from './judge.ts'

const reads = (both: number, onlyBefore: number, onlyAfter: number, neither: number): Read[] => [
  ...Array.from({ length: both }, () => ({ before: true, after: true })),
  ...Array.from({ length: onlyBefore }, () => ({ before: true, after: false })),
  ...Array.from({ length: onlyAfter }, () => ({ before: false, after: true })),
  ...Array.from({ length: neither }, () => ({ before: false, after: false })),
]
const none = compare([])

test.each([
  // R: binom.test(1, 10)$p.value, binom.test(6, 20), binom.test(0, 5)
  [reads(50, 1, 9, 3), 0.021484375],
  [reads(50, 14, 6, 3), 0.11531829833984375],
  [reads(0, 0, 5, 0), 0.0625],
  [reads(9, 4, 4, 9), 1],
  [[], 1],
])('chance is reckoned exactly (%#)', (given, p) => expect(compare(given).p).toBeCloseTo(p, 12))

describe('who wins', () => {
  const alerts = (before: number, after: number): Compared => ({ n: 10, before, after, p: 1 })
  test.each<[string, Read[], Compared, boolean, string]>([
    ['nobody, of nothing', [], none, false, 'not-better'],
    ['one that reads the same', reads(100, 5, 5, 10), none, false, 'not-better'],
    ['nine for one lost', reads(50, 1, 9, 3), none, true, 'better'],
    ['five for none, which chance does as well', reads(50, 0, 5, 3), none, false, 'not-better'],
    ['a point on two hundred', reads(150, 3, 5, 42), none, true, 'a-point-better'],
    ['a point on one hundred and ninety-nine', reads(149, 3, 5, 42), none, false, 'not-better'],
    ['less than a point on many', reads(900, 30, 38, 32), none, false, 'not-better'],
    ['worse, and beyond chance', reads(50, 30, 1, 3), none, false, 'not-better'],
    ['better, but an alert is missed', reads(50, 1, 30, 3), alerts(8, 7), false, 'alerts-lost'],
    ['better, and an alert more is found', reads(50, 1, 30, 3), alerts(7, 8), true, 'better'],
  ])('%s', (_who, given, alerts, promoted, because) =>
    expect(whoWins(compare(given), alerts)).toEqual({ promoted, because }),
  )
})

test('a reader steps back when the shipped one reads better beyond chance, and only then', () => {
  expect(readsWorse(compare(reads(50, 9, 1, 3)))).toBe(true)
  expect(readsWorse(compare(reads(50, 5, 1, 3)))).toBe(false)
  expect(readsWorse(compare(reads(50, 1, 9, 3)))).toBe(false)
})
