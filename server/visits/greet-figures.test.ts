import { describe, expect, it } from 'vitest'
import { binWidth, greetFigures } from './greet-figures.ts'

const waits = (...seconds: number[]) => seconds.map((each) => ({ day: '2026-11-24', seconds: each }))

describe('how waiting is spread', () => {
  it('in bins of one width, so that no bar stands for more time than another, and one without an end', () => {
    const { bins } = greetFigures(waits(5, 29, 30, 61, 140, 290, 299, 900), 120)
    const widths = new Set(bins.flatMap(({ fromS, toS }) => (toS === null ? [] : [toS - fromS])))
    expect([...widths]).toEqual([60])
    expect(bins.filter(({ toS }) => toS === null)).toEqual([{ fromS: 600, toS: null, n: 1 }])
  })
  it('counts each wait once, on the edge in the later bin', () => {
    const { bins, n } = greetFigures(waits(0, 29.9, 30, 59, 60, 299, 300, 4000), 120, 30)
    expect(bins.map((bin) => bin.n)).toEqual([2, 2, 1, 0, 0, 0, 0, 0, 0, 1, 2])
    expect(bins.reduce((sum, bin) => sum + bin.n, 0)).toBe(n)
  })
  it('is as wide as nine in ten need', () => {
    expect(binWidth([])).toBe(30)
    expect(binWidth(waits(...Array.from({ length: 100 }, (_, at) => at)))).toBe(30)
    expect(binWidth(waits(...Array.from({ length: 100 }, (_, at) => at * 6)))).toBe(60)
    expect(binWidth(waits(1e6, 1e6))).toBe(900)
  })
})
