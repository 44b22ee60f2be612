import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as visits from '../../contract/visits.ts'
import { openTown } from '../town.ts'

/** What the telephone tells late, or in another order, or of somebody who stands at the counter. */
const town = await openTown()
const { owner, reception, anne, siteId, clock } = town
const line = await town.camera('json', 'phone')
const floor = () => reception.ask(visits.readFloor, { query: { site: siteId } })
const say = (call: string, more: object = {}) => town.post(line.path, { call, from: anne.phone, ...more })
const ago = (seconds: number) => new Date(clock.now().getTime() - seconds * 1000).toISOString()

test.each([
  ['an hour ago', 3600],
  ['yesterday', 23 * 3600],
  ['three days ago', 72 * 3600],
])('what rang %s does not ring now', async (_when, seconds) => {
  const { outcome } = await say(`late-${seconds}`, { at: ago(seconds) })
  expect(['late', 'nothing']).toContain(outcome)
  expect((await floor()).calls).toEqual([])
})

test('what rang a moment ago does', async () => {
  expect((await say('now', { at: ago(20) })).outcome).toBe('sure')
  expect((await floor()).calls).toHaveLength(1)
  await say('now', { state: 'ended' })
})

test('the end overtook the beginning: it is a missed call, and rings on nowhere', async () => {
  clock.pass(120)
  expect((await say('overtaken', { state: 'ended' })).outcome).toBe('repeated')
  expect((await say('overtaken')).outcome).toBe('ended')
  expect((await floor()).calls).toEqual([])
  const { rows } = await town.world.pool.query(`select state from visits.call where call = 'overtaken'`)
  expect(rows).toEqual([{ state: 'missed' }])
})

test('she is expected, comes, and is greeted at the counter: who calls from their number now is not taken for her', async () => {
  const number = '+33639980155'
  const someone = (givenName: string) =>
    owner.ask(customers.createCustomer, {
      body: { givenName, familyName: 'Deux', siteId, phones: [{ number }] },
    })
  const [ursule, victor] = [await someone('Ursule'), await someone('Victor')]
  await owner.ask(visits.createAppointment, {
    body: { customerId: ursule.id, siteId, at: new Date(clock.now().getTime() + 1_200_000).toISOString() },
  })
  const asked = async (call: string) => {
    clock.pass(600)
    expect((await say(call, { from: number })).outcome).toBe('perhaps')
    return (await floor()).perhaps[0]!.candidates.map((each) => each.customerId)
  }
  expect((await asked('morning'))[0]).toBe(ursule.id)
  const { id } = await reception.ask(visits.arrive, { body: { siteId, customerId: ursule.id } })
  await reception.ask(visits.greeted, { params: { id } })
  expect((await asked('second'))[0]).toBe(victor.id)
  // Gone again, it may well be her.
  await reception.ask(visits.left, { params: { id } })
  expect((await asked('third'))[0]).toBe(ursule.id)
})
