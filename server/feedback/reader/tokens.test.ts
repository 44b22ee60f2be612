import { expect, test } from 'vitest'
import { wordsOf } from './phrases.ts'
import { newTokens, tokenise } from './tokens.ts'

const t = newTokens()
const words: string[] = []
const taken = (text: string): string[] => {
  tokenise(text, t)
  wordsOf(t, words)
  return [...words]
}

test.each([
  ['L’accueil était parfait', ['l', 'accueil', 'etait', 'parfait']],
  ["J'ai  attendu 1 h 30, 45,50 € !", ['j', 'ai', 'attendu', '#', 'h', '#', '#', '!']],
  ["I didn’t, you don't", ['i', 'didnt', 'you', 'dont']],
  ['suuuuper booon, mmmerci', ['super', 'bon', 'merci']],
  ['appelle, allée', ['appelle', 'allee']],
  ['cœur Straße ÉTÉ', ['coeur', 'strasse', 'ete']],
  ['', []],
  ['   \n\t ', []],
  ['…', ['…']],
  ['Bof... voilà..', ['bof', '…', 'voila', '…']],
  ['au 06 39 98 01 23, merci', ['au', '☎', 'merci']],
  ['carte 4970 1012 3456 7893', ['carte', '#', '#', '#', '#']],
])('%s', (text, expected) => {
  expect(taken(text)).toEqual(expected)
})

test('a smiley is a token, whatever the skin or the variant', () => {
  expect(taken('👍')).toEqual(taken('👍🏽'))
  expect(taken('❤️')).toEqual(taken('❤'))
  expect(taken('👍 👎')[0]).not.toBe(taken('👍 👎')[1])
})

test('a smiley typed with the keys is the emoji it stands for', () => {
  expect(taken('merci :)')).toEqual(taken('merci 🙂'))
  expect(taken('Trop long:-(((')).toEqual(taken('Trop long 🙁'))
  expect(taken('voir http://exemple.fr : (ou non)')).toEqual(['voir', 'http', 'exemple', 'fr', 'ou', 'non'])
})

test('clauses end at a stop, a comma, and before a turn', () => {
  tokenise('Bon accueil mais trop cher, hélas. Dommage !', t)
  expect(Array.from(t.clause.slice(0, t.n))).toEqual([0, 0, 1, 1, 1, 2, 3, 3])
})

test('each token stands where it says', () => {
  const text = 'Très 👍 déçu… d’attendre 3,5 h !'
  tokenise(text, t)
  const spans = Array.from({ length: t.n }, (_, i) => text.slice(t.from[i], t.to[i]))
  expect(spans).toEqual(['Très', '👍', 'déçu', '…', 'd', 'attendre', '3,5', 'h', '!'])
})

test('a capital counts where no sentence begins', () => {
  tokenise('Merci Karim. Bravo à Léa', t)
  expect(Array.from(t.capital.slice(0, t.n))).toEqual([0, 1, 0, 0, 1])
})

test('a novel is read from its beginning, and nothing is written past the end', () => {
  tokenise('mot '.repeat(100_000), t)
  expect(t.n).toBe(1200)
  tokenise('a'.repeat(1_000_000), t)
  expect(t.n).toBe(1)
  tokenise('abc'.repeat(100_000), t)
  expect(t.start[t.n]).toBeLessThanOrEqual(t.letters.length)
})
