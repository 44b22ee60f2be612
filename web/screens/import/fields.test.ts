import { describe, expect, test } from 'vitest'
import { APPOINTMENT_FIELDS, CUSTOMER_FIELDS } from '../../../contract/imports.ts'
import { fieldsByGroup, missing } from './fields.ts'

describe('what a mapping lacks before it can be tried', () => {
  test.each([
    ['customers', { A: 'familyName', B: 'phone' }, null],
    ['customers', { A: 'phone', B: '' }, 'name'],
    ['customers', { A: 'familyName', B: 'familyName' }, 'twice'],
    ['customers', { A: 'familyName', B: '', C: '' }, null],
    ['appointments', { A: 'plate' }, 'date'],
    ['appointments', { A: 'date', B: 'reason' }, 'customer'],
    ['appointments', { A: 'at', B: 'plate' }, null],
  ] as const)('%s %o → %s', (kind, mapping, lacks) => {
    expect(missing(kind, mapping)).toBe(lacks)
  })
  test('every field of the contract can be chosen, once', () => {
    const all = (kind: 'customers' | 'appointments') =>
      fieldsByGroup(kind)
        .flatMap((g) => g.fields)
        .sort()
    expect(all('customers')).toEqual([...CUSTOMER_FIELDS].sort())
    expect(all('appointments')).toEqual([...APPOINTMENT_FIELDS].sort())
  })
})
