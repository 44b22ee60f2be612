import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as factsApi from '../../contract/facts.ts'
import * as timeline from '../../contract/timeline.ts'
import { askAgain } from '../../server/flows/loop/ask-again.flow.ts'
import { takeInFacts } from '../../server/flows/loop/decide.flow.ts'
import { decideDue } from '../../server/flows/loop/due.flow.ts'
import { sendRound } from '../../server/flows/loop/send.flow.ts'
import { lookForStranded } from '../../server/flows/loop/stranded.flow.ts'
import { inTransaction } from '../../server/kit/house.ts'
import { insertBlocked } from '../../server/messages/blocked.store.ts'
import { insertProvider } from '../../server/messages/provider.store.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { addVersion, bringInForce } from '../../server/moments/versions.store.ts'
import { openOutbox } from '../outbox.ts'
import { openTown } from '../town.ts'

// What waits for its provider leaves as things are when it leaves. Wednesday 25 November 2026, 10:24 in Paris.
const town = await openTown({ at: '2026-11-25T10:24:00+01:00' })
const { owner, clock } = town
const { house } = town.world
const { db } = house
const playbooks = new PlaybookInForce()
const outbox = openOutbox(askAgain(playbooks))
/** Minutes of the day that are gone. */
let gone = 0
const pass = (minutes: number): void => {
  gone += minutes
  clock.pass(minutes * 60)
}

/** Providers of SMS and e-mail that can be away. */
const taken: { path: string; to: string; text: string }[] = []
let away = false
const server = createServer((request, reply) => {
  let body = ''
  request.on('data', (chunk: Buffer) => {
    body += chunk.toString()
  })
  request.on('end', () => {
    if (away) return void reply.writeHead(503).end()
    const { to, text } = JSON.parse(body) as { to: string; text: string }
    taken.push({ path: request.url!, to, text })
    reply.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"x"}')
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
afterAll(async () => {
  await outbox.carriers.close()
  server.closeAllConnections()
  server.close()
})

const page = (words: string, purpose = 'service', more = '') => `
playbook: 1
name: Essai
languages: [fr]
compass: { fr: x }
registers: {}
hours: { from: '00:00', to: '23:59', days: [1, 2, 3, 4, 5, 6, 7], holidays: open }
budget: { perMonth: 30, gapDays: 0 }
moments:
  - id: ready
    title: { fr: Prête }
    on: site.ready
    purpose: ${purpose}
    within: 3 days
    do: [sms, email]
    subject: { fr: Prête }
    message: { fr: '${words}' }
    sms: { fr: '${words}' }
  - id: later
    title: { fr: Plus tard }
    core: true
    on: site.later
    after: 2 hours
    do: sms
    sms: { fr: 'Plus tard' }
  - id: of-order
    title: { fr: Commande }
    core: true
    on: order.placed
    do: sms
    sms: { fr: 'Merci pour {{ order.title }}' }
${more}`
const inForce = (yaml: string) =>
  inTransaction(house, async ({ db, now }) => {
    const version = await addVersion(db, { yaml, origin: 'test', note: '', by: null, now: now() })
    await bringInForce(db, version, now())
  })
const PLAIN = page('Elle est là')
let told = 0
const tell = async (kind: string, customerId: string) => {
  await owner.ask(factsApi.tellFacts, {
    body: {
      source: 'test',
      facts: [{ key: `${told++}`, kind, who: { id: customerId }, at: house.now().toISOString() }],
    },
  })
  await round()
}
const round = async () => {
  while ((await takeInFacts(house, playbooks)) > 0);
  while ((await decideDue(house, playbooks)) > 0);
}
/** The provider is back, an hour later. */
const leaves = async (minutes = 59) => {
  pass(minutes)
  await sql`update messages.pace set tokens = 1000`.execute(db)
  await sendRound(house, outbox)
  await round()
  await sendRound(house, outbox)
}
let people = 0
const someone = async (phones: string[], emails: string[] = []) =>
  (
    await owner.ask(customers.createCustomer, {
      body: {
        givenName: `Anne${people++}`,
        familyName: 'Essai',
        siteId: town.siteId,
        phones: phones.map((number) => ({ number })),
        emails: emails.map((address) => ({ address })),
      },
    })
  ).id
const setPhones = async (id: string, numbers: string[]) => {
  const { version } = await owner.ask(customers.readCustomer, { params: { id } })
  await owner.ask(customers.updateCustomer, {
    params: { id },
    body: { version, phones: numbers.map((number) => ({ number })) },
  })
}
const touch = async (customerId: string) =>
  (
    await sql<{ id: string; state: string; gesture: string | null; purpose: string; codes: string[] }>`
    select id, state, gesture, purpose, array(select b ->> 'code' from jsonb_array_elements(because) b) as codes
    from moments.touch where customer_id = ${customerId}`.execute(db)
  ).rows[0]!
const message = async (customerId: string) =>
  (
    await sql<{ state: string; codes: string[] }>`
    select state, array(select b ->> 'code' from jsonb_array_elements(because) b) as codes from messages.message
    where customer_id = ${customerId} order by created_at desc limit 1`.execute(db)
  ).rows[0]!

beforeAll(async () => {
  const { port } = server.address() as AddressInfo
  for (const channel of ['sms', 'email'] as const)
    await insertProvider(
      db,
      {
        id: house.newId(),
        channel,
        kind: 'http',
        name: channel,
        settings: { url: `http://127.0.0.1:${port}/${channel}`, body: '{"to":"{{to}}","text":"{{text}}"}' },
        sealed: null,
        perSecond: 1000,
        costCents: 1,
        idempotent: false,
        active: true,
        newsHash: null,
      },
      house.now(),
    )
  await sql`update consent.setting set sender_name = 'Garage du Val'`.execute(db)
})
beforeEach(async () => {
  pass(24 * 60 - gone)
  gone = 0
  taken.length = 0
  away = false
  await sql`update messages.provider set active = true`.execute(db)
  await inForce(PLAIN)
})
/** A message that its provider did not take. */
const waits = async (customerId: string) => {
  away = true
  await tell('site.ready', customerId)
  await leaves(0)
  expect(await message(customerId)).toMatchObject({ state: 'ready' })
  away = false
}

describe('a message that waits', () => {
  test('goes to the number they have now, not to the one they had', async () => {
    const id = await someone(['+33639980110'])
    await waits(id)
    await setPhones(id, ['+33639980111'])
    await leaves()
    expect(taken.map(({ to }) => to)).toEqual(['+33639980111'])
    expect(await touch(id)).toMatchObject({ state: 'done', gesture: 'sms' })
  })

  test('goes by the next gesture when they have no number left', async () => {
    const id = await someone(['+33639980112'], ['a@example.org'])
    await waits(id)
    await setPhones(id, [])
    await leaves()
    expect(taken.map(({ path, to }) => [path, to])).toEqual([['/email', 'a@example.org']])
    expect(await touch(id)).toMatchObject({ state: 'done', gesture: 'email' })
  })

  test('is written to the second mobile when the first is dead, before and while it waits', async () => {
    const dead = (address: string) => insertBlocked(db, [{ channel: 'sms', address, because: 'bounced' }], house.now())
    await dead('+33639980113')
    const before = await someone(['+33639980113', '+33639980114'])
    await tell('site.ready', before)
    await leaves(0)
    const meanwhile = await someone(['+33639980115', '+33639980116'])
    await waits(meanwhile)
    await dead('+33639980115')
    await leaves()
    expect(taken.map(({ to }) => to)).toEqual(['+33639980114', '+33639980116'])
  })

  test('leaves in the words of the page in force, by its purpose: an offer to who objected does not leave', async () => {
    const [words, offer] = [await someone(['+33639980117']), await someone(['+33639980118'])]
    await waits(words)
    await inForce(page('Elle vous attend'))
    await leaves()
    expect(taken[0]?.text).toContain('Elle vous attend')
    await inForce(PLAIN)
    await waits(offer)
    await inForce(page('Venez essayer', 'commercial'))
    await leaves()
    expect(taken).toHaveLength(1)
    expect(await touch(offer)).toMatchObject({ state: 'dropped', purpose: 'commercial' })
  })

  test('names what the order is called now, and is called off with it', async () => {
    away = true
    const id = await someone(['+33639980119'])
    const order = async (title: string) =>
      owner.ask(timeline.createOrder, { params: { id }, body: { number: title, kind: 'vehicle', title } })
    await order('Clio')
    await round()
    await leaves(0)
    away = false
    await sql`update timeline."order" set title = 'Megane' where customer_id = ${id}`.execute(db)
    await leaves()
    expect(taken[0]?.text).toContain('Merci pour Megane')
    away = true
    const cancelled = await someone(['+33639980120'])
    await owner.ask(timeline.createOrder, {
      params: { id: cancelled },
      body: { number: 'C', kind: 'vehicle', title: 'Rio' },
    })
    await round()
    await leaves(0)
    away = false
    await sql`update timeline."order" set state = 'cancelled' where customer_id = ${cancelled}`.execute(db)
    await leaves()
    expect(taken).toHaveLength(1)
    expect(await message(cancelled)).toMatchObject({ state: 'called-off' })
  })

  test('is seen by a person when its way out was switched off, and called off once it means nothing', async () => {
    const id = await someone(['+33639980121'])
    await waits(id)
    const late = await someone(['+33639980122'])
    await waits(late)
    await sql`update messages.provider set active = false where channel = 'sms'`.execute(db)
    pass(90)
    await sql`update messages.message set expires_at = ${new Date(house.now().getTime() - 60_000)} where customer_id = ${late}`.execute(
      db,
    )
    await lookForStranded(house)
    expect(await message(id)).toMatchObject({ state: 'doubt' })
    expect((await message(id)).codes).toContain('no-way-out')
    expect(await message(late)).toMatchObject({ state: 'called-off' })
    expect(await touch(late)).toMatchObject({ state: 'dropped' })
  })
})

test('a page put in force by mistake and taken back within the hour drops nothing that fell due meanwhile', async () => {
  const [planned, waiting] = [await someone(['+33639980123']), await someone(['+33639980124'])]
  await tell('site.later', planned)
  await waits(waiting)
  await inForce(`
playbook: 1
name: Autre
languages: [fr]
compass: { fr: x }
registers: {}
moments:
  - { id: other, title: { fr: x }, on: site.other, do: word }
`)
  await leaves(130)
  expect(taken).toEqual([])
  expect(await touch(planned)).toMatchObject({ state: 'held' })
  expect(await message(waiting)).toMatchObject({ state: 'ready' })
  await inForce(PLAIN)
  await leaves(70)
  expect(taken.map(({ to }) => to).sort((a, b) => (a < b ? -1 : 1))).toEqual(['+33639980123', '+33639980124'])
})
