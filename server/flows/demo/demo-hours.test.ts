import { describe, expect, test } from 'vitest'
import { chanceFrom } from './chance.ts'
import { bookingTimes, hoursAbout, openAt, wakingHour, workingHour } from './demo-hours.ts'
import { DEMO_HOURS } from './demo-town.ts'

const PARIS = 'Europe/Paris'
const clock = (at: Date) => at.toLocaleString('sv-SE', { timeZone: PARIS }).slice(0, 16)

describe('whenever somebody looks, the place is open about then', () => {
  test.each([
    ['a morning of the week', '2026-11-26T09:00:00Z', undefined],
    ['before it opens', '2026-11-26T05:30:00Z', undefined],
    ['before lunch', '2026-11-26T09:45:00Z', undefined],
    ['an hour before it shuts', '2026-11-26T17:10:00Z', ['13:30', '23:59']],
    ['at lunch', '2026-11-26T11:45:00Z', undefined],
    ['in the evening', '2026-11-26T18:30:00Z', ['13:30', '23:59']],
    ['at night', '2026-11-26T01:00:00Z', ['00:00', '12:30']],
    ['late at night', '2026-11-26T22:50:00Z', ['21:00', '23:59']],
    ['on a Sunday', '2026-11-29T13:20:00Z', ['12:00', '20:00']],
    ['the night of the clock change', '2026-10-25T00:30:00Z', ['00:00', '07:00']],
  ])('%s', (_when, at, interval) => {
    const now = new Date(at)
    const hours = hoursAbout(DEMO_HOURS, now, PARIS)
    if (!interval) expect(hours).toBe(DEMO_HOURS)
    else {
      expect(Object.values(hours).flat()).toContainEqual(interval)
      expect(openAt(hours, now, PARIS)).toBe(true)
    }
  })
})

test('appointments are given while it is open, and it has time for the last', () => {
  const span = { from: new Date('2026-11-26T06:00:00Z'), until: new Date('2026-11-26T23:00:00Z') }
  const times = bookingTimes(chanceFrom(1), { hours: DEMO_HOURS, zone: PARIS }, span).map(clock)
  expect(times.length).toBeGreaterThan(20)
  for (const time of times) {
    const hour = time.slice(11)
    expect((hour >= '08:00' && hour < '12:15') || (hour >= '13:30' && hour <= '18:30'), time).toBe(true)
  }
})

test('what happened before happened while it was open, on the same day or the day before', () => {
  expect(clock(workingHour(new Date('2026-11-25T02:00:00Z'), PARIS))).toBe('2026-11-25 09:22')
  // A Sunday is the Saturday before it; on the day of 25 hours too.
  expect(clock(workingHour(new Date('2026-10-25T22:59:00Z'), PARIS)).slice(0, 10)).toBe('2026-10-24')
  const worked = { mon: '', tue: '', wed: '', thu: '', fri: '', sat: '' }
  const hours = Object.fromEntries(Object.keys(worked).map((day) => [day, [['08:00', '17:30'] as [string, string]]]))
  for (let n = 0; n < 300; n += 1) {
    const at = new Date(Date.UTC(2026, 0, 1) + n * 29 * 3_600_000)
    expect(openAt(hours, workingHour(at, PARIS), PARIS), at.toISOString()).toBe(true)
  }
})

test('what people write they wrote while they were awake, and not later than they did', () => {
  expect(clock(wakingHour(new Date('2026-11-25T01:30:00Z'), PARIS))).toBe('2026-11-24 18:30')
  for (let n = 0; n < 300; n += 1) {
    const at = new Date(Date.UTC(2026, 0, 1) + n * 29 * 3_600_000)
    const written = wakingHour(at, PARIS)
    expect(Number(clock(written).slice(11, 13)), at.toISOString()).toBeGreaterThanOrEqual(6)
    expect(written.getTime()).toBeLessThanOrEqual(at.getTime())
  }
})
