import { describe, expect, test } from 'vitest'
import { compilePhrases, findPhrases } from './phrases.ts'
import { bookOf } from './read-verbatim.ts'
import { newTokens, tokenise } from './tokens.ts'

const t = newTokens()
const found = (says: string, text: string): boolean => {
  let there = false
  tokenise(text, t)
  findPhrases(t, compilePhrases([{ key: 'it', says }]), () => {
    there = true
  })
  return there
}

describe('a phrase', () => {
  test.each([
    ['pas mal', 'Pas mal du tout', true],
    ['pas mal', 'pas du mal', false],
    ['pas _ mal', 'pas si mal', true],
    ['rappel~ moi|nous', 'Rappelez-moi', true],
    ['rappel~ moi|nous', 'rappelle nous vite', true],
    ['rappel~ moi|nous', 'le rappel constructeur', false],
    ['merci de? rappeler', 'merci rappeler', true],
    ['m a * dit', 'on m’a très souvent dit', true],
    ['m a * dit', 'on m’a un jour de pluie enfin dit', false],
    ['ca va $', 'ça va', true],
    ['ca va $', 'ça va mieux', false],
    ['^ top', 'Au top', false],
    ['^ top', 'Top', true],
    // Not across the end of a clause.
    ['plus jamais', 'je n’en veux plus, jamais', false],
  ])('%s in: %s', (says, text, expected) => {
    expect(found(says, text)).toBe(expected)
  })

  test.each(['* mot', 'mot? autre', '_ mot', 'ab~ mot', ''])('cannot begin so: %s', (says) => {
    expect(() => compilePhrases([{ key: 'it', says }])).toThrow()
  })
})

test('both books of phrases compile, with the same keys', () => {
  expect([...bookOf('fr').keys].sort()).toEqual([...bookOf('en').keys].sort())
})
