import { describe, expect, it } from 'vitest'
import { type FieldValue, survivor } from './survivorship.ts'

const value = (text: string, fields: Partial<FieldValue> = {}): FieldValue => ({
  value: text,
  recordId: text,
  source: 'web',
  ...fields,
})
/** The same values in every order they may come in: none decides. */
const orders = <T>(all: readonly T[]): T[][] =>
  all.length < 2 ? [[...all]] : all.flatMap((each, n) => orders(all.toSpliced(n, 1)).map((rest) => [each, ...rest]))
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
      'else, of names, not the one they were born with, whatever source says it',
      [value('Petit', { asBorn: true, source: 'dms', seenAt: '2026-02-01' }), value('Durand')],
      'Durand',
      'current',
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
    for (const order of orders(values))
      expect(survivor(order, trust)).toMatchObject({ chosen: { value: chosen }, because })
  })

  it('of several writings of one value the newest stands, then the first record’s', () => {
    const written = (...values: FieldValue[]) => orders(values).map((order) => survivor(order, trust)?.chosen.value)
    const newest = [value('DURAND', { seenAt: '2026-01-01' }), value('Durand', { seenAt: '2026-02-01' })]
    expect(new Set(written(...newest, value('durand')))).toEqual(new Set(['Durand']))
    const alike = { seenAt: '2026-01-01' }
    const alikeAll = [value('DURAND', { ...alike, recordId: 'b' }), value('Durand', { ...alike, recordId: 'a' })]
    expect(new Set(written(...alikeAll))).toEqual(new Set(['Durand']))
  })
  it('a value is as new as its newest writing', () => {
    const values = [
      value('06', { seenAt: '2026-03-01', recordId: 'b' }),
      value('06', { seenAt: '2026-01-01', recordId: 'a' }),
      value('07', { seenAt: '2026-02-01', recordId: 'c' }),
    ]
    for (const order of orders(values))
      expect(survivor(order)).toMatchObject({ chosen: { value: '06' }, because: 'newest' })
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
