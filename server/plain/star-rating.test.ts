import { describe, expect, test } from 'vitest'
import { chanceUnder, type StarCounts, starRating } from './star-rating.ts'

test('nobody yet: the published average is the one it starts from, and nothing is known', () => {
  const rating = starRating([0, 0, 0, 0, 0])
  expect(rating).toMatchObject({ n: 0, mean: null, average: 3.5 })
  expect(rating.below3).toBeCloseTo(0.5, 9)
  expect(rating.interval.low).toBeLessThan(1.2)
  expect(rating.interval.high).toBeGreaterThan(4.8)
})

test.each<[StarCounts, number, number, number]>([
  // counts, published average, expected, its spread
  [[3, 0, 0, 0, 0], 2.5625, 1.5, 0.5],
  [[10, 5, 5, 10, 10], 3.166667, 3.121951, 0.236592],
  [[1, 0, 0, 0, 9], 4.233333, 4.454545, 0.376661],
])('%j', (counts, average, expected, sd) => {
  const rating = starRating(counts)
  expect(rating.average).toBeCloseTo(average, 6)
  expect(rating.expected).toBeCloseTo(expected, 6)
  expect(rating.sd).toBeCloseTo(sd, 6)
})

describe('how likely the true mean is under three', () => {
  // Two kinds only: a beta. One star with probability p has mean 5 − 4p; under three when p > ½.
  test('it is the same whichever way round', () => {
    const counts: StarCounts = [4, 1, 0, 2, 1]
    const mirrored: StarCounts = [1, 2, 0, 1, 4]
    expect(chanceUnder(3, counts)).toBeCloseTo(1 - chanceUnder(3, mirrored), 9)
  })
  test('an even rating is under three half of the time, and over one always', () => {
    expect(starRating([7, 2, 1, 2, 7]).below3).toBeCloseTo(0.5, 9)
    expect(chanceUnder(1, [7, 2, 1, 2, 7])).toBe(0)
    expect(chanceUnder(5.01, [7, 2, 1, 2, 7])).toBe(1)
  })
  test('more of the same makes it surer', () => {
    const chances = [1, 2, 5, 20, 100].map((times) => starRating([2 * times, times, 0, times, times]).below3)
    expect(chances).toEqual([...chances].sort((a, b) => a - b))
    expect(chances.at(-1)).toBeGreaterThan(0.999)
  })
  // Every way in which n answers may fall, of a product whose true mean is 3.6: what each rule would take off the shelf.
  test('the plain mean withdraws one good product in seven at n = 5, asking for 95 % one in a hundred and sixty', () => {
    const truth = [0.1, 0.1, 0.2, 0.3, 0.3]
    let [plain, sure] = [0, 0]
    for (const [counts, chance] of all(5, truth)) {
      const rating = starRating(counts)
      if (rating.mean! < 3) plain += chance
      if (rating.below3 > 0.95) sure += chance
    }
    expect(plain).toBeGreaterThan(0.1)
    expect(sure).toBeLessThan(0.01)
  })
})

function* all(n: number, truth: readonly number[]): Generator<[StarCounts, number]> {
  const falls = function* (left: number, kinds: number): Generator<number[]> {
    if (kinds === 1) yield [left]
    else for (let k = 0; k <= left; k++) for (const rest of falls(left - k, kinds - 1)) yield [k, ...rest]
  }
  const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1))
  for (const counts of falls(n, 5)) {
    const ways = factorial(n) / counts.reduce((product, k) => product * factorial(k), 1)
    yield [counts as unknown as StarCounts, counts.reduce((chance, k, i) => chance * truth[i]! ** k, ways)]
  }
}
