import { describe, expect, test } from 'vitest'
import { drawnBands, fatesOf } from './spread.ts'

describe('the pairs by points', () => {
  test('every band is drawn, the empty ones too; what lies beyond is counted', () => {
    const { bands, over, under } = drawnBands([
      { from: 4, pairs: 3 },
      { from: -40, pairs: 1 },
      { from: 30, pairs: 7 },
    ])
    expect(bands).toHaveLength(17)
    expect(bands.filter((band) => band.pairs > 0)).toEqual([{ from: 4, pairs: 3 }])
    expect([over, under]).toEqual([7, 1])
  })
  test.each([
    [-4, ['-4 left']],
    [0, ['0 ask']],
    [4, ['4 ask', '5 same']],
    [6, ['6 same']],
  ])('a band from %i is cut where a bar stands in it', (from, expected) => {
    expect(fatesOf({ from, pairs: 1 }, 0, 5).map((piece) => `${piece.from} ${piece.fate}`)).toEqual(expected)
  })
  test('two bars in one band make three pieces', () => {
    expect(fatesOf({ from: 0, pairs: 1 }, 0.5, 1.5).map((piece) => piece.fate)).toEqual(['left', 'ask', 'same'])
  })
  test('two bars at one place leave nothing to ask', () => {
    expect(fatesOf({ from: 0, pairs: 1 }, 1, 1).map((piece) => piece.fate)).toEqual(['left', 'same'])
  })
})
