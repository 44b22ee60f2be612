import { describe, expect, it } from 'vitest'
import { handOver, type OwnershipPeriod } from './ownership.ts'

const period = (
  id: string,
  customerId: string,
  role: OwnershipPeriod['role'],
  since: string | null = null,
  until: string | null = null,
): OwnershipPeriod => ({
  id,
  customerId,
  role,
  since,
  until,
})
const day = '2026-03-02'
const to = (customerId: string, role: OwnershipPeriod['role'] = 'owner', since = day) => ({ customerId, role, since })
const run = (periods: OwnershipPeriod[], next: ReturnType<typeof to>) => {
  const { end, begin, soldBy } = handOver(periods, next)
  return {
    ended: end.map(({ id, until }) => `${id} ${until}`),
    begun: begin && `${begin.customerId} ${begin.role} ${begin.since}`,
    soldBy,
  }
}

describe('who has a car', () => {
  it.each([
    ['the first owner', [], to('anne'), { ended: [], begun: `anne owner ${day}`, soldBy: [] }],
    ['the same owner again', [period('1', 'anne', 'owner')], to('anne'), { ended: [], begun: null, soldBy: [] }],
    [
      'sold: the seller and those who came with them leave',
      [period('1', 'anne', 'owner'), period('2', 'paul', 'driver'), period('3', 'sarl', 'company')],
      to('zoe'),
      { ended: [`1 ${day}`, `2 ${day}`, `3 ${day}`], begun: `zoe owner ${day}`, soldBy: ['anne'] },
    ],
    [
      'the driver buys it',
      [period('1', 'sarl', 'owner'), period('2', 'paul', 'driver')],
      to('paul'),
      { ended: [`1 ${day}`, `2 ${day}`], begun: `paul owner ${day}`, soldBy: ['sarl'] },
    ],
    [
      'a driver beside the owner',
      [period('1', 'anne', 'owner')],
      to('paul', 'driver'),
      { ended: [], begun: `paul driver ${day}`, soldBy: [] },
    ],
    [
      'an owner of a car that had only a driver',
      [period('1', 'paul', 'driver')],
      to('sarl'),
      { ended: [], begun: `sarl owner ${day}`, soldBy: [] },
    ],
    [
      'an owner long gone sells nothing',
      [period('1', 'anne', 'owner', null, '2020-01-01')],
      to('zoe'),
      { ended: [], begun: `zoe owner ${day}`, soldBy: [] },
    ],
    [
      'a sale told with a day before it was bought ends an empty time',
      [period('1', 'anne', 'owner', '2026-03-10')],
      to('zoe'),
      { ended: ['1 2026-03-10'], begun: `zoe owner ${day}`, soldBy: ['anne'] },
    ],
  ])('%s', (_, periods, next, after) => {
    expect(run(periods, next)).toEqual(after)
  })
})
