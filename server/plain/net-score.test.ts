import { describe, expect, test } from 'vitest'
import { type NetCounts, netScore, netScoreInterval, textbookMargin } from './net-score.ts'

test.each<[NetCounts, number, number, number]>([
  // Rocks, "Interval estimation for the net promoter score" (2016): the variance is (p + d − (p − d)²) / n.
  [{ promoters: 35, passives: 10, detractors: 5 }, 60, 9.3808, 18.3861],
  [{ promoters: 16, passives: 3, detractors: 1 }, 75, 11.9896, 23.4991],
  [{ promoters: 5, passives: 0, detractors: 0 }, 100, 0, 0],
])('%j', (counts, score, se, margin) => {
  expect(netScore(counts)!.score).toBeCloseTo(score, 9)
  expect(netScore(counts)!.se).toBeCloseTo(se, 4)
  expect(textbookMargin(counts)).toBeCloseTo(margin, 4)
})

test('nobody: no score, no interval', () => {
  const none = { promoters: 0, passives: 0, detractors: 0 }
  expect([netScore(none), netScoreInterval(none), textbookMargin(none)]).toEqual([null, null, null])
})

test('holds what was seen, also where all say the same', () => {
  for (let n = 1; n <= 12; n += 1)
    for (let promoters = 0; promoters <= n; promoters += 1)
      for (let passives = 0; passives <= n - promoters; passives += 1) {
        const counts = { promoters, passives, detractors: n - promoters - passives }
        const { low, high } = netScoreInterval(counts)!
        const { score } = netScore(counts)!
        expect(low <= score && score <= high, JSON.stringify(counts)).toBe(true)
      }
})

test('five who all recommend: not a hundred for certain', () => {
  const { low, high } = netScoreInterval({ promoters: 5, passives: 0, detractors: 0 })!
  expect(low).toBeGreaterThan(0)
  expect(low).toBeLessThan(50)
  expect(high).toBeLessThanOrEqual(100)
})

test('with many answers it is the textbook’s', () => {
  const counts = { promoters: 5000, passives: 3000, detractors: 2000 }
  const { low, high } = netScoreInterval(counts)!
  const margin = textbookMargin(counts)!
  expect(low).toBeCloseTo(30 - margin, 1)
  expect(high).toBeCloseTo(30 + margin, 1)
})

describe('how often the interval holds the truth, all cases counted', () => {
  const logs = [0, 0]
  for (let k = 2; k <= 30; k++) logs.push(logs[k - 1]! + Math.log(k))
  const covers = (n: number, [up, middle, down]: readonly [number, number, number]) => {
    const truth = 100 * (up - down)
    let [textbook, ours] = [0, 0]
    for (let promoters = 0; promoters <= n; promoters++)
      for (let passives = 0; passives <= n - promoters; passives++) {
        const detractors = n - promoters - passives
        const counts = { promoters, passives, detractors }
        const chance = Math.exp(
          logs[n]! -
            logs[promoters]! -
            logs[passives]! -
            logs[detractors]! +
            promoters * Math.log(up) +
            passives * Math.log(middle) +
            detractors * Math.log(down),
        )
        const { low, high } = netScoreInterval(counts)!
        if (low <= truth && truth <= high) ours += chance
        if (Math.abs(netScore(counts)!.score - truth) <= textbookMargin(counts)! + 1e-9) textbook += chance
      }
    return { textbook, ours }
  }
  test.each([5, 10, 15, 20, 25, 30])('85 %% promoters, n = %i', (n) => {
    const { textbook, ours } = covers(n, [0.85, 0.1, 0.05])
    expect(ours).toBeGreaterThan(0.93)
    expect(ours).toBeLessThan(0.98)
    expect(textbook).toBeLessThan(ours)
  })
  test('the textbook’s is a coin’s throw at five', () =>
    expect(covers(5, [0.85, 0.1, 0.05]).textbook).toBeLessThan(0.56))
})
