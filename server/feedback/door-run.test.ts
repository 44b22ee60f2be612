import { describe, expect, it } from 'vitest'
import { type AtDoor, doorRun, neededInARow, type Usual } from './door-run.ts'

/** Newest first: each so many seconds after the one before; a word beside a score where one is given. */
const row = (said: readonly (number | [number, string])[], seconds: number | ((n: number) => number)): AtDoor[] => {
  let at = Date.UTC(2026, 10, 2, 9)
  return said
    .map((each, n) => {
      at += (typeof seconds === 'number' ? seconds : seconds(n)) * 1000
      const [score, words] = typeof each === 'number' ? [each, ''] : each
      return { id: `${n}`, at: new Date(at), score, words, leftOut: null }
    })
    .reverse()
}
const same = (score: number, n: number) => Array.from({ length: n }, () => score)
const told = (score: number, n: number) => Array.from({ length: n }, (_, k): [number, string] => [score, `${k}`])
/** Half are fives, every third a five without a word. */
const KNOWN: Usual = { alike: 66, score: 100, all: 200 }
/** A tablet: nearly all touch a five and go. */
const TABLET: Usual = { alike: 140, score: 150, all: 200 }
const NEW: Usual = { alike: 0, score: 0, all: 0 }
/** As people come. */
const uneven = (mean: number) => (n: number) => mean * (0.2 + ((n * 7) % 10) / 5.6)

describe('a door that is stuffed', () => {
  it.each<[string, AtDoor[], Usual, 'burst' | 'in-a-row' | 'clockwork' | null, number]>([
    ['fifteen one-star answers in a second', row(same(1, 15), 0.05), KNOWN, 'burst', 15],
    ['… and fifteen fives', row(same(5, 15), 0.05), KNOWN, 'burst', 15],
    ['six in a minute, all sorts', row([1, 5, 4, 5, 3, 5], 9), KNOWN, null, 0],
    ['six in a minute, alike', row(same(5, 6), 9), KNOWN, 'burst', 6],
    ['five in a minute, alike', row(same(1, 5), 10), KNOWN, null, 0],
    ['eight alike within ten minutes', row(same(1, 8), 70), KNOWN, 'burst', 8],
    ['a bad hour: six unhappy in their own words', row(told(1, 6), 480), KNOWN, null, 0],
    ['… eleven', row(told(1, 11), 250), KNOWN, null, 0],
    ['… six without a word', row(same(1, 6), 480), KNOWN, null, 0],
    ['a good hour: eleven fives without a word', row(same(5, 11), 290), KNOWN, null, 0],
    ['twelve within the hour, whichever they are', row(same(5, 12), 290), KNOWN, 'in-a-row', 12],
    ['… low', row(same(1, 12), 290), KNOWN, 'in-a-row', 12],
    ['a tablet where nearly all touch a five', row(same(5, 20), uneven(60)), TABLET, null, 0],
    ['another score ends the row', row([...same(1, 7), 5, ...same(1, 7)], uneven(100)), KNOWN, null, 0],
    [
      'the same words are alike',
      row(
        Array.from({ length: 8 }, (): [number, string] => [1, 'nul']),
        60,
      ),
      KNOWN,
      'burst',
      8,
    ],
    ['a door nobody knows yet: six in a minute', row(same(1, 6), 9), NEW, null, 0],
    ['a door nobody knows yet: seven in a minute', row(same(1, 7), 8), NEW, 'burst', 7],
    ['a row that began more than an hour ago', row(same(1, 14), uneven(360)), KNOWN, null, 0],
    [
      'a program that says all sorts every twenty seconds',
      row([1, 5, 4, 5, 3, 5, 2, 1, 3, 4, 2, 5], 20),
      KNOWN,
      'clockwork',
      12,
    ],
    ['people who say all sorts', row([1, 5, 4, 5, 3, 5, 2, 1, 3, 4, 2, 5, 5, 1], uneven(20)), KNOWN, null, 0],
    ['words without a score', row(same(1, 3), 5).map((one) => ({ ...one, score: null })), KNOWN, null, 0],
    ['nobody', [], KNOWN, null, 0],
  ])('%s', (_, around, usual, why, n) => {
    const found = doorRun(around, usual)
    expect([found?.why ?? null, found?.run.length ?? 0]).toEqual([why, n])
  })
  it('good and bad are one rule: a row has to be as long for a one as for a five', () => {
    for (const seconds of [5, 40, 200])
      for (let n = 1; n < 30; n += 1)
        expect(doorRun(row(same(1, n), seconds), KNOWN)?.why).toBe(doorRun(row(same(5, n), seconds), KNOWN)?.why)
  })
  it('the more usual it is, the longer', () => {
    const pace = { least: 6, chance: 1 / 100 }
    expect([0.2, 0.5, 0.7, 0.9].map((share) => neededInARow(share, pace))).toEqual([6, 7, 13, 44])
  })
})
