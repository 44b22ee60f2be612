import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkDigit, checkVin, normaliseVin, vinFault } from './vin.ts'

describe('VIN', () => {
  it.each([
    ['1G4AH59H45G118341', 'ok', 'the sample calculation of 49 CFR 565, table V'],
    ['1M8GDM9AXKP042788', 'ok', 'a remainder of ten is written X'],
    ['11111111111111111', 'ok', 'ones only'],
    ['1G4AH59H55G118341', 'bad-check-digit', 'another digit in the ninth place'],
    ['1G4AH59H45G118314', 'bad-check-digit', 'two digits swapped'],
    ['LVSHCFDB5BE123456', 'bad-check-digit', 'China asks for one'],
    ['VF1RFB00560123456', 'no-check-digit', 'a French maker need not give one'],
    ['WVWZZZ1JZXW000001', 'no-check-digit', 'Z is a filler in the ninth place'],
    ['1G4AH59H45G11834', 'malformed', 'sixteen characters'],
    ['1G4AH59H45G11834O', 'malformed', 'the letter O'],
    ['VIN', 'malformed', 'three letters'],
  ])('%s is %s: %s', (vin, check) => {
    expect(checkVin(vin)).toBe(check)
  })

  it.each([
    ['vf1 rfb0-0560.123456', 'VF1RFB00560123456'],
    ['*VF1RFB00560123456*', 'VF1RFB00560123456'],
    ['ＶＦ１\u200bRFB00560123456', 'VF1RFB00560123456'],
  ])('%s is written %s', (raw, vin) => {
    expect(normaliseVin(raw)).toBe(vin)
  })

  it('refuses what is surely a slip, and keeps old chassis numbers', () => {
    expect(vinFault('1G4AH59H45G1183412')).toMatch(/18/)
    expect(vinFault('ВИН')).toMatch(/A to Z/)
    expect(vinFault('🚗')).toMatch(/A to Z/)
    expect(vinFault('R8853')).toBeNull()
  })

  it('sees every single wrong character of a digit', () => {
    const digit = fc.constantFrom(...'0123456789'.split(''))
    fc.assert(
      fc.property(fc.array(digit, { minLength: 16, maxLength: 16 }), fc.nat(15), digit, (rest, at, other) => {
        const draft = `1${rest.slice(1).join('')}1`
        const vin = draft.slice(0, 8) + checkDigit(`${draft.slice(0, 8)}0${draft.slice(9)}`) + draft.slice(9)
        const where = at === 8 || at === 0 ? 1 : at
        fc.pre(vin[where] !== other)
        expect(checkVin(vin)).toBe('ok')
        expect(checkVin(vin.slice(0, where) + other + vin.slice(where + 1))).toBe('bad-check-digit')
      }),
    )
  })
})
