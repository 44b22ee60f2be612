import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
import * as customers from '../../contract/customers.ts'
import * as identity from '../../contract/identity.ts'
import * as peopleApi from '../../contract/import-people.ts'
import * as imports from '../../contract/imports.ts'
import { forgetOldChanges } from '../../server/customers/import-people.store.ts'
import { resolveBatch } from '../../server/flows/identity.jobs.ts'
import { eraseAll, subjectOf } from '../../server/flows/person-data.flow.ts'
import { ModelInForce } from '../../server/identity/model.store.ts'
import { inTransaction } from '../../server/kit/house.ts'
import { brings } from '../philo.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

const town = await openTown()
const { owner, world } = town
const { house } = world
const models = new ModelInForce()
const look = async () => {
  while ((await resolveBatch(house, models)) > 0);
}
const HEAD = 'Code client;Nom;Prénom;Date de naissance;Portable;Ville;Immatriculation;Marque;Modèle;Kilométrage\n'
const FIRST = `${HEAD}1;Peyrol;Marius;12/04/1961;0639980301;Lyon;GK-701-AA;Peugeot;208;12000
2;Kervella;Solène;;0639980302;Brest;;;;
3;Oberlin;Gaspard;;0639980303;Dijon;;;;
`
const SECOND = `${HEAD}1;Peyrol;Marius;12/04/1961;0639980301;Dijon;GK-701-AA;Peugeot;208;15500
2;Kervella;Solène;;0639980302;Brest;;;;
3;Oberlin;Gaspard;;0639980399;Dijon;GK-702-BB;Renault;Clio;800
4;=Zanetti;;;0639980304;Nice;;;;
`
type Which = peopleApi.PeopleOfImport
const listed = (id: string, which: Which, more: object = {}) =>
  owner.ask(peopleApi.importPeople, { params: { id }, query: { which, ...more } })
const names = async (id: string, which: Which, more: object = {}) =>
  (await listed(id, which, more)).people.map(({ name }) => name)
const csvOf = async (id: string, which: Which, cookie = owner.cookie) =>
  (await world.app.inject({ url: `/api/imports/${id}/people.csv`, query: { which }, headers: { cookie } })).body
    .replace('\uFEFF', '')
    .split('\r\n')
    .filter(Boolean)

const first = await brings(town, FIRST)
const second = await brings(town, SECOND)

test('the first file of a source: all are new, in its order, and nobody changed', async () => {
  expect(await listed(first.id, 'new')).toMatchObject({ counts: { new: 3, changed: 0, joined: 0 }, next: null })
  expect(await names(first.id, 'new')).toEqual(['Marius Peyrol', 'Solène Kervella', 'Gaspard Oberlin'])
  expect(await names(first.id, 'changed')).toEqual([])
})

test('the next: who is new, and of who changed what stood before and after; who is the same is on no list', async () => {
  expect(second).toMatchObject({ created: 1, updated: 2, unchanged: 1 })
  const { people, counts } = await listed(second.id, 'changed')
  expect(counts).toEqual({ new: 1, changed: 2, joined: 0 })
  expect(people.map(({ name, changes }) => [name, changes])).toEqual([
    [
      'Marius Peyrol',
      [
        { field: 'city', vehicle: null, before: 'Lyon', after: 'Dijon', kept: true },
        { field: 'mileage', vehicle: 'Peugeot 208', before: '12000', after: '15500', kept: true },
      ],
    ],
    [
      'Gaspard Oberlin',
      [
        { field: 'phones', vehicle: null, before: '06 39 98 03 03', after: '06 39 98 03 99', kept: true },
        { field: 'added', vehicle: 'Renault Clio', before: '', after: 'Renault Clio · GK-702-BB', kept: true },
      ],
    ],
  ])
  // The first file's list is not rewritten by the second.
  expect(await names(first.id, 'new')).toHaveLength(3)
})

test('page by page, and by a name as people type it', async () => {
  const one = await listed(first.id, 'new', { limit: 2 })
  expect(one.people).toHaveLength(2)
  expect(await names(first.id, 'new', { limit: 2, after: one.next })).toEqual(['Gaspard Oberlin'])
  expect(await names(first.id, 'new', { q: 'SOLENE kerv' })).toEqual(['Solène Kervella'])
  expect(await names(first.id, 'new', { q: '%' })).toHaveLength(3)
  expect(await names(first.id, 'new', { q: 'nobody' })).toEqual([])
  expect(await owner.raw(peopleApi.importPeople, { params: { id: first.id }, query: { after: 'x' } })).toMatchObject({
    status: 422,
  })
})

test('a customer of two batches of one run: before the first, after the last', async () => {
  const rows = Array.from({ length: 2100 }, (_, n) => `p${n};Remplit;Nom${n};;;Lyon;;;;`)
  const twice = await brings(
    town,
    `${HEAD}1;Peyrol;Marius;;0639980301;Nice;GK-701-AA;Peugeot;208;16000\n${rows.join('\n')}\n1;Peyrol;Marius;;0639980388;Nice;GK-701-AA;Peugeot;208;16000\n`,
  )
  const { people, counts } = await listed(twice.id, 'changed')
  expect(counts).toMatchObject({ new: 2100, changed: 1 })
  expect(people[0]!.changes.map(({ field, before, after }) => [field, before, after])).toEqual([
    ['phones', '06 39 98 03 01', '06 39 98 03 01, 06 39 98 03 88'],
    ['city', 'Dijon', 'Nice'],
    ['mileage', '15500', '16000'],
  ])
})

test('who is joined to somebody since is on a list of their own, and marked where they are new', async () => {
  const shop = await brings(town, `${HEAD}a;PEYROL;Marius;12/04/1961;0639980301;Nice;;;;\nb;Autre;Zoé;;;Lille;;;;\n`, {
    source: 'boutique',
  })
  await look()
  const { people, counts } = await listed(shop.id, 'joined')
  expect(counts).toEqual({ new: 2, changed: 0, joined: 1 })
  expect(people).toMatchObject([{ joinedTo: { name: 'Marius Peyrol' }, joinedBy: null }])
  expect(people[0]!.joinedAt).not.toBeNull()
  expect((await listed(shop.id, 'new')).people.map(({ joinedTo }) => joinedTo?.name ?? null)).toEqual([
    'Marius Peyrol',
    null,
  ])
  expect(await names(shop.id, 'joined', { q: 'peyrol' })).toHaveLength(1)
  expect(await names(shop.id, 'joined', { q: 'zoe' })).toEqual([])
  const { events } = await owner.ask(identity.identityEvents, { query: { import: shop.id } })
  await owner.ask(identity.undoIdentityEvent, { params: { id: events[0]!.id } })
  expect(await listed(shop.id, 'joined')).toMatchObject({ people: [], counts: { joined: 0 } })
  expect((await listed(shop.id, 'new')).people[0]!.joinedTo).toBeNull()
})

describe('as a file', () => {
  test('a line for each field that changed, and no cell that a spreadsheet would run', async () => {
    const [head, ...lines] = await csvOf(second.id, 'changed')
    expect(head).toBe('customer,name,city,field,vehicle,before,after,joined to,joined to name,joined at')
    expect(lines.map((line) => line.split(',').slice(3, 7))).toEqual([
      ['city', '', 'Lyon', 'Dijon'],
      ['mileage', 'Peugeot 208', '12000', '15500'],
      ['phones', '', '06 39 98 03 03', '06 39 98 03 99'],
      ['added', 'Renault Clio', '', 'Renault Clio · GK-702-BB'],
    ])
    const file = await csvOf(second.id, 'new')
    expect(file).toHaveLength(2)
    expect(file[1]!.split(',')[1]).toBe("'=Zanetti")
  })
  test('taking it is in the log, with whom it showed', async () => {
    town.clock.pass(120)
    const { rows } = await owner.ask(auditApi.readAudit, { query: { action: 'import.people-file' } })
    expect(rows.length).toBeGreaterThan(0)
    const [shown] = (await owner.ask(auditApi.readAudit, { query: { action: 'import.people' } })).rows
    expect(shown!.customers.map(({ name }) => name)).toContain('Marius Peyrol')
  })
})

test('an advisor sees none of it; who manages another site neither', async () => {
  const raw = await town.advisor.raw(peopleApi.importPeople, { params: { id: first.id } })
  expect(raw.status).toBe(403)
  const { screen } = await hire(town, 'Sam Ailleurs', [{ role: 'site-manager', siteId: town.siteId }])
  expect((await screen.raw(peopleApi.importPeople, { params: { id: first.id } })).status).toBe(403)
})

test('after their time only which field changed is told', async () => {
  expect(await forgetOldChanges(house.db, new Date(0))).toBe(0)
  expect(await forgetOldChanges(house.db, new Date(town.clock.now().getTime() + 1))).toBe(3)
  const { people } = await listed(second.id, 'changed')
  expect(people[0]!.changes).toEqual([
    { field: 'city', vehicle: null, before: '', after: '', kept: false },
    { field: 'mileage', vehicle: 'Peugeot 208', before: '', after: '', kept: false },
  ])
  expect(await forgetOldChanges(house.db, new Date(town.clock.now().getTime() + 1))).toBe(0)
})

test('of imports before lists were kept, the log says whom they touched and in which fields', async () => {
  await sql`delete from customers.import_person`.execute(house.db)
  const migration = readFileSync(new URL('../../migrations/0066_import_people.sql', import.meta.url), 'utf8')
  await sql.raw(migration.slice(migration.indexOf('insert into'))).execute(house.db)
  expect(await names(first.id, 'new')).toEqual(['Marius Peyrol', 'Solène Kervella', 'Gaspard Oberlin'])
  const { people } = await listed(second.id, 'changed')
  expect(people.map(({ name, changes }) => [name, changes.map(({ field, kept }) => [field, kept])])).toEqual([
    [
      'Marius Peyrol',
      [
        // An address is written whole, and the log says so.
        ['street', false],
        ['postcode', false],
        ['city', false],
        ['mileage', false],
      ],
    ],
    ['Gaspard Oberlin', [['phones', false]]],
  ])
})

test('run again from the first row, the list is that of the new run', async () => {
  const { mapping } = await owner.ask(imports.readImport, { params: { id: second.id } })
  await owner.ask(imports.runImport, { params: { id: second.id }, body: { mapping } })
  expect(await listed(second.id, 'changed')).toMatchObject({ people: [], counts: { new: 0, changed: 0 } })
})

test('who is erased is gone from every list, and from the table', async () => {
  const { hits } = await owner.ask(customers.search, { query: { q: 'kervella' } })
  const { id } = hits[0]!
  await inTransaction(house, async (house) => {
    await eraseAll(house, house.newId(), await subjectOf(house, id), 'request')
  })
  expect(await names(first.id, 'new')).toEqual(['Marius Peyrol', 'Gaspard Oberlin'])
  expect(await listed(first.id, 'new')).toMatchObject({ counts: { new: 2 } })
  const { rows } = await sql`select 1 from customers.import_person where customer_id = ${id}::uuid`.execute(house.db)
  expect(rows).toEqual([])
})
