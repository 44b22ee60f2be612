import { beforeAll, expect, test } from 'vitest'
import { createAsset, createCustomer, readCustomer, updateAsset } from '../../contract/customers.ts'
import { openDesk } from '../../test/desk.ts'
import { freshDb } from '../../test/world.ts'
import { createAssetFlow, updateAssetFlow } from './assets.flow.ts'
import { createCustomerFlow, readCustomerFlow } from './customers.flow.ts'
import { leaveAsset } from './owners.flow.ts'

const { db } = await freshDb()
const desk = openDesk(db)
const person = (givenName: string) =>
  desk.ask(createCustomer, createCustomerFlow, { body: { givenName, familyName: 'Vue' } })
const car = (id: string, plate: string, plateCountry = 'FR') =>
  desk.ask(createAsset, createAssetFlow, { params: { id }, body: { make: 'Renault', plate, plateCountry } })
/** Who else bears the plate of the first car of this customer. */
const alsoOn = async (id: string) =>
  (await desk.ask(readCustomer, readCustomerFlow, { params: { id } })).assets[0]?.alsoOn.map(({ name }) => name)

let anne = ''
let paul = ''
beforeAll(async () => {
  anne = (await person('Anne')).id
  paul = (await person('Paul')).id
})

test('a plate that two customers bear is seen from both sides, until one of the two is put right', async () => {
  await car(anne, 'FM-046-SC')
  expect(await alsoOn(anne)).toEqual([])
  const { id, version, alsoOn: told } = await car(paul, 'FM 046 SC')
  expect(told).toEqual([{ customerId: anne, name: 'Anne Vue' }])
  expect(await alsoOn(anne)).toEqual(['Paul Vue'])
  await desk.ask(updateAsset, updateAssetFlow, { params: { id }, body: { plate: 'FM-047-SC', version } })
  expect([await alsoOn(anne), await alsoOn(paul)]).toEqual([[], []])
})

test('a car one had, a car removed, one’s own second card of it, and the plate of another country do not count', async () => {
  const lea = (await person('Léa')).id
  const others = await Promise.all(['Max', 'Zoé', 'Ugo'].map(person))
  const mine = await car(lea, 'AB-123-CD')
  await car(lea, 'AB-123-CD')
  const [sold, removed] = [await car(others[0]!.id, 'AB-123-CD'), await car(others[1]!.id, 'AB-123-CD')]
  await car(others[2]!.id, 'AB-123-CD', 'IT')
  const read = async () => (await desk.ask(readCustomer, readCustomerFlow, { params: { id: lea } })).assets
  const seen = async () => (await read()).find(({ id }) => id === mine.id)?.alsoOn.map(({ name }) => name)
  expect((await seen())?.sort()).toEqual(['Max Vue', 'Zoé Vue'])
  const left = { params: { id: sold.id, customerId: others[0]!.id }, query: {}, body: undefined }
  await leaveAsset(desk.house, left, desk.caller)
  await desk.ask(updateAsset, updateAssetFlow, {
    params: { id: removed.id },
    body: { archived: true, version: removed.version },
  })
  expect(await seen()).toEqual([])
})
