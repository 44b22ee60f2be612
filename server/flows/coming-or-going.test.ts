import { expect, it } from 'vitest'
import { comingOrGoing, type PassingCar, type SeenVisit } from './coming-or-going.ts'

const MINUTE = 60_000
const at = new Date('2026-11-24T15:00:00Z')
const ago = (minutes: number) => new Date(at.getTime() - minutes * MINUTE)
const visit = (state: SeenVisit['state'], arrived: number, more: Partial<SeenVisit> = {}): SeenVisit => ({
  id: 'v',
  customerId: 'anne',
  assetId: 'car',
  state,
  arrivedAt: ago(arrived),
  leftAt: null,
  outSince: null,
  ...more,
})
const ended = (arrived: number, left: number, more: Partial<SeenVisit> = {}) =>
  visit('left', arrived, { leftAt: ago(left), ...more })
const byTheCar = (arrived: number, left: number) => ended(arrived, left, { outSince: ago(left) })
const anew = (...ends: string[]) => ({ is: 'arrives', ends })
const here = { is: 'here', visit: 'v' }
const out = { is: 'moves', visit: 'v', outSince: at }
const backInYard = { is: 'moves', visit: 'v', outSince: null }
const nothing = { is: 'nothing' }
const brought = { repairSince: ago(200) }

it.each<[string, Partial<PassingCar>, object]>([
  ['nobody was here', {}, anew()],
  ['it was here yesterday', { visits: [ended(1500, 1400)] }, anew()],

  ['it waits, read again', { visits: [visit('arrived', 20)] }, here],
  ['it waits, and its camera says in', { visits: [visit('arrived', 20)], direction: 'in' }, here],
  ['it waits, and drives out', { visits: [visit('arrived', 20)], direction: 'out' }, { is: 'leaves', visit: 'v' }],
  ['received a minute ago, still at the barrier', { visits: [visit('greeted', 2)] }, here],
  ['received, seen again: it drives home', { visits: [visit('greeted', 40)] }, out],
  ['received, seen again after two hours: it drives home', { visits: [visit('greeted', 120)] }, out],
  ['received, seen twice while it drives out', { visits: [visit('greeted', 42, { outSince: ago(1) })] }, here],
  ['drove out half an hour ago, back', { visits: [visit('greeted', 80, { outSince: ago(30) })] }, backInYard],
  ['drove out two hours ago: they come again', { visits: [visit('greeted', 180, { outSince: ago(120) })] }, anew('v')],
  ['received this morning, and its camera says in', { visits: [visit('greeted', 300)], direction: 'in' }, anew('v')],
  ['received this morning, awaited now', { visits: [visit('greeted', 300)], awaited: true }, anew('v')],
  ['received half an hour ago, awaited later', { visits: [visit('greeted', 30)], awaited: true }, out],
  ['nobody ended it for a day', { visits: [visit('greeted', 1500)] }, anew('v')],

  ['said to have left, then read: it drives home', { visits: [ended(40, 1)] }, out],
  ['said to have left, driven home, read once more', { visits: [ended(40, 3, { outSince: ago(2) })] }, nothing],
  ['said to have left, and its camera says in', { visits: [ended(40, 10)], direction: 'in' }, nothing],
  [
    'said to have left, awaited, and its camera says in',
    { visits: [ended(40, 10)], direction: 'in', awaited: true },
    anew(),
  ],
  ['left ninety-one minutes ago', { visits: [ended(140, 91)] }, anew()],
  ['left long ago, driven home an hour ago', { visits: [ended(200, 120, { outSince: ago(60) })] }, nothing],
  ['driven out, and back in', { visits: [byTheCar(60, 20)], direction: 'in' }, { is: 'back', visit: 'v' }],
  ['driven out, read once more', { visits: [byTheCar(60, 20)] }, nothing],
  ['driven out, twice', { visits: [byTheCar(60, 20)], direction: 'out' }, nothing],
  ['driven out two hours ago', { visits: [byTheCar(160, 120)], direction: 'in' }, anew()],

  ['a mechanic drives out', { visits: [visit('greeted', 100)], ...brought, direction: 'out' }, out],
  ['a mechanic drives out, no direction', { visits: [visit('greeted', 100)], ...brought }, out],
  [
    'a mechanic comes back',
    { visits: [visit('greeted', 100, { outSince: ago(20) })], ...brought, direction: 'in' },
    backInYard,
  ],
  [
    'a mechanic drives out, its owner went home on foot',
    { visits: [ended(100, 60)], ...brought, direction: 'out' },
    out,
  ],
  [
    'a mechanic comes back, its owner went home on foot',
    { visits: [ended(100, 60, { outSince: ago(20) })], ...brought, direction: 'in' },
    backInYard,
  ],
  ['a mechanic comes back unseen going out', { visits: [ended(100, 60)], ...brought, direction: 'in' }, backInYard],
  ['brought yesterday, a mechanic drives out', { visits: [ended(1500, 1400)], repairSince: ago(1490) }, out],
  [
    'at home for days while parts come',
    { visits: [ended(6000, 5900, { outSince: ago(5800) })], repairSince: ago(6000), direction: 'in' },
    anew(),
  ],
  ['a repair in progress of a car that was never brought', { ...brought, direction: 'in' }, anew()],
  ['a repair of long after', { visits: [ended(9000, 8900)], ...brought, direction: 'in' }, anew()],
  ['in the workshop, yet awaited', { visits: [ended(1500, 1400)], repairSince: ago(1490), awaited: true }, anew()],

  [
    'they wait with another car, which stays',
    { visits: [visit('arrived', 20, { assetId: 'other' })], direction: 'out' },
    nothing,
  ],
  [
    'they wait, having come on foot for all we know',
    { visits: [visit('arrived', 20, { assetId: null })], direction: 'out' },
    { is: 'leaves', visit: 'v' },
  ],
  ['said at the counter, then their car is read', { visits: [visit('arrived', 2, { assetId: null })] }, here],
  ['they came this morning in another car', { visits: [visit('greeted', 400, { assetId: 'other' })] }, anew('v')],
])('%s', (_what, car, expected) => {
  expect(
    comingOrGoing({ assetId: 'car', direction: undefined, at, visits: [], repairSince: null, awaited: false, ...car }),
  ).toEqual(expected)
})
