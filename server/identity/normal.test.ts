import { describe, expect, it } from 'vitest'
import { emptyDictionary, intern, textOf } from './dictionary.ts'
import { normalCity, normalStreet } from './normal-address.ts'
import { emailOfNobody, normalEmail, normalPhone, phoneOfNobody } from './normal-contact.ts'
import { dayOf, monthOf, normalDate, yearOf } from './normal-date.ts'
import { normalName, normalParts, withoutParticle } from './normal-name.ts'

it.each([
  ['Édouard', 'edouard'],
  ['de la Cruz', 'delacruz'],
  ["D'Angelo", 'dangelo'],
  ['van der Berg', 'vanderberg'],
  ['Jean-Pierre', 'jean pierre'],
  ['Mme Durand', 'durand'],
  ['Иванов', 'ivanov'],
  ['N/A', ''],
  ['inconnu', ''],
])('the name %s is compared as %s', (raw, normal) => expect(normalName(raw)).toBe(normal))

it('a name without its particle is still found', () => expect(withoutParticle('delacruz')).toBe('cruz'))

it.each([
  ['CIEILLE, Anne', { given: 'anne', family: 'cieille', rest: [] }],
  ['Anne Marie Cieille', { given: 'anne', family: 'cieille', rest: ['marie'] }],
])('%s in one piece', (full, parts) => expect(normalParts('', '', full)).toEqual(parts))

it.each([
  ['+33 6 39 98 12 34', '639981234'],
  ['0639981234', '639981234'],
  ['0033 (0)6 39 98 12 34', '639981234'],
  ['12', ''],
])('the telephone %s', (raw, normal) => expect(normalPhone(raw)).toBe(normal))

it.each(['0102030405', '0600000000', '0606060606', '0123456789'])('%s is nobody’s number', (raw) =>
  expect(phoneOfNobody(normalPhone(raw))).toBe(true),
)
it.each(['0639981234', '0199001122', '0465710918'])('%s may be somebody’s', (raw) =>
  expect(phoneOfNobody(normalPhone(raw))).toBe(false),
)

it.each(['noreply@x.fr', 'aucun@aucun.fr', 'pasdemail@orange.fr', 'x@x.fr'])('%s is nobody’s address', (raw) =>
  expect(emailOfNobody(normalEmail(raw))).toBe(true),
)
it.each(['anne@example.fr', 'testard.luc@orange.fr', 'xavier@free.fr'])('%s may be somebody’s', (raw) =>
  expect(emailOfNobody(normalEmail(raw))).toBe(raw.endsWith('@example.fr')),
)

it.each([
  ['12 bis, avenue de la République', { number: 12, name: 'av republique' }],
  ['12 AV REPUBLIQUE', { number: 12, name: 'av republique' }],
  ['Hauptstraße 7', { number: 7, name: 'hauptstr' }],
  ['rue du 8 Mai 1945', { number: 0, name: 'r 8 mai 1945' }],
])('the street %s', (raw, street) => expect(normalStreet(raw)).toEqual(street))

it('towns', () =>
  expect(['SAINT-DENIS', 'St Denis', 'St. Denis Cedex 2'].map(normalCity)).toEqual(Array(3).fill('st denis')))

describe('dates', () => {
  it.each(['1980-05-17', '19800517', '17/05/1980'])('%s', (raw) => {
    const date = normalDate(raw)
    expect([yearOf(date), monthOf(date), dayOf(date)]).toEqual([1980, 5, 17])
  })
  it('a year alone', () => expect([yearOf(normalDate('1980')), monthOf(normalDate('1980'))]).toEqual([1980, 0]))
  it('nothing', () => expect(normalDate('soon')).toBe(0))
})

it('a dictionary gives back what it was given, in any script', () => {
  const dictionary = emptyDictionary()
  const words = ['anne', 'łukasz', '李', '𝒜', 'anne', ...Array.from({ length: 300 }, (_, n) => `word${n}`)]
  const codes = words.map((word) => intern(dictionary, word))
  expect(codes.map((code) => textOf(dictionary, code))).toEqual(words)
  expect(codes[4]).toBe(codes[0])
  expect(intern(dictionary, '')).toBe(0)
})
