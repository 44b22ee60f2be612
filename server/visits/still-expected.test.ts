import { expect, test } from 'vitest'
import { stillExpected } from './still-expected.ts'

const at = (clock: string) => `2026-11-24T${clock}:00.000Z`
const booked = (id: string, clock: string) => ({ id, customerId: 'anne', at: at(clock) })
const came = (clock: string, appointmentId: string | null = null, state = 'greeted') => ({
  customerId: 'anne',
  appointmentId,
  state,
  arrivedAt: new Date(at(clock)),
})

test.each([
  ['nobody came', [], ['nine', 'four']],
  ['came for the first', [came('09:02', 'nine')], ['four']],
  ['came for the first, and left', [came('09:02', 'nine', 'left')], ['four']],
  ['came for both', [came('09:02', 'nine', 'left'), came('15:58', 'four')], []],
  ['here without one, near the first', [came('08:10')], ['four']],
  ['was here without one, and left', [came('08:10', null, 'left')], ['nine', 'four']],
  ['here without one, near none', [came('12:00')], ['nine', 'four']],
])('%s', (_story, visits, ids) => {
  const expected = stillExpected([booked('nine', '09:00'), booked('four', '16:00')], visits)
  expect(expected.map(({ id }) => id)).toEqual(ids)
})

test('who is here already says since when; another customer says nothing of them', () => {
  const [nine, four] = stillExpected(
    [booked('four', '16:00'), { ...booked('x', '16:00'), customerId: 'paul' }],
    [came('09:02', 'nine')],
  )
  expect([nine!.hereSince, four!.hereSince]).toEqual([at('09:02'), null])
})
