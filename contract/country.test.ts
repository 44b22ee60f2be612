import { expect, it } from 'vitest'
import { country } from './country.ts'

it.each([
  ['FR', 'FR'],
  ['fr', 'FR'],
  [' gb ', 'GB'],
  ['UK', 'GB'],
  ['RE', 'RE'],
  ['XK', 'XK'],
])('%j is %s', (sent, kept) => expect(country.parse(sent)).toBe(kept))

it.each(['ZZ', 'EU', 'XX', '1A', '', 'F', 'FRA', 'é!'])('%j is no country', (sent) => {
  const { error } = country.safeParse(sent)
  expect(error?.issues.map(({ message }) => message)).toEqual(['unknown-country'])
})
