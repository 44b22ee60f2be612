import { describe, expect, test } from 'vitest'
import { dutyNow, isOpen } from './duty-now.ts'

const hours = {
  mon: [
    ['08:00', '12:00'],
    ['14:00', '18:30'],
  ] as [string, string][],
}
const site = { hours, timeZone: 'Europe/Paris' }
const at = (clock: string) => new Date(`2026-11-23T${clock}:00+01:00`) // a Monday

describe('a site with a lunch break', () => {
  test.each([
    ['07:59', false],
    ['08:00', true],
    ['11:59', true],
    ['12:00', false],
    ['14:00', true],
    ['18:30', false],
  ])('at %s open is %s', (clock, open) => expect(isOpen(hours, 'Europe/Paris', at(clock))).toBe(open))
  test('is closed on days without hours', () =>
    expect(isOpen(hours, 'Europe/Paris', new Date('2026-11-24T10:00:00+01:00'))).toBe(false))
  test('has its own time: at 08:30 in Paris, La Réunion is at 11:30', () =>
    expect(isOpen({ mon: [['11:00', '12:00']] }, 'Indian/Reunion', at('08:30'))).toBe(true))
})

describe('who is there', () => {
  test('what a person said holds over the calendar', () =>
    expect(
      dutyNow(
        { state: 'on', until: null, deputyId: null },
        [{ from: at('08:00'), to: at('18:00') }],
        { sites: [site] },
        at('10:00'),
      ),
    ).toMatchObject({ state: 'on', because: 'hand' }))
  test('until it ends', () =>
    expect(
      dutyNow({ state: 'away', until: at('09:00'), deputyId: 'd' }, [], { sites: [site] }, at('10:00')),
    ).toMatchObject({
      state: 'on',
      because: 'default',
    }))
  test('a calendar makes them away, with the deputy last named', () =>
    expect(
      dutyNow(
        { state: 'away', until: at('09:00'), deputyId: 'd' },
        [{ from: at('09:30'), to: at('11:00') }],
        { sites: [site] },
        at('10:00'),
      ),
    ).toEqual({ state: 'away', because: 'calendar', until: at('11:00').toISOString(), deputyId: 'd' }))
  test('away, their standing deputy goes, unless they named another; on duty nobody does', () => {
    const away = (deputyId: string | null) =>
      dutyNow({ state: 'away', until: null, deputyId }, [], { sites: [site], standing: 'always' }, at('10:00'))
    expect([away(null).deputyId, away('d').deputyId]).toEqual(['always', 'd'])
    const byCalendar = dutyNow(
      null,
      [{ from: at('09:30'), to: at('11:00') }],
      { sites: [site], standing: 'always' },
      at('10:00'),
    )
    expect(byCalendar).toMatchObject({ state: 'away', deputyId: 'always' })
    expect(dutyNow(null, [], { sites: [site], standing: 'always' }, at('10:00')).deputyId).toBeNull()
  })
  test('outside the hours of every site of theirs they are off', () =>
    expect(dutyNow(null, [], { sites: [site] }, at('13:00'))).toMatchObject({ state: 'off', because: 'hours' }))
  test('invited, and never came in: not there, whatever is open; who says so by hand puts them there', () => {
    const awaited = { sites: [site], standing: 'd', awaited: true }
    expect(dutyNow(null, [], awaited, at('10:00'))).toEqual({
      state: 'off',
      because: 'not-joined',
      until: null,
      deputyId: 'd',
    })
    expect(dutyNow({ state: 'on', until: null, deputyId: null }, [], awaited, at('10:00')).state).toBe('on')
  })
  test('all of whose sites were put away: nowhere', () =>
    expect(dutyNow(null, [], { sites: [] }, at('10:00'))).toMatchObject({ state: 'off', because: 'hours' }))
})
