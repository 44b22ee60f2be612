import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayPhone, isMobile, toE164 } from './phone.ts'

describe('a number in any writing has one key', () => {
  it.each([
    ['06 12 34 56 78', 'FR', '+33612345678'],
    ['06.12.34.56.78', 'FR', '+33612345678'],
    ['0612345678', 'FR', '+33612345678'],
    ['+33 (0)6 12 34 56 78', 'FR', '+33612345678'],
    ['+33612345678', 'BE', '+33612345678'],
    ['00 33 6 12 34 56 78', 'FR', '+33612345678'],
    ['0033 (0)6 12 34 56 78', 'FR', '+33612345678'],
    ['33601020304', 'FR', '+33601020304'],
    ['+44 330 818 6690', 'FR', '+443308186690'],
    ['447911123456', 'FR', '+447911123456'],
    ['0041 79 123 45 67', 'FR', '+41791234567'],
    ['079 123 45 67', 'CH', '+41791234567'],
    ['079 123 45 67', 'ch', '+41791234567'],
    ['0690 00 12 34', 'FR', '+590690001234'],
    ['+33 690 00 12 34', 'FR', '+590690001234'],
    ['0692 12 34 56', 'FR', '+262692123456'],
    ['0692 12 34 56', 'RE', '+262692123456'],
    ['0262 12 34 56', 'FR', '+262262123456'],
    ['tel:+33612345678', 'FR', '+33612345678'],
    ['sip:+33612345678@pbx.local', 'FR', '+33612345678'],
    ['01 42 00 00 00 poste 12', 'FR', '+33142000000'],
    [' 01 42 00 00 00 ', 'FR', '+33142000000'],
    // A spreadsheet drops the first 0.
    ['612345678', 'FR', '+33612345678'],
  ])('%s written in %s is %s', (raw, country, e164) => expect(toE164(raw, country)).toBe(e164))

  it.each([
    '',
    'anonymous',
    'Restricted',
    'client:Anonymous',
    '+266696687',
    '+7378742833',
    '+86282452253',
    '112',
    '3631',
    '06 12 34 56 7',
    '0000000000',
    '102',
    '06 12 34 AB 78',
    '+',
    '9'.repeat(200),
  ])('%j is nobody one could call back', (raw) => expect(toE164(raw, 'FR')).toBeUndefined())

  it('without a known country, only whole numbers are understood', () => {
    expect(toE164('0612345678', 'XX')).toBeUndefined()
    expect(toE164('+33612345678', 'XX')).toBe('+33612345678')
  })

  it('never throws, and what it gives is a fixed point', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+()0-9 .-]{0,20}$/)), (raw) => {
        const e164 = toE164(raw)
        if (e164 === undefined) return
        expect(e164).toMatch(/^\+\d{7,15}$/)
        expect(toE164(e164)).toBe(e164)
        expect(toE164(displayPhone(e164))).toBe(e164)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a kept number as one reads it', () => {
  it.each([
    ['+33612345678', 'FR', '06 12 34 56 78'],
    ['+33612345678', 'BE', '+33 6 12 34 56 78'],
    ['+590690001234', 'FR', '0690 00 12 34'],
    ['+41791234567', 'FR', '+41 79 123 45 67'],
    ['not a number', 'FR', 'not a number'],
  ])('%s in %s reads %s', (e164, country, shown) => expect(displayPhone(e164, country)).toBe(shown))
})

it.each([
  ['+33612345678', true],
  ['+33751234567', true],
  ['+33639980100', true],
  ['+33142000000', false],
  ['+33199001010', false],
  ['+33536490012', false],
  ['+33912345678', false],
  ['+262692123456', true],
  ['+262262123456', false],
  ['+447911123456', true],
  ['+442079460123', false],
  ['+12125550123', false],
  ['nonsense', false],
])('%s is a mobile: %s', (e164, mobile) => expect(isMobile(e164)).toBe(mobile))
