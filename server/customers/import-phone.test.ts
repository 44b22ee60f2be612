import { expect, test } from 'vitest'
import { readPhone } from './import-phone.ts'

test.each([
  ['0639980101', '+33639980101'],
  ['639980101', '+33639980101'],
  ['639980101.0', '+33639980101'],
  ['6,39980103E+08', '+33639980103'],
  ['3,3639980104E+10', '+33639980104'],
  ['6,4E+08', undefined],
  ['06 39 98 01 05 (le matin)', '+33639980105'],
  ['Mme : 06.39.98.01.05', '+33639980105'],
  ['port. +33 6 39 98 01 05', '+33639980105'],
  ['06 39 98 01 05 poste 12', '+33639980105'],
  ['06 39 98 01 05 puis 06 39 98 01 06', undefined],
  ['voir avec Madame', undefined],
])('%s is %s', (written, e164) => expect(readPhone(written, 'FR')).toBe(e164))
