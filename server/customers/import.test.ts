import type { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { updateCustomer } from '../../contract/customers.ts'
import * as api from '../../contract/imports.ts'
import { counts, HEADER, importing, many, previewed } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'
import { updateCustomerFlow } from './customers.flow.ts'
import { cancelImport, listImports, refusedRows } from './import.flow.ts'
import { customerBatch } from './import-batch.flow.ts'
import { forgetOldFiles } from './import-file.store.ts'
import type { BatchWork } from './import-run.flow.ts'
import { keepUpload } from './import-upload.flow.ts'

const { db } = await freshDb()
const here = importing(db)
const { upload, work, read, start, bring, people } = here
const ANNE = '12;CIEILLE;Anne;06 12 34 56 78;anne@free.fr;LYON;AB-123-CD;Peugeot;208'
const PAUL = '13;MARTIN;Paul;0478000001;paul@free.fr;Paris;CD-456-EF;Renault;Clio'

test('a file comes in, is found as people, phones in E.164, vehicles with their plate; each is audited and can be searched', async () => {
  const run = await bring(`${HEADER}\n${ANNE}\n${PAUL}\n`)
  expect(counts(run)).toEqual({ state: 'done', rows: 2, done: 2, created: 2, updated: 0, unchanged: 0, refused: 0 })
  const [anne] = await people()
  expect(anne).toMatchObject({
    name: 'Anne Cieille',
    city: 'Lyon',
    phones: [{ e164: '+33612345678' }],
    emails: [{ address: 'anne@free.fr' }],
    assets: [{ make: 'Peugeot', model: '208', plates: [{ plate: 'AB123CD' }], owners: [{ role: 'owner' }] }],
  })
  const audited = await db.selectFrom('network.audit').select('action').where('customer_id', '=', anne!.id).execute()
  expect(audited).toEqual([{ action: 'customer.create' }])
  const needle = await db
    .selectFrom('customers.needle')
    .select('customer_id')
    .where('key', '=', 'anne cieille')
    .execute()
  expect(needle).toEqual([{ customer_id: anne!.id }])
  expect((await here.desk.ask(api.listImports, listImports)).imports.map(({ id }) => id)).toEqual([run.id])
})

test('the same file twice, and the same run twice: nothing new, nothing written', async () => {
  const first = await bring(`${HEADER}\n${ANNE}\n${PAUL}\n`)
  const before = await people()
  expect(counts(await bring(`${HEADER}\n${ANNE}\n${PAUL}\n`))).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
  await start(first.id)
  await work()
  expect(counts(await read(first.id))).toEqual({
    state: 'done',
    rows: 2,
    done: 2,
    created: 0,
    updated: 0,
    unchanged: 2,
    refused: 0,
  })
  expect(await people()).toEqual(before)
})

test('without a key of its own, a row is known again by name and e-mail; a row twice in one file is one person', async () => {
  const file = 'Nom;Prénom;E-mail\nCieille;Anne;anne@free.fr\nCieille;Anne;anne@free.fr\n'
  expect(counts(await bring(file))).toMatchObject({ created: 1, unchanged: 1 })
  expect(counts(await bring(file))).toMatchObject({ created: 0, unchanged: 2 })
  expect(await people()).toHaveLength(1)
})

test('one customer in three rows, one for each car: one person, three cars, and nothing new the second time', async () => {
  const file = `${HEADER}\n${ANNE}\n12;CIEILLE;Anne;0478112233;;LYON;ZZ-111-ZZ;Citroën;C3\n12;CIEILLE;Anne;06 12 34 56 78;anne@free.fr;LYON;;Vespa;\n`
  expect(counts(await bring(file))).toMatchObject({ created: 1, updated: 2 })
  const [anne, ...others] = await people()
  expect(others).toEqual([])
  expect(anne!.assets.map(({ make }) => make).sort()).toEqual(['Citroën', 'Peugeot', 'Vespa'])
  expect(anne!.phones.map(({ e164 }) => e164)).toEqual(['+33612345678', '+33478112233'])
  expect(counts(await bring(file))).toMatchObject({ created: 0, updated: 0, unchanged: 3 })
})

test('what the source changes is followed; what a person wrote by hand since stays', async () => {
  await bring(`${HEADER}\n${ANNE}\n`)
  const [anne] = await people()
  await here.desk.ask(updateCustomer, updateCustomerFlow, {
    params: { id: anne!.id },
    body: { version: anne!.version, city: 'Villeurbanne', note: 'aime le thé' },
  })
  const run = await bring(
    `${HEADER}\n${ANNE.replace('LYON', 'Bron').replace('anne@free.fr', 'anne@orange.fr').replace('AB-123-CD', 'AB-123-CD').replace('208', '308')}\n`,
  )
  expect(counts(run)).toMatchObject({ created: 0, updated: 1 })
  const [now] = await people()
  expect(now).toMatchObject({
    city: 'Villeurbanne',
    note: 'aime le thé',
    emails: [{ address: 'anne@orange.fr' }],
    assets: [{ model: '308' }],
  })
  // A number somebody took away does not come back, and an empty cell takes nothing away.
  await here.desk.ask(updateCustomer, updateCustomerFlow, {
    params: { id: anne!.id },
    body: { version: now!.version, phones: [] },
  })
  await bring(`${HEADER}\n12;CIEILLE;Anne;06 12 34 56 78;;;AB-123-CD;Peugeot;\n`)
  expect((await people())[0]).toMatchObject({
    phones: [],
    emails: [{ address: 'anne@orange.fr' }],
    assets: [{ model: '308' }],
  })
})

test.each([
  ['same phone and name, in the other order', 'Nom complet;Tel\nANNE CIEILLE;+33 6 12 34 56 78'],
  ['same e-mail and name', 'Nom complet;Mail\nCieille Anne;ANNE@free.fr'],
  ['same plate and name', 'Nom complet;Immat\nAnne Cieille;ab123cd'],
  ['same phone, another of the household', 'Nom complet;Tel\nJean Cieille;0612345678'],
  ['same name only', 'Nom complet;Tel\nAnne Cieille;0699887766'],
])('from another source, %s: a record of its own, for who-is-who to judge', async (_, file) => {
  await bring(`${HEADER}\n${ANNE}\n`)
  await bring(file, 'caisse')
  expect(await people()).toHaveLength(2)
  // Sent again, it is known by what this source said before.
  await bring(file, 'caisse')
  expect(await people()).toHaveLength(2)
})

test('two people with one car share the car', async () => {
  await bring(`${HEADER}\n${ANNE}\n14;Cieille;Jean;;jean@free.fr;Lyon;AB 123 CD;Peugeot;208\n`)
  const [anne, jean] = await people()
  expect(jean!.assets.map(({ id }) => id)).toEqual(anne!.assets.map(({ id }) => id))
})

test('who was erased or archived does not come back', async () => {
  await bring(`${HEADER}\n${ANNE}\n${PAUL}\n`)
  const [anne, paul] = await people()
  await db.deleteFrom('customers.customer').where('id', '=', anne!.id).execute()
  await db
    .updateTable('customers.customer')
    .set({ archived_at: here.desk.clock.now })
    .where('id', '=', paul!.id)
    .execute()
  expect(
    counts(await bring(`${HEADER}\n${ANNE.replace('LYON', 'Nice')}\n${PAUL.replace('Paris', 'Nice')}\n`)),
  ).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
  expect((await people()).map(({ city }) => city)).toEqual(['Paris'])
})

test('bad rows are set aside with line and reason, the others go in; their export is no formula and can be sent again', async () => {
  const file = `${HEADER}\n${ANNE}\n14;"BROKEN;x;;;;;;\n15;;;0612;;;;;\n=HYPERLINK("http://evil");;;;;;;;\n${PAUL}\n16;-Dupont;@Zoé;+33612345679;;🌻 ville;;;;;one too many\n17;🌻;Zoé;;;;;;\n`
  const { id } = await upload(file)
  const preview = await here.desk.ask(api.previewImport, previewed, {
    params: { id },
    body: { mapping: (await read(id)).mapping },
  })
  expect(preview).toMatchObject({ total: 7, good: 3 })
  expect(preview.rows[1]).toEqual({ line: 3, fields: {}, problem: 'quote-not-closed' })
  expect(preview.problems).toEqual([
    { because: 'name-missing', n: 2, firstLine: 4 },
    { because: 'quote-not-closed', n: 1, firstLine: 3 },
    { because: 'too-many-columns', n: 1, firstLine: 7 },
  ])
  await start(id)
  await work()
  expect(counts(await read(id))).toMatchObject({ state: 'done', done: 7, created: 3, refused: 4 })
  const raw = await refusedRows(here.desk.house, { params: { id }, query: {}, body: undefined }, here.desk.caller)
  const text = (await (raw.body as Readable).toArray()).join('')
  expect(text.split('\r\n')).toEqual([
    `\uFEFFline;because;${HEADER}`,
    `3;un guillemet n'est pas refermé;14;"""BROKEN";x;;;;;;`,
    '4;aucun nom;15;;;0612;;;;;',
    `5;aucun nom;"'=HYPERLINK(""http://evil"")";;;;;;;;`,
    "7;plus de cases que de colonnes;16;'-Dupont;'@Zoé;'+33612345679;;🌻 ville;;;;;one too many",
    '',
  ])
})

test('emoji at every bound, and bytes of zero: the rows that name somebody go in, the others are kept readable', async () => {
  const long = '🌻'.repeat(1200)
  const run = await bring(`Nom;Note;Ville;${long}\nZoé ${long};${long};${long};${long}\nPa\0ul;x\0;;\n;x\0;;\n`)
  expect(counts(run)).toMatchObject({ state: 'done', created: 2, refused: 1 })
  expect((await people()).map(({ name }) => name).sort()).toEqual(['Paul', `Zoé ${'🌻'.repeat(48)}`])
  expect(await db.selectFrom('customers.import_refused').select('row').execute()).toEqual([
    { row: { cells: ['', 'x\uFFFD', '', ''] } },
  ])
})

test('Windows-1252 with accents', async () => {
  await bring(Buffer.from('Nom;Prénom;Tél\nLefèvre;Hélène;0612345678\n', 'latin1'))
  expect((await people()).map(({ name }) => name)).toEqual(['Hélène Lefèvre'])
})

test('only headers: a run that ends at once; an empty file is refused', async () => {
  expect(counts(await bring(HEADER))).toMatchObject({ state: 'done', rows: 0, done: 0 })
  await expect(upload('')).rejects.toMatchObject({ status: 422, faults: [{ path: 'file', because: 'empty' }] })
})

test('killed after three batches: the next tick goes on from exactly there', async () => {
  const { id } = await upload(many(2300))
  await start(id)
  let batches = 0
  const killed: BatchWork = async (...all) => {
    const outcome = await customerBatch(...all)
    // After the rows were written and before the commit: the worst moment.
    if (++batches === 4) throw Object.assign(new Error('killed'), { code: 'ECONNRESET' })
    return outcome
  }
  await work(killed)
  expect(counts(await read(id))).toMatchObject({ state: 'running', done: 1500, created: 1500 })
  await work()
  expect(counts(await read(id))).toEqual({
    state: 'done',
    rows: 2300,
    done: 2300,
    created: 2300,
    updated: 0,
    unchanged: 0,
    refused: 0,
  })
  expect(await db.selectFrom('customers.customer').select('id').execute()).toHaveLength(2300)
})

test('two workers at one import, and imports of two sources at once: each row once', async () => {
  const [a, b] = [await upload(many(1200)), await upload(many(1200), 'caisse')]
  await start(a.id)
  await start(b.id)
  await Promise.all([work(), work(), work()])
  await work()
  const [one, other] = [await read(a.id), await read(b.id)]
  expect([one.state, other.state, one.done, other.done]).toEqual(['done', 'done', 1200, 1200])
  expect([one.created, other.created]).toEqual([1200, 1200])
  expect(await db.selectFrom('customers.customer').select('id').execute()).toHaveLength(2400)
})

test('a fault of ours fails the run and says so; run again, it goes on', async () => {
  const { id } = await upload(many(800))
  await start(id)
  let batches = 0
  await work(async (...all) => {
    if (++batches === 2) throw new Error('a fault of ours')
    return customerBatch(...all)
  })
  expect(await read(id)).toMatchObject({ state: 'failed', problem: 'fault', done: 500 })
  await start(id)
  await work()
  expect(counts(await read(id))).toMatchObject({ state: 'done', done: 800, created: 800 })
})

test('a value the database refuses costs one row, not its batch', async () => {
  const { id } = await upload(many(40))
  await start(id)
  await work(async (house, context, rows) => {
    if (rows.some((row) => 'cells' in row && row.cells[0] === '17'))
      throw Object.assign(new Error('invalid value'), { code: '22021' })
    return customerBatch(house, context, rows)
  })
  expect(counts(await read(id))).toMatchObject({ state: 'done', done: 40, created: 39, refused: 1 })
  expect(await db.selectFrom('customers.import_refused').select(['line', 'because']).execute()).toEqual([
    { line: 19, because: 'database-refused' },
  ])
})

test('cancelled: it stops between two batches, what is in stays, and it can go on', async () => {
  const { id } = await upload(many(1600))
  await start(id)
  let batches = 0
  await work(async (...all) => {
    // The button is pressed while the second batch is going in; the answer comes once it is in.
    if (++batches === 2) void here.desk.ask(api.cancelImport, cancelImport, { params: { id } })
    return customerBatch(...all)
  })
  await expect.poll(async () => (await read(id)).state, { timeout: 10_000 }).toBe('cancelled')
  expect((await read(id)).done).toBeLessThan(1600)
  await start(id)
  await work()
  expect(counts(await read(id))).toMatchObject({ state: 'done', done: 1600, created: 1600 })
})

test('a mapping that names nobody, an unknown field, a field twice: refused with what to do', async () => {
  const { id } = await upload(`${HEADER}\n${ANNE}\n`)
  for (const [mapping, because] of [
    [{ Ville: 'city' }, 'name-missing'],
    [{ Nom: 'shoeSize' }, 'no-such-field'],
    [{ Nom: 'familyName', Ville: 'familyName' }, 'field-twice'],
    [{ Rien: 'city' }, 'no-such-column'],
  ] as const)
    await expect(start(id, mapping as unknown as Record<string, string>)).rejects.toMatchObject({
      status: 422,
      faults: [{ because }],
    })
  await start(id, { Nom: 'familyName', 'N° client': 'key' })
  await work()
  const again = await upload(`${HEADER}\n${ANNE}\n`)
  expect(again.columns.find(({ name }) => name === 'Nom')).toMatchObject({ field: 'familyName', because: 'remembered' })
  expect(again.columns.find(({ name }) => name === 'Ville')).toMatchObject({ field: '' })
})

test('files are kept thirty days after the run, then the run says that its file is gone', async () => {
  const { id } = await bring(`${HEADER}\n${ANNE}\n`)
  expect(await forgetOldFiles(db, new Date(here.desk.clock.now.getTime() - 1))).toBe(0)
  expect(await forgetOldFiles(db, new Date(here.desk.clock.now.getTime() + 1))).toBe(1)
  await expect(start(id)).rejects.toMatchObject({ code: 'file-gone' })
})

test('a site manager brings files in for their own sites only', async () => {
  const site = here.desk.house.newId()
  const other = here.desk.house.newId()
  for (const id of [site, other])
    await db.insertInto('network.site').values({ id, name: 'Lyon', brand_id: null, phone: null, hours: '{}' }).execute()
  const manager = { ...here.desk.caller, roles: [{ role: 'site-manager' as const, siteId: site }] }
  const send = (at?: string) =>
    keepUpload(here.desk.house, manager, { name: 'x', bytes: Buffer.from(HEADER), ...(at ? { site: at } : {}) })
  await expect(send()).rejects.toMatchObject({ status: 403 })
  await expect(send(other)).rejects.toMatchObject({ status: 403 })
  expect(await send(site)).toMatchObject({ siteId: site })
})

test('a preview says what would be new, changed and the same, by what this source said before', async () => {
  await bring(`${HEADER}\n${ANNE}\n${PAUL}\n`)
  const { id } = await upload(`${HEADER}\n${ANNE}\n${PAUL.replace('Paris', 'Nice')}\n77;Zola;Émile;;;;;;\n`)
  const preview = await here.desk.ask(api.previewImport, previewed, {
    params: { id },
    body: { mapping: (await read(id)).mapping },
  })
  expect(preview.would).toEqual({ create: 1, change: 1, same: 1 })
})
