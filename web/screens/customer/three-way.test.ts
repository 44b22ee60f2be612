import { describe, expect, test } from 'vitest'
import { threeWay } from './three-way.ts'

const base = { city: 'Lyon', note: '', phones: ['a'] }

describe('two people write on one page', () => {
  test('nobody else wrote: what I changed goes, and nothing else', () => {
    expect(threeWay(base, { ...base, city: 'Paris' }, base)).toEqual({
      changes: { city: 'Paris' },
      merged: { ...base, city: 'Paris' },
      clash: [],
    })
  })
  test('they changed another field: both are kept', () => {
    const theirs = { ...base, note: 'aime le thé' }
    expect(threeWay(base, { ...base, city: 'Paris' }, theirs)).toEqual({
      changes: { city: 'Paris' },
      merged: { city: 'Paris', note: 'aime le thé', phones: ['a'] },
      clash: [],
    })
  })
  test('they changed the same field: mine stands, and the clash is told', () => {
    const merge = threeWay(base, { ...base, city: 'Paris', phones: ['a', 'b'] }, { ...base, city: 'Nice' })
    expect(merge.clash).toEqual(['city'])
    expect(merge.merged).toEqual({ city: 'Paris', note: '', phones: ['a', 'b'] })
    expect(merge.changes).toEqual({ city: 'Paris', phones: ['a', 'b'] })
  })
  test('we wrote the same: nothing is left to write, nothing clashes', () => {
    expect(threeWay(base, { ...base, city: 'Nice' }, { ...base, city: 'Nice' })).toMatchObject({
      changes: {},
      clash: [],
    })
  })
})
