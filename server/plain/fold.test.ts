import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, foldedCode, foldedWords } from './fold.ts'

test.each([
  ['Lefèvre', 'lefevre'],
  ['LEFÈVRE', 'lefevre'],
  ['Lefe\u0300vre', 'lefevre'],
  ['Œuvrard', 'oeuvrard'],
  ['Læticia', 'laeticia'],
  ['Strauß', 'strauss'],
  ['Søren', 'soren'],
  ['Łukasz', 'lukasz'],
  ['Đorđe', 'dorde'],
  ['İbrahim', 'ibrahim'],
  ['Nguyễn Thị', 'nguyen thi'],
  ['O’Brien', 'obrien'],
  ["d'Angelo", 'dangelo'],
  ['Jean-Pierre', 'jean pierre'],
  ['  Anne   Marie ', 'anne marie'],
  ['Zoé 🚗💨 Martin', 'zoe martin'],
  ['👨‍👩‍👧', ''],
  ['Jo\u0000hn', 'jo hn'],
  ['ﬁlou', 'filou'],
  ['Иван', 'иван'],
  ['', ''],
  ['\ud83d', ''],
])('%j is compared as %j', (text, folded) => expect(fold(text)).toBe(folded))

test('words and codes', () => {
  expect(foldedWords(' Jean-Pierre  de la Tour ')).toEqual(['jean', 'pierre', 'de', 'la', 'tour'])
  expect(foldedWords(' … ')).toEqual([])
  expect(foldedCode('ab-123 cd')).toBe('AB123CD')
})

test('folding twice changes nothing, whatever was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text))
    }),
  )
})
