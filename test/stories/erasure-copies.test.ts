import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as identity from '../../contract/identity.ts'
import * as privacy from '../../contract/privacy.ts'
import { eraseDue } from '../../server/flows/person-erase.flow.ts'
import { brings, look } from '../philo.ts'
import { openTown } from '../town.ts'
import { whereStands } from '../where-stands.ts'

const town = await openTown()
const { owner, world, clock } = town
const { house } = world
const HEAD = 'N° client;Nom;Prénom;Portable;E-mail;Adresse;Code postal;Ville\n'
const idsOf = async (familyName: string) =>
  (
    await sql<{
      id: string
    }>`select id from customers.customer where family_name = ${familyName} order by created_at, id`.execute(house.db)
  ).rows.map(({ id }) => id)
const register = () => owner.ask(privacy.listRequests, { query: {} as never })
const copiesTold = async () => (await register()).requests.flatMap(({ copies }) => copies)

async function scheduled(row: string, name: string): Promise<string> {
  await brings(town, `${HEAD}${row}\n`, { source: 'dms' })
  await look(town)
  const [id] = await idsOf(name.split(' ').at(-1)!)
  await owner.ask(privacy.scheduleErasure, { params: { id: id! }, body: { confirm: name } })
  return id!
}

describe('somebody waits for their erasure, and a page of theirs comes in meanwhile', () => {
  test('by another source, and by a new key of the same: told in the register, and erased with them', async () => {
    const id = await scheduled(
      'C1;Gribeauval;Ophélie;0639980301;ophelie@example.org;3 rue du Puits;62000;Arras',
      'Ophélie Gribeauval',
    )
    expect(await copiesTold()).toEqual([])
    clock.pass(86_400)
    await brings(town, `${HEAD}9;GRIBEAUVAL;Ophelie;0639980301;;3 rue du Puits;62000;Arras\n`, { source: 'sc' })
    await brings(town, `${HEAD}C9;Gribeauval;Ophélie;;ophelie@example.org;;;\n`, { source: 'dms' })
    // Of the same home and number, and called otherwise: somebody else.
    await brings(town, `${HEAD}10;Gribeauval;Marc;0639980301;;3 rue du Puits;62000;Arras\n`, { source: 'sc' })
    await look(town)
    const told = await copiesTold()
    expect(told.length).toBeGreaterThan(0)
    expect(told.every(({ name, goesWith }) => goesWith && /Ophélie|Ophelie/u.test(name))).toBe(true)
    clock.pass(7 * 86_400)
    await eraseDue(house)
    expect(await whereStands(house.db, ['ophelie', 'ophélie'])).toEqual([])
    expect((await idsOf('Gribeauval')).length).toBe(1)
    expect((await owner.raw(customers.readCustomer, { params: { id } })).status).toBe(404)
    // And neither source brings them back.
    const again = await brings(town, `${HEAD}9;GRIBEAUVAL;Ophelie;0639980301;;;;\n`, { source: 'sc' })
    expect(again).toMatchObject({ created: 0, updated: 0, refused: 1 })
  })

  test('entered by one of us, or said to be another: told, and a person decides', async () => {
    await scheduled('C2;Pharamond;Éponine;0639980302;eponine@example.org;;;', 'Éponine Pharamond')
    const body = { givenName: 'Éponine', familyName: 'Pharamond', phones: [{ number: '0639980302' }] }
    const { id } = await owner.ask(customers.createCustomer, { body })
    expect(await copiesTold()).toEqual([{ customerId: id, name: 'Éponine Pharamond', goesWith: false }])
    clock.pass(8 * 86_400)
    await eraseDue(house)
    expect(await owner.ask(customers.readCustomer, { params: { id } })).toMatchObject({ name: 'Éponine Pharamond' })
  })

  test('called off, the pages are two as before', async () => {
    const id = await scheduled('C3;Vauquelin;Irène;0639980303;;;;', 'Irène Vauquelin')
    await brings(town, `${HEAD}1;Vauquelin;Irène;0639980303;;;;\n`, { source: 'sc2' })
    const [request] = (await register()).requests
    expect(request!.copies).toMatchObject([{ goesWith: true }])
    await owner.ask(privacy.callOffErasure, { params: { id: request!.id } })
    clock.pass(8 * 86_400)
    await eraseDue(house)
    await look(town)
    expect(await owner.ask(customers.readCustomer, { params: { id } })).toMatchObject({ name: 'Irène Vauquelin' })
    expect((await idsOf('Vauquelin')).length).toBe(2)
  })
})

test('the preview tells of a page that who-is-who asks about, until somebody says that it is another', async () => {
  await brings(town, `${HEAD}P1;Castagnet;Pierre;0639980304;;8 rue Haute;59000;Lille\n`, { source: 'dms' })
  await brings(town, `${HEAD}1;Castagnet;Pierrick;0639980304;;;;\n`, { source: 'web' })
  await look(town)
  const [id] = await idsOf('Castagnet')
  const preview = () => owner.ask(privacy.erasurePreview, { params: { id: id! } })
  const { copies } = await preview()
  const pair = (await owner.ask(identity.reviewPairs, { query: {} as never })).pairs.find((one) =>
    [one.a.customerId, one.b.customerId].includes(id!),
  )
  expect([pair!.a.customerId, pair!.b.customerId]).toContain(copies[0]!.customerId)
  expect(copies).toHaveLength(1)
  await owner.ask(identity.judgePair, { body: { a: pair!.a.id, b: pair!.b.id, verdict: 'different' } as never })
  expect((await preview()).copies).toEqual([])
})
