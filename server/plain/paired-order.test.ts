import { describe, expect, test } from 'vitest'
import { bradleyTerry } from './paired-order.ts'

// American League, 1987 season (Agresti, Categorical Data Analysis, table 10.10), home and away together: wins of the row over the column.
const TEAMS = ['Milwaukee', 'Detroit', 'Toronto', 'New York', 'Boston', 'Cleveland', 'Baltimore']
const WINS = [
  [0, 7, 9, 7, 7, 9, 11],
  [6, 0, 7, 5, 11, 9, 9],
  [4, 6, 0, 7, 7, 8, 12],
  [6, 8, 6, 0, 6, 7, 10],
  [6, 2, 6, 7, 0, 7, 12],
  [4, 4, 5, 6, 6, 0, 6],
  [2, 4, 1, 3, 1, 7, 0],
]
const games = TEAMS.flatMap((winner, i) =>
  TEAMS.flatMap((loser, j) => (i === j ? [] : [{ winner, loser, times: WINS[i]![j]! }])),
)

test('the season of 1987, against Baltimore', () => {
  const order = bradleyTerry(games, 'Baltimore')!
  const published = { Milwaukee: 1.58, Detroit: 1.44, Toronto: 1.29, 'New York': 1.25, Boston: 1.11, Cleveland: 0.68 }
  for (const [team, ability] of Object.entries(published)) expect(order.get(team)).toBeCloseTo(ability, 2)
  expect(order.get('Baltimore')).toBe(0)
})

test('two: the logarithm of the odds', () => {
  const order = bradleyTerry(
    [
      { winner: 'a', loser: 'b', times: 3 },
      { winner: 'b', loser: 'a', times: 1 },
    ],
    'b',
  )!
  expect(order.get('a')).toBeCloseTo(Math.log(3), 9)
})

describe('no order', () => {
  test('where one never lost', () => expect(bradleyTerry([{ winner: 'a', loser: 'b', times: 3 }], 'a')).toBeNull())
  test('where two halves never met', () => {
    const apart = ['ab', 'ba', 'cd', 'dc'].map((pair) => ({ winner: pair[0]!, loser: pair[1]!, times: 1 }))
    expect(bradleyTerry(apart, 'a')).toBeNull()
  })
  test('where the reference was never there', () => expect(bradleyTerry([], 'a')).toBeNull())
})
