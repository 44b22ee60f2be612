import { beforeAll, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as identity from '../../contract/identity.ts'
import { openResolving } from '../../server/edges/resolving/resolving.edge.ts'
import { resolveBatch } from '../../server/flows/identity.jobs.ts'
import { passOverEveryone } from '../../server/flows/identity-pass.flow.ts'
import { ModelInForce } from '../../server/identity/model.store.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner } = town
const home = {
  familyName: 'Kervella',
  phones: [{ number: '+33298441122' }],
  street: '4 rue de Siam',
  postcode: '29200',
  city: 'Brest',
}
let anne = ''
let paul = ''
const enter = async (body: object): Promise<string> =>
  (await owner.ask(customers.createCustomer, { body: body as typeof home })).id
const proposed = async (id: string) =>
  (await owner.ask(identity.householdProposals, { params: { id } })).people.map(({ customerId }) => customerId)

beforeAll(async () => {
  anne = await enter({ ...home, givenName: 'Anne', birthDate: '1980-05-17' })
  paul = await enter({ ...home, givenName: 'Paul', birthDate: '1978-11-02' })
  await enter({ givenName: 'Luc', familyName: 'Zimmermann', postcode: '67000', city: 'Strasbourg' })
  while ((await resolveBatch(town.world.house, new ModelInForce())) > 0);
})

test('two people of one house: proposed on both pages, with what they share; and two people they stay', async () => {
  const { people } = await owner.ask(identity.householdProposals, { params: { id: anne } })
  expect(people.map(({ customerId, name }) => [customerId, name])).toEqual([[paul, 'Paul Kervella']])
  expect(people[0]!.because.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['address', 'phone', 'familyName']),
  )
  expect(people[0]!.because.every(({ bits }) => bits > 0)).toBe(true)
  expect(await proposed(paul)).toEqual([anne])
  for (const id of [anne, paul])
    expect((await owner.ask(customers.readCustomer, { params: { id } })).archivedAt).toBeNull()
})

test('"no" is remembered, also by a pass over everyone, until it is taken back', async () => {
  await owner.ask(identity.refuseHousehold, { params: { id: anne }, body: { otherId: paul } })
  await passOverEveryone(town.world.house, new ModelInForce(), openResolving())
  expect([await proposed(anne), await proposed(paul)]).toEqual([[], []])
  await owner.ask(identity.proposeHouseholdAgain, { params: { id: paul }, body: { otherId: anne } })
  expect(await proposed(anne)).toEqual([paul])
})

test('"yes" makes them a household; ended, they are proposed again', async () => {
  await owner.ask(customers.relate, { params: { id: anne }, body: { otherId: paul, kind: 'household' } })
  expect(await proposed(paul)).toEqual([])
  const { relations } = await owner.ask(customers.readCustomer, { params: { id: paul } })
  expect(relations).toMatchObject([{ customerId: anne, kind: 'household' }])
  await owner.ask(customers.unrelate, { params: { id: relations[0]!.id } })
  expect(await proposed(paul)).toEqual([anne])
})

test('in doubt whether they are two at all, that is asked first', async () => {
  const twin = { ...home, givenName: 'Paul' }
  const other = await enter(twin)
  while ((await resolveBatch(town.world.house, new ModelInForce())) > 0);
  const { pairs } = await owner.ask(identity.reviewPairs, { query: {} })
  const asked = pairs.flatMap(({ a, b }) => [a.customerId, b.customerId])
  if ((await owner.ask(customers.readCustomer, { params: { id: other } })).archivedAt === null)
    expect(asked).toContain(other)
  expect(await proposed(paul)).not.toContain(other)
})

test('nobody lives with themselves or with somebody unknown', async () => {
  for (const otherId of [anne, '00000000-0000-7000-8000-000000000000'])
    expect((await owner.raw(identity.refuseHousehold, { params: { id: anne }, body: { otherId } })).status).toBe(422)
  expect(
    (await town.reception.raw(identity.refuseHousehold, { params: { id: anne }, body: { otherId: paul } })).status,
  ).toBeLessThan(300)
})
