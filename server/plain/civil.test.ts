import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  civilAt,
  dayAt,
  dayOf,
  daysBetween,
  instantOf,
  isZone,
  numberOf,
  offsetAt,
  partsOf,
  weekdayOf,
} from './civil.ts'

const ZONES = [
  'Europe/Paris',
  'Europe/London',
  'America/Guadeloupe',
  'America/Miquelon',
  'Indian/Reunion',
  'Pacific/Noumea',
  'Pacific/Tahiti',
  'Pacific/Marquesas',
  'Pacific/Apia',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'UTC',
]
const zone = fc.constantFrom(...ZONES)
const instant = fc
  .integer({ min: Date.UTC(1973, 0, 1) / 60_000, max: Date.UTC(2100, 0, 1) / 60_000 })
  .map((m) => m * 60_000)
const RUNS = { numRuns: 2000 }
const there = (z: string, ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(z)
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const utc = (ms: number) => new Date(ms).toISOString().replace(':00.000Z', 'Z')

describe('beside Temporal', () => {
  test('the offset, the clock and the day there', () => {
    fc.assert(
      fc.property(zone, instant, (z, ms) => {
        const { year, month, day, dayOfWeek: weekday, hour, minute, offsetNanoseconds } = there(z, ms)
        expect(offsetAt(z, ms)).toBe(offsetNanoseconds / 60e9)
        expect(civilAt(z, ms)).toEqual({ year, month, day, weekday, hour, minute })
        expect(dayAt(z, ms)).toBe(there(z, ms).toPlainDate().toString())
      }),
      RUNS,
    )
  })
  test('an instant from a day and a minute, in every zone, and most of all around the changes of the clock', () => {
    const around = fc.tuple(zone, instant, fc.integer({ min: -3000, max: 3000 })).map(([z, ms, minutes]) => {
      const change = there(z, ms).getTimeZoneTransition('next')
      return [z, (change?.epochMilliseconds ?? ms) + minutes * 60_000] as const
    })
    fc.assert(
      fc.property(fc.oneof(fc.tuple(zone, instant), around), ([z, ms]) => {
        const local = there(z, ms).toPlainDateTime()
        const got = instantOf(z, local.toPlainDate().toString(), local.hour * 60 + local.minute)
        expect(got).toBe(local.toZonedDateTime(z, { disambiguation: 'earlier' }).epochMilliseconds)
      }),
      RUNS,
    )
  })
  test('a minute the clock jumps over is the first instant after the jump', () => {
    fc.assert(
      fc.property(zone, instant, fc.integer({ min: 0, max: 1500 }), (z, ms, minutes) => {
        const change = there(z, ms).getTimeZoneTransition('next')
        if (!change) return
        const jump = change.offsetNanoseconds - there(z, change.epochMilliseconds - 1).offsetNanoseconds
        if (minutes >= jump / 60e9) return
        const skipped = change.toPlainDateTime().subtract({ minutes: minutes + 1 })
        const got = instantOf(z, skipped.toPlainDate().toString(), skipped.hour * 60 + skipped.minute)
        expect(got).toBe(change.epochMilliseconds)
      }),
      RUNS,
    )
  })
  test('days and months added, days between, weekday', () => {
    const day = fc.integer({ min: -50_000, max: 90_000 })
    fc.assert(
      fc.property(day, fc.integer({ min: -900, max: 900 }), (number, n) => {
        const date = Temporal.PlainDate.from('1970-01-01').add({ days: number })
        const text = date.toString()
        expect(dayOf(number)).toBe(text)
        expect(numberOf(text)).toBe(number)
        expect(partsOf(number)).toEqual({ year: date.year, month: date.month, day: date.day })
        expect(weekdayOf(number)).toBe(date.dayOfWeek)
        expect(addDays(text, n)).toBe(date.add({ days: n }).toString())
        expect(addMonths(text, n)).toBe(date.add({ months: n }).toString())
        expect(daysBetween(text, addDays(text, n))).toBe(n)
      }),
      RUNS,
    )
  })
})

test.each([
  ['the spring night in Paris', 'Europe/Paris', '2026-03-29', 2 * 60 + 30, '2026-03-29T01:00Z'],
  ['the autumn night in Paris, the first of the two', 'Europe/Paris', '2026-10-25', 2 * 60 + 30, '2026-10-25T00:30Z'],
  ['no change in La Réunion', 'Indian/Reunion', '2026-03-29', 2 * 60 + 30, '2026-03-28T22:30Z'],
  ['the midnight that ends a day', 'Pacific/Noumea', '2026-12-31', 1440, '2026-12-31T13:00Z'],
  ['the day Samoa left out', 'Pacific/Apia', '2011-12-30', 12 * 60, '2011-12-30T10:00Z'],
])('%s', (_story, z, day, minute, expected) => expect(utc(instantOf(z, day, minute))).toBe(expected))

test('a month on, where the month is shorter', () => {
  expect(addMonths('2027-01-31', 1)).toBe('2027-02-28')
  expect(addMonths('2028-01-31', 1)).toBe('2028-02-29')
  expect(addMonths('2028-02-29', 12)).toBe('2029-02-28')
  expect(addMonths('2028-03-31', -1)).toBe('2028-02-29')
  expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
})

test('midnight belongs to the day it begins', () => {
  expect(dayAt('America/Guadeloupe', at('2026-11-11T03:59:59Z'))).toBe('2026-11-10')
  expect(dayAt('America/Guadeloupe', at('2026-11-11T04:00:00Z'))).toBe('2026-11-11')
})

test('a zone that does not exist is told, and is kept for none', () => {
  expect(isZone('Europe/Paris')).toBe(true)
  expect(isZone('Europe/Atlantis')).toBe(false)
  expect(() => offsetAt('Europe/Atlantis', 0)).toThrow(RangeError)
})

test('what is no day is no number, and no instant', () => {
  expect(numberOf('soon')).toBeNaN()
  expect(() => instantOf('Europe/Paris', 'soon', 0)).toThrow(RangeError)
})
