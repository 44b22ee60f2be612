import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import { openTown } from '../town.ts'

/** A house in England: what nobody says of somebody new is what is said there. */
const town = await openTown()
const { owner, siteId } = town

test('a new customer lives and speaks where the site is, unless it is said otherwise', async () => {
  const { sites } = await owner.ask(network.readNetwork, {})
  const { version } = sites.find(({ id }) => id === siteId)!
  await owner.ask(network.updateSite, {
    params: { id: siteId },
    body: { country: 'GB', timeZone: 'Europe/London', version },
  })
  const make = (body: object) => owner.ask(customers.createCustomer, { body: { familyName: 'Ashby', ...body } })
  const plain = await make({ phones: [{ number: '020 7946 0123' }] })
  expect(plain).toMatchObject({ language: 'en', country: 'GB', phones: [{ e164: '+442079460123' }] })
  expect(await make({ siteId })).toMatchObject({ language: 'en', country: 'GB' })
  expect(await make({ country: 'DE' })).toMatchObject({ language: 'de', country: 'DE' })
  expect(await make({ language: 'fr' })).toMatchObject({ language: 'fr', country: 'GB' })

  const car = await owner.ask(customers.createAsset, { params: { id: plain.id }, body: { plate: 'AB12 CDE' } })
  expect(car.plates).toMatchObject([{ plate: 'AB12CDE', country: 'GB' }])

  const found = async (q: string) => (await owner.ask(customers.search, { query: { q } })).hits.map(({ id }) => id)
  for (const q of ['020 7946', '020 7946 0123', '+44 20 7946', '2079460123', '7946 0123'])
    expect(await found(q), q).toEqual([plain.id])
})

test.each(['1!', 'ZZ', 'EU', 'FRA'])('a country that is none is refused and said: %s', async (country) => {
  const { status, body } = await owner.raw(customers.createCustomer, { body: { familyName: 'Nulle', country } })
  expect({ status, body }).toMatchObject({
    status: 422,
    body: { faults: [{ path: 'body.country', because: 'unknown-country' }] },
  })
})

test('a country as people write it is kept by its code', async () => {
  const { country } = await owner.ask(customers.createCustomer, { body: { familyName: 'Royale', country: 'uk' } })
  expect(country).toBe('GB')
})
