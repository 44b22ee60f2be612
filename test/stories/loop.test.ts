import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as factsApi from '../../contract/facts.ts'
import * as timeline from '../../contract/timeline.ts'
import { takeInFacts } from '../../server/flows/loop/decide.flow.ts'
import { decideDue } from '../../server/flows/loop/due.flow.ts'
import { loopJobs } from '../../server/flows/loop/loop.jobs.ts'
import type { House } from '../../server/kit/house.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { openTown } from '../town.ts'

const town = await openTown({ at: '2026-11-25T10:24:00+01:00' })
const { owner, anne } = town
const { house } = town.world
const { db } = house
const playbooks = new PlaybookInForce()

const YAML = `
playbook: 1
name: Essai
languages: [fr]
compass: { fr: Quelqu'un a pensé à vous. }
registers: {}
budget: { perMonth: 3, gapDays: 4 }
moments:
  - id: thanks
    title: { fr: Merci }
    core: true
    on: order.placed
    do: email
    subject: { fr: 'Merci' }
    message: { fr: 'Bonjour {{ customer.dear }}, merci pour {{ order.title }}.' }
  - id: after-service
    title: { fr: Tout va bien ? }
    on: service.done
    after: 2 days
    at: '10:30'
    do: call
    opening: { fr: 'Comment va la voiture ?' }
  - id: missed
    title: { fr: Vous nous avez manqué }
    on: appointment.missed
    after: 1 hour
    merge: workshop
    do: call
    opening: { fr: 'On vous attendait hier' }
  - id: half-year
    title: { fr: Six mois }
    on: asset.bought
    after: 1 day
    merge: workshop
    do: call
    opening: { fr: 'Six mois déjà' }
  - id: answer
    title: { fr: Merci de votre réponse }
    on: answer.received
    do: word
`
/** What is in the ledger of a customer, oldest first. */
const ledger = async (customer = anne.customerId) => {
  const { rows } = await sql<{ moment: string; state: string; gesture: string | null; codes: string[] }>`
    select moment, state, gesture, array(select b ->> 'code' from jsonb_array_elements(because) b) as codes
    from moments.touch where customer_id = ${customer} order by created_at, id`.execute(db)
  return rows
}
const messages = async () =>
  (
    await sql<{
      to_address: string
      body: string
      state: string
    }>`select to_address, body, state from messages.message order by id`.execute(db)
  ).rows
const tasks = async () =>
  (
    await sql<{
      kind: string
      opening: string
      staff_id: string
    }>`select kind, opening, staff_id from work.task order by created_at, id`.execute(db)
  ).rows
const round = async () => {
  while ((await takeInFacts(house, playbooks)) > 0);
  while ((await decideDue(house, playbooks)) > 0);
}
const tell = (source: string, facts: object[]) => owner.ask(factsApi.tellFacts, { body: { source, facts } as never })

beforeAll(async () => {
  await sql`insert into moments.playbook (version, yaml, origin, at, live_from) values (1, ${YAML}, 'test', ${house.now()}, ${house.now()})`.execute(
    db,
  )
  await sql`insert into messages.provider (id, channel, kind, name, created_at, changed_at) values (${house.newId()}, 'email', 'smtp', 'Relais', ${house.now()}, ${house.now()})`.execute(
    db,
  )
  const page = await owner.ask(customers.readCustomer, { params: { id: anne.customerId } })
  await owner.ask(customers.updateCustomer, {
    params: { id: anne.customerId },
    body: { version: page.version, emails: [{ address: 'anne@example.org' }] },
  })
})

describe('from what happened to what is done', () => {
  test('an order is placed at the counter: the thank-you is in the outbox, in her words', async () => {
    await owner.ask(timeline.createOrder, {
      params: { id: anne.customerId },
      body: { number: 'V-1', kind: 'vehicle', title: 'Peugeot 3008' },
    })
    await round()
    expect(await ledger()).toMatchObject([{ moment: 'thanks', state: 'doing', gesture: 'email' }])
    expect(await messages()).toMatchObject([{ to_address: 'anne@example.org', state: 'ready' }])
    expect((await messages())[0]?.body).toContain('merci pour Peugeot 3008')
  })

  test('told by another system, twice, with a stranger and a number nobody can read: once, and the rest set aside', async () => {
    const facts = [
      { key: 's1', kind: 'service.done', who: { phone: anne.phone }, at: '2026-11-25T09:00:00+01:00' },
      { key: 's2', kind: 'service.done', who: { email: 'nobody@example.org' }, at: '2026-11-25T09:00:00+01:00' },
      { key: 's3', kind: 'service.done', who: { phone: '12345' }, at: '2026-11-25T09:00:00+01:00' },
      { key: 's4', kind: 'service.done', who: { phone: anne.phone }, at: '2030-01-01T09:00:00+01:00' },
    ]
    expect(await tell('dms', facts)).toEqual({ accepted: 4, known: 0 })
    expect(await tell('dms', facts.slice(0, 2))).toEqual({ accepted: 0, known: 2 })
    await round()
    const { facts: aside } = await owner.ask(factsApi.factsAside, {})
    expect(Object.fromEntries(aside.map(({ key, because }) => [key, because]))).toEqual({
      s2: 'nobody',
      s3: 'unreadable',
      s4: 'in-the-future',
    })
    expect((await ledger()).map(({ moment, state }) => [moment, state])).toEqual([
      ['thanks', 'doing'],
      ['after-service', 'planned'],
    ])
    // A page at a time: each of them once.
    const first = await owner.ask(factsApi.factsAside, { query: { limit: 1 } as never })
    const rest = await owner.ask(factsApi.factsAside, { query: { limit: 1, after: first.next } as never })
    expect([...first.facts, ...rest.facts].map(({ id }) => id)).toEqual(aside.slice(0, 2).map(({ id }) => id))
  })

  test('two days later the call waits: the thank-you was too close; four days after it, it is on somebody’s list', async () => {
    town.clock.pass(2 * 86_400 + 3600)
    await round()
    expect((await ledger())[1]).toMatchObject({ state: 'held' })
    expect((await ledger())[1]?.codes).toContain('budget.gap')
    expect(await tasks()).toEqual([])
    town.clock.pass(2 * 86_400)
    await round()
    expect((await ledger())[1]).toMatchObject({ state: 'doing', gesture: 'call' })
    expect(await tasks()).toMatchObject([{ kind: 'call', opening: 'Comment va la voiture ?' }])
  })

  test('while a case is open there is silence', async () => {
    await owner.ask(timeline.addEntry, {
      params: { id: anne.customerId },
      body: { kind: 'case', text: 'Bruit à l’arrière' },
    })
    await tell('survey', [
      { key: 'a1', kind: 'answer.received', who: { id: anne.customerId }, at: house.now().toISOString() },
    ])
    await round()
    const last = (await ledger()).at(-1)
    expect(last).toMatchObject({ moment: 'answer', state: 'held' })
    expect(last?.codes).toContain('budget.open-case')
  })

  test('each decision keeps what it was taken from', async () => {
    const { rows } = await sql<{ judged: { verdict: { answer: string }; asked: { channel: string } } }>`
      select judged from moments.touch where moment = 'thanks'`.execute(db)
    expect(rows[0]?.judged).toMatchObject({
      asked: { channel: 'email', purpose: 'service' },
      verdict: { answer: 'yes' },
    })
  })

  test('a moment never starts itself', async () => {
    await sql`insert into timeline.fact (id, customer_id, kind, at, source, key, caused_by, accepted_at)
      values (${house.newId()}, ${anne.customerId}, 'order.placed', ${house.now()}, 'okaeri', 'echo', '{thanks}', ${house.now()})`.execute(
      db,
    )
    const before = (await ledger()).length
    await round()
    expect(await ledger()).toHaveLength(before)
  })

  test('what was set aside is tried again when asked', async () => {
    await owner.ask(customers.createCustomer, {
      body: { givenName: 'Nouvelle', familyName: 'Venue', emails: [{ address: 'nobody@example.org' }] },
    })
    expect(await owner.ask(factsApi.retryAside, { body: {} })).toEqual({ again: 3 })
    await round()
    const { facts: aside } = await owner.ask(factsApi.factsAside, {})
    expect(aside.map((each) => each.key).sort()).toEqual(['s3', 's4'])
  })
})

test('two of one group that fall together are told in one call, and each says so', async () => {
  const { id } = await owner.ask(customers.createCustomer, {
    body: { givenName: 'Noémie', familyName: 'Barbier', phones: [{ number: '0639980177' }] },
  })
  await tell('dms', [
    { key: 'm1', kind: 'appointment.missed', who: { id }, at: house.now().toISOString() },
    { key: 'm2', kind: 'asset.bought', who: { id }, at: house.now().toISOString() },
  ])
  await round()
  town.clock.pass(2 * 3600)
  await round()
  const byMoment = Object.fromEntries((await ledger(id)).map((row) => [row.moment, row]))
  expect(byMoment).toMatchObject({
    missed: { state: 'doing', gesture: 'call' },
    'half-year': { state: 'doing', gesture: 'call' },
  })
  expect(byMoment.missed?.codes).toContain('touch.tells-also')
  expect(byMoment['half-year']?.codes).toContain('touch.told-with')
  const all = await sql<{ opening: string }>`select concat_ws(E'\\n', opening, also -> 0 ->> 'opening') as opening
    from work.task where customer_id = ${id}`.execute(db)
  expect(all.rows).toEqual([{ opening: 'On vous attendait hier\nSix mois déjà' }])
})

test('a fact that cannot be decided is put aside, and those behind it go on', async () => {
  const jobs = new Map<string, (house: House) => Promise<void>>()
  loopJobs(
    { on: () => undefined, every: () => undefined, tick: (name, _ms, run) => void jobs.set(name, run) },
    playbooks,
  )
  await sql`insert into timeline.fact (id, customer_id, kind, at, source, key, accepted_at, data)
    values (${house.newId()}, ${anne.customerId}, 'order.placed', 'infinity', 'test', 'poison', ${house.now()}, '{}')`.execute(
    db,
  )
  await tell('survey', [
    { key: 'after', kind: 'answer.received', who: { id: anne.customerId }, at: house.now().toISOString() },
  ])
  await jobs.get('loop')!(house)
  const { rows } = await sql<{ key: string; state: string; aside: string | null }>`
    select key, state, aside from timeline.fact where key in ('poison', 'after') order by key desc`.execute(db)
  expect(rows).toEqual([
    { key: 'poison', state: 'aside', aside: 'fault' },
    { key: 'after', state: 'decided', aside: null },
  ])
})

describe('what is sent wrong', () => {
  test.each([
    ['nothing', { source: 'x', facts: [] }],
    ['no name', { source: 'x', facts: [{ key: 'k', kind: 'order.placed', at: '2026-11-25T09:00:00Z' }] }],
    [
      'a kind that is no kind',
      {
        source: 'x',
        facts: [{ key: 'k', kind: 'Order Placed', who: { phone: '0639980101' }, at: '2026-11-25T09:00:00Z' }],
      },
    ],
    [
      'a day that is no instant',
      { source: 'x', facts: [{ key: 'k', kind: 'order.placed', who: { phone: '0639980101' }, at: '2026-11-25' }] },
    ],
    [
      'more than a thousand',
      {
        source: 'x',
        facts: Array.from({ length: 1001 }, (_, n) => ({
          key: String(n),
          kind: 'order.placed',
          who: { phone: '0639980101' },
          at: '2026-11-25T09:00:00Z',
        })),
      },
    ],
  ])('%s: refused with its fault, nothing kept', async (_story, body) => {
    const answer = await owner.raw(factsApi.tellFacts, { body: body as never })
    expect(answer.status).toBe(422)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from timeline.fact where source = 'x'`.execute(
      db,
    )
    expect(rows[0]?.n).toBe(0)
  })
})
