import { describe, expect, it } from 'vitest'
import { SCALE_OF } from '../../contract/surveys.ts'
import { averageOf, LEAST, NO_FIGURES, rounded, starsOf, weighted } from './rating.ts'

describe('a score as stars', () => {
  it.each([
    [0, SCALE_OF.nps, 1],
    [5, SCALE_OF.nps, 3],
    [9, SCALE_OF.nps, 4.6],
    [10, SCALE_OF.nps, 5],
    [1, SCALE_OF.csat, 1],
    [4, SCALE_OF.stars, 4],
    [4, SCALE_OF.ces, 3],
    [1, { min: 1, max: 5, direction: 'down' as const }, 5],
    [5, { min: 1, max: 5, direction: 'down' as const }, 1],
  ])('%d on %o is %d', (score, scale, stars) => {
    expect(starsOf(score, scale)).toBeCloseTo(stars, 10)
  })
})

describe('the published average', () => {
  const of = (...byStar: [number, number, number, number, number]) => ({
    ...NO_FIGURES,
    n: byStar.reduce((sum, n) => sum + n),
    sum: byStar.reduce((sum, n, at) => sum + n * (at + 1), 0),
    byStar,
  })
  it('is not shown under five reviews, and is from five on', () => {
    expect(LEAST).toBe(5)
    expect(averageOf(of(0, 0, 0, 0, 4))).toBeNull()
    expect(averageOf(of(0, 0, 0, 0, 5))).toEqual({ average: 4.25, mean: 5 })
  })
  it.each([
    [of(3, 0, 0, 0, 0), 2.5625],
    [of(10, 5, 5, 10, 10), 3.166_666_666_666_666_5],
    [of(1, 0, 0, 0, 9), 4.233_333_333_333_333],
  ])('is that of the formula: (5 × 3.5 + the sum) / (5 + n)', (figures, average) => {
    expect(weighted(figures)).toBeCloseTo(average, 12)
  })
  it('comes close to the plain mean where there are many', () => {
    const { average, mean } = averageOf(of(10, 20, 70, 300, 600))!
    expect(Math.abs(average - mean)).toBeLessThan(0.01)
  })
  it.each([
    [4.25, 4.3],
    [4.24, 4.2],
    [3.35, 3.4],
    [5, 5],
  ])('%d is shown as %d', (stars, shown) => expect(rounded(stars)).toBe(shown))
})
