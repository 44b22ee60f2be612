import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as privacy from '../../contract/privacy.ts'
import * as visits from '../../contract/visits.ts'
import { takeBackObjected } from '../../server/flows/objected.flow.ts'
import { openTown } from '../town.ts'

/** They object to being recognised while their card, a list or a call with their name is on the screens: it holds at once. */
const town = await openTown()
const { owner, reception, deputy, anne, siteId } = town
const { house } = town.world
const gate = await town.camera()
const floor = () => reception.ask(visits.readFloor, { query: { site: siteId } })
const objects = async (id: string, yes = true) => {
  await owner.ask(privacy.objectTo, { params: { id }, body: { to: 'recognition', objects: yes, door: 'counter' } })
  await takeBackObjected(house)
}
const twins = async (plate: string) => {
  const ids: string[] = []
  for (const familyName of ['Un', 'Deux']) {
    const { id } = await owner.ask(customers.createCustomer, { body: { familyName } })
    await owner.ask(customers.createAsset, { params: { id }, body: { plate } })
    ids.push(id)
  }
  expect((await town.post(gate.path, { plate, id: plate })).body.outcome).toBe('perhaps')
  return ids
}

test('the card leaves the floor, and the read is erased; received, they stay', async () => {
  await town.post(gate.path, { plate: anne.plate, id: 'o1' })
  const { id } = (await floor()).waiting[0]!
  await objects(anne.customerId)
  expect((await floor()).waiting).toEqual([])
  expect((await sql`select from signals.signal`.execute(house.db)).rows).toEqual([])
  expect((await deputy.raw(visits.going, { params: { id } })).status).toBe(409)
  await objects(anne.customerId, false)
  const said = await reception.ask(visits.arrive, { body: { siteId, customerId: anne.customerId } })
  await objects(anne.customerId)
  expect((await floor()).waiting.map((visit) => visit.id)).toEqual([said.id])
})

test('they are struck from an open list; of the last one, nothing is left', async () => {
  const [one, other] = await twins('GD808BD')
  await objects(one!)
  expect((await floor()).perhaps.map(({ candidates }) => candidates.map(({ customerId }) => customerId))).toEqual([
    [other],
  ])
  await objects(other!)
  expect((await floor()).perhaps).toEqual([])
})

test('recognition is switched off: what it asks stands no more', async () => {
  await twins('FX417KM')
  await owner.ask(network.updateSite, { params: { id: siteId }, body: { recognition: 'off' } })
  await takeBackObjected(house)
  expect((await floor()).perhaps).toEqual([])
})

test('a call that rings with their name rings without it', async () => {
  const { path } = await town.camera('json', 'phone')
  await objects(anne.customerId, false)
  await sql`delete from visits.visit`.execute(house.db)
  await town.post(path, { call: 'c1', from: anne.phone })
  expect((await floor()).calls).toHaveLength(1)
  await objects(anne.customerId)
  expect((await floor()).calls).toEqual([])
})
