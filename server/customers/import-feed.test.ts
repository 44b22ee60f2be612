import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import * as importFeeds from '../../contract/import-feeds.ts'
import * as api from '../../contract/imports.ts'
import { importing } from '../../test/importing.ts'
import { freshDb } from '../../test/world.ts'
import { openDropFolders } from '../edges/imports/drop-folders.edge.ts'
import { openWorkbooks } from '../edges/imports/workbook.edge.ts'
import { listImports } from './import.flow.ts'
import { changeFeed, createFeed, listFeeds, removeFeed } from './import-feed.flow.ts'
import { readFeeds } from './import-feed-read.flow.ts'
import type { Queries } from './query.port.ts'

const { db } = await freshDb()
const here = importing(db)
const data = mkdtempSync(join(tmpdir(), 'okaeri-feeds-'))
afterAll(() => rmSync(data, { recursive: true, force: true }))
afterEach(() => db.deleteFrom('customers.import_feed').execute())
const folders = openDropFolders(data)

/** A database elsewhere, that answers with these rows or says what is wrong. */
const answering = (answer: object[] | string): Queries => ({
  async *read() {
    if (typeof answer === 'string') throw Object.assign(new Error(answer), { problem: answer })
    yield Buffer.from(answer.map((row) => `${JSON.stringify(row)}\n`).join(''))
  },
})
const read = (queries: Queries = answering([])) =>
  readFeeds(here.desk.house, { queries, folders, workbooks: openWorkbooks() })
const later = (minutes: number) => {
  here.desk.clock.now = new Date(here.desk.clock.now.getTime() + minutes * 60_000)
}
const feeds = async () => (await here.desk.ask(importFeeds.listFeeds, listFeeds)).feeds
const imports = async () => (await here.desk.ask(api.listImports, listImports)).imports
const ADDRESS = 'postgres://crm:s3cr3t@db.example:6432/clients'
const follow = (more: object = {}) =>
  here.desk.ask(importFeeds.createFeed, createFeed(folders), {
    body: {
      source: 'crm',
      how: 'query',
      address: ADDRESS,
      query: 'select * from client',
      everyMinutes: 60,
      ...more,
    } as never,
  })
const ROW = { id: 1, nom: 'Cieille', prenom: 'Anne', tel: '0612345678' }

test('a query: the first reading waits for a person, the next ones run by what they chose', async () => {
  const feed = await follow()
  expect(feed).toMatchObject({ place: 'postgres://db.example:6432/clients', lastAt: null })
  await read(answering([ROW]))
  const [first] = await imports()
  expect(first).toMatchObject({ state: 'uploaded', source: 'crm', rows: 1, mapping: { nom: 'familyName' } })
  expect((await feeds())[0]).toMatchObject({ lastImportId: first!.id, problem: null })
  await here.start(first!.id)
  await here.work()
  await read(answering([{ ...ROW, prenom: 'Annie' }]))
  expect(await imports()).toHaveLength(1)
  later(60)
  await read(answering([{ ...ROW, prenom: 'Annie' }]))
  expect((await imports())[0]).toMatchObject({ state: 'running' })
  await here.work()
  expect((await here.people()).map(({ name }) => name)).toEqual(['Annie Cieille'])
})

test('the address is sealed: its password is in no table, no answer, no audit line', async () => {
  await follow()
  await read(answering('sign-in-refused'))
  const [row] = await db.selectFrom('customers.import_feed').selectAll().execute()
  const audit = await db.selectFrom('network.audit').selectAll().execute()
  for (const said of [row, audit, await feeds()]) expect(JSON.stringify(said)).not.toContain('s3cr3t')
  expect(here.desk.house.seal.open(row!.sealed_address!)).toBe(ADDRESS)
})

test.each([['address-refused'], ['unreachable'], ['query-failed']])(
  '%s is told, and tried again at the next time',
  async (problem) => {
    await follow()
    await read(answering(problem))
    expect((await feeds())[0]).toMatchObject({ problem })
    later(60)
    await read(answering([ROW]))
    expect((await feeds())[0]).toMatchObject({ problem: null })
  },
)

test('a query without a row is no fault; a paused feed is not read; a removed one is gone', async () => {
  const feed = await follow()
  await read(answering([]))
  expect((await feeds())[0]).toMatchObject({ problem: null, lastImportId: null })
  await here.desk.ask(importFeeds.changeFeed, changeFeed, {
    params: { id: feed.id },
    body: { paused: true, now: true },
  })
  await read(answering([ROW]))
  expect(await imports()).toEqual([])
  await here.desk.ask(importFeeds.changeFeed, changeFeed, { params: { id: feed.id }, body: { paused: false } })
  await read(answering([ROW]))
  expect(await imports()).toHaveLength(1)
  await here.desk.ask(importFeeds.removeFeed, removeFeed, { params: { id: feed.id } })
  expect(await feeds()).toEqual([])
})

test.each([
  [{ address: 'https://db.example/crm' }, 'body.address'],
  [{ query: ' ' }, 'body.query'],
  [{ how: 'folder', folder: '../etc' }, 'body.folder'],
  [{ kind: 'appointments' }, 'body.site'],
])('%j is refused, naming the field', async (more, path) =>
  expect(follow(more)).rejects.toMatchObject({ status: 422, faults: [{ path }] }),
)

const drop = (name: string, text: string, at = new Date(0)) => {
  const file = join(data, 'imports', 'caisse', name)
  writeFileSync(file, text)
  utimesSync(file, at, at)
}
const inFolder = (sub = '') => readdirSync(join(data, 'imports', 'caisse', sub)).sort()

test('a folder: whole files are read and put aside; one still being written waits; one that is no table is put aside too', async () => {
  await follow({ how: 'folder', folder: 'caisse', source: 'caisse' })
  mkdirSync(join(data, 'imports', 'caisse', 'a folder'))
  drop('clients.csv', 'Nom;Prénom\nCieille;Anne\n')
  drop('zeros.csv', 'a;\u0000\u0000;b')
  drop('coming.csv', 'Nom;Pré', new Date())
  drop('coming.csv.part', 'x')
  await read()
  expect((await imports()).map(({ name, state }) => [name, state])).toEqual([['clients.csv', 'uploaded']])
  expect((await feeds())[0]).toMatchObject({ problem: 'unreadable' })
  expect(inFolder()).toEqual(['a folder', 'coming.csv', 'coming.csv.part', 'done', 'refused'])
  expect([inFolder('done'), inFolder('refused')]).toEqual([
    [expect.stringMatching(/ clients\.csv$/u)],
    [expect.stringMatching(/ zeros\.csv$/u)],
  ])
  await expect(follow({ how: 'folder', folder: 'caisse' })).rejects.toMatchObject({ code: 'folder-taken' })
})

test('a query that does more than read is refused where it is written; of what is due customers are read first', async () => {
  await expect(follow({ query: 'drop table client' })).rejects.toMatchObject({ faults: [{ because: 'not-a-select' }] })
  const orders = await follow({
    source: 'crm',
    kind: 'orders',
    query: 'select no as "N° commande", c as "Code client" from o',
  })
  later(1)
  const customers = await follow()
  const read: string[] = []
  await readFeeds(here.desk.house, {
    queries: {
      async *read(_, query) {
        read.push(query)
        yield Buffer.from(`${JSON.stringify({ ...ROW, 'N° commande': 'A', 'Code client': 1 })}\n`)
      },
    },
    folders,
    workbooks: openWorkbooks(),
  })
  expect(read).toEqual([customers.query, orders.query])
})
