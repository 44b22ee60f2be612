import { beforeEach, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as visits from '../../contract/visits.ts'
import { openTown } from '../town.ts'

/** One car, several people, and not all of them agreed to be known: who is named, and by whose appointment. */
const town = await openTown()
const { owner, reception, siteId, clock } = town
const gate = await town.camera()

type Recognition = 'default' | 'consented' | 'objected'
let cars = 0
const person = (familyName: string, recognition: Recognition) =>
  owner.ask(customers.createCustomer, { body: { familyName, siteId, recognition } })
/** A car of two people; the second drives it. */
const shared = async (first: Recognition, second: Recognition) => {
  cars += 1
  const plate = `GZ-${200 + cars * 37}-KT`
  const one = await person(`Odile ${cars}`, first)
  const two = await person(`Raymond ${cars}`, second)
  const asset = await owner.ask(customers.createAsset, { params: { id: one.id }, body: { plate } })
  await owner.ask(customers.setOwner, { params: { id: asset.id }, body: { customerId: two.id, role: 'driver' } })
  return { one, two, asset, plate }
}
const booked = (customerId: string, assetId: string | null) =>
  owner.ask(visits.createAppointment, {
    body: { customerId, ...(assetId ? { assetId } : {}), siteId, at: '2026-11-24T10:30:00+01:00' },
  })
const arrives = async (plate: string) => {
  clock.pass(30)
  const answer = await town.post(gate.path, { plate: plate.replaceAll('-', ''), id: plate })
  const floor = await reception.ask(visits.readFloor, { query: { site: siteId } })
  return { outcome: answer.body.outcome, visit: floor.waiting.find((each) => each.card.vehicle?.plate === plate) }
}
const rule = (recognition: 'informed' | 'opt-in') =>
  owner.ask(network.updateSite, { params: { id: siteId }, body: { recognition } })
beforeEach(() => rule('informed'))

test('only those who said yes: the yes of one names nobody else, not even in a line', async () => {
  await rule('opt-in')
  const { one, two, plate } = await shared('consented', 'default')
  await booked(two.id, null)
  const { outcome, visit } = await arrives(plate)
  expect([outcome, visit?.customerId]).toEqual(['sure', one.id])
  expect(JSON.stringify(visit!.card)).not.toContain(two.name)
  // Nor does the other's appointment bring her.
  expect(visit!.card.because.map(({ code }) => code)).not.toContain('expected-now')
})

test('where those who were informed are known, the driver is greeted and the other is said', async () => {
  const { two, plate } = await shared('consented', 'default')
  await booked(two.id, null)
  const { visit } = await arrives(plate)
  expect(visit!.customerId).toBe(two.id)
  expect(visit!.card.because.map(({ code }) => code)).toEqual(
    expect.arrayContaining(['expected-now', 'also-has-this-car']),
  )
})

test.each([['the car was named'], ['no car was named']])(
  'who objected brings nobody by their appointment (%s)',
  async (how) => {
    const { one, two, asset, plate } = await shared('default', 'objected')
    await booked(two.id, how === 'the car was named' ? asset.id : null)
    const { outcome, visit } = await arrives(plate)
    expect([outcome, visit?.customerId]).toEqual(['sure', one.id])
    expect(visit!.card.because.map(({ code }) => code)).not.toContain('expected-now')
    expect(JSON.stringify(visit!.card)).not.toContain(two.name)
  },
)
