import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, dayOf, daysBetween, numberOf } from '../plain/civil.ts'
import { before, mondayOf, piecesOf } from './period.ts'

test.each([
  ['2026-11-01', '2026-11-30', { months: { from: '2026-11-01', to: '2026-11-01' }, days: [] }],
  ['2026-11-02', '2026-11-30', { months: null, days: [{ from: '2026-11-02', to: '2026-11-30' }] }],
  [
    '2026-08-27',
    '2026-11-24',
    {
      months: { from: '2026-09-01', to: '2026-10-01' },
      days: [
        { from: '2026-08-27', to: '2026-08-31' },
        { from: '2026-11-01', to: '2026-11-24' },
      ],
    },
  ],
  ['2026-11-24', '2026-11-24', { months: null, days: [{ from: '2026-11-24', to: '2026-11-24' }] }],
  ['2026-11-25', '2026-11-24', { months: null, days: [] }],
])('%s to %s', (from, to, pieces) => expect(piecesOf({ from, to })).toEqual(pieces))

test('pieces hold each day of the period once, and no other', () => {
  const first = numberOf('2020-01-01')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2500 }), fc.integer({ min: 0, max: 900 }), (start, length) => {
      const period = { from: dayOf(first + start), to: dayOf(first + start + length) }
      const { months, days } = piecesOf(period)
      const held = new Set<string>()
      const hold = (day: string) => {
        expect(held.has(day)).toBe(false)
        held.add(day)
      }
      for (const { from, to } of days) for (let day = from; day <= to; day = addDays(day, 1)) hold(day)
      if (months) for (let day = months.from; day.slice(0, 7) <= months.to.slice(0, 7); day = addDays(day, 1)) hold(day)
      expect(held.size).toBe(length + 1)
      expect(held.has(period.from) && held.has(period.to)).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('before whole months as many months, before days as many days', () => {
  expect(before({ from: '2026-10-01', to: '2026-10-31' })).toEqual({ from: '2026-09-01', to: '2026-09-30' })
  expect(before({ from: '2026-01-01', to: '2026-12-31' })).toEqual({ from: '2025-01-01', to: '2025-12-31' })
  const { from, to } = before({ from: '2026-08-27', to: '2026-11-24' })
  expect([to, daysBetween(from, to)]).toEqual(['2026-08-26', 89])
})

test('weeks begin on Monday', () => {
  expect(mondayOf('2026-11-24')).toBe('2026-11-23')
  expect(mondayOf('2026-11-23')).toBe('2026-11-23')
  expect(mondayOf('2026-11-22')).toBe('2026-11-16')
  expect(mondayOf('1969-12-31')).toBe('1969-12-29')
})
