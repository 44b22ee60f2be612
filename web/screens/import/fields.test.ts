import { describe, expect, test } from 'vitest'
import { FIELDS_OF, IMPORT_KINDS } from '../../../contract/import-fields.ts'
import { fieldsByGroup, missing, placed } from './fields.ts'

describe('what a mapping lacks before it can be tried', () => {
  test.each([
    ['customers', { A: 'familyName', B: 'phone' }, null],
    ['customers', { A: 'phone', B: '' }, 'name'],
    ['customers', { A: 'familyName', B: 'familyName' }, 'twice'],
    ['customers', { A: 'familyName', B: '', C: '' }, null],
    ['appointments', { A: 'plate' }, 'date'],
    ['appointments', { A: 'date', B: 'reason' }, 'customer'],
    ['appointments', { A: 'at', B: 'plate' }, null],
    ['customers', { A: 'fullName', B: 'attribute', C: 'attribute' }, null],
    ['orders', { A: 'customerKey' }, 'number'],
    ['orders', { A: 'key', B: 'customerKey' }, null],
    ['visits', { A: 'key', B: 'plate' }, 'date'],
  ] as const)('%s %o → %s', (kind, mapping, lacks) => {
    expect(missing(kind, mapping)).toBe(lacks)
  })
  test.each(IMPORT_KINDS)('every field of the contract can be chosen, once: %s', (kind) =>
    expect(
      fieldsByGroup(kind)
        .flatMap((g) => g.fields)
        .sort(),
    ).toEqual([...FIELDS_OF[kind]].sort()),
  )
})

describe('a column put on a field', () => {
  const mapping = { A: 'phone', B: 'city', C: 'attribute' }
  test.each([
    ['customers', 'B', 'phone', { A: 'attribute', B: 'phone', C: 'attribute' }],
    ['customers', 'A', 'attribute', { A: 'attribute', B: 'city', C: 'attribute' }],
    ['customers', 'A', '', { A: '', B: 'city', C: 'attribute' }],
    ['calls', 'B', 'phone', { A: 'attribute', B: 'phone', C: 'attribute' }],
    ['appointments', 'B', 'phone', { A: '', B: 'phone', C: 'attribute' }],
  ] as const)('%s: %s on %s', (kind, column, field, next) => expect(placed(kind, mapping, column, field)).toEqual(next))
})
