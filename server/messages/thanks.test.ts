import { expect, it } from 'vitest'
import { isThanks } from './thanks.ts'

it.each([
  ['Merci', true],
  ['Merci beaucoup !', true],
  ['Ok parfait, bonne journée', true],
  ['D’accord merci', true],
  ['👍', true],
  ['Thank you so much', true],
  ['Oui', false],
  ['Non', false],
  ['Merci de me rappeler', false],
  ['Ok pour mardi', false],
  ['Bien reçu ?', false],
  ['?', false],
  ['', false],
  ['Non, la voiture fume depuis hier, rappelez-moi vite !', false],
])('%j is thanks, and no more: %s', (text, expected) => expect(isThanks(text)).toBe(expected))
