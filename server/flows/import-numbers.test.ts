import { expect, test } from 'vitest'
import * as api from '../../contract/imports.ts'
import { counts, importing, placeAt } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'
import { importRowsFlow } from './import-rows.flow.ts'

const { db } = await freshDb()
const here = importing(db)
const { bring } = here
const SITE = '00000000-0000-7000-9000-000000000001'
await placeAt(db, SITE)

const two = () => bring('Code client;Nom;Prénom\n1;Cieille;Anne\n2;Martin;Paul\n')
const forget = async () => {
  for (const table of ['timeline.order', 'timeline.entry', 'timeline.fact', 'visits.appointment'] as const)
    await db.deleteFrom(table).execute()
}
const warned = (run: api.ImportRun) => run.warnings.map(({ because, n }) => `${because} ${n}`)

const ORDERS = 'N° commande;Code client;Objet;Statut;Montant;Date\n'
const orders = async () =>
  (
    await db
      .selectFrom('timeline.order as o')
      .innerJoin('customers.customer as c', 'c.id', 'o.customer_id')
      .select(['o.number', 'c.given_name as who', 'o.title', 'o.state', 'o.amount_cents as cents'])
      .orderBy('o.number')
      .orderBy('c.given_name')
      .execute()
  ).map(({ number, who, title, state, cents }) => `${number} ${who}: ${title}, ${state}, ${cents}`)

test('an order whose number is another customer’s stands beside it, in a later file and within one; each follows its own', async () => {
  await two()
  await bring(`${ORDERS}K7;1;Vidange;livrée;100;02/01/2026\n`, 'dms', 'orders')
  const second = await bring(`${ORDERS}K7;2;Carrosserie;en cours;999;03/01/2026\n`, 'dms', 'orders')
  expect(counts(second)).toMatchObject({ created: 1, updated: 0 })
  expect(warned(second)).toEqual(['key-of-another 1'])
  const both = ['K7 Anne: Vidange, delivered, 10000', 'K7 Paul: Carrosserie, in-progress, 99900']
  expect(await orders()).toEqual(both)
  const third = await bring(
    `${ORDERS}K7;1;Vidange;livrée;100;02/01/2026\nK7;2;Carrosserie;prête;999;03/01/2026\nO1;1;Pneus;livrée;1;\nO1;2;Huile;livrée;2;\n`,
    'dms',
    'orders',
  )
  expect(counts(third)).toMatchObject({ created: 2, updated: 1, unchanged: 1 })
  expect(await orders()).toEqual([
    both[0],
    'K7 Paul: Carrosserie, ready, 99900',
    'O1 Anne: Pneus, delivered, 100',
    'O1 Paul: Huile, delivered, 200',
  ])
  // « Ready » is told to whom it is ready for.
  const ready = await db
    .selectFrom('timeline.fact as f')
    .innerJoin('customers.customer as c', 'c.id', 'f.customer_id')
    .select('c.given_name as who')
    .where('f.kind', '=', 'order.ready')
    .execute()
  expect(ready).toEqual([{ who: 'Paul' }])
  const { rows } = await here.desk.ask(api.importRows, importRowsFlow(), {
    body: {
      source: 'dms',
      kind: 'orders',
      rows: [
        { key: 'O1', customerKey: '3' },
        { key: 'K7', customerKey: '2' },
      ],
    } as never,
  })
  expect(rows).toMatchObject([{ because: 'customer-unknown' }, { because: null }])
  await forget()
})

test('a new order whose day cannot be read, or is still to come, is set aside; a known one goes on', async () => {
  await two()
  const first = await bring(
    `${ORDERS}A;1;Vidange;en cours;;31/11/2025\nB;1;x;;;02/01/2031\nC;1;x;en cours;;\n`,
    'dms',
    'orders',
  )
  expect(counts(first)).toMatchObject({ created: 1, refused: 2 })
  const refused = await db.selectFrom('customers.import_refused').select('because').execute()
  expect(refused.map(({ because }) => because)).toEqual(['date-unreadable', 'date-unreadable'])
  const again = await bring(`${ORDERS}C;1;x;prête;;31/11/2025\n`, 'dms', 'orders')
  expect(counts(again)).toMatchObject({ updated: 1, refused: 0 })
  await forget()
})

const VISITS = 'N° visite;Code client;Date;Motif\n'
const entries = async () =>
  (
    await db
      .selectFrom('timeline.entry as e')
      .innerJoin('customers.customer as c', 'c.id', 'e.customer_id')
      .select(['c.given_name as who', 'e.at', 'e.text'])
      .orderBy('e.at')
      .execute()
  ).map(({ who, at, text }) => `${who} ${at.toISOString().slice(0, 10)} ${text}`)

test.each(['visits', 'calls'] as const)(
  '%s: another customer’s number is a record of its own, a correction is followed, nothing twice',
  async (kind) => {
    await two()
    await bring(`${VISITS}V1;1;02/01/2026;Vidange\n`, 'dms', kind)
    const second = await bring(`${VISITS}V1;2;03/01/2026;Pneus\n`, 'dms', kind)
    expect(counts(second)).toMatchObject({ created: 1, unchanged: 0 })
    expect(warned(second)).toEqual(['key-of-another 1'])
    expect(await entries()).toEqual(['Anne 2026-01-02 Vidange', 'Paul 2026-01-03 Pneus'])
    const both = `${VISITS}V1;1;04/01/2026;Vidange\nV1;2;03/01/2026;Pneus hiver\n`
    expect(counts(await bring(both, 'dms', kind))).toMatchObject({ created: 0, updated: 2 })
    expect(counts(await bring(both, 'dms', kind))).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
    expect(await entries()).toEqual(['Paul 2026-01-03 Pneus hiver', 'Anne 2026-01-04 Vidange'])
    await forget()
  },
)

test('a number twice in one file, or with another day and other words, is another visit of theirs', async () => {
  await two()
  const lines = `${VISITS}V1;1;02/01/2026;Vidange\nV1;1;02/01/2026;Pneus\n`
  expect(counts(await bring(lines, 'dms', 'visits'))).toMatchObject({ created: 2 })
  expect(counts(await bring(lines, 'dms', 'visits'))).toMatchObject({ created: 0, unchanged: 2 })
  expect(counts(await bring(`${VISITS}V1;1;08/01/2026;Freins\n`, 'dms', 'visits'))).toMatchObject({ created: 1 })
  expect(await entries()).toHaveLength(3)
  await forget()
})

test('an appointment whose number is another customer’s takes nobody’s place; one that moved is moved', async () => {
  await two()
  const HEAD = 'N° RDV;Code client;Date;Heure;Motif\n'
  const send = (...rows: string[]) => bring(HEAD + rows.join('\n'), 'dms', 'appointments', SITE)
  await send('R1;1;10/03/2026;10:00;Vidange')
  const second = await send('R1;2;11/03/2026;11:00;Pneus')
  expect(counts(second)).toMatchObject({ created: 1, updated: 0 })
  expect(warned(second)).toEqual(['key-of-another 1'])
  expect(counts(await send('R1;1;10/03/2026;10:00;Vidange', 'R1;2;11/03/2026;15:00;Pneus'))).toMatchObject({
    created: 0,
    updated: 1,
    unchanged: 1,
  })
  const expected = await db
    .selectFrom('visits.appointment as a')
    .innerJoin('customers.customer as c', 'c.id', 'a.customer_id')
    .select(['c.given_name as who', 'a.at'])
    .orderBy('a.at')
    .execute()
  expect(expected.map(({ who, at }) => `${who} ${at.toISOString()}`)).toEqual([
    'Anne 2026-03-10T09:00:00.000Z',
    'Paul 2026-03-11T14:00:00.000Z',
  ])
  await forget()
})

test('whoever has two cars in a file is one new customer, whatever the number of their rows', async () => {
  const run = await bring('Code;Nom;Prénom;Immat;Marque\n8;Riou;Gwen;GA-123-CD;Audi\n8;Riou;Gwen;GB-123-CD;Seat\n')
  expect([run.created, run.updated, run.people]).toEqual([1, 1, { new: 1, changed: 0 }])
})
