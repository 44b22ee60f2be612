import { describe, expect, test } from 'vitest'
import { spelt } from '../../bench/identity/strangers.ts'
import { edgesOfOne, resolveBulk } from '../../test/who-is-who.ts'
import { mixed } from './dictionary.ts'
import type { PersonRecord } from './person-record.ts'
import { scorePair } from './score.ts'

const word = (n: number): string => spelt(...[n + 1, n + 7, n + 31].map((k) => mixed(mixed(k) + n)))
const birth = (n: number) =>
  `${1940 + (mixed(n + 5) % 60)}-${String(1 + (mixed(n + 6) % 12)).padStart(2, '0')}-${String(1 + (mixed(n + 8) % 28)).padStart(2, '0')}`
const stranger = (n: number): PersonRecord => ({
  id: `s${String(n).padStart(5, '0')}`,
  source: 's',
  givenName: word(mixed(n) % 300),
  familyName: word(1000 + (mixed(n + 77) % 3000)),
  birthDate: birth(n),
  phones: [`06${String(10_000_000 + n * 13).padStart(8, '0')}`],
  postcode: String(10_000 + (n % 500)),
  city: word(5000 + (n % 500)),
})
/** Two thousand people come twice, the second time with another telephone; then five hundred of one name. */
const base = Array.from({ length: 4000 }, (_, n): PersonRecord => {
  const who = stranger(n >> 1)
  return n % 2 ? { ...who, id: `${who.id}b`, phones: [`07${String(20_000_000 + n).padStart(8, '0')}`] } : who
})
const CROWD = 500
const martin = (n: number, more: Partial<PersonRecord>): PersonRecord => ({
  id: `z${String(n).padStart(4, '0')}`,
  source: 's',
  givenName: 'Jean',
  familyName: 'Martin',
  ...more,
})
const useless = { phones: ['0299007766'] }

const crowds: readonly [string, (n: number) => Partial<PersonRecord>][] = [
  ['one useless number, and nothing else', () => useless],
  ['one useless number, and each a birth date', (n) => ({ ...useless, birthDate: birth(n + 40_000) })],
  [
    'one useless number, in twenty towns',
    (n) => ({ ...useless, postcode: String(35_000 + (n % 20)), city: word(9000 + (n % 20)) }),
  ],
  ['twenty switchboards', (n) => ({ phones: [`02990077${10 + (n % 20)}`] })],
]

describe('five hundred of one name', () => {
  test.each(crowds)('with %s: nobody is joined, and nobody is asked a hundred times', (_, of) => {
    const crowd = Array.from({ length: CROWD }, (_, n) => martin(n, of(n)))
    const { ids, edges, clusterOf, model } = resolveBulk([...base, ...crowd])
    const theirs = [...Array(edges.n).keys()].filter((k) => ids[edges.a[k]!]!.startsWith('z'))
    // Two of them born on one day by chance are asked about.
    expect(theirs.length).toBeLessThan(12)
    expect(theirs.every((k) => edges.bits[k]! < model.thresholds.same)).toBe(true)
    expect(new Set([...ids.keys()].filter((row) => ids[row]!.startsWith('z')).map((row) => clusterOf[row])).size).toBe(
      CROWD,
    )
    // Those who came twice are found all the same.
    expect(
      new Set([...ids.keys()].filter((row) => ids[row]!.startsWith('s')).map((row) => clusterOf[row])).size,
    ).toBeLessThan(2050)
    // One more of them at the counter is told apart by the same rule.
    expect(
      edgesOfOne(model, martin(9999, of(7)), crowd.slice(0, 50)).filter(({ b }) => b !== 'z0007').length,
    ).toBeLessThan(3)
  })

  test('one of them who has a number of their own is known by it', () => {
    const crowd = Array.from({ length: CROWD }, (_, n) => martin(n, { ...useless, birthDate: birth(n + 40_000) }))
    const { model } = resolveBulk([...base, ...crowd])
    const own = { phones: ['0639980123'], birthDate: '1961-04-12' }
    expect(scorePair(model, martin(1, own), martin(2, own)).outcome).toBe('same')
    const held = scorePair(
      model,
      martin(1, { postcode: '35000', city: 'x' }),
      martin(2, { postcode: '35000', city: 'x' }),
    )
    expect(held.outcome).toBe('different')
  })
})
