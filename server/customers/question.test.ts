import { expect, test } from 'vitest'
import { nameReadings, phoneReading, readQuestion } from './question.ts'

test.each([
  ['06 12 34', ['+33612 34'], '061234'],
  ['0612', ['+33612'], '0612'],
  ['+33 6 12', ['+33612'], null],
  ['+33 (0)6 12', ['+33612'], null],
  ['0033612', ['+33612'], null],
  ['06.12-34/56', ['+336123456'], '06123456'],
  ['3456', ['+333456', '+3456'], '3456'],
  ['612', ['+33612', '+612'], null],
])('%s is a phone that begins %j or ends %s', (text, begins, ends) => {
  expect(phoneReading(text, ['FR'])).toEqual({
    begins: begins.map((each) => each.replaceAll(' ', '')),
    ends: ends !== null && ends.length >= 4 ? ends : null,
  })
})

test.each(['12', 'martin', 'AB-123-CD', '06 12 a', '', '+', '0000000000000000000000'])('%j is no phone', (text) =>
  expect(phoneReading(text, ['FR'])).toBeNull(),
)

test('a national number is read in each country of the network; Italy keeps its zero', () => {
  expect(phoneReading('0475 12', ['FR', 'BE', 'IT'])?.begins).toEqual(['+3347512', '+3247512', '+3947512', '+39047512'])
})

test.each([
  ['ab-123-cd', { plate: 'AB123CD', vins: ['AB123CD'], order: 'AB-123-CD', phone: null, email: null }],
  ['ab-1', { plate: 'AB1', vins: [], order: 'AB-1' }],
  ['VF1 RFB00 O12', { plate: 'VF1RFB00O12', vins: ['VF1RFB00O12', 'VF1RFB00012'] }],
  ['Anne.Cieille@', { email: 'anne.cieille@', plate: null, order: null }],
  ['anne', { email: null, plate: null, order: null, vins: [], phone: null, words: ['anne'] }],
  ['R-2026/0042', { order: 'R-2026/0042', words: ['r'] }],
  ['🚗', { names: [], plate: null, email: null, order: null, phone: null }],
  ['', { names: [], plate: null, email: null, order: null, phone: null, vins: [] }],
])('%j is read as %j', (text, parts) => expect(readQuestion(text)).toMatchObject(parts))

test.each([
  ['Madame Cieille', ['cieille']],
  ['M. Benali', ['benali']],
  ['Mr Jean Benali', ['jean', 'benali']],
  ['mme  le goff', ['le', 'goff']],
  ['Madame', ['madame']],
  ['Mme 06 12', ['mme']],
  ['Marchand', ['marchand']],
  ['Melle Élodie', ['elodie']],
])('%j is asked for as %j: a title is no name', (text, words) => expect(readQuestion(text).words).toEqual(words))

test('the last word is still typed until a blank follows', () => {
  expect(readQuestion('jean mart').typing).toBe(true)
  expect(readQuestion('jean martin ').typing).toBe(false)
})

test.each([
  [['martin'], ['martin']],
  [
    ['jean', 'martin'],
    ['jean martin', 'jeanmartin'],
  ],
  [
    ['le', 'goff'],
    ['goff', 'legoff'],
  ],
  [
    ['anne', 'le', 'goff'],
    ['anne goff', 'anne legoff', 'annelegoff', 'annele goff'],
  ],
  [
    ['jean', 'pierre', 'cole'],
    ['jean cole', 'jean pierre', 'pierre cole', 'jeanpierrecole', 'jean pierrecole', 'jeanpierre cole'],
  ],
  [
    ['anne', 'le'],
    ['anne le', 'annele'],
  ],
])('%j may be %j', (words, readings) =>
  expect(nameReadings(words).map((reading) => reading.join(' '))).toEqual(readings),
)
