import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deletions, editDistance, startDistance } from './edit-distance.ts'

test.each([
  ['martin', 'martin', 0],
  ['martin', 'marton', 1],
  ['martin', 'matrin', 1],
  ['martin', 'martinn', 1],
  ['martin', 'matin', 1],
  ['martin', 'amrtni', 2],
  ['cielle', 'cieille', 1],
  ['', 'abc', 3],
  ['abcdef', 'uvwxyz', 4],
])('%s to %s: %i', (a, b, n) => expect(editDistance(a, b)).toBe(n))

test.each([
  ['tie', 'tiery', 0],
  ['tei', 'tiery', 1],
  ['tiery', 'tie', 2],
  ['mar', 'zoe', 3],
])('%s begins %s but for %i', (a, b, n) => expect(startDistance(a, b)).toBe(n))

test('words one typo apart always share a deletion', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      if (editDistance(a, b, 1) > 1) return
      const keys = new Set(deletions(a))
      expect(deletions(b).some((key) => keys.has(key))).toBe(true)
    }),
    { numRuns: 3000 },
  )
})

test('distance is the same both ways', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a))
    }),
  )
})
