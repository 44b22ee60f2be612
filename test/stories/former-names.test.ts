import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as identity from '../../contract/identity.ts'
import * as privacy from '../../contract/privacy.ts'
import { eraseDue } from '../../server/flows/person-erase.flow.ts'
import { openTown } from '../town.ts'
import { whereStands } from '../where-stands.ts'

const town = await openTown()
const { owner, clock } = town
const enter = async (givenName: string, familyName: string) => {
  clock.pass(60)
  return (await owner.ask(customers.createCustomer, { body: { givenName, familyName } })).id
}
const found = async (q: string) => (await owner.ask(customers.search, { query: { q } })).hits.map(({ id }) => id)
const join = (id: string, other: string) =>
  owner.ask(identity.mergeCustomers, { params: { id }, body: { other, reason: 'la même' } })

test('who was joined is found by the name of each of their records, also when written since; parted, by their own', async () => {
  const id = await enter('Amandine', 'Sorlin')
  const married = await enter('Amandine', 'Perrot')
  const short = await enter('Mandy', 'Perrot')
  await join(married, short)
  await join(id, married)
  const each = ['Amandine Perrot', 'perrot amand', 'Amandine Sorlin', 'Mandy Perrot', 'Perrrot Amandine']
  for (const name of each) expect(await found(name), name).toEqual([id])
  const { version } = await owner.ask(customers.readCustomer, { params: { id } })
  await owner.ask(customers.updateCustomer, { params: { id }, body: { version, familyName: 'Sorlin-Vial' } })
  for (const name of ['Amandine Perrot', 'Mandy Perrot', 'Sorlin-Vial']) expect(await found(name), name).toEqual([id])
  // Whoever bears the name today comes first.
  const namesake = await enter('Amandine', 'Perrot')
  expect(await found('Amandine Perrot')).toEqual([namesake, id])
  const { events } = await owner.ask(identity.customerRecords, { params: { id } })
  const event = events.find(
    ({ otherId, customerId }) => [otherId, customerId].includes(married) && [otherId, customerId].includes(id),
  )
  await owner.ask(identity.undoIdentityEvent, { params: { id: event!.id } })
  expect(await found('Amandine Sorlin')).toEqual([id])
  expect((await found('Amandine Perrot')).sort()).toEqual([namesake, married].sort())
  expect(await found('Mandy Perrot')).toEqual([married])
})

test('put away they are found by none, called off by all, erased none is left', async () => {
  const id = await enter('Laurence', 'Quilgars')
  await join(id, await enter('Laurence', 'Vasseurin'))
  expect(await found('Laurence Vasseurin')).toEqual([id])
  const confirm = (await owner.ask(customers.readCustomer, { params: { id } })).name
  expect(await found('Laurence Quilgars')).toEqual([id])
  const request = await owner.ask(privacy.scheduleErasure, { params: { id }, body: { confirm } })
  expect(await found('Laurence Vasseurin')).toEqual([])
  await owner.ask(privacy.callOffErasure, { params: { id: request.id } })
  expect(await found('Laurence Vasseurin')).toEqual([id])
  await owner.ask(privacy.scheduleErasure, { params: { id }, body: { confirm } })
  clock.pass(8 * 86_400)
  await eraseDue(town.world.house)
  expect(await whereStands(town.world.house.db, ['vasseurin', 'quilgars'])).toEqual([])
})
