import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashPlate, KnownPlates } from './known-plates.ts'

const plate = fc.string({ unit: fc.constantFrom(...'ABCDEFGH0123456789'.split('')), minLength: 1, maxLength: 8 })

describe('the set of known plates', () => {
  test('never denies a plate it was given, through any additions and removals', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), plate), { maxLength: 400 }), (steps) => {
        const set = new KnownPlates(4)
        const truth = new Map<string, number>()
        for (const [add, each] of steps) {
          const n = truth.get(each) ?? 0
          if (add) {
            set.add(each)
            truth.set(each, n + 1)
          } else if (n > 0) {
            set.remove(each)
            truth.set(each, n - 1)
          }
        }
        for (const [each, n] of truth) if (n > 0) expect(set.has(each)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('a plate borne twice stays until both are gone', () => {
    const set = new KnownPlates()
    set.add('AB123CD')
    set.add('AB123CD')
    set.remove('AB123CD')
    expect(set.has('AB123CD')).toBe(true)
    set.remove('AB123CD')
    expect(set.size).toBe(0)
    set.remove('AB123CD')
    expect(set.size).toBe(0)
  })

  test('a hundred thousand: all found, hardly a wrong yes, at most 16 bytes each', () => {
    const set = new KnownPlates(10)
    const name = (n: number) => `A${n.toString(36).toUpperCase()}`
    for (let n = 0; n < 100_000; n++) set.add(name(n))
    let denied = 0
    let wrong = 0
    for (let n = 0; n < 100_000; n++) {
      if (!set.has(name(n))) denied++
      if (set.has(name(n + 1_000_000))) wrong++
    }
    expect(denied).toBe(0)
    expect(wrong).toBeLessThan(30)
    expect(set.bytes / set.size).toBeLessThanOrEqual(16)
  })
  test('nothing is no plate', () => {
    const set = new KnownPlates()
    set.add('')
    expect(set.has('')).toBe(false)
  })
  test('the hash tells order and length apart', () => {
    const plates = ['AB123CD', 'BA123CD', 'AB123DC', 'AB123C', '0', '00', '000']
    expect(new Set(plates.map(hashPlate)).size).toBe(plates.length)
  })
})
