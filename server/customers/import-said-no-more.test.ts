import { expect, test } from 'vitest'
import { relate } from '../../contract/customers.ts'
import { importing } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'
import { relateFlow } from './relations.flow.ts'

const { db } = await freshDb()
const here = importing(db)
const { bring, people } = here

const HEAD = 'Code client;Nom;Raison sociale;Foyer;Code société;Fonction\n'
const ulla = (rest: string) => `U;Ulla;;${rest}`
const REST = ['V;Vito;;K1;;', 'W;Wim;;K7;;', 'F1;;Garage Martin;;;', 'F4;;Transports Ollivier;;;']
const send = (rest: string, source?: string) => bring(`${HEAD}${[ulla(rest), ...REST].join('\n')}\n`, source)
const around = async (name = 'Ulla') =>
  (await people())
    .find((one) => one.name === name)!
    .relations.map((one) => [one.name, one.role].filter(Boolean).join(', '))
    .sort()

test('who left a household and a company is no longer of them; a new role is told', async () => {
  await send('K1;F1;vendeuse')
  expect(await around()).toEqual(['Garage Martin, vendeuse', 'Vito'])
  const run = await send('K7;F4;gérante')
  expect(run).toMatchObject({ updated: 1 })
  expect(await around()).toEqual(['Transports Ollivier, gérante', 'Wim'])
  expect(await around('Vito')).toEqual([])
  await send('K7;F4;directrice')
  expect(await around()).toEqual(['Transports Ollivier, directrice', 'Wim'])
  // An empty cell takes nothing away, and the same file once more adds nothing.
  await send(';;')
  expect(await around()).toEqual(['Transports Ollivier, directrice', 'Wim'])
})

test('what a person said, and what another source still says, stays', async () => {
  await send('K1;F1;vendeuse')
  await send('K1;F1;vendeuse', 'web')
  const [ulla, vito] = await Promise.all(
    ['Ulla', 'Vito'].map(async (name) => (await people()).filter((one) => one.name === name).map(({ id }) => id)),
  )
  await here.desk.ask(relate, relateFlow, {
    params: { id: ulla![0]! },
    body: { otherId: vito![0]!, kind: 'household', role: '' },
  })
  await send('K7;F4;gérante')
  expect(await around()).toEqual(['Transports Ollivier, gérante', 'Vito', 'Wim'])
})

const CAR = 'Code client;Nom;Prénom;Immatriculation;Modèle;Date achat\n'
const cars = (...rows: string[]) => bring(`${CAR}${rows.join('\n')}\n`)
const open = async () =>
  (
    await db
      .selectFrom('customers.ownership as o')
      .innerJoin('customers.customer as c', 'c.id', 'o.customer_id')
      .select('c.given_name as name')
      .where('o.until', 'is', null)
      .orderBy('c.given_name')
      .execute()
  ).map(({ name }) => name)

test.each([
  [
    'the one before says another car',
    ['1;Cieille;Anne;BB-222-BB;Clio;', '2;Martin;Paul;AA-111-AA;Megane;12/11/2026'],
    ['Anne', 'Paul'],
  ],
  [
    'the buyer’s row comes first',
    ['2;Martin;Paul;AA-111-AA;Megane;', '1;Cieille;Anne;BB-222-BB;Clio;'],
    ['Anne', 'Paul'],
  ],
  ['a file of what changed', ['2;Martin;Paul;AA-111-AA;Megane;'], ['Paul']],
  ['both have it', ['2;Martin;Paul;AA-111-AA;Megane;', '1;Cieille;Anne;AA-111-AA;Megane;'], ['Anne', 'Paul']],
  [
    'both have it, one under another key',
    ['2;Martin;Paul;AA-111-AA;Megane;', '9;Cieille;Anne;AA-111-AA;Megane;'],
    ['Anne', 'Anne', 'Paul'],
  ],
])('a car that comes to somebody else: %s', async (_, rows, owners) => {
  await cars('1;Cieille;Anne;AA-111-AA;Megane;')
  await cars(...rows)
  expect(await open()).toEqual(owners)
  const again = await cars(...rows)
  expect(again).toMatchObject({ created: 0, updated: 0 })
  expect(await open()).toEqual(owners)
})

test('a car of a couple is not sold by one to the other, nor by another source', async () => {
  const head = 'Code client;Nom;Prénom;Immatriculation;Foyer\n'
  await bring(`${head}1;Cieille;Anne;AA-111-AA;F\n2;Cieille;Luc;;F\n`)
  await bring(`${head}1;Cieille;Anne;;F\n2;Cieille;Luc;AA-111-AA;F\n`)
  expect(await open()).toEqual(['Anne', 'Luc'])
  await bring(`${head}7;Martin;Paul;AA-111-AA;\n`, 'web')
  expect(await open()).toEqual(['Anne', 'Luc', 'Paul'])
})
