import { expect, test } from 'vitest'
import type { Appointment } from '../../../contract/visits.ts'
import { isLate, nextOf, soonFirst } from './next.ts'

const day = (...clocks: string[]) => clocks.map((at) => ({ at: `2026-11-24T${at}:00+01:00` }) as Appointment)
const at = (clock: string) => new Date(`2026-11-24T${clock}:00+01:00`)
const shown = (clocks: string[], now: string, most: number) =>
  nextOf(day(...clocks), at(now), most).map((one) => one.at.slice(11, 16))

const DAY = ['08:00', '09:00', '10:00', '11:00', '14:00', '15:00', '16:00']

test.each([
  ['in the morning, the first', '08:00', ['08:00', '09:00', '10:00']],
  ['an hour late still counts as coming', '10:00', ['09:00', '10:00', '11:00']],
  ['later, those to come', '12:30', ['14:00', '15:00', '16:00']],
  ['at the end of the day, filled up with the latest of those before', '16:30', ['14:00', '15:00', '16:00']],
  ['after the last, the last', '20:00', ['14:00', '15:00', '16:00']],
])('%s', (_name, now, expected) => {
  expect(shown(DAY, now, 3)).toEqual(expected)
})

test('fewer than fit are all shown; nobody is nobody', () => {
  expect(shown(['08:00', '16:00'], '15:30', 8)).toEqual(['08:00', '16:00'])
  expect(shown([], '12:00', 8)).toEqual([])
})

test('who is late stands after those who come soon, and is said to be late', () => {
  const list = soonFirst(day('09:30', '10:10', '10:30', '11:00'), at('10:18'))
  expect(list.map((one) => one.at.slice(11, 16))).toEqual(['10:10', '10:30', '11:00', '09:30'])
  expect(list.map((one) => isLate(one, at('10:18')))).toEqual([false, false, false, true])
})
