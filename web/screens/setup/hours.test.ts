import { describe, expect, test } from 'vitest'
import { hours as contract } from '../../../contract/network.ts'
import { faultOf, hoursAreRight, mondayOnWeekdays, runsOf, withBreak, withDay } from './hours.ts'

describe('the hours of a week', () => {
  test('a break at noon where there is room for it, else the middle third', () => {
    expect(withBreak(['08:00', '18:00'])).toEqual([
      ['08:00', '12:00'],
      ['14:00', '18:00'],
    ])
    expect(withBreak(['09:00', '12:00'])).toEqual([
      ['09:00', '10:00'],
      ['11:00', '12:00'],
    ])
    expect(withBreak(['11:45', '18:00']).flat()).toEqual(['11:45', '13:50', '15:55', '18:00'])
  })

  test('Monday copied to the weekdays leaves the week-end alone', () => {
    const week = mondayOnWeekdays({ mon: [['08:00', '18:00']], tue: [['10:00', '11:00']], sat: [['09:00', '12:00']] })
    expect(Object.keys(week).sort()).toEqual(['fri', 'mon', 'sat', 'thu', 'tue', 'wed'])
    expect(week.tue).toEqual([['08:00', '18:00']])
    expect(week.sat).toEqual([['09:00', '12:00']])
  })

  test('a closed Monday closes the weekdays', () => {
    expect(mondayOnWeekdays({ tue: [['10:00', '11:00']], sun: [['09:00', '12:00']] })).toEqual({
      sun: [['09:00', '12:00']],
    })
  })

  test.each([
    [[['08:00', '12:00']], null],
    [[['12:00', '08:00']], 'ends-before-it-starts'],
    [[['08:00', '08:00']], 'ends-before-it-starts'],
    [[['', '08:00']], 'incomplete'],
    [
      [
        ['08:00', '13:00'],
        ['12:00', '18:00'],
      ],
      'overlaps',
    ],
  ] as const)('%j: %s', (spans, fault) => {
    expect(faultOf(spans as never)).toBe(fault)
  })

  test('what is called right is what the contract takes', () => {
    for (const week of [{}, { mon: [['08:00', '12:00']] }, { mon: [['12:00', '08:00']] }] as never[])
      expect(hoursAreRight(week)).toBe(contract.safeParse(week).success)
  })

  test('days with the same hours are read in one go, closed days are left out', () => {
    const week = withDay(mondayOnWeekdays({ mon: [['08:00', '18:00']] }), 'wed', [])
    expect(runsOf(week).map((run) => `${run.from}-${run.to}`)).toEqual(['mon-tue', 'thu-fri'])
  })
})
