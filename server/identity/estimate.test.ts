import { describe, expect, it } from 'vitest'
import { estimateQuality } from './estimate.ts'
import { answersSoFar, estimatedQuality, type SampledBand } from './quality.ts'

describe('precision and recall from a stratified review', () => {
  it('weighs each band by its pairs', () => {
    const { precision, recall } = estimateQuality([
      { pairs: 9000, joined: true, asked: 100, same: 100 },
      { pairs: 1000, joined: true, asked: 100, same: 90 },
      { pairs: 5000, joined: false, asked: 100, same: 10 },
    ])
    expect(precision!.value).toBeCloseTo(0.99, 6)
    expect(precision!.low).toBeGreaterThan(0.94)
    expect(precision!.high).toBeLessThanOrEqual(1)
    expect(recall!.value).toBeCloseTo(9900 / 10400, 6)
    expect(recall!.low).toBeLessThan(recall!.value)
    expect(recall!.high).toBeGreaterThan(recall!.value)
  })
  it('nothing asked, nothing claimed', () => expect(estimateQuality([])).toEqual({ precision: null, recall: null }))
  it('a band asked in full is known; one nobody asked about is as wide as it is large', () => {
    const known = estimateQuality([{ pairs: 40, joined: true, asked: 40, same: 39 }]).precision!
    expect(known).toEqual({ value: 39 / 40, low: 39 / 40, high: 39 / 40 })
    const half = estimateQuality([
      { pairs: 40, joined: true, asked: 40, same: 40 },
      { pairs: 40, joined: true, asked: 0, same: 0 },
    ]).precision!
    expect(half).toEqual({ value: 1, low: 0.5, high: 1 })
  })
  it('all asked were right: not a hundred of a hundred for sure', () => {
    const { low, high } = estimateQuality([{ pairs: 100_000, joined: true, asked: 60, same: 60 }]).precision!
    expect(low).toBeCloseTo(0.94, 2)
    expect(high).toBe(1)
  })
  it('holds the truth nineteen times of twenty, at the shares and sizes a base has', () => {
    // Numbers that look drawn, always the same: xorshift.
    let state = 2463534242
    const chance = () => {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      return (state >>> 0) / 2 ** 32
    }
    const bands = [
      { pairs: 400, truth: 0.8 },
      { pairs: 3000, truth: 0.95 },
      { pairs: 20_000, truth: 0.995 },
    ]
    const all = bands.reduce((sum, { pairs }) => sum + pairs, 0)
    const precision = bands.reduce((sum, { pairs, truth }) => sum + pairs * truth, 0) / all
    let held = 0
    for (let run = 0; run < 2000; run++) {
      const strata = bands.map(({ pairs, truth }) => {
        let same = 0
        for (let k = 0; k < 20; k++) if (chance() < truth) same++
        return { pairs, joined: true, asked: 20, same }
      })
      const { low, high } = estimateQuality(strata).precision!
      if (low <= precision && precision <= high) held++
    }
    expect(held / 2000).toBeGreaterThan(0.94)
  })
})

describe('what a base says of itself', () => {
  const band = (of: Partial<SampledBand>): SampledBand => ({
    kind: 'joined',
    band: 2,
    pairs: 1000,
    undone: 0,
    drawn: 20,
    asked: 20,
    same: 20,
    ...of,
  })
  const near = band({ kind: 'near', band: 0, pairs: 500, drawn: 15, asked: 15, same: 0 })

  it('under twenty answers to what was drawn, nothing', () =>
    expect(estimatedQuality([band({ asked: 19, same: 19 }), near], 0)).toEqual({ precision: null, recall: null }))
  it('all that was drawn of a small base was asked: that is enough', () =>
    expect(estimatedQuality([band({ pairs: 12, drawn: 12, asked: 12, same: 12 })], 0).precision!.value).toBe(1))
  it('a merge that was undone is a wrong one, whether or not it was drawn', () => {
    const { precision } = estimatedQuality([band({ undone: 100 })], 0)
    expect(precision!.value).toBeCloseTo(0.9, 6)
    expect(precision!.high).toBeCloseTo(0.9, 6)
  })
  it('precision without recall while nobody was asked below the bar', () => {
    const { precision, recall } = estimatedQuality([band({}), { ...near, asked: 0 }], 0)
    expect(precision).not.toBeNull()
    expect(recall).toBeNull()
  })
  it('pairs that wait and are one person are missed; those that people joined are found', () => {
    const waits = band({ kind: 'asked', band: 2, pairs: 200, drawn: 8, asked: 10, same: 5 })
    const { recall } = estimatedQuality([band({}), near, waits], 0)
    expect(recall!.value).toBeCloseTo(1000 / 1100, 6)
    expect(estimatedQuality([band({}), near, waits], 900).recall!.value).toBeCloseTo(1900 / 2000, 6)
  })
})

it.each([
  ['nothing is drawn yet: of how many it will take', [], { asked: 0, of: 20 }],
  ['some of many', [{ kind: 'joined', asked: 15, drawn: 60 }], { asked: 15, of: 20 }],
  ['of fewer than it takes, all', [{ kind: 'joined', asked: 3, drawn: 12 }], { asked: 3, of: 12 }],
] as const)('answers so far: %s', (_, bands, joined) => {
  expect(answersSoFar(bands)).toEqual({ joined, near: { asked: 0, of: 10 } })
})
