import { expect, test } from 'vitest'
import * as api from '../../contract/imports.ts'
import { counts, importing, placeAt } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'
import { listImports } from '../customers/import.flow.ts'
import { askAllAgain, tryAgain, tryAllAgain } from './import-again.flow.ts'

const { db } = await freshDb()
const here = importing(db)
const { bring } = here
const SITE = '00000000-0000-7000-9000-000000000001'
await placeAt(db, SITE)

const look = () => tryAgain(here.desk.house, async () => 'compared')
const later = (days: number) => {
  here.desk.clock.now = new Date(here.desk.clock.now.getTime() + days * 86_400_000)
}
const ORDERS = 'N° commande;Date;Code client;Client;E-mail;État\n'
const anne = (state: string, number = 'K-1') => `${number};02/01/2026;77;Anne Cieille;anne@example.org;${state}\n`
const orders = () =>
  db.selectFrom('timeline.order').select(['number', 'state']).where('source', '=', 'dms').orderBy('number').execute()
const CUSTOMERS = 'Code;Nom;Prénom;E-mail\n9;Cieille;Anne;anne@example.org\n'

test('rows whose customer nobody knew find them when another source brings them, without anybody asking', async () => {
  const sent = await bring(
    `${ORDERS + anne('commandé')}K-2;02/01/2026;78;Paul Roux;paul@example.org;commandé\n`,
    'dms',
    'orders',
  )
  expect([counts(sent), sent.waiting]).toMatchObject([{ created: 0, refused: 2 }, 2])
  await look()
  expect(await orders()).toEqual([])
  await bring(CUSTOMERS, 'boutique')
  expect(await here.read(sent.id)).toMatchObject({ trying: true })
  await look()
  expect(await orders()).toEqual([{ number: 'K-1', state: 'placed' }])
  expect(await here.read(sent.id)).toMatchObject({
    created: 1,
    refused: 1,
    foundLater: 1,
    waiting: 1,
    trying: false,
    setAside: [{ because: 'customer-unknown', n: 1, firstLine: 3 }],
  })
  await db.deleteFrom('timeline.order').execute()
})

test('of two rows that waited for the same order the newer speaks, and what was said since is not written over', async () => {
  await bring(ORDERS + anne('commandé') + anne('commandé', 'K-3') + anne('annulé', 'K-3'), 'dms', 'orders')
  later(30)
  await bring(ORDERS + anne('livré'), 'dms', 'orders')
  later(30)
  await bring(ORDERS + anne('commandé', 'K-2'), 'dms', 'orders')
  await bring(CUSTOMERS, 'boutique')
  later(1)
  await bring(ORDERS + anne('livré', 'K-2'), 'dms', 'orders')
  await look()
  expect(await orders()).toEqual([
    { number: 'K-1', state: 'delivered' },
    { number: 'K-2', state: 'delivered' },
    { number: 'K-3', state: 'cancelled' },
  ])
  const { imports } = await here.desk.ask(api.listImports, listImports, {})
  expect(imports.map(({ waiting, refused }) => waiting + refused)).toEqual([0, 0, 0, 0, 0])
  await db.deleteFrom('timeline.order').execute()
})

test('a visit that a later file has told stands as that file told it', async () => {
  const HEAD = 'N° passage;Date;Code client;Client;E-mail;Motif\n'
  const visit = (why: string) => `V-1;02/01/2026;77;Anne Cieille;anne@example.org;${why}\n`
  await bring(HEAD + visit('Pneus'), 'dms', 'visits', SITE)
  later(2)
  await bring(CUSTOMERS, 'boutique')
  await bring(HEAD + visit('Pneus et parallélisme'), 'dms', 'visits', SITE)
  await look()
  const entries = await db
    .selectFrom('timeline.entry')
    .select('text')
    .where('source', '=', 'import:visit:dms')
    .execute()
  expect(entries).toEqual([{ text: 'Pneus et parallélisme' }])
})

test('an appointment that is over by then is not booked: nobody missed it', async () => {
  const at = (days: number) => new Date(here.desk.clock.now.getTime() + days * 86_400_000).toISOString().slice(0, 10)
  const diary = `Date;Heure;Client;E-mail\n${at(2)};09:00;Anne Cieille;anne@example.org\n${at(20)};09:00;Anne Cieille;anne@example.org\n`
  const sent = await bring(diary, 'agenda', 'appointments', SITE)
  later(5)
  await bring(CUSTOMERS, 'boutique')
  await look()
  expect(await here.read(sent.id)).toMatchObject({
    created: 1,
    waiting: 0,
    setAside: [{ because: 'appointment-over', n: 1 }],
  })
})

test('who came otherwise is found by the hour, or when somebody asks for all', async () => {
  const sent = await bring(ORDERS + anne('commandé'), 'dms', 'orders')
  expect(await here.desk.ask(api.tryAllAgain, tryAllAgain, {})).toEqual({ imports: 1 })
  expect(await here.read(sent.id)).toMatchObject({ trying: true, waiting: 1 })
  await look()
  await askAllAgain(here.desk.house)
  expect(await here.read(sent.id)).toMatchObject({ trying: true, waiting: 1 })
})
