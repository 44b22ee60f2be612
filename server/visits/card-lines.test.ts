import { describe, expect, test } from 'vitest'
import { type CardFacts, cardLines, firstSentence } from './card-lines.ts'

const now = new Date('2026-11-24T10:00:00Z')
const days = (n: number) => new Date(now.getTime() - n * 86_400_000)
const none: CardFacts = {
  hints: [],
  cases: [],
  settled: null,
  repair: null,
  told: [],
  surveys: [],
  waits: [],
  since: null,
  delivered: null,
}
const lines = (facts: Partial<CardFacts>) => {
  const { say, thank, mind } = cardLines({ ...none, ...facts }, now)
  return [say?.code, thank?.code, mind?.code]
}

describe('one thing to say, one to thank for, one to mind', () => {
  test.each<[string, Partial<CardFacts>, (string | undefined)[]]>([
    ['nothing is known', {}, [undefined, undefined, undefined]],
    [
      'a colleague left a word',
      { hints: [{ id: 'e', kind: 'note', hint: 'say', text: 'Et ce voyage ?', at: days(3) }] },
      ['quote', undefined, undefined],
    ],
    [
      'they answered in May',
      { surveys: [{ at: days(190), score: 9, said: null, text: '' }] },
      [undefined, 'thank-survey', undefined],
    ],
    [
      'an answer of two years ago is too old to thank for',
      { surveys: [{ at: days(700), score: 9, said: null, text: '' }] },
      [undefined, undefined, undefined],
    ],
    [
      'an unhappy answer is minded, not thanked for',
      { surveys: [{ at: days(20), score: 3, said: null, text: '' }] },
      [undefined, undefined, 'mind-unhappy'],
    ],
    [
      'one on another scale too',
      { surveys: [{ at: days(20), score: 3, said: { score: 2, max: 5 }, text: '' }] },
      [undefined, undefined, 'mind-unhappy-of'],
    ],
    [
      'they waited 25 minutes last time',
      { waits: [{ at: days(30), waitedS: 1500 }] },
      [undefined, undefined, 'mind-waited'],
    ],
    [
      'a short wait is nothing to mind',
      {
        waits: [
          { at: days(30), waitedS: 200 },
          { at: days(60), waitedS: 4000 },
        ],
      },
      [undefined, undefined, undefined],
    ],
    [
      'an open case is minded before the wait',
      { cases: [{ text: 'Bruit revenu', at: days(4) }], waits: [{ at: days(30), waitedS: 1500 }] },
      [undefined, undefined, 'mind-case'],
    ],
    ['a new car six weeks ago', { delivered: days(40), since: days(40) }, ['ask-new-car', undefined, undefined]],
    [
      'a case that was closed is asked after',
      { settled: { text: 'Bruit à l’arrière.', at: days(40) } },
      ['ask-case', undefined, undefined],
    ],
    ['and the last repair', { repair: { title: 'Révision', at: days(40) } }, ['ask-repair', undefined, undefined]],
    [
      'the newest of them',
      { settled: { text: 'Bruit', at: days(40) }, repair: { title: 'Révision', at: days(20) }, delivered: days(50) },
      ['ask-repair', undefined, undefined],
    ],
    [
      'a word of a colleague is worth more',
      {
        settled: { text: 'Bruit', at: days(4) },
        hints: [{ id: 'e', kind: 'note', hint: 'say', text: 'Et ce voyage ?', at: days(30) }],
      },
      ['quote', undefined, undefined],
    ],
    ['not on the very day', { repair: { title: 'Révision', at: days(0.2) } }, [undefined, undefined, undefined]],
    ['not after ten months', { settled: { text: 'Bruit', at: days(300) } }, [undefined, undefined, undefined]],
    [
      'while a case is open, nobody asks whether all is well',
      { cases: [{ text: 'Bruit revenu', at: days(4) }], repair: { title: 'Révision', at: days(20) } },
      [undefined, undefined, 'mind-case'],
    ],
    ['five years together', { since: days(1900) }, [undefined, 'thank-years', undefined]],
  ])('%s', (_what, facts, expected) => expect(lines(facts)).toEqual(expected))
})

test('a note is told on the scale it was asked on', () => {
  const surveys = [{ at: days(20), score: 3, said: { score: 2, max: 5 }, text: '' }]
  expect(cardLines({ ...none, surveys }, now).mind?.values).toMatchObject({ score: 2, max: 5 })
})

test('nobody is asked or thanked twice for the same thing; what is older and was not said yet comes up instead', () => {
  const facts: CardFacts = {
    ...none,
    settled: { text: 'Bruit', at: days(40) },
    repair: { title: 'Révision', at: days(20) },
    surveys: [{ at: days(30), score: 9, said: null, text: '' }],
    since: days(1900),
  }
  const first = cardLines(facts, now)
  const second = cardLines({ ...facts, told: [first.say!, first.thank!] }, now)
  const third = cardLines({ ...facts, told: [first, second].flatMap(({ say, thank }) => [say!, thank!]) }, now)
  expect([first, second, third].map(({ say, thank }) => [say?.code, thank?.code])).toEqual([
    ['ask-repair', 'thank-survey'],
    ['ask-case', 'thank-years'],
    [undefined, undefined],
  ])
})

test('what is asked after is in their own words, without a full stop before the quotation mark', () => {
  const { say } = cardLines({ ...none, settled: { text: 'Bruit à l’arrière. Revient à froid.', at: days(40) } }, now)
  expect(say?.values).toEqual({ text: 'Bruit à l’arrière', at: days(40).toISOString() })
})

test.each([
  ['Le bruit a-t-il disparu ? Il était fort.', 'Le bruit a-t-il disparu ?'],
  ['  deux\n lignes  ', 'deux lignes'],
  ['🚗'.repeat(100), `${'🚗'.repeat(89)}…`],
])('what one can read while walking: %j', (text, read) => expect(firstSentence(text)).toBe(read))
