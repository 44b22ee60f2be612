import { describe, expect, it } from 'vitest'
import { type AtDoor, doorRun } from './door-run.ts'

/** Newest first: each so many seconds after the one before. */
const row = (scores: readonly number[], seconds: number): AtDoor[] =>
  scores
    .map((score, n) => ({
      id: `${n}`,
      at: new Date(Date.UTC(2026, 10, 2, 9) + n * seconds * 1000),
      score,
      leftOut: null,
    }))
    .reverse()
const same = (score: number, n: number) => Array.from({ length: n }, () => score)
/** One star in ten, half are fives. */
const ONES = { same: 20, all: 200 }
const FIVES = { same: 100, all: 200 }

describe('a door that is stuffed', () => {
  it.each<[string, AtDoor[], { same: number; all: number }, 'burst' | 'in-a-row' | null, number]>([
    ['fifteen one-star answers in a second', row(same(1, 15), 0.05), ONES, 'burst', 15],
    ['six in a minute, of any score', row([1, 5, 4, 5, 3, 5], 9), ONES, 'burst', 6],
    ['five in a minute', row([1, 5, 4, 5, 3], 10), ONES, null, 0],
    ['six one-star answers in a row over half an hour', row(same(1, 6), 300), ONES, 'in-a-row', 6],
    ['five one-star answers in a row', row(same(1, 5), 300), ONES, null, 0],
    ['a good evening: eight fives in a row', row(same(5, 8), 300), FIVES, null, 0],
    ['sixteen fives in a row', row(same(5, 16), 130), FIVES, 'in-a-row', 16],
    ['one five among the ones ends the row', row([1, 1, 1, 5, 1, 1, 1], 300), ONES, null, 0],
    ['a door nobody knows yet: eight alike', row(same(1, 8), 300), { same: 0, all: 0 }, null, 0],
    ['a door nobody knows yet: nine alike', row(same(1, 9), 300), { same: 0, all: 0 }, 'in-a-row', 9],
    ['a row that began more than an hour ago', row(same(1, 6), 900), ONES, null, 0],
    ['nobody', [], ONES, null, 0],
  ])('%s', (_, around, usual, why, n) => {
    const found = doorRun(around, usual)
    expect([found?.why ?? null, found?.run.length ?? 0]).toEqual([why, n])
  })
})
