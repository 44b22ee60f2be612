import { describe, expect, it } from 'vitest'
import { refitted } from './learn-from-judgements.ts'
import { FAMILY_LEVELS, GIVEN_LEVELS } from './levels.ts'
import { defaultModel } from './model.ts'
import type { PersonRecord } from './person-record.ts'

const model = defaultModel(1000)
const pair = (givenA: string, givenB: string): { a: PersonRecord; b: PersonRecord } => ({
  a: { id: '1', source: 's', givenName: givenA, familyName: 'Petit' },
  b: { id: '2', source: 's', givenName: givenB, familyName: 'Petit' },
})
const nickname = GIVEN_LEVELS.indexOf('nickname')
const mOf = (of: typeof model) => of.comparisons.givenName!.m[nickname]!

describe('answers teach', () => {
  it('a few nudge, many decide', () => {
    const answers = (n: number) => Array.from({ length: n }, () => ({ ...pair('Robert', 'Bob'), same: true }))
    expect(mOf(refitted(model, answers(5)))).toBeGreaterThan(mOf(model))
    expect(mOf(refitted(model, answers(5)))).toBeLessThan(0.1)
    expect(mOf(refitted(model, answers(2000)))).toBeGreaterThan(0.8)
  })
  it('a “no” about a doubtful pair says nothing of strangers', () =>
    expect(refitted(model, [{ ...pair('Robert', 'Bob'), same: false }]).comparisons.givenName!.m).toEqual(
      model.comparisons.givenName!.m,
    ))
  it('each m still adds up to one', () => {
    const { comparisons } = refitted(
      model,
      Array.from({ length: 50 }, () => ({ ...pair('Anne', 'Ann'), same: true })),
    )
    const sum = (name: string, without = -1): number =>
      comparisons[name]!.m.reduce((all, m, level) => all + (level === without ? 0 : m), 0)
    expect(sum('givenName')).toBeCloseTo(1, 6)
    expect(sum('familyName', FAMILY_LEVELS.indexOf('swapped'))).toBeCloseTo(1, 6)
  })
})
