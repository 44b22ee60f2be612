import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as signals from '../../contract/signals.ts'
import * as visits from '../../contract/visits.ts'
import { openTown } from '../../test/town.ts'
import type { House } from '../kit/house.ts'
import { sourcesOf } from '../signals/source.store.ts'
import { carArrives } from './arrival.flow.ts'
import { callRings } from './ring.flow.ts'
import { flushTallies } from './tallies.flow.ts'

/** The database goes while somebody is being recognised, and the same work is done again: nothing is lost, and it came once. */
const town = await openTown()
const { owner, reception, siteId, anne, world } = town
const { house, watch } = world
const gone = () => Object.assign(new Error('Connection terminated unexpectedly'))
/** A house whose database breaks at each transaction, or at each statement. */
const breaking = (at: 'transaction' | 'getExecutor'): House => ({
  ...house,
  db: new Proxy(house.db, {
    get(target, name) {
      if (name === at)
        return () => {
          throw gone()
        }
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  }),
})
const sourceOf = async (id: string) => (await sourcesOf(house.db)).find((source) => source.id === id)!
const totals = async (id: string) => {
  await flushTallies(house, watch)
  return (await owner.ask(signals.sourceHealth, { params: { id }, query: {} })).totals
}

test('a call of one of several: the short list comes at the second try', async () => {
  for (const givenName of ['Ève', 'Noé', 'Lou'])
    await owner.ask(customers.createCustomer, {
      body: { givenName, familyName: 'Doublet', phones: [{ number: '06 39 98 07 77' }] },
    })
  const { id } = await town.camera('json', 'phone')
  const source = await sourceOf(id)
  const ring = { direction: 'in', state: 'ringing', call: 'c1', key: 'c1', from: '+33639980777' } as const
  for (let tries = 0; tries < 3; tries++)
    await expect(callRings(breaking('transaction'), watch, source, ring as never)).rejects.toThrow(
      'Connection terminated',
    )
  expect((await callRings(house, watch, source, ring as never)).outcome).toBe('perhaps')
  expect((await callRings(house, watch, source, ring as never)).outcome).toBe('repeated')
  expect((await reception.ask(visits.readFloor, { query: { site: siteId } })).perhaps).toHaveLength(1)
  expect(await totals(id)).toMatchObject({ call: 1, perhaps: 1 })
})

test('a car: it is read once, however often it was tried', async () => {
  const { id } = await town.camera()
  const source = await sourceOf(id)
  const read = { plate: anne.plate, confidence: 0.9, key: 'once' }
  for (let tries = 0; tries < 3; tries++)
    await expect(carArrives(breaking('getExecutor'), watch, source, read as never)).rejects.toThrow(
      'Connection terminated',
    )
  expect((await carArrives(house, watch, source, read as never)).outcome).toBe('sure')
  expect(await totals(id)).toMatchObject({ read: 1, sure: 1 })
})
