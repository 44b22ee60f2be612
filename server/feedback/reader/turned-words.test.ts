import { expect, test } from 'vitest'
import { newTokens, tokenise } from './tokens.ts'
import { turnedBy } from './turned-words.ts'

const t = newTokens()
const turn = (word: string): number => {
  tokenise(word, t)
  return turnedBy(t, 0)
}

test.each([
  ['mécontente', 2],
  ['insatisfaits', 2],
  ['INSATISFAITE', 2],
  ['malhonnêteté', 3],
  ['désagréable', 3],
  ['impolie', 2],
  ['irrespectueux', 2],
  ['incompétentes', 2],
  ['unhappy', 2],
  ['dissatisfied', 3],
  ['disrespectful', 3],
  ['unprofessional', 2],
])('%s is turned round', (word, letters) => expect(turn(word)).toBe(letters))

test.each([
  'content',
  'mécanicien',
  'merci',
  'meilleur',
  'impeccable',
  'irréprochable',
  'incroyable',
  'imbattable',
  'inoubliable',
  'intéressant',
  'important',
  'information',
  'intérieur',
  'dépannage',
  'désormais',
  'depuis',
  'malgré',
  'malin',
  'discret',
  'under',
  'understanding',
  'unbeatable',
  'interested',
  'me',
])('%s is not', (word) => expect(turn(word)).toBe(0)) // prettier-ignore
