import { describe, expect, test } from 'vitest'
import { appointmentText, civilIn, instantIn, isOpenAt, nextHalfHour, nextOpening } from './zoned.ts'

describe('the clock on the wall of a place', () => {
  test.each([
    ['Europe/Paris', '2026-11-24', '10:30', '2026-11-24T09:30:00.000Z'],
    ['Europe/Paris', '2026-07-01', '10:30', '2026-07-01T08:30:00.000Z'],
    ['America/New_York', '2026-11-24', '23:59', '2026-11-25T04:59:00.000Z'],
    ['Asia/Kolkata', '2026-01-01', '00:10', '2025-12-31T18:40:00.000Z'],
    // Comes twice: the first of the two.
    ['Europe/Paris', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    // Does not exist: the hour after it.
    ['Europe/Paris', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['Europe/Paris', '2026-03-29', '03:30', '2026-03-29T01:30:00.000Z'],
  ])('%s %s %s', (zone, day, clock, instant) => {
    expect(instantIn(zone, { day, clock })).toBe(instant)
  })
  test('there and back', () => {
    const at = '2026-05-05T22:15:00.000Z'
    expect(instantIn('Europe/Paris', civilIn('Europe/Paris', new Date(at)))).toBe(at)
  })
  test('a new appointment begins at a half hour to come', () => {
    expect(nextHalfHour('Europe/Paris', new Date('2026-11-24T09:07:00Z'))).toEqual({
      day: '2026-11-24',
      clock: '11:30',
    })
  })
  const HOURS = {
    tue: [['09:00', '12:00'] as [string, string], ['14:00', '18:30'] as [string, string]],
    thu: [['10:00', '18:00'] as [string, string]],
  }
  test.each([
    ['at night: when it opens', '2026-11-24T01:00:00Z', '2026-11-24', '09:00'],
    ['while it is open', '2026-11-24T09:07:00Z', '2026-11-24', '11:30'],
    ['over noon', '2026-11-24T10:20:00Z', '2026-11-24', '14:00'],
    ['in the evening: the next day it is open', '2026-11-24T17:00:00Z', '2026-11-26', '10:00'],
    ['a week on, where it must be', '2026-11-26T20:00:00Z', '2026-12-01', '09:00'],
  ])('a new appointment is proposed while the place is open: %s', (_, now, day, clock) =>
    expect(nextOpening('Europe/Paris', HOURS, new Date(now))).toEqual({ day, clock }),
  )
  test('a place that never said its hours is never called closed, and is proposed at no odd hour', () => {
    expect(isOpenAt({}, { day: '2026-11-24', clock: '02:00' })).toBe(true)
    expect(nextOpening('Europe/Paris', {}, new Date('2026-11-28T23:00:00Z'))).toEqual({
      day: '2026-11-30',
      clock: '09:00',
    })
  })
  test.each([
    ['2026-11-24', '11:59', true],
    ['2026-11-24', '12:00', false],
    ['2026-11-25', '10:00', false],
  ])('open on %s at %s: %s', (day, clock, open) => expect(isOpenAt(HOURS, { day, clock })).toBe(open))
  test('the day is named, the year only when it is another', () => {
    const now = new Date('2026-11-24T09:00:00Z')
    expect(appointmentText(new Date('2026-11-26T09:30:00Z'), now, 'fr', 'Europe/Paris')).toBe(
      'jeudi 26 novembre, 10:30',
    )
    expect(appointmentText(new Date('2025-11-26T09:30:00Z'), now, 'fr', 'Europe/Paris')).toBe(
      'mercredi 26 novembre 2025, 10:30',
    )
  })
})
