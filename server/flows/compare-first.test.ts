import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import * as api from '../../contract/imports.ts'
import { counts, importing } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'
import { previewImport } from '../customers/import.flow.ts'
import { type CompareFirst, NOT_COMPARED } from '../customers/import-run.flow.ts'
import { ModelInForce } from '../identity/model.store.ts'
import { compareFirst } from './compare-first.flow.ts'
import { resolveBatch } from './identity.jobs.ts'
import { importRowsFlow } from './import-rows.flow.ts'
import { WORKS } from './import-works.flow.ts'
import { wouldRefuse } from './import-would.flow.ts'

const { db } = await freshDb()
const here = importing(db)
const models = new ModelInForce()
const compare = compareFirst(models)
afterEach(async () => {
  await sql`truncate timeline.order, timeline.entry, timeline.fact, customers.changed, identity.record, identity.event, identity.edge, identity.pass cascade`.execute(
    db,
  )
})

const PERSON = (key: string, name: string) =>
  `Code;Nom;Prénom;Naissance;Portable;E-mail;Rue;CP;Ville\n${key};${name};Anne;14/02/1961;0639980101;anne@example.org;3 rue des Lices;35000;Rennes\n`
const ORDER = 'N° commande;E-mail;Objet;Date\nA-1;anne@example.org;Pneus;02/01/2026\n'
/** The same person from two systems, whom nobody has compared yet. */
const twice = async (): Promise<void> => {
  await here.bring(PERSON('1', 'Cieille'), 'dms')
  await here.bring(PERSON('77', 'CIEILLE'), 'crm')
}
const bringOrders = async (first: CompareFirst) => {
  const { id } = await here.upload(ORDER, 'shop', 'orders')
  await here.start(id)
  const work = () =>
    here.work((house, context, rows) => WORKS.orders(house, { ...context, compareFirst: first }, rows), 'orders')
  await work()
  return { read: async () => counts(await here.read(id)), problem: async () => (await here.read(id)).problem, work }
}
const byApi = (first: CompareFirst) =>
  here.desk.ask(api.importRows, importRowsFlow(first), {
    body: {
      source: 'shop',
      kind: 'orders',
      site: null,
      dates: 'ymd',
      decimal: '.',
      rows: [{ key: 'A-1', email: 'anne@example.org', title: 'Pneus', placedOn: '2026-01-02' }],
    },
  })

test('an order that comes in right behind two records of one person finds that person, by file and by the API', async () => {
  await twice()
  const run = await bringOrders(compare)
  expect(await run.read()).toMatchObject({ state: 'done', created: 1, refused: 0 })
  expect(await here.people().then((people) => people.length)).toBe(2)
  expect(await db.selectFrom('identity.event').select('kind').execute()).toEqual([{ kind: 'merge' }])
  await twice()
  expect((await byApi(compare)).rows).toMatchObject([{ outcome: 'unchanged', because: null }])
})

test('while everyone is being looked at, a file waits and then goes on, the API is told to come again, and the preview says so', async () => {
  await twice()
  await sql`insert into identity.pass (phase, done, total, started_at, at) values ('resolve', 0, 2, ${here.desk.clock.now}, ${here.desk.clock.now})`.execute(
    db,
  )
  const run = await bringOrders(compare)
  expect(await run.read()).toMatchObject({ state: 'running', done: 0 })
  expect(await run.problem()).toBe(NOT_COMPARED)
  expect((await byApi(compare)).rows).toMatchObject([{ outcome: 'refused', because: NOT_COMPARED }])
  const { id, mapping } = await here.upload(ORDER, 'shop', 'orders')
  const preview = await here.desk.ask(api.previewImport, previewImport(wouldRefuse(compare)), {
    params: { id },
    body: { mapping },
  })
  expect(preview).toMatchObject({ good: 1, problems: [{ because: NOT_COMPARED, n: 1 }] })
  await sql`update identity.pass set phase = 'done'`.execute(db)
  await run.work()
  expect(await run.read()).toMatchObject({ state: 'done', created: 1, refused: 0 })
  expect(await run.problem()).toBe(null)
})

test('two people stay two: their order is set aside, with its reason on the page of the import', async () => {
  await here.bring(PERSON('1', 'Cieille'), 'dms')
  await here.bring(PERSON('2', 'Cieille').replace(';Anne;14/02/1961;', ';Paul;02/09/1988;'), 'dms')
  const { id } = await here.upload(ORDER, 'shop', 'orders')
  await here.start(id)
  await here.work((house, context, rows) => WORKS.orders(house, { ...context, compareFirst: compare }, rows), 'orders')
  expect(await here.read(id)).toMatchObject({
    state: 'done',
    refused: 1,
    setAside: [{ because: 'customer-ambiguous', n: 1, firstLine: 2 }],
  })
})

test('what a source says about its customers waits for those it is bringing, and for no other source', async () => {
  const customers = await here.upload(PERSON('1', 'Cieille'), 'dms')
  await here.start(customers.id)
  const ORDERS = 'N° commande;Code client;Date\nA-1;1;02/01/2026\n'
  const [own, other] = [await here.upload(ORDERS, 'dms', 'orders'), await here.upload(ORDERS, 'crm', 'orders')]
  await here.start(own.id)
  await here.start(other.id)
  await here.work(WORKS.orders, 'orders')
  expect([await here.read(own.id), await here.read(other.id)].map(({ state }) => state)).toEqual(['running', 'done'])
  expect((await here.read(own.id)).problem).toBe('customers-first')
  await here.work()
  await here.work(WORKS.orders, 'orders')
  expect(counts(await here.read(own.id))).toMatchObject({ state: 'done', created: 1, refused: 0 })
})

test('a customer whom one source knows by two numbers is found by either, in one file', async () => {
  await here.bring(`${PERSON('1', 'Cieille')}2;Cieille;Anne;14/02/1961;0639980101;;;;\n`, 'dms')
  while ((await resolveBatch(here.desk.house, models)) > 0);
  expect((await db.selectFrom('identity.event').select('kind').execute()).length).toBe(1)
  const run = await here.bring('N° commande;Code client;Date\nA-1;1;02/01/2026\nA-2;2;02/01/2026\n', 'dms', 'orders')
  expect(counts(run)).toMatchObject({ created: 2, refused: 0 })
})

test('a diary that writes the name in two columns means one name', async () => {
  await here.bring('Code;Nom;Prénom\n1;Cieille;Anne\n2;Cieille;Paul\n', 'dms')
  const { columns } = await here.upload(
    'Date;Nom;Prénom;Vendeur\n02/01/2026;CIEILLE;Anne;Luc Martin\n',
    'dms',
    'visits',
  )
  expect(columns.map(({ field }) => field)).toEqual(['date', 'familyName', 'givenName', 'attribute'])
  const alone = await here.upload('Date;Nom\n02/01/2026;Anne CIEILLE\n', 'dms', 'visits')
  expect(alone.columns.map(({ field }) => field)).toEqual(['date', 'fullName'])
  const run = await here.bring('Date;Nom;Prénom\n02/01/2026;CIEILLE;Paul\n', 'dms', 'visits')
  expect(counts(run)).toMatchObject({ created: 1, refused: 0 })
})

test('a birth name in a column of its own is nobody’s greeting, and joins her to herself', async () => {
  const { columns } = await here.upload('Nom de naissance;Nom d’usage;Prénom\nCASANOVA;d’Ornano;Cécile\n', 'crm')
  expect(columns.map(({ field }) => field)).toEqual(['birthName', 'familyName', 'givenName'])
  const alone = await here.upload('Nom de naissance;Prénom\nCASANOVA;Cécile\n', 'crm2')
  expect(alone.columns.map(({ field }) => field)).toEqual(['familyName', 'givenName'])
  await here.bring(
    'Nom de naissance;Nom d’usage;Prénom;Naissance;E-mail;CP;Ville\nCASANOVA;d’Ornano;Cécile;14/02/1961;cecile@example.org;35000;Rennes\n',
    'crm',
  )
  await here.bring(
    'Nom;Prénom;Naissance;E-mail;CP;Ville\nCasanova;Cécile;14/02/1961;c.casanova@example.net;35000;Rennes\n',
    'dms',
  )
  while ((await resolveBatch(here.desk.house, models)) > 0);
  const edges = await db.selectFrom('identity.edge').select('bits').execute()
  const merged = await db.selectFrom('identity.event').select('kind').execute()
  expect([edges.length, merged]).toEqual([1, [{ kind: 'merge' }]])
  expect(await here.people().then((people) => people.map(({ familyName }) => familyName))).toEqual([
    'd’Ornano',
    'Casanova',
  ])
  // The source that knows only the birth name says it once more, with another street: she keeps the name she bears.
  await here.bring(
    'Nom;Prénom;Naissance;E-mail;Rue;CP;Ville\nCasanova;Cécile;14/02/1961;c.casanova@example.net;3 rue Neuve;35000;Rennes\n',
    'dms',
  )
  expect((await here.people())[0]).toMatchObject({ familyName: 'd’Ornano', street: '3 rue Neuve' })
})
