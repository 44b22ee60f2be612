import { describe, expect, test } from 'vitest'
import { density, FRENCH_ROADS, fits, populationOf, standsIn, withoutBadges } from './plate-grammar.ts'
import { SHAPES } from './plate-shapes.ts'

const grammarsOf = (plate: string): string[] =>
  SHAPES.filter((shape) => shape.places.length === plate.length && standsIn(plate, shape)).map(
    ({ country, kind }) => `${country} ${kind}`,
  )

describe('which national grammars a plate obeys', () => {
  test.each([
    ['AB123CD', ['FR siv', 'IT national']],
    ['HZ999ZZ', ['FR siv', 'IT national']],
    ['WW123AB', ['FR provisional']],
    ['1234AB75', ['FR fni']],
    ['123ABC2B', ['FR fni']],
    ['1ABC123', ['BE european']],
    ['GE123456', ['CH canton']],
    ['1234BBC', ['ES national']],
    ['AB12CDE', ['GB current']],
    ['AB1234', ['LU national', 'DE district']],
  ])('%s: %j', (plate, expected) => {
    expect(grammarsOf(plate)).toEqual(expect.arrayContaining(expected))
  })
  test.each([
    ['AB000CD', 'never 000'],
    ['AB123SS', 'never SS'],
    ['AI123CD', 'no I'],
    ['1234AB00', 'no department 00'],
    ['1234AB96', 'no department 96'],
  ])('%s is not French: %s', (plate) =>
    expect(grammarsOf(plate).filter((grammar) => grammar.startsWith('FR '))).toEqual([]),
  )
  test('an unread letter may be any', () => expect(grammarsOf('A?123CD')).toContain('FR siv'))
  test('no grammar is an answer too', () => {
    expect(fits('LUVP0KR')).toBe(false)
    expect(grammarsOf('LUVP0KR')).toEqual([])
    expect(grammarsOf('')).toEqual([])
  })
})

describe('the euroband and the badge are hypotheses', () => {
  test.each([
    ['FAB123CD', ['AB123CD']],
    ['AB123CD75', ['AB123CD']],
    ['FAB123CD2A', ['AB123CD']],
    ['F1234AB75', ['1234AB75']],
    ['AB123CD', []],
    ['FB123CD', []],
    ['FANTASY', []],
  ])('%s may be %j', (read, plates) => expect(withoutBadges(read)).toEqual(plates))
})

describe('the plates that pass a French site', () => {
  test('every vehicle bears some plate', () => {
    const total = FRENCH_ROADS.shapes.reduce((sum, shape) => sum + shape.share, FRENCH_ROADS.unknown)
    expect(total).toBeCloseTo(1, 9)
  })
  test('a SIV plate of a series issued so far is about one in a hundred million', () => {
    expect(density('AB123CD', FRENCH_ROADS)).toBeGreaterThan(0.7e-8)
    expect(density('AB123CD', FRENCH_ROADS)).toBeLessThan(1.1e-8)
    expect(density('ZB123CD', FRENCH_ROADS)).toBeLessThan(1e-11)
    expect(density('LUVP0KR', FRENCH_ROADS)).toBeGreaterThan(0)
  })
  test('in Belgium a Belgian plate is the common one', () => {
    const belgian = populationOf('BE')
    expect(density('1ABC123', belgian)).toBeGreaterThan(20 * density('1ABC123', FRENCH_ROADS))
  })
})
