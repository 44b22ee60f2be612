import { describe, expect, it, test } from 'vitest'
import { kappaOf } from './kappa.ts'

describe('agreement beyond chance', () => {
  test.each([
    // Of 100 pairs both say yes to 40, no to 40: chance would agree on half of them.
    [{ bothSame: 40, bothDifferent: 40, differ: 20 }, 0.6],
    [{ bothSame: 25, bothDifferent: 25, differ: 50 }, 0],
    [{ bothSame: 10, bothDifferent: 10, differ: 0 }, 1],
  ])('%j', (counts, value) => {
    const kappa = kappaOf(counts)!
    expect(kappa.value).toBeCloseTo(value, 6)
    expect(kappa.low).toBeLessThanOrEqual(kappa.value)
    expect(kappa.high).toBeGreaterThanOrEqual(kappa.value)
  })
  it('twenty pairs all agreed: at most one is proven, and not more than it can', () => {
    const { low, high } = kappaOf({ bothSame: 10, bothDifferent: 10, differ: 0 })!
    expect(high).toBe(1)
    expect(low).toBeGreaterThan(0.6)
    expect(low).toBeLessThan(0.75)
  })
  it('more pairs, a narrower interval', () => {
    const width = (times: number) => {
      const { low, high } = kappaOf({ bothSame: 8 * times, bothDifferent: 10 * times, differ: 2 * times })!
      return high - low
    }
    expect(width(10)).toBeLessThan(width(1) / 2)
  })
  it('says nothing of four pairs, nor where nobody ever said no', () => {
    expect(kappaOf({ bothSame: 2, bothDifferent: 2, differ: 0 })).toBeNull()
    expect(kappaOf({ bothSame: 30, bothDifferent: 0, differ: 0 })).toBeNull()
  })
  it('holds the true kappa nineteen times of twenty', () => {
    let state = 88172645
    const chance = () => {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      return (state >>> 0) / 2 ** 32
    }
    // Each pair is yes with .6; both readers agree with the pair by rho = √kappa, else they guess by .6.
    const truth = 0.7
    let held = 0
    for (let run = 0; run < 1000; run++) {
      const counts = { bothSame: 0, bothDifferent: 0, differ: 0 }
      for (let n = 0; n < 40; n++) {
        const copy = chance() < truth
        const one = chance() < 0.6
        const other = copy ? one : chance() < 0.6
        if (one !== other) counts.differ++
        else if (one) counts.bothSame++
        else counts.bothDifferent++
      }
      const { low, high } = kappaOf(counts)!
      if (low <= truth && truth <= high) held++
    }
    expect(held / 1000).toBeGreaterThan(0.93)
    expect(held / 1000).toBeLessThan(0.99)
  })
})
