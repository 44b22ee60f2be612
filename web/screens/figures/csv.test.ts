import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test.each([
  ['plain', 'plain'],
  ['Garage « du Centre »', 'Garage « du Centre »'],
  ['a, b', '"a, b"'],
  ['12,5 "net"', '"12,5 ""net"""'],
  ['two\nlines', '"two\nlines"'],
  ['=cmd()', "'=cmd()"],
  ['@home', "'@home"],
  [-3, '-3'],
  [null, ''],
])('%j is written %s', (value, written) => {
  expect(csvOf([[value]])).toBe(`\uFEFF${written}\r\n`)
})
