import { expect, test } from 'vitest'
import fr from '../words/fr.ts'
import { faultCode } from './fault-code.ts'

test.each([
  ['in-the-future', 'in-the-future'],
  ['A promise is for a moment to come, within a year.', 'a-promise-is-for-a-moment-to-come-within-a-year'],
  ['Too big: expected number to be <=2100', 'too-big'],
  ['Too small: expected string to have >=3 characters', 'too-small'],
  ['Invalid UUID', 'malformed'],
  ['Invalid input: expected string, received undefined', 'needed'],
])('« %s » is told by fault.%s', (because, code) => {
  expect(faultCode(because)).toBe(code)
  expect(fr).toHaveProperty([`fault.${code}`])
})
