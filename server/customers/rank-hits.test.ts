import { expect, test } from 'vitest'
import { likelyWords } from './likely-words.ts'
import { readQuestion } from './question.ts'
import { type Found, rankAll, rankNeedles } from './rank-hits.ts'

const needle = (customerId: string, key: string, seen = '2026-01-01', kind: 'name' | 'city' = 'name') => ({
  customerId,
  kind,
  key,
  seen,
})
const ranked = (
  typed: string,
  needles: ReturnType<typeof needle>[],
  vocabulary: [string, 'typo' | 'sound' | 'fine', string][] = [],
) => {
  const question = readQuestion(typed)
  const likely = likelyWords(
    question.names.flat(),
    new Set(question.names.map((reading) => reading.at(-1)!)),
    vocabulary.map(([term, kind, word]) => ({ term, kind, word })),
  )
  return rankNeedles(question, likely, needles, 10)
}

test('the same name first, then the same sound, then a typo; each says why', () => {
  const found = ranked(
    'anne cielle',
    [needle('typo', 'anne ciella'), needle('sound', 'anne cieille'), needle('same', 'anne cielle')],
    [
      ['cielle', 'fine', 'cieille'],
      ['cielle', 'typo', 'ciella'],
    ],
  )
  expect(found.map(({ customerId, because }) => [customerId, because])).toEqual([
    ['same', 'name'],
    ['sound', 'sound'],
    ['typo', 'spelling'],
  ])
})

test('of one name, who changed last comes first', () => {
  const found = ranked('jean martin', [
    needle('old', 'jean martin', '2020-01-01'),
    needle('new', 'jean martin', '2026-01-01'),
  ])
  expect(found.map(({ customerId }) => customerId)).toEqual(['new', 'old'])
})

test('three words: who answers to all of them', () => {
  const found = ranked('jean pierre cole', [
    needle('other', 'jean pierre', '2026-06-01'),
    needle('right', 'jean pierre', '2020-01-01'),
    needle('right', 'jean cole', '2020-01-01'),
  ])
  expect(found.map(({ customerId }) => customerId)).toEqual(['right', 'other'])
})

test('a city tells two namesakes apart, in either order', () => {
  expect(ranked('martin lyon', [needle('lyon', 'martin lyon', '2026-01-01', 'city')])).toMatchObject([
    { because: 'city' },
  ])
  expect(ranked('lyon martin', [needle('lyon', 'martin lyon', '2026-01-01', 'city')])).toMatchObject([
    { because: 'city' },
  ])
})

test('a word that is nothing like it is left out', () =>
  expect(ranked('anne martin', [needle('x', 'anne zwicker')])).toEqual([]))

const found = (customerId: string, cost: number, because: Found['because'], name?: string): Found => ({
  customerId,
  because,
  matched: null,
  cost,
  seen: '2026-01-01',
  ...(name === undefined ? {} : { name }),
})

test('one line per customer, by the surest reason', () => {
  expect(rankAll([found('a', 0.2, 'phone'), found('a', 0, 'plate')])).toEqual([found('a', 0, 'plate')])
})

test('namesakes leave the third line to the nearest other name, when one is near', () => {
  const perrots = ['d', 'c', 'b', 'a'].map((id) => found(id, 0, 'name', 'jose perrot'))
  expect(rankAll([...perrots, found('x', 0.8, 'sound', 'jose perrault')]).map((each) => each.customerId)).toEqual([
    'd',
    'c',
    'x',
    'b',
    'a',
  ])
})

test('what stands far behind is left out; where nothing better was found, it stays', () => {
  const ids = (...all: Found[]) => rankAll(all).map((each) => each.customerId)
  const near = ['c', 'b', 'a'].map((id) => found(id, 0.5, 'sound', `cieille ${id}`))
  const silva = found('silva', 1.4, 'sound', 'silva andrei')
  expect(ids(...near, silva)).toEqual(['c', 'b', 'a'])
  // With a line to spare among the first three, a guess may take it, unless it is a wild one.
  expect(ids(near[0]!, silva)).toEqual(['c', 'silva'])
  expect(ids(found('a', 0, 'name', 'anne cieille'), silva)).toEqual(['a'])
  expect(ids(silva)).toEqual(['silva'])
  expect(ids(found('far', 3, 'spelling', 'x'), found('farther', 3.5, 'spelling', 'y'))).toEqual(['far', 'farther'])
})
