import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as signals from '../../contract/signals.ts'
import { endOfDay } from '../../server/flows/day-end.jobs.ts'
import { openTown } from '../town.ts'

/** A site is closed for good: its camera and whoever was there go with it. */
const town = await openTown()
const { owner, world } = town
const chartres = (await owner.ask(network.createSite, { body: { name: 'Chartres', timeZone: 'Europe/Paris' } })).id
const gate = await owner.ask(signals.createSource, {
  body: { door: 'gate', kind: 'json', name: 'Portail', siteId: chartres },
})
const reads = async (plate: string) =>
  (await town.post(new URL(gate.address!).pathname, { plate, id: plate })).body.outcome
const put = (archived: boolean) => owner.ask(network.updateSite, { params: { id: chartres }, body: { archived } })
const car = async (plate: string) => {
  const { id } = await owner.ask(customers.createCustomer, { body: { familyName: plate, siteId: chartres } })
  await owner.ask(customers.createAsset, { params: { id }, body: { plate } })
  return plate.replaceAll('-', '')
}
const states = async () =>
  (await world.pool.query<{ state: string }>('select state from visits.visit where site_id = $1', [chartres])).rows.map(
    ({ state }) => state,
  )

test('its camera hears nothing any more, and who was there has left', async () => {
  const [before, after] = [await car('GB-417-KD'), await car('HC-582-LM')]
  expect(await reads(before)).toBe('sure')
  await put(true)
  expect(await reads(after)).toBe('paused')
  await endOfDay(world.house)
  expect(await states()).toEqual(['left'])
  // Brought back, it hears again.
  await put(false)
  expect(await reads(after)).toBe('sure')
})
