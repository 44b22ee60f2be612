import { expect, test } from 'vitest'
import * as api from '../../contract/imports.ts'
import { counts, importing, previewed } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'
import { lawOf, lawSettings } from '../consent/law.store.ts'
import { mayWe } from '../consent/may-we.ts'
import { proveReceiptChain, writeReceipts } from '../consent/receipts.store.ts'
import { inTransaction } from '../kit/house.ts'
import { importRowsFlow } from './import-rows.flow.ts'

const { db } = await freshDb()
const here = importing(db)
const HEAD =
  'Code client;Nom;Prénom;Portable;E-mail;Accepte SMS;Optin email;Bloctel;Date consentement;Source consentement\n'
const file = (...rows: string[]) => HEAD + rows.join('\n')
const ANNE = '1;Cieille;Anne;0639980101;anne@example.org'
const bring = (...rows: string[]) => here.bring(file(...rows))

async function may(id: string, channel: 'email' | 'sms', hours = 0): Promise<string> {
  const at = here.desk.clock.now.getTime() + hours * 3_600_000
  const person = (await lawOf(db, [id])).get(id)!
  return mayWe({ channel, purpose: 'commercial', at }, person, await lawSettings(db)).answer
}
const receipts = (id: string) =>
  db.selectFrom('consent.receipt').selectAll().where('customer_id', '=', id).orderBy('seq').execute()
const idOf = async (given: string) => (await here.people()).find(({ givenName }) => givenName === given)!.id

test('a file of customers brings what they said to each channel: with its day and its source, once', async () => {
  const rows = [
    `${ANNE};OUI;1;NON;02/11/2025;formulaire papier`,
    '2;Martin;Paul;0639980102;paul@example.org;NON;0;OUI;02/11/2025;formulaire papier',
    '3;Durand;Zoé;0639980103;zoe@example.org;OUI;;;;',
    '4;Petit;Luc;0639980104;luc@example.org;peut-être;;;;',
  ]
  const { id } = await here.upload(file(...rows))
  const { mapping } = await here.read(id)
  expect(mapping).toMatchObject({
    'Accepte SMS': 'consentSms',
    'Optin email': 'consentEmail',
    Bloctel: 'objectionCall',
    'Date consentement': 'consentOn',
    'Source consentement': 'consentProof',
  })
  const preview = await here.desk.ask(api.previewImport, previewed, { params: { id }, body: { mapping } })
  expect(preview.consents).toEqual([
    { field: 'consentSms', column: 'Accepte SMS', yes: 1, no: 1, aside: 2 },
    { field: 'consentEmail', column: 'Optin email', yes: 1, no: 1, aside: 0 },
    { field: 'objectionCall', column: 'Bloctel', yes: 0, no: 1, aside: 0 },
  ])
  expect(await db.selectFrom('consent.receipt').select('id').where('place', '=', 'import').execute()).toEqual([])

  const run = await bring(...rows)
  expect(counts(run)).toMatchObject({ created: 4, refused: 0 })
  expect(run.warnings.map(({ because, n }) => [because, n])).toEqual(
    expect.arrayContaining([
      ['yes-undated.consentSms', 1],
      ['consent-unreadable.consentSms', 1],
    ]),
  )
  const [anne, paul, zoe, luc] = await Promise.all(['Anne', 'Paul', 'Zoé', 'Luc'].map(idOf))
  const said = await receipts(anne!)
  expect(said.map(({ channel, action, place }) => [channel, action, place])).toEqual([
    ['sms', 'given', 'import'],
    ['email', 'given', 'import'],
  ])
  expect(said[0]!.at.toISOString()).toBe('2025-11-01T23:00:00.000Z')
  expect(said[0]!.evidence).toMatchObject({
    importSource: 'dms',
    proof: 'formulaire papier',
    importColumn: 'Accepte SMS',
    importSaid: 'OUI',
  })
  expect((await receipts(paul!)).map(({ channel, action }) => `${channel} ${action}`).toSorted()).toEqual([
    'call refused',
    'email refused',
    'sms refused',
  ])
  // A yes without its day and its proof is what a file said, and no consent; nor is what nobody can read.
  expect([await receipts(zoe!), await receipts(luc!)]).toEqual([[], []])
  expect([await may(anne!, 'sms'), await may(paul!, 'email'), await may(zoe!, 'sms')]).toEqual(['yes', 'no', 'no'])

  const before = await db.selectFrom('consent.receipt').select('id').execute()
  expect(counts(await bring(...rows))).toMatchObject({ created: 0, unchanged: 4, refused: 0 })
  expect(await db.selectFrom('consent.receipt').select('id').execute()).toHaveLength(before.length)
  expect((await proveReceiptChain(db)).sound).toBe(true)
})

test('a no of today is not written over by an older file, whichever source it is of; nor by the same one once more', async () => {
  await bring(`${ANNE};OUI;1;;02/11/2025;papier`)
  const id = await idOf('Anne')
  expect(counts(await bring(`${ANNE};NON;1;;02/11/2025;papier`))).toMatchObject({ refused: 0 })
  expect([await may(id, 'sms'), await may(id, 'email')]).toEqual(['no', 'yes'])
  await bring(`${ANNE};OUI;1;;02/11/2025;papier`)
  expect(await may(id, 'sms', 30)).toBe('no')
  const { house } = here.desk
  await inTransaction(house, (house) =>
    writeReceipts(house, [
      { customerId: id, action: 'withdrawn', channel: 'email', purpose: 'commercial', place: 'desk' },
    ]),
  )
  await bring(`${ANNE};OUI;1;;12/12/2025;papier`)
  expect([await may(id, 'sms', 30), await may(id, 'email', 30)]).toEqual(['yes', 'no'])
})

test('a customer of three cars in three rows says it once; a no without a day is said now, and once', async () => {
  const row = `${ANNE};NON;;X;;`
  await bring(row, row, row)
  const id = await idOf('Anne')
  expect((await receipts(id)).map(({ channel, action }) => [channel, action])).toEqual([
    ['sms', 'refused'],
    ['call', 'refused'],
  ])
  await bring(row)
  expect(await receipts(id)).toHaveLength(2)
})

test('a column understood the other way round means the other thing', async () => {
  const { id } = await here.upload(file(`${ANNE};OUI;;;02/11/2025;papier`))
  const { mapping } = await here.read(id)
  await here.start(id, { ...mapping, 'Accepte SMS': 'objectionSms' })
  const { WORKS } = await import('./import-works.flow.ts')
  await here.work(WORKS.customers)
  expect((await receipts(await idOf('Anne'))).map(({ channel, action }) => [channel, action])).toEqual([
    ['sms', 'refused'],
  ])
})

test('a list of consents with a column for each channel, and rows by the API', async () => {
  await bring(`${ANNE};;;;;`)
  const id = await idOf('Anne')
  const list = () =>
    here.bring('Code client;SMS;Email;Date;Preuve\n1;OUI;NON;02/11/2025;papier\n1;;;;\n', 'dms', 'consents')
  expect(counts(await list())).toMatchObject({ created: 1, unchanged: 1, refused: 0 })
  expect([await may(id, 'sms'), await may(id, 'email')]).toEqual(['yes', 'no'])
  expect(counts(await list())).toMatchObject({ created: 0, unchanged: 2 })
  const alone = await here.bring('Code client;SMS;Email\n1;OUI;\n', 'liste', 'consents')
  expect(counts(alone)).toMatchObject({ created: 0, refused: 1 })
  const answer = await here.desk.ask(api.importRows, importRowsFlow(), {
    body: {
      source: 'dms',
      kind: 'customers',
      rows: [{ key: '1', familyName: 'Cieille', givenName: 'Anne', consentSms: false, consentPost: 'non' }],
    } as never,
  })
  expect(answer.rows[0]!.customerId).toBe(id)
  expect(await may(id, 'sms')).toBe('no')
})
