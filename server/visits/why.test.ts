import { describe, expect, test } from 'vitest'
import { type TodayContext, whyHere } from './why.ts'

const now = new Date('2026-11-24T10:24:00+01:00')
const at = (clock: string, day = '2026-11-24') => new Date(`${day}T${clock}:00+01:00`)
const nothing: TodayContext = {
  appointments: [],
  orders: [],
  cases: [],
  callsToday: [],
  visitsToday: [],
  asset: null,
  assetId: 'car',
}
const appointment = (clock: string, more: Partial<TodayContext['appointments'][number]> = {}) => ({
  id: 'a',
  at: at(clock),
  service: 'service' as const,
  reason: 'Révision',
  assetId: 'car',
  here: true,
  ...more,
})
const order = (kind: 'vehicle' | 'repair', state: string) => ({
  kind,
  state,
  title: 'Freins',
  number: 'R1',
  changedAt: at('09:00'),
  assetId: 'car',
  here: true,
})
const codes = (today: Partial<TodayContext>) => whyHere({ ...nothing, ...today }, now).map((why) => why.code)

describe('why are they here', () => {
  test('nothing known: no reason is made up', () => expect(codes({})).toEqual([]))
  test('an appointment in six minutes comes first, and we are nearly sure', () => {
    const [why] = whyHere({ ...nothing, appointments: [appointment('10:30')] }, now)
    expect(why).toMatchObject({ code: 'appointment', service: 'service', text: 'Révision' })
    expect(why!.probability).toBeGreaterThan(0.95)
    expect(why!.because[0]!.code).toBe('appointment-now')
  })
  test('an appointment this afternoon is weaker than a car that is ready', () =>
    expect(codes({ appointments: [appointment('17:00')], orders: [order('repair', 'ready')] })).toEqual([
      'vehicle-ready',
      'appointment',
    ]))
  test('the appointment of now is stronger than a car that is ready', () =>
    expect(codes({ appointments: [appointment('10:30')], orders: [order('repair', 'ready')] })[0]).toBe('appointment'))
  test('an order to deliver, an open case, a call this morning: in that order', () =>
    expect(
      codes({
        orders: [order('vehicle', 'ready')],
        cases: [{ text: 'Bruit', at: at('08:00') }],
        callsToday: [{ at: at('09:10') }],
      }),
    ).toEqual(['order-to-deliver', 'case-open', 'called-today']))
  test('an appointment on another site counts a tenth, and says so', () => {
    const [first] = whyHere(
      { ...nothing, appointments: [appointment('10:30', { here: false })], orders: [order('vehicle', 'ready')] },
      now,
    )
    expect(first!.code).toBe('order-to-deliver')
  })
  test('an appointment for another of their cars is still the first reason', () => {
    const [why] = whyHere({ ...nothing, appointments: [appointment('10:30', { assetId: 'other' })] }, now)
    expect(why!.because.map((b) => b.code)).toContain('for-another-car')
  })
  test('a service that is due is a guess, not a certainty', () => {
    const [why] = whyHere({ ...nothing, asset: { nextServiceOn: '2026-12-01', warrantyUntil: null } }, now)
    expect(why!.code).toBe('service-due')
    expect(why!.probability).toBeCloseTo(0.6, 2)
  })
  test('at most three reasons, and probabilities never above one together', () => {
    const all = whyHere(
      {
        ...nothing,
        appointments: [appointment('10:30'), appointment('17:00')],
        orders: [order('repair', 'ready'), order('vehicle', 'ready')],
        callsToday: [{ at: at('09:00') }],
      },
      now,
    )
    expect(all).toHaveLength(3)
    expect(all.reduce((sum, why) => sum + why.probability, 0)).toBeLessThanOrEqual(1)
  })
})
