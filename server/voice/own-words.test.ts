import { expect, test } from 'vitest'
import { foldedForms, keysOf, slugOf } from './own-words.ts'

test.each([
  ['Bornes électriques', 'bornes-electriques'],
  ['L’atelier !', 'latelier'],
  ['🙂', 'theme'],
  ['a'.repeat(80), 'a'.repeat(50)],
])('the short name of %s is %s', (title, slug) => expect(slugOf(title)).toBe(slug))

test.each([
  ['Borne de recharge', ['borne de recharge', 'borne de recharges']],
  ['délais', ['delais', 'delai']],
  ['L’éco-prime', ['eco prime', 'eco primes']],
  ['salle d’attente', ['salle d attente', 'salle d attentes']],
  ['!', []],
])('%s is compared as %j', (typed, forms) => expect(foldedForms([typed])).toEqual(forms))

test('words of all languages together, each once', () => {
  expect(keysOf({ fr: ['Bornes', 'borne'], en: ['chargers', ''] })).toEqual(['borne', 'charger'])
})
