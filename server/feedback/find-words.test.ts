import { expect, test } from 'vitest'
import { findWords } from './find-words.ts'

test.each([
  ['Bravo à toute l’équipe', 'bravo a toute lequipe equipe'],
  ["qu'on m'a dit", 'quon ma dit on'],
  ['O’Brien', 'obrien brien'],
  ['', ''],
  ['’’’', ''],
])('%s is found by %s', (text, found) => expect(findWords(text)).toBe(found))
