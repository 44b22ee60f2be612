import { expect, test } from 'vitest'
import { needlesOf, wordKeys, wordsOfField, wordsOfNeedles } from './needles.ts'

const nobody = { givenName: '', familyName: '', companyName: '', city: '' }
const names = (customer: Partial<typeof nobody>) =>
  needlesOf({ ...nobody, ...customer })
    .filter(({ kind }) => kind === 'name')
    .map(({ key }) => key)

test.each([
  ['Martin', ['martin']],
  ['Le Goff', ['goff', 'legoff']],
  ['d’Angelo', ['dangelo', 'angelo']],
  ['Jean-Pierre', ['jean', 'pierre', 'jeanpierre']],
  ['de la', ['de', 'la', 'dela']],
  ['van der Berg', ['berg', 'vanderberg']],
  ['Zoé 🚗', ['zoe']],
  ['', []],
])('%s may be called %j', (field, words) => expect(wordsOfField(field)).toEqual(words))

test('a name is found in both orders', () => {
  expect(names({ givenName: 'Anne', familyName: 'Cieille' })).toEqual(['anne cieille', 'cieille anne'])
})
test('every word of a name begins some key', () => {
  const keys = names({ givenName: 'Jean-Pierre', familyName: 'de la Tour', companyName: 'Garage du Pont' })
  for (const word of ['jean', 'pierre', 'jeanpierre', 'tour', 'delatour', 'garage', 'pont'])
    expect(keys.some((key) => key.split(' ')[0] === word)).toBe(true)
})
test('a lone word is its own key', () => expect(names({ familyName: 'Cieille' })).toEqual(['cieille']))
test('a company is found by its words in any order', () => {
  expect(names({ companyName: 'Garage Martin' })).toEqual([
    'garage martin',
    'garage garagemartin',
    'martin garage',
    'martin garagemartin',
    'garagemartin garage',
    'garagemartin martin',
  ])
})
test('the city goes with the family', () => {
  expect(needlesOf({ ...nobody, familyName: 'Martin', city: 'Saint-Étienne' }).at(-1)).toEqual({
    kind: 'city',
    key: 'martin saintetienne',
  })
})
test('a name made to be huge stays small', () => {
  const keys = needlesOf({
    ...nobody,
    givenName: 'ab '.repeat(40),
    familyName: 'x'.repeat(100),
    companyName: 'mot '.repeat(40),
  })
  expect(keys.length).toBeLessThan(60)
  for (const { key } of keys) expect(key.length).toBeLessThanOrEqual(65)
})
test('the city is no word of a name', () => {
  expect(wordsOfNeedles(needlesOf({ ...nobody, familyName: 'Martin', city: 'Lyon' }))).toEqual(['martin'])
})
test('a word and the same word with a typo share a key', () => {
  const typos = (word: string) =>
    wordKeys(word)
      .filter(({ kind }) => kind === 'typo')
      .map(({ key }) => key)
  for (const typo of ['cieile', 'cieillle', 'ceiille', 'cieillr'])
    expect(typos(typo).some((key) => typos('cieille').includes(key))).toBe(true)
})
