import { expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import * as api from '../../contract/imports.ts'
import { counts, importing, placeAt } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'
import { keepUpload, rereadImport } from '../customers/import-upload.flow.ts'
import { openWorkbooks } from '../edges/imports/workbook.edge.ts'
import { importRowsFlow } from './import-rows.flow.ts'

const { db } = await freshDb()
const here = importing(db)
const { bring, people } = here
const SITE = '00000000-0000-7000-9000-000000000001'
await placeAt(db, SITE)

const CUSTOMERS =
  'Code client;Nom;Prénom;Portable;Immatriculation;Marque\n1;Cieille;Anne;0612345678;AB-123-CD;Peugeot\n2;Martin;Paul;0698765432;;\n'

test('columns no field is for are kept under their names, with the order or on the timeline; said again they follow', async () => {
  await bring(CUSTOMERS)
  const HEAD = 'N° commande;Code client;Objet;Montant;Marge;Vendeur magasin\n'
  await bring(`${HEAD}K-1;1;Pneus;400;12 %;Loïc\nK-2;1;Huile;40;;\n`, 'dms', 'orders')
  const orders = () =>
    db
      .selectFrom('timeline.order')
      .select(['number', 'attributes'])
      .where('source', '=', 'dms')
      .orderBy('number')
      .execute()
  expect(await orders()).toEqual([
    { number: 'K-1', attributes: { Marge: '12 %', 'Vendeur magasin': 'Loïc' } },
    { number: 'K-2', attributes: {} },
  ])
  const again = await bring(`${HEAD}K-1;1;Pneus;400;15 %;\nK-2;1;Huile;40;;\n`, 'dms', 'orders')
  expect(counts(again)).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
  expect((await orders())[0]!.attributes).toEqual({ Marge: '15 %', 'Vendeur magasin': 'Loïc' })
  await bring('Date;Code client;Motif;Pont n°\n12/03/2025;1;Vidange;B4\n', 'dms', 'visits')
  const entries = await db
    .selectFrom('timeline.entry')
    .select(['text', 'data'])
    .where('source', '=', 'import:visit:dms')
    .execute()
  expect(entries).toMatchObject([{ text: 'Vidange', data: { attributes: { 'Pont n°': 'B4' } } }])
  await db.deleteFrom('timeline.order').execute()
  await db.deleteFrom('timeline.entry').execute()
  await db.deleteFrom('timeline.fact').execute()
})

test('an order under a key that several bear is theirs whose name it says; that of a key which means another is set aside', async () => {
  const HEAD = 'Code client;Nom;Prénom;Portable\n'
  await bring(`${HEAD}1;Riviere;Jeanne;0639980101\n1;Riviere;Marc;0639980101\n2;Roche;Anne;0639980102\n`)
  const rows = [
    'A-1;1;Marc Riviere',
    'A-2;1;',
    'A-3;1;Mme Jeanne RIVIERE',
    'A-4;2;Paul Simon',
    'A-5;2;Mme Roche-Petit',
    'A-6;2;',
  ]
  const run = await bring(`N° commande;Code client;Client\n${rows.join('\n')}\n`, 'dms', 'orders')
  expect(counts(run)).toMatchObject({ created: 4, refused: 2 })
  const orders = await db
    .selectFrom('timeline.order as o')
    .innerJoin('customers.customer as c', 'c.id', 'o.customer_id')
    .select(['o.number', 'c.given_name as who'])
    .orderBy('o.number')
    .execute()
  expect(orders.map(({ number, who }) => `${number} ${who}`)).toEqual([
    'A-1 Marc',
    'A-3 Jeanne',
    'A-5 Anne',
    'A-6 Anne',
  ])
  const refused = await db.selectFrom('customers.import_refused').select('because').orderBy('line').execute()
  expect(refused.map(({ because }) => because)).toEqual(['customer-ambiguous', 'key-of-another'])
  await db.deleteFrom('timeline.order').execute()
  await db.deleteFrom('timeline.entry').execute()
  await db.deleteFrom('timeline.fact').execute()
})

test('by the API, a row whose key is somebody else’s is told so, and the customer it made', async () => {
  const row = (fullName: string) =>
    send({ source: 'shop', kind: 'customers', site: null, dates: 'ymd', decimal: '.', rows: [{ key: 1, fullName }] })
  const [first] = (await row('Jeanne Riviere')).rows
  const [second] = (await row('Paul Simon')).rows
  expect(second).toMatchObject({ outcome: 'created', because: 'key-of-another' })
  expect(second!.customerId).not.toBe(first!.customerId)
  expect((await row('Paul Simon')).rows).toMatchObject([{ outcome: 'unchanged', customerId: second!.customerId }])
})

const cell = (value: unknown, more: object = {}) => ({ value, ...more })
const HEAD_ROW = 'Code client;Nom;Prénom;Portable;Code postal;Date de naissance;Immatriculation;Kilométrage'
  .split(';')
  .map((name) => cell(name))
const workbook = (): Promise<Buffer> =>
  writeWorkbook(
    [
      { sheet: 'Lisez-moi', data: [[cell('Export du CRM du 12/11/2026')]] },
      {
        sheet: 'Clients',
        data: [
          [cell('Liste des clients - site de Versailles', { columnSpan: 6 }), null, null, null, null, null],
          [],
          [cell('Identité', { columnSpan: 3 }), null, null, cell('Contact', { columnSpan: 2 }), null],
          HEAD_ROW,
          [
            cell(1001),
            cell('DUPONT'),
            cell('Jeanne'),
            cell(639980101),
            cell(1000),
            cell('01/02/1980'),
            cell('AB-123-CD'),
            cell(45210),
          ],
          [
            cell(1002),
            cell('de La Tour'),
            cell('Éric'),
            cell('0639980102'),
            cell(29221),
            cell('12/11/1975'),
            cell('EF-456-GH'),
            cell('12 500'),
          ],
        ],
      },
    ] as never,
    {} as never,
  ).toBuffer() as Promise<Buffer>

test('a workbook with a title and cells merged over groups of columns: its names are found, shown and can be said otherwise', async () => {
  const run = await keepUpload(
    here.desk.house,
    here.desk.caller,
    { name: 'clients.xlsx', bytes: await workbook(), source: 'xl' },
    openWorkbooks(),
  )
  expect(run).toMatchObject({ rows: 2, dialect: { sheet: 1, header: true, tableLine: 4 } })
  expect(run.columns.map(({ field }) => field)).toEqual(
    'key familyName givenName phone postcode birthDate plate mileage'.split(' '),
  )
  const say = (body: object) => here.desk.ask(api.rereadImport, rereadImport, { params: { id: run.id }, body })
  expect(await say({ tableLine: 1 })).toMatchObject({ rows: 4, dialect: { tableLine: 1 } })
  expect(await say({ dates: 'mdy' })).toMatchObject({ dialect: { tableLine: 1 } })
  await expect(say({ tableLine: 99 })).rejects.toMatchObject({ faults: [{ because: 'empty' }] })
  expect(await say({ tableLine: 4 })).toMatchObject({ rows: 2 })
  await here.start(run.id)
  await here.work()
  expect(counts(await here.read(run.id))).toMatchObject({ created: 2, refused: 0 })
  expect((await people()).map(({ name, postcode, birthDate }) => [name, postcode, birthDate])).toEqual([
    ['Jeanne Dupont', '01000', '1980-02-01'],
    ['Éric de La Tour', '29221', '1975-11-12'],
  ])
})

test('a CSV under a title: the separator, the names and the numbers of the lines are right, and so is a note of two lines', async () => {
  const run = await bring(
    'Liste des clients, site de Versailles\r\n\r\nCode client;Nom;Prénom;Note\r\n1;Petit;Zoé;"aime le thé\r\net le café"\r\n2;;;\r\n',
    'titled',
  )
  expect(run).toMatchObject({ dialect: { delimiter: ';', tableLine: 3 }, rows: 2, created: 1, refused: 1 })
  expect((await people())[0]).toMatchObject({ name: 'Zoé Petit', note: 'aime le thé\net le café' })
  const [refused] = await db.selectFrom('customers.import_refused').select('line').execute()
  expect(refused!.line).toBe(6)
})

test('orders: by number, found by the customer’s key or phone, followed, never twice', async () => {
  await bring(CUSTOMERS)
  const HEAD = 'N° commande;Code client;Tél;Immat;Type;Objet;Statut;Montant;Date commande\n'
  const ROWS =
    'C-1;1;;AB-123-CD;atelier;Révision;en cours;1 234,50;02/01/2026\nC-2;;0698765432;;;Chaussures;livrée;89;03/01/2026\nC-3;;0611111111;;;x;;;\n;1;;;;;;;\n'
  expect(counts(await bring(HEAD + ROWS, 'dms', 'orders'))).toMatchObject({ state: 'done', created: 2, refused: 2 })
  const [anne] = await people()
  const orders = () =>
    db
      .selectFrom('timeline.order')
      .select(['number', 'kind', 'state', 'amount_cents', 'customer_id', 'asset_id', 'placed_at', 'source'])
      .orderBy('number')
      .execute()
  expect(await orders()).toMatchObject([
    {
      number: 'C-1',
      kind: 'repair',
      state: 'in-progress',
      amount_cents: 123_450,
      customer_id: anne!.id,
      source: 'dms',
    },
    { number: 'C-2', kind: 'product', state: 'delivered', amount_cents: 8900, asset_id: null },
  ])
  expect((await orders())[0]).toMatchObject({
    asset_id: anne!.assets[0]!.id,
    placed_at: new Date('2026-01-02T11:00:00Z'),
  })
  const again = await bring(HEAD + ROWS.replace('en cours', 'livré'), 'dms', 'orders')
  expect(counts(again)).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
  // What was there already happened when it was placed; what has moved since happens now, and a repair handed back is a service done.
  const facts = await db.selectFrom('timeline.fact').select(['kind', 'at']).orderBy('id').execute()
  const placed = (day: string) => new Date(`2026-01-${day}T11:00:00Z`)
  expect(facts.filter(({ at }) => at < placed('04'))).toMatchObject([
    { kind: 'order.placed', at: placed('02') },
    { kind: 'order.in-progress', at: placed('02') },
    { kind: 'order.placed', at: placed('03') },
    { kind: 'order.delivered', at: placed('03') },
  ])
  expect(facts.filter(({ at }) => at >= placed('04')).map(({ kind }) => kind)).toEqual([
    'order.delivered',
    'service.done',
  ])
  expect(
    await db
      .selectFrom('customers.import_refused')
      .select(['line', 'because'])
      .where('import_id', '=', again.id)
      .orderBy('line')
      .execute(),
  ).toEqual([
    { line: 4, because: 'customer-unknown' },
    { line: 5, because: 'number-missing' },
  ])
})

test('visits and calls of the past are on the timeline once, and nothing to come is among them', async () => {
  await bring(CUSTOMERS)
  const visits =
    'Date;Heure;Immat;Motif\n02/01/2026;09:30;AB-123-CD;Révision\n03/01/2026;;AB-123-CD;Pneus\n02/01/2030;9h;AB-123-CD;x\n'
  expect(counts(await bring(visits, 'dms', 'visits', SITE))).toMatchObject({ created: 2, refused: 1 })
  expect(counts(await bring(visits, 'dms', 'visits', SITE))).toMatchObject({ created: 0, unchanged: 2 })
  expect(counts(await bring('Date;Tél;Résumé\n04/01/2026;0612345678;rappeler\n', 'pbx', 'calls'))).toMatchObject({
    created: 1,
  })
  const [anne] = await people()
  const entries = await db
    .selectFrom('timeline.entry')
    .select(['kind', 'at', 'text', 'asset_id', 'site_id'])
    .where('customer_id', '=', anne!.id)
    .orderBy('at')
    .execute()
  expect(entries).toEqual([
    {
      kind: 'visit',
      at: new Date('2026-01-02T08:30:00Z'),
      text: 'Révision',
      asset_id: anne!.assets[0]!.id,
      site_id: SITE,
    },
    {
      kind: 'visit',
      at: new Date('2026-01-03T11:00:00Z'),
      text: 'Pneus',
      asset_id: anne!.assets[0]!.id,
      site_id: SITE,
    },
    { kind: 'call', at: new Date('2026-01-04T11:00:00Z'), text: 'rappeler', asset_id: null, site_id: null },
  ])
})

const send = (body: Record<string, unknown>) => here.desk.ask(api.importRows, importRowsFlow(), { body: body as never })

test('by the API, a number that JSON cannot carry whole is refused before it makes two customers one', async () => {
  const rows = [
    { key: 12, fullName: 'Anne Cieille' },
    { key: Number('1045678901234567891'), fullName: 'Eve Grand' },
  ]
  await expect(
    send({ source: 'shop', kind: 'customers', site: null, dates: 'ymd', decimal: '.', rows }),
  ).rejects.toMatchObject({
    faults: [{ path: 'body.rows.1.key', because: 'number-too-long' }],
  })
  expect(await here.people()).toEqual([])
})

test('rows by the API: each told what became of it; sent again, nothing changes; other names are attributes', async () => {
  const rows = [
    { key: 'a', fullName: 'Anne Cieille', phone: '06 12 34 56 78', shoe: 38, vip: true },
    { key: 'b', fullName: '' },
    { key: 'c', fullName: 'Paul Martin', email: null },
  ]
  const first = await send({ source: 'shop', rows })
  expect(first.rows.map(({ outcome, because }) => [outcome, because])).toEqual([
    ['created', null],
    ['refused', 'name-missing'],
    ['created', null],
  ])
  const again = await send({ source: 'shop', rows })
  expect(again.rows.map(({ outcome }) => outcome)).toEqual(['unchanged', 'refused', 'unchanged'])
  expect(again.rows.map(({ customerId }) => customerId)).toEqual(first.rows.map(({ customerId }) => customerId))
  const other = await send({ source: 'shop', rows: [{ key: 'a', fullName: 'Anne Cieille', city: 'Lyon' }] })
  expect(other.rows).toEqual([{ outcome: 'updated', because: null, customerId: first.rows[0]!.customerId }])
})

test('rows by the API of other kinds: an order, and an appointment with its site', async () => {
  await bring(CUSTOMERS)
  expect(
    (await send({ source: 'dms', kind: 'orders', rows: [{ key: 'W-1', customerKey: '1', amount: '12.5' }] })).rows,
  ).toMatchObject([{ outcome: 'created' }])
  expect(
    (
      await send({
        source: 'dms',
        kind: 'appointments',
        site: SITE,
        rows: [{ key: 'R', customerKey: '1', at: '2026-03-03T09:30:00Z' }],
      })
    ).rows,
  ).toMatchObject([{ outcome: 'created' }])
  await expect(send({ source: 'dms', kind: 'orders', rows: [{ key: 'W', shoe: 1 }] })).rejects.toMatchObject({
    faults: [{ path: 'body.rows.shoe', because: 'no-such-field' }],
  })
  await expect(send({ source: 'dms', kind: 'orders', rows: [{ customerKey: '1' }] })).rejects.toMatchObject({
    faults: [{ because: 'number-missing' }],
  })
})

test('a workbook: the first sheet that holds something, and another one when a person chooses it', async () => {
  const cell = (value: string) => ({ value })
  const bytes = await writeWorkbook(
    [
      { sheet: 'Notice', data: [] },
      {
        sheet: 'Clients',
        data: [
          [cell('Nom'), cell('Prénom')],
          [cell('Cieille'), cell('Anne')],
        ],
      },
      { sheet: 'Anciens', data: [[cell('Nom complet')], [cell('Paul Martin')], [cell('Zoé Durand')]] },
    ] as never,
    {} as never,
  ).toBuffer()
  const run = await keepUpload(
    here.desk.house,
    here.desk.caller,
    { name: 'clients.xlsx', bytes: bytes as Buffer, source: 'excel' },
    openWorkbooks(),
  )
  expect(run).toMatchObject({ rows: 1, dialect: { sheets: ['Notice', 'Clients', 'Anciens'], sheet: 1 } })
  const other = await here.desk.ask(api.rereadImport, rereadImport, { params: { id: run.id }, body: { sheet: 2 } })
  expect(other).toMatchObject({ rows: 2, mapping: { 'Nom complet': 'fullName' }, dialect: { sheet: 2 } })
  await here.start(run.id)
  await here.work()
  expect((await people()).map(({ name }) => name).sort()).toEqual(['Paul Martin', 'Zoé Durand'])
})

test('consents become receipts with their proof, once; a yes without proof is none, and no import takes an objection back', async () => {
  await bring(CUSTOMERS)
  const HEAD = 'Code client;Canal;Consentement;Date;Mention;Preuve\n'
  const ROWS = [
    "1;sms;oui;02/11/2025;J'accepte les offres par SMS;formulaire 42",
    '2;tous;opposition;03/11/2025;;',
    '1;email;oui;02/11/2025;;',
    '1;pigeon;oui;02/11/2025;oui;x',
    '1;sms;peut-être;02/11/2025;oui;x',
    '1;sms;;02/11/2025;oui;x',
  ].join('\n')
  expect(counts(await bring(HEAD + ROWS, 'dms', 'consents'))).toMatchObject({ created: 2, refused: 4 })
  expect(counts(await bring(HEAD + ROWS, 'dms', 'consents'))).toMatchObject({ created: 0, unchanged: 2 })
  const [anne, paul] = await people()
  const receipts = await db.selectFrom('consent.receipt').selectAll().orderBy('seq').execute()
  expect(receipts).toMatchObject([
    {
      customer_id: anne!.id,
      action: 'given',
      channel: 'sms',
      wording: "J'accepte les offres par SMS",
      place: 'import',
      evidence: { proof: 'formulaire 42' },
    },
    { customer_id: paul!.id, action: 'withdrawn', channel: 'all' },
  ])
  const older = await bring(`${HEAD}2;tous;oui;01/01/2020;oui;papier\n`, 'dms', 'consents')
  expect(counts(older)).toMatchObject({ created: 0, refused: 1 })
  const objected = await db
    .selectFrom('consent.preference')
    .select('objected_at')
    .where('customer_id', '=', paul!.id)
    .executeTakeFirst()
  expect(objected?.objected_at).toEqual(new Date('2025-11-03T22:59:59.999Z'))
})
