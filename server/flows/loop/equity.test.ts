import { describe, expect, test } from 'vitest'
import { equityOf, type People, pressureOf } from './equity.ts'

const people = (
  n: number,
  one: (i: number) => { spent: number; contacts: number; due?: number; made?: number },
): People => {
  const all = Array.from({ length: n }, (_, i) => one(i))
  return {
    times: all.map(() => 1),
    spent: all.map((each) => each.spent),
    contacts: all.map((each) => each.contacts),
    due: all.map((each) => each.due ?? 0),
    made: all.map((each) => each.made ?? 0),
  }
}

describe('attention by what they spent', () => {
  test('who bought nothing stands apart; the others are ten groups of the same size', () => {
    const { deciles } = equityOf(people(130, (i) => ({ spent: i < 30 ? 0 : i * 100, contacts: 2 })))
    expect(deciles.map(({ decile, people }) => [decile, people])).toEqual([
      [0, 30],
      ...Array.from({ length: 10 }, (_, n) => [n + 1, 10]),
    ])
    expect(deciles[1]!.fromCents).toBe(3000)
    expect(deciles.at(-1)!.toCents).toBe(12_900)
  })
  test('the same for all: no concentration, no Gini, whatever they spent', () => {
    const { concentration, gini } = equityOf(people(100, (i) => ({ spent: i, contacts: 3 })))
    expect(gini!.value).toBeCloseTo(0, 12)
    expect(concentration!.value).toBeCloseTo(0, 12)
    expect(concentration!.interval!.high).toBeCloseTo(0, 9)
  })
  test('only to those who spend: seen, and its interval leaves 0', () => {
    const { concentration, deciles } = equityOf(people(200, (i) => ({ spent: i, contacts: i > 150 ? 4 : 1 })))
    expect(concentration!.interval!.low).toBeGreaterThan(0)
    expect(deciles.at(-1)!.mean).toBeGreaterThan(deciles[1]!.mean)
  })
  test('core moments: of those that were owed, how many were made; one of ten is one of ten', () => {
    const { deciles } = equityOf(
      people(40, (i) => ({ spent: 0, contacts: 0, due: i < 20 ? 10 : 0, made: i < 20 ? 1 : 0 })),
    )
    expect(deciles[0]!.core).toMatchObject({ people: 20, due: 200, made: 20 })
    expect(deciles[0]!.core.interval!.high).toBeLessThan(0.2)
  })
  test('moments that fail together, of the same people, tell less than as many apart', () => {
    const width = (one: (i: number) => number) => {
      const { low, high } = equityOf(people(40, (i) => ({ spent: 0, contacts: 0, due: 10, made: one(i) }))).deciles[0]!
        .core.interval!
      return high - low
    }
    expect(width((i) => (i < 20 ? 10 : 0))).toBeGreaterThan(2.5 * width(() => 5))
    expect(
      equityOf(people(40, () => ({ spent: 0, contacts: 0, due: 10, made: 10 }))).deciles[0]!.core.interval!.low,
    ).toBeLessThan(0.95)
  })
  test('people who are alike may stand at one place: nothing comes out otherwise', () => {
    const one = (i: number) => ({ spent: (i % 7) * 100, contacts: i % 3, due: i % 2, made: i % 4 === 1 ? 1 : 0 })
    const apart = Array.from({ length: 420 }, (_, i) => one(i)).toSorted((a, b) => a.spent - b.spent)
    const classes = Map.groupBy(apart, (each) => JSON.stringify(each))
    const together = people(classes.size, (i) => [...classes.values()][i]![0]!)
    const counted = equityOf({ ...together, times: [...classes.values()].map(({ length }) => length) })
    const each = equityOf(people(420, (i) => apart[i]!))
    expect(counted.deciles.map(({ people, fromCents }) => [people, fromCents])).toEqual(
      each.deciles.map(({ people, fromCents }) => [people, fromCents]),
    )
    expect(counted.deciles[0]!.mean).toBeCloseTo(each.deciles[0]!.mean, 12)
    expect(counted.deciles[0]!.core).toMatchObject({
      people: each.deciles[0]!.core.people,
      due: each.deciles[0]!.core.due,
    })
    for (const which of ['gini', 'concentration'] as const) {
      expect(counted[which]!.n).toBe(420)
      expect(counted[which]!.value).toBeCloseTo(each[which]!.value, 12)
      expect(counted[which]!.interval!.low).toBeCloseTo(each[which]!.interval!.low, 9)
    }
    for (const [step, share] of counted.lorenz.entries()) expect(share).toBeCloseTo(each.lorenz[step]!, 12)
  })
  test('few have a mean and no interval; nobody has nothing', () => {
    expect(equityOf(people(12, (i) => ({ spent: i, contacts: 1 }))).deciles[0]!.interval).toBeNull()
    expect(equityOf(people(0, () => ({ spent: 0, contacts: 0 }))).deciles).toEqual([])
  })
})

test('pressure: whole contacts, a quarter counts as the next one, the last class holds all above', () => {
  expect(pressureOf([0, 0.25, 1, 1.5, 9], [1, 1, 1, 1, 1], 4)).toEqual([
    { contacts: 0, people: 1 },
    { contacts: 1, people: 2 },
    { contacts: 2, people: 1 },
    { contacts: 3, people: 1 },
  ])
})
