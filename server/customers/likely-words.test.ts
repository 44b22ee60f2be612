import { expect, test } from 'vitest'
import { likelyWords, likeness, lookUps } from './likely-words.ts'
import { farProbes, nameProbes } from './name-probes.ts'

const cost = (term: string, word: string, unfinished = false, ...kinds: string[]) =>
  likeness(term, word, unfinished, new Set(kinds))?.cost ?? Number.POSITIVE_INFINITY

test.each([
  ['the same before a beginning', cost('mart', 'mart', true), cost('mart', 'martin', true)],
  ['a beginning before a sound', cost('mart', 'martin', true), cost('mart', 'mard', true, 'fine')],
  ['a fine sound before a coarse one', cost('uber', 'hubert', false, 'fine'), cost('uber', 'weber', false, 'sound')],
  ['a sound before a typo', cost('cielle', 'cieille', false, 'fine'), cost('cielle', 'ciella')],
  ['a typo inside before one on the first letter', cost('martin', 'marton'), cost('martin', 'partin')],
  ['one typo before two', cost('martin', 'marton'), cost('martin', 'morton')],
  ['two typos before nothing', cost('martin', 'morton'), cost('martin', 'zwicker')],
])('%s', (_, nearer, farther) => expect(nearer).toBeLessThan(farther))

test('a beginning counts only while the word is typed', () => {
  expect(likeness('mart', 'martinez', true)).toEqual({ cost: 0.15, by: 'name' })
  expect(likeness('mart', 'martinez', false)).toBeNull()
})

test('two letters are taken at their word', () => expect(lookUps(['le'], new Set(['le']))).toEqual([]))

test('the word typed is always likely, even when nobody bears it', () =>
  expect([...likelyWords(['cielle'], new Set(), []).get('cielle')!.keys()]).toEqual(['cielle']))

test('however many words are likely, the ranges to read are bounded', () => {
  const word = (n: number) => `m${String.fromCharCode(97 + (n % 26), 97 + Math.floor(n / 26))}tin`
  const found = Array.from({ length: 600 }, (_, n) => ({ term: 'matin', kind: 'sound' as const, word: word(n) }))
  const others = found.map(({ kind, word: each }) => ({ term: 'mutin', kind, word: each }))
  const likely = likelyWords(['matin', 'mutin'], new Set(['mutin']), [...found, ...others])
  expect(likely.get('matin')!.size).toBeLessThanOrEqual(64)
  expect(nameProbes([['matin', 'mutin']], true, likely).length).toBeLessThan(400)
  expect(farProbes([['matin', 'mutin']], likely).length).toBeLessThanOrEqual(8)
})
