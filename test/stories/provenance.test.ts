import { beforeAll, describe, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as identity from '../../contract/identity.ts'
import { importRows } from '../../contract/imports.ts'
import { resolveBatch } from '../../server/flows/identity.jobs.ts'
import { ModelInForce } from '../../server/identity/model.store.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, reception, clock } = town
const models = new ModelInForce()
const look = async () => {
  while ((await resolveBatch(town.world.house, models)) > 0);
}
/** What a system says of one person, some days after what was said before. */
async function says(source: string, row: Record<string, string | number>, about?: string): Promise<string> {
  clock.pass(86_400)
  const { rows } = await owner.ask(importRows, { body: { source, rows: [row] } })
  expect(rows[0]!.because).toBeNull()
  await look()
  const id = rows[0]!.customerId!
  if (about && !(await owner.ask(customers.readCustomer, { params: { id } })).archivedAt && id !== about)
    await owner.ask(identity.mergeCustomers, { params: { id: about }, body: { other: id } })
  return id
}
async function writes(id: string, change: object): Promise<void> {
  clock.pass(86_400)
  const { version } = await owner.ask(customers.readCustomer, { params: { id } })
  await reception.ask(customers.updateCustomer, { params: { id }, body: { version, ...change } })
  await look()
}
const known = (id: string) => owner.ask(identity.customerRecords, { params: { id } })
const ofField = async (id: string, field: string) => (await known(id)).fields.filter((each) => each.field === field)

const person = { givenName: 'Odette', familyName: 'Vaugrante', phone: '+33639980171' }
const DMS = {
  ...person,
  key: '1042',
  street: '3 rue Foch',
  postcode: '21000',
  city: 'Dijon',
  plate: 'GH-318-KL',
  make: 'Renault',
  model: 'Austral',
  mileage: 41000,
}
const SHOP = {
  ...person,
  key: 'w-7',
  email: 'odette@example.org',
  street: '12 quai Nord',
  postcode: '69003',
  city: 'Lyon',
}

describe('one person, whom two systems and the desk know', () => {
  let id = ''
  beforeAll(async () => {
    id = await says('DMS', DMS)
    await says('webshop', SHOP, id)
    await writes(id, { birthDate: '1961-04-12' })
  })

  test('a value is credited to the source that says it, and the other source’s stays readable', async () => {
    expect(await ofField(id, 'address')).toMatchObject([
      {
        value: '12 quai Nord, 69003 Lyon',
        source: 'webshop',
        by: null,
        because: 'newest',
        losing: [{ value: '3 rue Foch, 21000 Dijon', source: 'DMS' }],
      },
    ])
  })

  test('what was typed at the desk is the desk’s, with who typed it', async () => {
    const [birth] = await ofField(id, 'birthDate')
    expect(birth).toMatchObject({ source: 'desk', because: 'only', losing: [] })
    expect(birth!.by).not.toBeNull()
    await says('webshop', { ...SHOP, birthDate: '1961-04-13' })
    expect(await ofField(id, 'birthDate')).toMatchObject([
      { value: '1961-04-12', source: 'desk', because: 'typed', losing: [{ value: '1961-04-13', source: 'webshop' }] },
    ])
  })

  test('nobody is said to have confirmed anything', async () => {
    for (const { because } of (await known(id)).fields) expect(because).not.toBe('verified')
  })

  test('telephones, e-mails and what they drive say their source too', async () => {
    expect(await ofField(id, 'email')).toMatchObject([
      { value: 'odette@example.org', source: 'webshop', because: null },
    ])
    expect(await ofField(id, 'phone')).toMatchObject([{ value: '+33639980171', source: 'webshop', because: null }])
    const { vehicles } = await known(id)
    expect(vehicles).toMatchObject([{ name: 'Renault Austral' }])
    const by = new Map(vehicles[0]!.fields.map((each) => [each.field, each]))
    expect(by.get('plate')).toMatchObject({ value: 'GH318KL', source: 'DMS', because: 'only' })
    expect(by.get('mileage')).toMatchObject({ value: '41000', source: 'DMS' })
    await owner.ask(customers.updateAsset, {
      params: { id: vehicles[0]!.assetId },
      body: {
        version: (await owner.ask(customers.readCustomer, { params: { id } })).assets[0]!.version,
        mileage: 52000,
      },
    })
    const mileage = (await known(id)).vehicles[0]!.fields.find((each) => each.field === 'mileage')
    expect(mileage).toMatchObject({
      value: '52000',
      source: 'desk',
      because: 'typed',
      losing: [{ value: '41000', source: 'DMS' }],
    })
  })

  test('a telephone that only a source still says is told as such', async () => {
    await writes(id, { phones: [{ number: '+33261910102' }] })
    expect(await ofField(id, 'phone')).toMatchObject([
      { value: '+33261910102', source: 'desk' },
      { value: '', losing: [{ value: '+33639980171', source: 'webshop' }, { source: 'DMS' }] },
    ])
  })

  test('a source’s lines on vehicles are no lines on the person', async () => {
    const { records } = await known(id)
    expect(records.map(({ sources }) => sources.map(({ source, key }) => [source, key]))).toEqual([
      [['DMS', '1042']],
      [['webshop', 'w-7']],
    ])
  })
})

test('what a source said once and says no more is an import’s', async () => {
  const row = { key: '9', givenName: 'Luc', familyName: 'Perrin', phone: '+33465710111' }
  const id = await says('DMS', { ...row, birthDate: '1980-01-02' })
  await says('DMS', row)
  expect(await ofField(id, 'birthDate')).toMatchObject([{ value: '1980-01-02', source: 'import', by: null }])
})

test('what somebody who joined brought is credited to their record', async () => {
  const draft = { givenName: 'Jeanne', familyName: 'Ollivier', phones: [{ number: '+33353010101' }], city: 'Brest' }
  const kept = (await owner.ask(customers.createCustomer, { body: draft })).id
  clock.pass(86_400)
  const other = await says('call centre', {
    key: 'c-1',
    givenName: 'Jane',
    familyName: 'Olivier',
    birthDate: '1970-01-02',
    email: 'j@example.org',
  })
  expect(other).not.toBe(kept)
  await owner.ask(identity.mergeCustomers, { params: { id: kept }, body: { other } })
  expect(await ofField(kept, 'birthDate')).toMatchObject([{ value: '1970-01-02', source: 'call centre' }])
  expect(await ofField(kept, 'phone')).toMatchObject([{ source: 'desk' }])
  expect(await ofField(kept, 'name')).toMatchObject([
    {
      value: 'Jeanne Ollivier',
      source: 'desk',
      because: 'typed',
      losing: [{ value: 'Jane Olivier', source: 'call centre' }],
    },
  ])
})
