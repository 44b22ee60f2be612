import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countryCode, displayPlate, normalisePlate, PLATE_MAX } from './plate.ts'

describe('a plate as one key', () => {
  test.each([
    ['ab-123-cd', 'AB123CD'],
    ['  AB 123 CD\n', 'AB123CD'],
    ['ÀB·123·çd', 'AB123CD'],
    ['ＡＢ１２３ＣＤ', 'AB123CD'],
    ['🚗AB123CD🚗', 'AB123CD'],
    ['A?123CD', 'A?123CD'],
    ['', ''],
    ['---', ''],
    ['🚗', ''],
    ['ABCDEFGHIJKLMNOP', 'ABCDEFGHIJKL'],
  ])('%j is kept as %j', (raw, plate) => expect(normalisePlate(raw)).toBe(plate))

  test('whatever comes, it is short, plain, and stays itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (raw) => {
        const plate = normalisePlate(raw)
        expect(plate).toMatch(/^[A-Z0-9?]*$/)
        expect(plate.length).toBeLessThanOrEqual(PLATE_MAX)
        expect(normalisePlate(plate)).toBe(plate)
      }),
    )
  })
  test('a megabyte is not worked through', () => expect(normalisePlate('-'.repeat(10_000_000))).toBe(''))
})

test.each([
  ['AB123CD', 'FR', 'AB-123-CD'],
  ['1234AB75', 'FR', '1234 AB 75'],
  ['123ABC2A', 'FR', '123 ABC 2A'],
  ['1ABC123', 'BE', '1-ABC-123'],
  ['GE123456', 'CH', 'GE 123456'],
  ['1234BBC', 'ES', '1234 BBC'],
  ['AB123CD', 'IT', 'AB 123 CD'],
  ['XP004T', 'NL', 'XP-004-T'],
  ['AB12CDE', 'UK', 'AB12 CDE'],
  ['NOX218', 'FR', 'NOX218'],
  ['WHATEVER', 'ZZ', 'WHATEVER'],
])('%s of %s is written %s', (plate, country, written) => {
  expect(displayPlate(plate, country)).toBe(written)
  expect(normalisePlate(written)).toBe(plate)
})
test('the same country under its several names', () =>
  expect(['uk', 'GB', 'f', 'FR', 'D'].map(countryCode)).toEqual(['GB', 'GB', 'FR', 'FR', 'DE']))
