import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as api from '../../contract/imports.ts'
import { counts, importing, many, previewed } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'
import { readAttributes } from './attributes.flow.ts'
import { pauseImport } from './import.flow.ts'
import { columnsOf, dialectOf, importById } from './import.store.ts'
import { customerBatch } from './import-batch.flow.ts'
import { rowsOf } from './import-rows.store.ts'
import { rereadImport } from './import-upload.flow.ts'

const { db } = await freshDb()
const here = importing(db)
const { upload, work, read, start, bring, people } = here

test('two rows of one batch under one key: one made, one added to; under two keys, two records', async () => {
  const HEAD = 'N° client;Nom;Prénom;Portable'
  const run = await bring(`${HEAD}\n1;Cieille;Anne;0612345678\n1;Cieille;Anne;06 12 34 56 78\n`)
  expect(counts(run)).toMatchObject({ created: 1, updated: 0, unchanged: 1 })
  expect(counts(await bring(`${HEAD}\n2;Cieille;Anne;0612345678\n`))).toMatchObject({ created: 1 })
  expect(await people()).toHaveLength(2)
})

test('father and son of one name and one number, and a thousand namesakes whose number is made up: nobody is joined by a file', async () => {
  const HEAD = 'N° client;Nom;Prénom;Tél;Né le'
  const family = '1;Cieille;Paul;0478000000;12/05/1950\n2;Cieille;Paul;0478000000;02/11/1981'
  const namesakes = Array.from(
    { length: 1000 },
    (_, n) => `${n + 10};Dubois;Pierre;0102030405;${(n % 28) + 1}/03/19${50 + (n % 50)}`,
  )
  expect(counts(await bring(`${HEAD}\n${family}\n${namesakes.join('\n')}\n`))).toMatchObject({ created: 1002 })
})

test('columns no field is for are kept under their names, with where they come from, and follow the file', async () => {
  await bring('N° client;Nom;Pointure;Club\n1;Cieille;38;Or\n')
  const [anne] = await people()
  const said = () => here.desk.ask(api.readAttributes, readAttributes, { params: { id: anne!.id } })
  expect((await said()).attributes.map(({ source, name, value }) => [source, name, value])).toEqual([
    ['dms', 'Club', 'Or'],
    ['dms', 'Pointure', '38'],
  ])
  await bring('N° client;Nom;Pointure;Club\n1;Cieille;39;\n')
  expect((await said()).attributes.map(({ name, value }) => [name, value])).toEqual([['Pointure', '39']])
})

test.each([
  ['the company first', ['S1;;Garage Martin;;;', 'P1;Anne;;F;S1;gérante', 'P2;Paul;;F;S1;']],
  ['the company last', ['P1;Anne;;F;S1;gérante', 'P2;Paul;;F;S1;', 'S1;;Garage Martin;;;']],
])('a household and a company are relations, whichever row comes first: %s', async (_, rows) => {
  await bring(`Code client;Nom;Raison sociale;Foyer;Code société;Fonction\n${rows.join('\n')}\n`)
  const anne = (await people()).find(({ name }) => name === 'Anne')
  expect(
    anne!.relations
      .map(({ name, kind, role, roleOf }) => [name, kind, role, roleOf])
      .sort((a, b) => (a[0]! < b[0]! ? -1 : 1)),
  ).toEqual([
    ['Garage Martin', 'company', 'gérante', 'self'],
    ['Paul', 'household', '', null],
  ])
  // What a person has ended does not come back with the same file.
  await db.deleteFrom('customers.relation').execute()
  await bring(`Code client;Nom;Raison sociale;Foyer;Code société;Fonction\n${rows.join('\n')}\n`)
  expect(await db.selectFrom('customers.relation').select('id').execute()).toEqual([])
})

test('thirteen under one household are no household', async () => {
  const rows = Array.from({ length: 13 }, (_, n) => `${n};Nom${n};0`)
  await bring(`Code client;Nom;Foyer\n${rows.join('\n')}\n`)
  expect(await db.selectFrom('customers.relation').select('id').execute()).toEqual([])
})

test('a product is known by its name and serial, and is no vehicle', async () => {
  await bring('Code client;Nom;Produit;Marque;N° série produit\n1;Cieille;Four vapeur;Bosch;SN-42\n')
  expect((await people())[0]!.assets).toMatchObject([
    { kind: 'product', make: 'Bosch', model: 'Four vapeur', vin: 'SN-42', plates: [] },
  ])
})

test('paused: it stops between two batches and goes on at the next row', async () => {
  const { id } = await upload(many(1600))
  await start(id)
  let batches = 0
  await work(async (...all) => {
    if (++batches === 2) void here.desk.ask(api.pauseImport, pauseImport, { params: { id } })
    return customerBatch(...all)
  })
  await expect.poll(async () => (await read(id)).state).toBe('paused')
  const { done } = await read(id)
  expect(done).toBeLessThan(1600)
  await start(id)
  expect((await read(id)).done).toBe(done)
  await work()
  expect(counts(await read(id))).toMatchObject({ state: 'done', done: 1600, created: 1600 })
})

test('a full disk pauses the run and says so; what is in is in, and it goes on when there is room', async () => {
  const { id } = await upload(many(1600))
  await start(id)
  await sql`create function customers.full_disk() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`.execute(db)
  const full = sql`create trigger full_disk before insert on customers.source_record for each row execute function customers.full_disk()`
  let batches = 0
  await work(async (house, ...rest) => {
    if (++batches === 3) await full.execute(house.db)
    return customerBatch(house, ...rest)
  })
  expect(await read(id)).toMatchObject({ state: 'paused', problem: 'disk-full', done: 1000 })
  await sql`drop function customers.full_disk cascade`.execute(db)
  await start(id)
  await work()
  expect(counts(await read(id))).toMatchObject({ state: 'done', done: 1600, created: 1600 })
})

test('a disk that is nearly full pauses the run before the database has no room for its own log', async () => {
  const { id } = await upload(many(1600))
  await start(id)
  let room = 1e12
  here.desk.house.room = async () => room
  let batches = 0
  await work((house, ...rest) => {
    if (++batches === 2) room = 1e6
    return customerBatch(house, ...rest)
  })
  const { done, ...paused } = await read(id)
  expect([paused.state, paused.problem, done]).toEqual(['paused', 'disk-full', 1000])
  delete here.desk.house.room
  await start(id)
  await work()
  expect(counts(await read(id))).toMatchObject({ state: 'done', done: 1600, created: 1600 })
})

test('a broken quote in the middle of a long file: its row alone is set aside, by its line; of the file no more is in memory than a slice', async () => {
  const PEOPLE = 3000
  const HURT = PEOPLE >> 1
  const note = 'aime le thé ; le café aussi, '.repeat(100)
  const rows = Array.from({ length: PEOPLE }, (_, n) => `${n};"Nom${n}";"Zoé";"${note}${n === HURT ? '' : '"'}`)
  const { id } = await upload(['Code client;Nom;Prénom;Note', ...rows].join('\n'))
  const run = await importById(db, id)
  const held: number[] = []
  for await (const some of rowsOf(db, id, dialectOf(run), columnsOf(run))) held.push(some.length)
  expect(held.reduce((sum, n) => sum + n)).toBe(PEOPLE)
  expect(Math.max(...held) * note.length).toBeLessThan(512 * 1024)

  await start(id)
  await work()
  expect(counts(await read(id))).toMatchObject({ state: 'done', done: PEOPLE, created: PEOPLE - 1, refused: 1 })
  expect(await db.selectFrom('customers.import_refused').select(['line', 'because', 'row']).execute()).toEqual([
    { line: HURT + 2, because: 'quote-not-closed', row: { text: rows[HURT] } },
  ])
})

test('accents written twice over are told, and mended as the file is read', async () => {
  const run = await upload('Nom;PrÃ©nom;Ville\nCieille;HÃ©lÃ¨ne;Lyon\n')
  expect(run.dialect.mend).toEqual(['Prénom'])
  expect(run.habits.mojibake).toEqual({ Prénom: { n: 1, sample: 'HÃ©lÃ¨ne', mended: 'Hélène' } })
  await start(run.id, { Nom: 'familyName', Prénom: 'givenName' })
  await work()
  expect((await people()).map(({ name }) => name)).toEqual(['Hélène Cieille'])
  const asIs = await here.desk.ask(api.rereadImport, rereadImport, { params: { id: run.id }, body: { mend: [] } })
  expect(asIs.dialect.mend).toEqual([])
})

test('read otherwise: another encoding, separator and order of dates, the columns anew', async () => {
  const { id, dialect } = await upload(Buffer.from('Nom,Prénom;Né le\nA,Hélène;01/02/1973\n', 'latin1'))
  expect(dialect).toMatchObject({ encoding: 'windows-1252', dates: 'dmy' })
  const mac = await here.desk.ask(api.rereadImport, rereadImport, { params: { id }, body: { encoding: 'macintosh' } })
  expect(mac.columns.map(({ name }) => name)).not.toContain('Prénom')
  const comma = await here.desk.ask(api.rereadImport, rereadImport, {
    params: { id },
    body: { encoding: 'windows-1252', delimiter: ',', dates: 'mdy' },
  })
  expect(comma.columns.map(({ name }) => name)).toEqual(['Nom', 'Prénom;Né le'])
  expect(comma).toMatchObject({ state: 'uploaded', dialect: { dates: 'mdy', delimiter: ',' } })
})

test('the thousandth date decides on the first', async () => {
  const rows = Array.from({ length: 3000 }, (_, n) => `Nom${n};${n === 2900 ? '12/25/1980' : '01/02/1980'}`)
  const run = await upload(`Nom;Né le\n${rows.join('\n')}\n`)
  expect(run.dialect.dates).toBe('mdy')
  expect(run.habits.dates).toEqual({ dmy: 0, mdy: 1, ymd: 0, either: 2999 })
})

test('JSON lines: nested names are columns, a line that is none is set aside', async () => {
  const run = await bring(
    [
      '{"id":1,"name":{"last":"Cieille","first":"Anne"},"phones":["06 12 34 56 78","0478000001"],"shoe":38}',
      'oops',
      '{"id":2,"name":{"last":"Martin"},"email":"paul@free.fr"}',
    ].join('\n'),
  )
  expect(counts(run)).toMatchObject({ state: 'done', rows: 3, created: 2, refused: 1 })
  expect(run.columns.map(({ name }) => name)).toEqual(['id', 'name.last', 'name.first', 'phones', 'shoe', 'email'])
  const refused = await db.selectFrom('customers.import_refused').select(['line', 'because']).execute()
  expect(refused).toEqual([{ line: 2, because: 'json-malformed' }])
})

test('names in each other’s columns, and a phone that everybody has, are told before anything is written', async () => {
  const names = ['Anne', 'Paul', 'Hélène', 'Marc', 'Julie']
  const rows = Array.from({ length: 60 }, (_, n) => `${names[n % 5]};DUPONT${n};0102030405`)
  const { id, mapping } = await upload(`Nom;Prénom;Tél\n${rows.join('\n')}\n`)
  const { notices } = await here.desk.ask(api.previewImport, previewed, { params: { id }, body: { mapping } })
  expect(notices).toMatchObject([
    { because: 'names-swapped', columns: ['Prénom', 'Nom'], value: null, n: 60, of: 60 },
    { because: 'value-shared', columns: ['Tél'], value: '0102030405', n: 60, of: 60 },
  ])
})

test('a phone, an address and a plate that everybody has reach nobody: nobody is joined by them, no car has a hundred owners', async () => {
  const row = (n: number, name: string) => `${n};${name};0612345678;noreply@shop.fr;AA-123-AA`
  const rows = Array.from({ length: 120 }, (_, n) => row(n, `Nom${n}`))
  const HEAD = 'N° client;Nom;Tél;E-mail;Immat'
  expect(counts(await bring(`${HEAD}\n${rows.join('\n')}\n`))).toMatchObject({ created: 120 })
  // In the next batch too, where the base is asked and not the memory.
  expect(counts(await bring(`${HEAD}\n${row(900, 'Nom7')}\n`))).toMatchObject({ created: 1 })
  const owners = await db
    .selectFrom('customers.ownership')
    .select(['asset_id', (w) => w.fn.countAll<number>().as('n')])
    .groupBy('asset_id')
    .execute()
  expect(Math.max(...owners.map(({ n }) => Number(n)))).toBeLessThanOrEqual(51)
})
