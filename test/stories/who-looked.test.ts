import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import * as answers from '../../contract/answers.ts'
import * as auditApi from '../../contract/audit.ts'
import * as complimentsApi from '../../contract/compliments.ts'
import * as customers from '../../contract/customers.ts'
import * as decisions from '../../contract/decisions.ts'
import type { Endpoint } from '../../contract/endpoint.ts'
import * as feedback from '../../contract/feedback.ts'
import * as gateFile from '../../contract/gate-file.ts'
import * as identity from '../../contract/identity.ts'
import * as qualityOfIdentity from '../../contract/identity-quality.ts'
import * as importPeopleApi from '../../contract/import-people.ts'
import { ENDPOINTS } from '../../contract/index.ts'
import * as loop from '../../contract/loop.ts'
import * as messages from '../../contract/messages.ts'
import * as network from '../../contract/network.ts'
import * as playbooks from '../../contract/playbooks.ts'
import * as privacy from '../../contract/privacy.ts'
import * as pushApi from '../../contract/push.ts'
import * as recovery from '../../contract/recovery.ts'
import * as report from '../../contract/report.ts'
import * as reviews from '../../contract/reviews.ts'
import * as timeline from '../../contract/timeline.ts'
import * as visits from '../../contract/visits.ts'
import * as voiceNews from '../../contract/voice-news.ts'
import * as work from '../../contract/work.ts'
import { answers as answered, plainReader } from '../answers.ts'
import { expectSomeone, openHouseProcess, openVisitor, settle } from '../house-process.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'
import { freshDb } from '../world.ts'

const town = await openTown()
const { owner, advisor, reception, anne, siteId, clock, world } = town
const { db } = world.house

const create = (familyName: string) => owner.ask(customers.createCustomer, { body: { givenName: 'Ugo', familyName } })
const dupont = await create('Dupont')
const dupond = await create('Dupond')
const search = (q: string) => reception.ask(customers.search, { query: { q } })
const linesOf = async (action: string) => (await owner.ask(auditApi.readAudit, { query: { action } })).rows
const csvOf = async (query: Record<string, string>, cookie = owner.cookie) =>
  (await world.app.inject({ url: '/api/audit.csv', query, headers: { cookie } })).body.split('\r\n')

test('a name typed letter by letter is one line, with whom it showed', async () => {
  const typed = 'dupont u'
  for (let n = 2; n <= typed.length; n += 1) await search(typed.slice(0, n))
  const lines = await linesOf('search.view')
  expect(lines).toMatchObject([{ actor: 'Rose Accueil', customerId: null, siteId: null }])
  expect(lines[0]!.customers.map(({ name }) => name)).toEqual(expect.arrayContaining(['Ugo Dupont', 'Ugo Dupond']))
  expect(lines[0]!.customers).not.toContainEqual(expect.objectContaining({ id: anne.customerId }))
})

test('what was searched for is not in the log', async () => {
  const { rows } = await sql<{ line: string }>`select to_jsonb(a)::text as line from network.audit a
    where action = 'search.view'`.execute(db)
  for (const { line } of rows) expect(line).not.toMatch(/dupon/iu)
})

test('a search does not wait for the log: it answers while the log cannot be written', async () => {
  clock.pass(120)
  await db.transaction().execute(async (locked) => {
    await sql`lock table network.audit in access exclusive mode`.execute(locked)
    expect((await search('dupond')).hits.map((hit) => hit.name)).toContain('Ugo Dupond')
  })
  expect(await linesOf('search.view')).toHaveLength(2)
})

test('a log that cannot be written now is written later', async () => {
  clock.pass(120)
  await search('dupont')
  await sql`alter table network.audit rename to audit_away`.execute(db)
  expect((await owner.raw(auditApi.readAudit, { query: {} })).status).toBe(500)
  await sql`alter table network.audit_away rename to audit`.execute(db)
  expect(await linesOf('search.view')).toHaveLength(3)
})

test('the desk, the floor, the appointments and the list of customers: each says whom it showed', async () => {
  await reception.ask(visits.readFloor, { query: { site: siteId } })
  await advisor.ask(visits.readDesk, { query: { site: siteId } })
  await advisor.ask(visits.listAppointments, { query: { site: siteId } })
  await advisor.ask(customers.listCustomers, { query: {} })
  const one = [{ id: anne.customerId, name: 'Anne Cieille' }]
  expect(await linesOf('floor.view')).toMatchObject([{ actor: 'Rose Accueil', siteId, customers: one }])
  expect(await linesOf('desk.view')).toMatchObject([{ actor: 'Alice Conseil', siteId, customers: one }])
  expect(await linesOf('appointment.list')).toMatchObject([{ actor: 'Alice Conseil', siteId, customers: one }])
  expect((await linesOf('customer.list')).map((line) => line.customers.length)).toEqual([3])
})

test('a floor that is read again all day is no second line, until someone new is on it', async () => {
  for (let hour = 0; hour < 5; hour += 1) {
    clock.pass(1800)
    await reception.ask(visits.readFloor, { query: { site: siteId } })
  }
  expect(await linesOf('floor.view')).toHaveLength(1)
  await reception.ask(visits.arrive, { body: { siteId, customerId: dupont.id } })
  await reception.ask(visits.readFloor, { query: { site: siteId } })
  const lines = await linesOf('floor.view')
  expect(lines.map((line) => line.customers.map(({ name }) => name))).toEqual([['Ugo Dupont'], ['Anne Cieille']])
})

test('a page names the household too: they were seen', async () => {
  await owner.ask(customers.relate, { params: { id: dupont.id }, body: { otherId: dupond.id, kind: 'household' } })
  await advisor.ask(customers.readCustomer, { params: { id: dupont.id } })
  expect(await linesOf('customer.beside')).toMatchObject([{ actor: 'Alice Conseil', customers: [{ id: dupond.id }] }])
})

test('who saw this customer: pages, searches and screens together, newest first', async () => {
  const { rows } = await owner.ask(auditApi.readAudit, { query: { customer: dupont.id } })
  const actions = rows.map((row) => row.action)
  for (const action of ['customer.create', 'search.view', 'floor.view', 'customer.view', 'customer.list'])
    expect(actions).toContain(action)
  expect(actions).not.toContain('desk.view')
  expect(rows.map((row) => row.at)).toEqual(
    rows
      .map((row) => row.at)
      .toSorted()
      .toReversed(),
  )
  for (const row of rows) expect([row.customerId, ...row.customers.map(({ id }) => id)]).toContain(dupont.id)
})

test('that question is answered by index, however long the log', async () => {
  await sql`insert into network.audit (id, at, actor, action, customer_ids)
    select gen_random_uuid(), now() - n * interval '1 minute', 'x', 'search.view',
      array[gen_random_uuid(), gen_random_uuid(), gen_random_uuid()] from generate_series(1, 20000) n`.execute(db)
  // As it is kept: what was written last is in the index by then.
  await sql`vacuum analyze network.audit`.execute(db)
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select * from (select * from network.audit
    where customer_id = ${dupont.id}::uuid or customer_ids @> array[${dupont.id}]::uuid[] offset 0) a
    order by at desc, id desc limit 51`.execute(db)
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toContain('audit_customers')
  expect(plan).not.toContain('Seq Scan')
  await sql`alter table network.audit disable trigger audit_append_only`.execute(db)
  await sql`delete from network.audit where actor = 'x'`.execute(db)
  await sql`alter table network.audit enable trigger audit_append_only`.execute(db)
})

test('the export has a row for each customer a screen showed; asked for one, theirs alone', async () => {
  const [head, ...all] = await csvOf({ action: 'customer.list' })
  expect(head).toContain('customer,customer name,site,detail,line')
  expect(all.filter(Boolean)).toHaveLength(3)
  expect(new Set(all.filter(Boolean).map((line) => line.split(',').at(-1))).size).toBe(1)
  const [, ...one] = await csvOf({ action: 'customer.list', customer: dupond.id })
  expect(one.filter(Boolean)).toEqual([expect.stringContaining(`${dupond.id},Ugo Dupond`)])
})

test('the last seconds are in the export, and stay in the log of someone who was erased, without the name', async () => {
  clock.pass(120)
  await search('dupont')
  await search('dupond')
  await sql`delete from customers.customer where id in (${dupont.id}, ${dupond.id})`.execute(db)
  const [newest] = await linesOf('search.view')
  expect(newest!.customers).toHaveLength(2)
  expect(newest!.customers.map(({ name }) => name)).toEqual([null, null])
  const [, ...rows] = await csvOf({ action: 'search.view', customer: dupont.id })
  expect(rows.filter(Boolean).length).toBeGreaterThan(2)
  expect(rows.join('')).not.toContain('Dupont')
})

test('reading the log is itself a look, one in a minute', async () => {
  clock.pass(120)
  for (let n = 0; n < 5; n += 1) await owner.ask(auditApi.readAudit, { query: { customer: anne.customerId } })
  clock.pass(120)
  const [line] = await linesOf('audit.read')
  expect(line).toMatchObject({ actor: 'Odile Propriétaire' })
  expect(line!.customers).toContainEqual({ id: anne.customerId, name: 'Anne Cieille' })
})

describe('who may read who looked', async () => {
  test('nobody who lacks the right', async () => {
    expect((await advisor.raw(auditApi.readAudit, { query: { customer: anne.customerId } })).status).toBe(403)
  })
  test('who audits one site reads what its own screens showed, no searches and no other site', async () => {
    const elsewhere = await owner.ask(network.createSite, { body: { name: 'Rambouillet' } })
    const here = await hire(town, 'Iris Ici', [{ role: 'auditor', siteId }])
    const there = await hire(town, 'Léo Là', [{ role: 'auditor', siteId: elsewhere.id }])
    const actions = async ({ screen }: typeof here) =>
      (await screen.ask(auditApi.readAudit, { query: { customer: anne.customerId } })).rows.map((row) => row.action)
    expect(await actions(here)).toContain('floor.view')
    expect(await actions(here)).not.toContain('customer.list')
    expect(await actions(there)).toEqual([])
  })
})

describe('every endpoint that shows a customer leaves a line about them', async () => {
  const { customerId: id } = anne
  const { deputy } = town
  const visit = await reception.ask(visits.arrive, { body: { siteId, customerId: id } })
  const site = { query: { site: siteId } }
  await answered(world.house, plainReader(), { text: 'Attendu', score: 1, about: { siteId, customerId: id } })
  const shows: [endpoint: Endpoint, input: object, action: string][] = [
    [customers.readCustomer, { params: { id } }, 'customer.view'],
    [customers.listCustomers, { query: {} }, 'customer.list'],
    [customers.search, { query: { q: 'cieille' } }, 'search.view'],
    [timeline.readTimeline, { params: { id }, query: {} }, 'timeline.view'],
    [timeline.listOrders, { params: { id } }, 'order.list'],
    [visits.listAppointments, site, 'appointment.list'],
    [visits.listAppointments, { query: { customer: id } }, 'appointment.list'],
    [visits.readDesk, site, 'desk.view'],
    [visits.readFloor, site, 'floor.view'],
    [visits.readVisit, { params: { id: visit.id } }, 'visit.view'],
    [identity.customerRecords, { params: { id } }, 'identity.read'],
    [loop.customerTouches, { params: { id }, query: {} }, 'touches.view'],
    [answers.customerAsks, { params: { id } }, 'ask.view'],
    [recovery.listCases, { query: { whose: 'site' } }, 'case.list'],
    [recovery.customerVoice, { params: { id } }, 'feedback.view'],
  ]
  /** Pairs and merges are shown as they come; the stories of identity hold them. */
  const pairs = [
    identity.reviewPairs,
    identity.identityEvents,
    qualityOfIdentity.identityDryRun,
    qualityOfIdentity.identityTry,
  ]
  /** So are lists of the loop and of the register: their own stories hold whom they name. */
  const lists = [
    importPeopleApi.importPeople,
    identity.householdProposals,
    privacy.listRequests,
    privacy.customerRights,
    privacy.erasurePreview,
    privacy.previewRetention,
    playbooks.momentPeople,
    messages.listMessages,
    work.myDay,
    work.readTask,
    loop.ledger,
    answers.leftOutAnswers,
    reviews.listReviews,
    reviews.readReview,
    decisions.readDecision,
    decisions.toldOfDecision,
    gateFile.readProduct,
    feedback.listVerbatims,
    feedback.readVerbatim,
    recovery.readCase,
    complimentsApi.listCompliments,
    report.readReport,
    voiceNews.voiceNews,
  ]
  /** A count of customers, nobody in particular. */
  const counts = [
    qualityOfIdentity.identityQuality,
    identity.importBrought,
    identity.sourceTrust,
    work.listHandovers,
    work.listLeavers,
  ]
  test.each(shows)('$name', async (endpoint, input, action) => {
    clock.pass(120)
    await deputy.ask(endpoint, input)
    const { rows } = await owner.ask(auditApi.readAudit, {
      query: { customer: id, staff: deputy.staffId, action, limit: 1 },
    })
    expect(rows.map((row) => row.at)).toEqual([clock.now().toISOString()])
  })

  test('comparePair', async () => {
    const { id: other } = await create('Durand')
    clock.pass(120)
    await owner.ask(identity.comparePair, { query: { a: id, b: other } })
    const { rows } = await owner.ask(auditApi.readAudit, {
      query: { customer: other, staff: owner.staffId, action: 'identity.read', limit: 1 },
    })
    expect(rows.map((row) => row.at)).toEqual([clock.now().toISOString()])
  })

  test('and there is no other: one that is added belongs in the list above', () => {
    const listed = new Set([
      ...shows.map(([endpoint]) => endpoint.name),
      ...[...pairs, ...lists, ...counts, identity.comparePair, auditApi.readAudit].map((endpoint) => endpoint.name),
    ])
    const shown = ENDPOINTS.map(({ endpoint }) => endpoint)
      .filter(({ method }) => method === 'GET')
      .filter(({ answer }) =>
        /"customer(?:Id|s)":\{/u.test(JSON.stringify(z.toJSONSchema(answer, { unrepresentable: 'any' }))),
      )
    expect(shown.map(({ name }) => name).filter((name) => !listed.has(name))).toEqual([])
    expect(shown.length).toBeGreaterThan(6)
  })
})

test('a notification on a telephone names them too', async () => {
  await advisor.ask(pushApi.subscribePush, {
    body: { endpoint: 'https://push.example.org/a', keys: { p256dh: 'p', auth: 'a' } },
  })
  const marc = await owner.ask(customers.createCustomer, {
    body: { familyName: 'Marc', advisorId: advisor.staffId, siteId },
  })
  await world.startJobs()
  await reception.ask(visits.arrive, { body: { siteId, customerId: marc.id } })
  await vi.waitFor(() => expect(town.pushed).toHaveLength(1), 20_000)
  await vi.waitFor(async () => expect(await linesOf('visit.push')).toHaveLength(1), 20_000)
  expect(await linesOf('visit.push')).toMatchObject([{ actor: 'Alice Conseil', customerId: marc.id, siteId }])
})

test('the log stays append-only', async () => {
  await expect(sql`update network.audit set customer_ids = null`.execute(db)).rejects.toThrow('append only')
})

test('a house that is stopped cleanly loses none, and what came live to an open floor is there', async () => {
  const { url, drop } = await freshDb()
  const env = { DATABASE_URL: url, OKAERI_DATA: mkdtempSync(join(tmpdir(), 'okaeri-looked-')) }
  let house = await openHouseProcess(env)
  const visitor = openVisitor(() => house.base)
  const { siteId, customerId } = await settle(visitor)
  const screen = await fetch(`${house.base}/api/live?site=${siteId}`, { headers: { cookie: visitor.cookie() } })
  const reader = screen.body!.pipeThrough(new TextDecoderStream()).getReader()
  const visit = await visitor.ask<{ id: string }>('POST', '/api/visits', { siteId, customerId })
  await visitor.ask('POST', `/api/visits/${visit.id}/going`)
  let heard = ''
  while (!heard.includes('"goingBy":"')) heard += (await reader.read()).value ?? ''
  const other = await expectSomeone(visitor, siteId, 'GK-512-ZT', { familyName: 'Zéphyr' })
  await visitor.ask('GET', '/api/search?q=zephyr')
  await house.stop()
  house = await openHouseProcess(env)
  const looks = async (customer: string) =>
    (
      await visitor.ask<{ rows: { action: string; customers: { id: string }[] }[] }>(
        'GET',
        `/api/audit?customer=${customer}`,
      )
    ).rows.filter((row) => row.action === 'floor.view' || row.action === 'search.view')
  expect((await looks(customerId)).map((row) => [row.action, row.customers.length])).toEqual([['floor.view', 1]])
  expect((await looks(other)).map((row) => row.action)).toEqual(['search.view'])
  await house.stop()
  await drop()
})
