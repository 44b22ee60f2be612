import { describe, expect, test } from 'vitest'
import { contextWeight } from '../customers/mix.ts'
import { ExpectedToday } from './expected-today.ts'

const vehicle = (assetId: string, ...becauses: string[]) => ({
  assetId,
  plate: `P${assetId}`,
  make: '',
  colour: '',
  becauses,
})

describe('who may come today', () => {
  test('those with an appointment weigh; those who only called are known, and do not', () => {
    const today = new ExpectedToday([vehicle('1', 'expected-now'), vehicle('2', 'called-today')])
    expect(today.booked.map((each) => each.assetId)).toEqual(['1'])
    expect(today.weight).toBe(contextWeight(['expected-now']))
    expect(today.becausesOf('2')).toEqual(['called-today'])
    expect(today.becausesOf('3')).toEqual([])
  })

  test('who has arrived will hardly arrive again: the sum follows', () => {
    const today = new ExpectedToday([vehicle('1', 'expected-now'), vehicle('2', 'expected-today')])
    const { becauses: _, ...one } = vehicle('1')
    today.arrived(one)
    today.arrived(one)
    expect(today.becausesOf('1')).toEqual(['expected-now', 'arrived-already'])
    expect(today.weight).toBeCloseTo(
      contextWeight(['expected-now', 'arrived-already']) + contextWeight(['expected-today']),
    )
    expect(today.booked[0]?.becauses).toContain('arrived-already')
  })

  test('who came without being expected is here already, and changes no sum', () => {
    const today = new ExpectedToday([])
    const { becauses: _, ...one } = vehicle('1')
    today.arrived(one)
    expect(today.becausesOf('1')).toEqual(['arrived-already'])
    expect([today.weight, today.booked.length]).toEqual([0, 0])
  })

  test('a car with two plates is expected under both', () => {
    const today = new ExpectedToday([vehicle('1', 'expected-now'), { ...vehicle('1', 'expected-now'), plate: 'OLD' }])
    expect(today.platesOf('1')).toEqual(['P1', 'OLD'])
  })
})
