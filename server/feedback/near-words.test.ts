import { expect, test } from 'vitest'
import { nearestOf, nearWords } from './near-words.ts'

test.each([
  ['accueille', 'accueil'],
  ['acceuil', 'accueil'],
  ['acceuil', 'accueils'],
  ['accueil', 'acceuil'],
  ['prevenue', 'prevenu'],
  ['prevenus', 'prevenue'],
  ['reparer', 'reparation'],
  ['patronne', 'patron'],
  ['vendeuse', 'vendeurs'],
  ['attendu', 'attendre'],
  ['vidanje', 'vidange'],
  ['garrage', 'garage'],
  ['retart', 'retard'],
  ['waited', 'waiting'],
])('who asks for %s finds %s', (typed, written) => expect(nearWords(typed).includes(written)).toBe(true))

test.each([
  ['pneu', 'peu'],
  ['porte', 'perte'],
  ['porte', 'poste'],
  ['delai', 'relai'],
  ['prix', 'pris'],
  ['c3', 'c4'],
  ['retard', 'regard'],
])('who asks for %s does not find %s', (typed, written) => expect(nearWords(typed)).not.toContain(written))

test('what begins with the word is no near word: it is found as typed', () =>
  expect(nearWords('accueil').filter((word) => word.startsWith('accueil'))).toEqual([]))

test('the nearest are told first', () =>
  expect(nearestOf('acceuil', ['accueillir', 'accueil', 'accueils'])).toEqual(['accueil', 'accueils', 'accueillir']))
