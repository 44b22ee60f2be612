import { describe, expect, test } from 'vitest'
import type { PersonRecord } from '../../server/identity/person-record.ts'
import { resolveBulk } from '../../test/who-is-who.ts'
import { BAD_VALUES, stranger } from './strangers.ts'

const SMALL = 2_000
const LARGE = 8_000
const resolved = (of: (n: number) => PersonRecord, n: number) => {
  const { clusterOf, quality } = resolveBulk(Array.from({ length: n }, (_, k) => of(k)))
  return { pairs: quality.pairs, joined: n - new Set(clusterOf).size }
}

describe('a value that everyone has joins nobody, and is not compared pair by pair', () => {
  test.each(BAD_VALUES)('%s', (_, all) => {
    const one = (n: number): PersonRecord => ({ ...stranger(n), ...all(n) })
    const [small, large] = [resolved(one, SMALL), resolved(one, LARGE)]
    expect(small.joined + large.joined).toBe(0)
    // Everyone with everyone would be 32 million pairs, and one in four two million.
    expect(large.pairs).toBeLessThan(LARGE * 16)
  })

  test('a record that has nothing but a number everyone has', () => {
    expect(resolved((n) => ({ id: String(n), source: 's', phones: ['0299007766'] }), LARGE)).toEqual({
      pairs: 0,
      joined: 0,
    })
  })
})

test('one person who comes twice, the names the wrong way round the second time, is still one', () => {
  const twice = (n: number): PersonRecord => {
    const person = stranger(n >> 1)
    const { givenName = '', familyName = '' } = person
    return {
      ...person,
      id: String(n).padStart(9, '0'),
      ...(n % 2 ? { givenName: familyName, familyName: givenName } : {}),
    }
  }
  expect(resolved(twice, SMALL).joined).toBe(SMALL / 2)
})
