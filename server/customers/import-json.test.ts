import type { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { counts, importing } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'
import { refusedRows } from './import.flow.ts'
import { flattened } from './import-json.ts'

const { db } = await freshDb()
const here = importing(db)
const { bring, people } = here

test.each([
  ['nested names', { name: { last: 'Petit' }, phones: ['06', '01'] }, [{ 'name.last': 'Petit', phones: '06; 01' }]],
  [
    'typed values',
    {
      contacts: [
        { type: 'phone', value: '06' },
        { type: 'email', value: 'a@b.fr' },
        { type: 'phone', value: '01' },
      ],
    },
    [{ 'contacts.phone': '06; 01', 'contacts.email': 'a@b.fr' }],
  ],
  [
    'a row for each vehicle',
    { id: 1, vehicles: [{ plate: 'A' }, { plate: 'B', vin: 'V' }] },
    [
      { id: '1', 'vehicles.plate': 'A' },
      { id: '1', 'vehicles.plate': 'B', 'vehicles.vin': 'V' },
    ],
  ],
  ['no vehicle', { id: 1, vehicles: [] }, [{ id: '1', vehicles: '' }]],
  ['another list of objects', { sites: [{ n: 1 }, { n: 2 }] }, [{ 'sites.1.n': '1', 'sites.2.n': '2' }]],
])('%s', (_, object, rows) => expect(flattened(object).map((row) => Object.fromEntries(row))).toEqual(rows))

test('a customer of nested names with two vehicles is one customer who owns both', async () => {
  const file = [
    {
      id: 'J1',
      name: { first: 'Zoé', last: 'Lemaître' },
      contacts: [
        { type: 'phone', value: '0639980101' },
        { type: 'email', value: 'zoe@example.org' },
      ],
      address: { line1: '3 rue des Lilas', zip: '78000', city: 'Versailles' },
      agency: { city: 'Lyon' },
      vehicles: [{ plate: 'AA-111-AA', vin: 'VF1RFB00X56789012' }, { plate: 'BB-222-BB' }],
    },
    { id: 'J2', name: { first: 'Luc', last: null }, address: null, vehicles: [] },
  ]
    .map((row) => JSON.stringify(row))
    .join('\n')
  const run = await bring(file)
  expect(run.mapping).toMatchObject({
    id: 'key',
    'name.first': 'givenName',
    'name.last': 'familyName',
    'contacts.phone': 'phone',
    'contacts.email': 'email',
    'address.line1': 'street',
    'address.zip': 'postcode',
    'address.city': 'city',
    'agency.city': 'attribute',
    'vehicles.plate': 'plate',
    'vehicles.vin': 'vin',
  })
  expect(counts(run)).toMatchObject({ created: 2, refused: 0 })
  const [zoe] = await people()
  expect(zoe).toMatchObject({ name: 'Zoé Lemaître', city: 'Versailles', phones: [{ e164: '+33639980101' }] })
  expect(zoe!.assets.map(({ plates }) => plates[0]!.plate).sort()).toEqual(['AA111AA', 'BB222BB'])
  expect(counts(await bring(file))).toMatchObject({ created: 0, updated: 0, unchanged: 3 })
})

test('a customer nobody can name with two vehicles is set aside whole, and comes back as two rows', async () => {
  const run = await bring(
    '{"id":1,"nom":"","vehicles":[{"plate":"AA-111-AA"},{"plate":"BB-222-BB"}]}\n{"id":2,"nom":"Petit"}',
  )
  expect(counts(run)).toMatchObject({ created: 1, refused: 2 })
  const raw = await refusedRows(
    here.desk.house,
    { params: { id: run.id }, query: {}, body: undefined },
    here.desk.caller,
  )
  const text = Buffer.concat(await (raw.body as Readable).toArray()).toString()
  expect(text.match(/1.aucun nom.1..(?:AA-111-AA|BB-222-BB)/gu)).toHaveLength(2)
})
