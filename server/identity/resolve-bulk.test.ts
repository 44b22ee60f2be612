import { expect, it } from 'vitest'
import { resolveBulk } from '../../test/who-is-who.ts'
import type { PersonRecord } from './person-record.ts'

const anne = { givenName: 'Anne', familyName: 'Cieille', birthDate: '1980-05-17', phones: ['06 39 98 12 34'] }
const others = Array.from({ length: 40 }, (_, n) => ({
  id: `z${n}`,
  source: 'test',
  givenName: ['Marc', 'Odile', 'Yann', 'Sarah'][n % 4]!,
  familyName: `Kervella${'abcdefghij'[n % 10]}${'lmnop'[n % 5]}`,
  birthDate: `19${50 + n}-0${1 + (n % 9)}-11`,
}))

it('a pair that a person answered has one edge, though it was weighed before: written twice, no pass would ever end', () => {
  const records: PersonRecord[] = [
    { id: 'a', source: 'test', ...anne },
    { id: 'b', source: 'test', ...anne, familyName: 'Ciellie' },
    { id: 'c', source: 'test', givenName: 'Nan', familyName: 'Durand' },
    ...others,
  ]
  const { edges, clusterOf, ids } = resolveBulk(records, {
    always: [
      ['b', 'a'],
      ['a', 'c'],
    ],
  })
  const pairs = Array.from({ length: edges.n }, (_, k) =>
    [ids[edges.a[k]!], ids[edges.b[k]!]].sort((x, y) => (x! < y! ? -1 : 1)).join('-'),
  )
  expect(pairs.filter((pair) => pair === 'a-b')).toHaveLength(1)
  expect(pairs).toHaveLength(new Set(pairs).size)
  expect(clusterOf[1]).toBe(clusterOf[0])
  expect(clusterOf[2]).toBe(clusterOf[0])
})
