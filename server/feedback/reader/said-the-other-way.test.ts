import { expect, test } from 'vitest'
import { openReader } from '../../edges/reader/shipped-reader.edge.ts'

const reader = openReader()
const read = (text: string) =>
  reader.read(text, { language: /^[\x20-\x7e]*$/u.test(text) && / (?:was|it|I|too) /u.test(` ${text} `) ? 'en' : 'fr' })

/** Good words that say the contrary, and no words that praise. */
test.each([
  ['On ne peut pas faire pire', -1],
  ['Je n’ai jamais vu ça en trente ans', -1],
  ['J’en ai ras le cul de ce garage', -1],
  ['ras le bol', -1],
  ['jvous recomande pa', -1],
  ['Plus jamais je n’irai ailleurs !', 1],
  ['Nothing was too much trouble', 1],
  ['On ne peut pas faire mieux', 1],
  ['Je n’ai jamais vu un si bon accueil en trente ans', 1],
  ['R.A.S.', 1],
])('%s', (text, polarity) => expect(read(text).polarity).toBe(polarity))

test('who will never go elsewhere is not leaving; who says never again is', () => {
  expect(read('Plus jamais je n’irai ailleurs !').leaving).toBe(false)
  expect(read('Plus jamais chez vous').leaving).toBe(true)
})
test('what would be perfect if it worked is not', () =>
  expect(read('would be perfect if it started').polarity).toBeLessThan(1))
