import { expect, test } from 'vitest'
import { phoneAt, smileyAt } from './typed-signs.ts'

const said = (text: string, i = 0): string | null => {
  const smiley = smileyAt(text, i)
  return smiley && `${String.fromCodePoint(smiley.point)}${smiley.to}`
}

test.each([
  [':)', '🙂2'],
  [':-)', '🙂3'],
  [':))) merci', '🙂4'],
  ['=)', '🙂2'],
  [':D', '😀2'],
  [';)', '😉2'],
  [';-)', '😉3'],
  ['^^', '😊2'],
  ['^_^', '😊3'],
  ['<3', '❤2'],
  [':(', '🙁2'],
  [':-((', '🙁4'],
  [":'(", '😢3'],
  ['>:(', '😡3'],
  [':/', '😕2'],
  [':-/', '😕3'],
  [':|', '😐2'],
])('%s is a smiley', (text, emoji) => expect(said(text)).toBe(emoji))

test.each([
  ['a link', 'https://exemple.fr', 5],
  ['an hour', '9:45', 1],
  ['the words of a bracket', 'prix :(voir devis)', 5],
  ['an apostrophe', ":D'accord", 0],
  ['a word', ':plus', 0],
  ['a sum', '=1+1', 0],
  ['less than thirty', '<30', 0],
  ['nothing', ':', 0],
])('%s is none', (_what, text, at) => expect(said(text, at)).toBeNull())

test.each([
  ['06 39 98 01 23', 0, 14],
  ['0639980123 svp', 0, 10],
  ['06.39.98.01.23.', 0, 14],
  ['+33 6 39 98 01 23', 1, 17],
  ['01632 960 123', 0, 13],
])('%s is a telephone number', (text, at, to) => expect(phoneAt(text, at)).toBe(to))

test.each([
  ['the middle of an account', 'FR76 3000 6000 0112 3456 7890 189', 15],
  ['a card', '4970 1012 3456 7893', 0],
  ['a date', '06/10/2026', 0],
  ['a price', '0,50', 0],
  ['a long number', '00001234567890123', 0],
  ['a kilometrage', '098 450 km', 0],
])('%s is none', (_what, text, at) => expect(phoneAt(text, at)).toBe(0))
