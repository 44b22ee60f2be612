import { describe, expect, test } from 'vitest'
import { between, comparePlaces, pairsApart } from './compare-places.ts'
import { figureOf } from './figure.ts'
import { funnelOf, zoneOf } from './funnel.ts'

/** A site of n answers of which so many are content. */
const site = (happy: number, n: number) =>
  figureOf('csat', [{ metric: 'csat', steps: 4, counts: [n - happy, 0, 0, 0, happy], leftOut: 0 }])
const named = (all: Record<string, [number, number]>) =>
  Object.entries(all).map(([key, [happy, n]]) => ({ key, figure: site(happy, n) }))

/** Chance that is the same in every run (Mulberry32). */
function drawing(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
const binomial = (draw: () => number, n: number, p: number): number => {
  let k = 0
  for (let i = 0; i < n; i++) if (draw() < p) k += 1
  return k
}

describe('sites are ranked only where they differ', () => {
  test('three far apart: first, second, third', () => {
    const { rows, said } = comparePlaces(named({ a: [900, 1000], b: [700, 1000], c: [500, 1000] }))
    expect(rows.map(({ key, place }) => [key, place])).toEqual([
      ['a', { from: 1, to: 1 }],
      ['b', { from: 2, to: 2 }],
      ['c', { from: 3, to: 3 }],
    ])
    expect(said).toBe('apart')
  })
  test('alike ones share all places', () => {
    const { rows, said } = comparePlaces(named({ a: [81, 100], b: [80, 100], c: [78, 100] }))
    expect(rows.every(({ place }) => place?.from === 1 && place.to === 3)).toBe(true)
    expect(said).toBe('alike')
  })
  test('too few to be ranked stand last, without a place', () => {
    const { rows, said } = comparePlaces(named({ few: [9, 9], b: [40, 100], c: [90, 100] }))
    expect(rows.at(-1)).toMatchObject({ key: 'few', place: null })
    expect(said).toBe('apart')
    expect(comparePlaces(named({ few: [9, 9], b: [40, 100] })).said).toBe('few')
  })
  test('of twenty sites that are all the same, one is wrongly called better in at most one world of twenty', () => {
    const draw = drawing(7)
    let wrong = 0
    for (let world = 0; world < 400; world++) {
      const figures = Array.from({ length: 20 }, () => site(binomial(draw, 40, 0.8), 40))
      if (pairsApart(figures).some((row) => row.some(Boolean))) wrong += 1
    }
    expect(wrong / 400).toBeLessThan(0.06)
  })
})

describe('few answers are drawn towards the whole', () => {
  test('the fewer, the more; and nothing moves past the whole', () => {
    const draw = drawing(3)
    const all = Array.from({ length: 30 }, (_, i) => {
      const n = 12 + i * 10
      return { key: `s${i}`, figure: site(binomial(draw, n, 0.6 + 0.3 * draw()), n) }
    })
    const { rows, middle, apart } = comparePlaces(all)
    expect(apart).toBeGreaterThan(3)
    for (const { figure, shrunk, own } of rows) {
      expect(own).toBeGreaterThan(0)
      expect(own).toBeLessThan(1)
      expect((shrunk! - middle!) * (figure.value! - middle!)).toBeGreaterThanOrEqual(0)
      expect(Math.abs(shrunk! - middle!)).toBeLessThanOrEqual(Math.abs(figure.value! - middle!))
    }
    const byN = [...rows].sort((a, b) => a.figure.n - b.figure.n)
    expect(byN[0]!.own).toBeLessThan(byN.at(-1)!.own)
  })
  test('drawn values lie nearer to the truth than plain ones', () => {
    const draw = drawing(11)
    let [plain, drawn] = [0, 0]
    for (let world = 0; world < 40; world++) {
      const truth = Array.from({ length: 25 }, () => 100 * (0.7 + 0.2 * draw()))
      const { rows } = comparePlaces(
        truth.map((each, i) => ({ key: `${i}`, figure: site(binomial(draw, 20, each / 100), 20) })),
      )
      for (const { key, figure, shrunk } of rows) {
        plain += (figure.value! - truth[Number(key)]!) ** 2
        drawn += (shrunk! - truth[Number(key)]!) ** 2
      }
    }
    expect(drawn).toBeLessThan(plain / 2)
  })
  test('of two nothing is known of the whole', () => {
    const { rows } = comparePlaces(named({ a: [50, 100], b: [90, 100] }))
    expect(rows.map(({ shrunk }) => shrunk)).toEqual([null, null])
    expect(between([])).toEqual({ middle: null, apart: 0 })
  })
})

describe('the funnel', () => {
  test('of sites that are the same, one in twenty is outside the inner and hardly one outside the outer limits', () => {
    const draw = drawing(5)
    const zones: Record<string, number> = {}
    for (let world = 0; world < 60; world++) {
      const figures = Array.from({ length: 40 }, (_, i) => site(binomial(draw, 20 + i * 5, 0.8), 20 + i * 5))
      const funnel = funnelOf(figures)!
      for (const figure of figures) {
        const zone = zoneOf(funnel, figure)
        zones[zone] = (zones[zone] ?? 0) + 1
      }
    }
    expect(((zones.above ?? 0) + (zones.below ?? 0)) / 2400).toBeLessThan(0.06)
    expect(((zones['far-above'] ?? 0) + (zones['far-below'] ?? 0)) / 2400).toBeLessThan(0.005)
  })
  test('one bad site among many is far below', () => {
    const figures = [...Array.from({ length: 20 }, () => site(160, 200)), site(100, 200)]
    const funnel = funnelOf(figures)!
    expect(zoneOf(funnel, figures.at(-1)!)).toBe('far-below')
    expect(zoneOf(funnel, figures[0]!)).toBe('in')
  })
  test('where all differ anyway the limits are widened', () => {
    const figures = Array.from({ length: 20 }, (_, i) => site(100 + 5 * i, 200))
    expect(funnelOf(figures)!.over).toBeGreaterThan(5)
  })
  test('four sites are no funnel', () => expect(funnelOf([1, 2, 3, 4].map(() => site(5, 10)))).toBeNull())
})
