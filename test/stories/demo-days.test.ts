import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as visits from '../../contract/visits.ts'
import { chanceFrom } from '../../server/flows/demo/chance.ts'
import { keepDaysGoing } from '../../server/flows/demo/demo-days.flow.ts'
import { DEMO_HOURS } from '../../server/flows/demo/demo-town.ts'
import { openTown } from '../town.ts'

/** A demo that somebody comes back to, on another day and at another hour. */
const town = await openTown({ at: '2026-11-24T15:40:00+01:00' })
const { owner, siteId, clock } = town
await owner.ask(network.updateSite, { params: { id: siteId }, body: { hours: DEMO_HOURS } })
for (let n = 0; n < 60; n += 1) {
  const { id } = await owner.ask(customers.createCustomer, { body: { familyName: `Client ${n}`, siteId } })
  await owner.ask(customers.createAsset, { params: { id }, body: { plate: `GA${100 + n}BC` } })
}
const expected = async () => (await owner.ask(visits.readFloor, { query: { site: siteId } })).expected
const clocks = async () =>
  (await expected()).map(({ at }) => new Date(at).toLocaleTimeString('fr-FR', { timeZone: 'Europe/Paris' }).slice(0, 5))
const keep = () => keepDaysGoing(town.world.house, chanceFrom(7))

test('in the afternoon nobody is expected after the doors are shut', async () => {
  await keep()
  const times = await clocks()
  expect(times.length).toBeGreaterThan(0)
  expect(times.every((time) => time <= '18:30')).toBe(true)
})

test('the next morning people are expected again, each once, and asking twice gives nobody twice', async () => {
  clock.pass(17 * 3600)
  expect(await expected()).toEqual([])
  await keep()
  const first = await expected()
  expect(first.length).toBeGreaterThan(8)
  expect(new Set(first.map(({ customerId }) => customerId)).size).toBe(first.length)
  await keep()
  expect((await expected()).length).toBe(first.length)
})

test('on a Sunday evening the place is open for whoever looks', async () => {
  clock.pass((Date.parse('2026-11-29T19:10:00+01:00') - clock.now().getTime()) / 1000)
  await keep()
  expect((await expected()).length).toBeGreaterThan(3)
  const { sites } = await owner.ask(network.readNetwork, {})
  expect(sites[0]!.hours.sun).toEqual([['17:00', '23:59']])
  expect(sites[0]!.hours.mon).toEqual(DEMO_HOURS.mon)
})
