import { describe, expect, it } from 'vitest'
import { type FieldValue, survivor } from './survivorship.ts'

const value = (text: string, fields: Partial<FieldValue> = {}): FieldValue => ({
  value: text,
  recordId: text,
  source: 'web',
  ...fields,
})
const trust = (source: string): number => (source === 'dms' ? 2 : 1)

describe('which value is shown', () => {
  it.each<[string, FieldValue[], string, string]>([
    ['the only one', [value('06')], '06', 'only'],
    [
      'what the customer confirmed',
      [value('06', { verified: true }), value('07', { source: 'dms', seenAt: '2026-02-01' })],
      '06',
      'verified',
    ],
    [
      'else the most trusted source',
      [value('06', { seenAt: '2026-02-01' }), value('07', { source: 'dms' })],
      '07',
      'trusted',
    ],
    ['else the newest', [value('06', { seenAt: '2026-01-01' }), value('07', { seenAt: '2026-02-01' })], '07', 'newest'],
    [
      'else the most frequent',
      [value('06'), value('07', { recordId: 'a' }), value('07', { recordId: 'b' })],
      '07',
      'frequent',
    ],
    ['else the first record’s', [value('07'), value('06')], '06', 'first'],
  ])('%s', (_, values, chosen, because) => {
    expect(survivor(values, trust)).toMatchObject({ chosen: { value: chosen }, because })
  })

  it('nothing is lost: the other values stay with their source', () => {
    const values = [
      value('06', { verified: true }),
      value('07', { source: 'dms', recordId: 'b' }),
      value('07', { recordId: 'a' }),
    ]
    expect(survivor(values, trust)?.losing.map(({ recordId }) => recordId)).toEqual(['a', 'b'])
  })
  it('two writings of one value are one', () => expect(survivor([value('Anné'), value('ANNE ')])?.because).toBe('only'))
  it('no value, nobody', () => expect(survivor([value('')])).toBeNull())
})
