import { describe, expect, test } from 'vitest'
import { rankSites, type SiteFigures, shareInterval } from './rank.ts'

const site = (
  name: string,
  n: number,
  low: number | null,
  median: number | null,
  high: number | null,
): SiteFigures => ({
  siteId: name,
  name,
  figures: {
    n,
    medianS: median,
    medianLowS: low,
    medianHighS: high,
    p90S: null,
    withinPct: null,
    withinS: 90,
    bins: [],
    days: [],
  },
})
const places = (sites: SiteFigures[]) => rankSites(sites).ranked.map((s) => `${s.name} ${s.from}-${s.to}`)

describe('sites are ranked only where they differ', () => {
  test('three intervals apart: first, second, third', () => {
    expect(
      places([site('slow', 50, 100, 110, 120), site('quick', 50, 20, 25, 30), site('fair', 50, 50, 60, 70)]),
    ).toEqual(['quick 1-1', 'fair 2-2', 'slow 3-3'])
  })

  test('two that overlap share their places, in the order of their medians', () => {
    expect(places([site('a', 50, 40, 55, 70), site('b', 50, 35, 50, 65), site('c', 50, 100, 110, 120)])).toEqual([
      'b 1-2',
      'a 1-2',
      'c 3-3',
    ])
  })

  test('a wide interval between two narrow ones keeps all three places open for itself', () => {
    expect(places([site('a', 50, 20, 25, 30), site('wide', 12, 25, 60, 110), site('c', 50, 100, 110, 120)])).toEqual([
      'a 1-2',
      'wide 1-3',
      'c 2-3',
    ])
  })

  test('touching intervals are not apart', () => {
    expect(places([site('a', 50, 20, 25, 30), site('b', 50, 30, 35, 40)])).toEqual(['a 1-2', 'b 1-2'])
  })

  test('too few greetings: withheld, and no one else is ranked against them', () => {
    const { ranked, withheld } = rankSites([
      site('new', 9, 5, 6, 7),
      site('none', 0, null, null, null),
      site('a', 50, 20, 25, 30),
    ])
    expect(withheld.map((s) => s.name)).toEqual(['new', 'none'])
    expect(ranked.map((s) => [s.from, s.to])).toEqual([[1, 1]])
  })
})

test.each([
  // R: prop.test(x, n, correct = FALSE)$conf.int
  [0, 10, 0, 0.2775],
  [5, 10, 0.2366, 0.7634],
  [98, 100, 0.93, 0.9945],
])('%i of %i lies between %f and %f', (x, n, low, high) => {
  const interval = shareInterval(x / n, n)
  expect(interval?.low).toBeCloseTo(low, 3)
  expect(interval?.high).toBeCloseTo(high, 3)
})
