import { expect, test } from 'vitest'
import { isCutNumber, readDay, wholeNumber } from './import-cells.ts'

test.each([
  ['45123', '2023-07-16'],
  ['45123,75', '2023-07-16'],
  ['45123.5', '2023-07-16'],
  ['4512', null],
])('a spreadsheet writes %s for %s', (written, day) => expect(readDay(written, 'dmy', '2026-05-12')).toBe(day))

test.each([
  ['6,39980103E+08', '639980103'],
  ['1.2E+1', '12'],
  ['1,04568E+18', null],
  ['6,4E+08', null],
  ['123', null],
])('%s, written out, is %s', (written, whole) => {
  expect(wholeNumber(written)).toBe(whole)
  expect(isCutNumber(written)).toBe(/E/u.test(written))
})
