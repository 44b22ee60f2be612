import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import PostalMime from 'postal-mime'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { say } from '../../../contract/because.ts'
import { openDesk } from '../../../test/desk.ts'
import { mailBy, messageOf, openOutbox, ready, someone } from '../../../test/outbox.ts'
import { openRelay, saysNo } from '../../../test/relay.ts'
import { freshDb } from '../../../test/world.ts'
import { lawOf } from '../../consent/law.store.ts'
import { insertProvider } from '../../messages/provider.store.ts'
import { hearNews } from './news.flow.ts'
import { sendRound } from './send.flow.ts'

const { db } = await freshDb()
const { house, clock } = openDesk(db)
const relay = await openRelay({
  onRcptTo({ address }, _session, done) {
    if (address.startsWith('nobody')) return done(saysNo(550, '5.1.1 No such user'))
    if (address.startsWith('full')) return done(saysNo(452, '4.2.2 Mailbox full'))
    done()
  },
})
const outbox = openOutbox()
await sql`update consent.setting set sender_name = 'Garage du Val'`.execute(db)
const provider = { id: await mailBy(house, relay.port), channel: 'email' as const }
afterAll(async () => {
  await outbox.carriers.close()
  await relay.close()
})
const fill = () => sql`update messages.pace set tokens = 1000`.execute(db)
beforeEach(async () => {
  relay.taken.length = 0
  await sql`delete from messages.message`.execute(db)
  await fill()
})
const count = async (table: 'budget.attention' | 'messages.blocked' | 'consent.receipt', customerId?: string) => {
  let query = db.selectFrom(table).select(db.fn.countAll<number>().as('n'))
  if (customerId && table !== 'messages.blocked') query = query.where('customer_id' as never, '=', customerId as never)
  return (await query.executeTakeFirstOrThrow()).n
}

describe('a message', () => {
  it('leaves once, with all the law asks for, and its end is written everywhere', async () => {
    const anne = await someone(house)
    const id = await ready(house, anne)
    expect(await sendRound(house, outbox)).toBe(1)
    expect(await sendRound(house, outbox)).toBe(0)
    expect(relay.taken).toHaveLength(1)
    expect(relay.taken[0]).toMatchObject({ from: `bounces+${id}@val.example`, to: 'anne@example.org' })
    const read = await PostalMime.parse(relay.taken[0]!.raw)
    const header = (name: string) => read.headers.find(({ key }) => key === name)?.value
    expect(header('list-unsubscribe')).toMatch(/^<http:\/\/localhost\/c\/[\w-]{44}\/out>$/u)
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(read.text).toMatch(/^Bonjour Anne\n\n-- \nGarage du Val\n/u)
    expect(read.html).toContain('/out')
    expect(await messageOf(db, id)).toMatchObject({ state: 'left', touch: 'done', ref: '4XYZ', tries: 1 })
    expect(await count('budget.attention', anne)).toBe(1)
    const timeline = await db
      .selectFrom('timeline.entry')
      .select(['kind', 'text'])
      .where('customer_id', '=', anne)
      .execute()
    expect(timeline).toEqual([{ kind: 'message', text: 'Deux ans déjà' }])
  })
  it('of service that turns out to make an offer does not leave: a person looks at it', async () => {
    const anne = await someone(house)
    const id = await ready(house, anne, { purpose: 'service', body: 'Bonjour Anne, le second pneu est offert' })
    await sendRound(house, outbox)
    expect([relay.taken, await messageOf(db, id)]).toMatchObject([
      [],
      { state: 'doubt', because: ['duty-offer-in-service'] },
    ])
  })
  it('in the advisor’s own voice counts as an attempt, in the name of the company that spoke; a letter does not', async () => {
    const taken: string[] = []
    const server = createServer((request, reply) => {
      request.resume().on('end', () => {
        taken.push(request.url!)
        reply.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"v1"}')
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const id = house.newId()
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/drop`
    const settings = { url, body: '{"to":"{{to}}"}' }
    const row = { id, channel: 'voice-drop' as const, kind: 'http' as const, name: 'Voix', settings, sealed: null }
    await insertProvider(
      db,
      { ...row, perSecond: 1000, costCents: 1, idempotent: false, active: true, newsHash: null },
      house.now(),
    )
    await fill()
    const site = house.newId()
    await sql`insert into consent.site_entity (site_id, legal_entity) values (${site}, 'Nord SARL')`.execute(db)
    const anne = await someone(house)
    const drop = { channel: 'voice-drop' as const, toAddress: '+33639980101', subject: '', siteId: site }
    const service = await ready(house, anne, { ...drop, purpose: 'service' })
    const offer = await ready(house, anne, drop)
    await ready(house, anne)
    expect(await sendRound(house, outbox)).toBe(3)
    expect(taken).toEqual(['/drop', '/drop'])
    expect([await messageOf(db, service), await messageOf(db, offer)]).toMatchObject([
      { state: 'left' },
      { state: 'left' },
    ])
    const counted = (await lawOf(db, [anne])).get(anne)!.attempts
    const common = {
      at: house.now().getTime(),
      channel: 'voice-drop',
      reached: false,
      refused: false,
      entity: 'Nord SARL',
    }
    expect(counted).toHaveLength(2)
    expect(counted).toEqual(
      expect.arrayContaining([
        { ...common, purpose: 'service' },
        { ...common, purpose: 'commercial' },
      ]),
    )
    await sql`update messages.provider set active = false where id = ${id}`.execute(db)
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  it('to an address that does not exist blocks it: the next one is not even tried', async () => {
    const anne = await someone(house, 'nobody@example.org')
    const first = await ready(house, anne, { toAddress: 'nobody@example.org' })
    await sendRound(house, outbox)
    expect(await messageOf(db, first)).toMatchObject({
      state: 'failed',
      touch: 'dropped',
      because: ['refused-by-provider'],
    })
    const second = await ready(house, anne, { toAddress: 'Nobody@example.org' })
    await sendRound(house, outbox)
    expect(await messageOf(db, second)).toMatchObject({ state: 'failed', because: ['address-blocked'] })
    expect(await count('budget.attention', anne)).toBe(0)
  })
  it('to a full box waits, longer each time', async () => {
    const id = await ready(house, await someone(house), { toAddress: 'full@example.org' })
    const waits: number[] = []
    for (let n = 0; n < 3; n += 1) {
      await sendRound(house, outbox)
      const { state, notBefore, because } = await messageOf(db, id)
      expect([state, because]).toEqual(['ready', ['not-taken']])
      waits.push((notBefore.getTime() - clock.now.getTime()) / 1000)
      clock.now = notBefore
    }
    expect(waits[0]).toBeGreaterThanOrEqual(30)
    expect(waits[1]).toBeGreaterThan(waits[0]! * 1.5)
    expect(waits[2]).toBeGreaterThan(waits[1]! * 1.5)
  })
  it('is asked about once more before it leaves', async () => {
    const anne = await someone(house)
    const [no, wait, go] = [await ready(house, anne), await ready(house, anne), await ready(house, anne)]
    const later = new Date(clock.now.getTime() + 3_600_000)
    const asking = openOutbox(
      async () =>
        new Map([
          [no, { never: [say('consent-withdrawn')] }],
          [wait, { wait: later, because: [say('not-at-this-hour')] }],
        ]),
    )
    expect(await sendRound(house, asking)).toBe(1)
    await asking.carriers.close()
    expect(await messageOf(db, no)).toMatchObject({ state: 'called-off', touch: 'dropped' })
    expect(await messageOf(db, wait)).toMatchObject({ state: 'ready', touch: 'doing', notBefore: later })
    expect(await messageOf(db, go)).toMatchObject({ state: 'left' })
  })
  it('that came too late is let go, and so is one to somebody who left', async () => {
    const anne = await someone(house)
    const late = await ready(house, anne, { expiresAt: clock.now.getTime() - 1 })
    const gone = await someone(house)
    await sql`update customers.customer set archived_at = now() where id = ${gone}`.execute(db)
    const to = await ready(house, gone)
    expect(await sendRound(house, outbox)).toBe(0)
    expect(
      [await messageOf(db, late), await messageOf(db, to)].map(({ state, because }) => [state, ...because]),
    ).toEqual([
      ['called-off', 'too-late'],
      ['called-off', 'customer-gone'],
    ])
  })
})

describe('a STOP', () => {
  it('while messages wait calls them off; while one leaves, it is written beside it', async () => {
    const anne = await someone(house, 'stop@example.org')
    const [waits, leaving, service] = [
      await ready(house, anne),
      await ready(house, anne),
      await ready(house, anne, { purpose: 'service' }),
    ]
    await sql`update messages.message set state = 'leaving', claimed_by = '7' where id = ${leaving}`.execute(db)
    await hearNews(house, provider, [{ key: 'stop 1', kind: 'unsubscribe', address: 'Stop@example.org' }], null)
    expect(await messageOf(db, waits)).toMatchObject({ state: 'called-off', touch: 'dropped', because: ['said-stop'] })
    expect(await messageOf(db, leaving)).toMatchObject({ state: 'leaving', because: ['stop-while-leaving'] })
    // What was not an offer was not spoken of.
    expect(await messageOf(db, service)).toMatchObject({ state: 'ready' })
    expect(await count('consent.receipt', anne)).toBe(1)
    expect(
      await hearNews(house, provider, [{ key: 'stop 1', kind: 'unsubscribe', address: 'Stop@example.org' }], null),
    ).toBe(0)
    expect(await count('consent.receipt', anne)).toBe(1)
  })
})

describe('news of a message', () => {
  it('delivered, then bounced for good: failed, and the address is blocked', async () => {
    const anne = await someone(house, 'b@example.org')
    const id = await ready(house, anne, { toAddress: 'b@example.org' })
    await sendRound(house, outbox)
    await hearNews(house, provider, [{ key: 'd', kind: 'delivered', messageId: id }], null)
    expect((await messageOf(db, id)).state).toBe('delivered')
    await hearNews(
      house,
      provider,
      [{ key: 'e', kind: 'bounced', messageId: id, dead: true, code: '5.1.1', address: 'b@example.org' }],
      null,
    )
    expect(await messageOf(db, id)).toMatchObject({ state: 'failed', because: ['came-back'] })
    const { rows } = await sql<{
      because: string
    }>`select because from messages.blocked where address = 'b@example.org'`.execute(db)
    expect(rows).toEqual([{ because: 'bounced' }])
  })
  const touchOf = async (id: string) =>
    (await sql<{ id: string }>`select touch_id as id from messages.message where id = ${id}`.execute(db)).rows[0]!.id
  const stateOf = async (touch: string) =>
    (await sql<{ state: string }>`select state from moments.touch where id = ${touch}`.execute(db)).rows[0]!.state
  it('delivered answers a doubt: they have heard from us, once, and its touch is done', async () => {
    const anne = await someone(house, 'doubt@example.org')
    const id = await ready(house, anne, { toAddress: 'doubt@example.org' })
    await sql`update messages.message set state = 'doubt', provider_id = ${provider.id} where id = ${id}`.execute(db)
    await hearNews(house, provider, [{ key: 'doubt', kind: 'delivered', messageId: id }], null)
    await hearNews(house, provider, [{ key: 'doubt 2', kind: 'delivered', messageId: id }], null)
    expect(await messageOf(db, id)).toMatchObject({ state: 'delivered', touch: 'done' })
    expect(await count('budget.attention', anne)).toBe(1)
  })
  it('come back from a dead address its touch is decided anew, and asked for no attention; come back otherwise it is not sent twice', async () => {
    for (const [address, dead, state] of [
      ['away@example.org', true, 'planned'],
      ['box@example.org', false, 'dropped'],
    ] as const) {
      const anne = await someone(house, address)
      const id = await ready(house, anne, { toAddress: address })
      const touch = await touchOf(id)
      await sendRound(house, outbox)
      expect([await count('budget.attention', anne), await stateOf(touch)]).toEqual([1, 'done'])
      await hearNews(house, provider, [{ key: address, kind: 'bounced', messageId: id, dead, code: '5.1.1' }], null)
      expect([await count('budget.attention', anne), await stateOf(touch)]).toEqual([0, state])
      expect((await messageOf(db, id)).state).toBe('failed')
    }
  })
  it('an answer stands on the timeline and is a fact, caused by its moment', async () => {
    const anne = await someone(house, 'c@example.org')
    const id = await ready(house, anne, { toAddress: 'c@example.org' })
    await sendRound(house, outbox)
    await hearNews(
      house,
      provider,
      [{ key: 'r', kind: 'reply', messageId: id, address: 'c@example.org', text: 'Merci !' }],
      null,
    )
    const fact = await db
      .selectFrom('timeline.fact')
      .select(['kind', 'caused_by'])
      .where('customer_id', '=', anne)
      .execute()
    expect(fact).toEqual([{ kind: 'message.replied', caused_by: ['two-years'] }])
  })
  it('of another provider’s message is nobody’s', async () => {
    const id = await ready(house, await someone(house))
    await sendRound(house, outbox)
    const other = { id: house.newId(), channel: 'email' as const }
    expect(await hearNews(house, other, [{ key: 'x', kind: 'bounced', messageId: id, dead: true }], null)).toBe(0)
    expect((await messageOf(db, id)).state).toBe('left')
  })
  it('of a stranger is kept nowhere, but for the number of one who says STOP', async () => {
    await hearNews(
      house,
      { ...provider, channel: 'email' },
      [{ key: 'y', kind: 'reply', address: 'stranger@example.org', text: 'Qui ?' }],
      null,
    )
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int n from messages.news where data ->> 'text' = 'Qui ?'`.execute(db)
    expect(rows[0]?.n).toBe(0)
  })
})
describe('the rate of a provider', () => {
  it('is held over rounds and processes, also by a clock that jumps', async () => {
    await sql`update messages.provider set per_second = 3`.execute(db)
    await sql`update messages.pace set tokens = 3, at = statement_timestamp() + interval '1 day'`.execute(db)
    const anne = await someone(house)
    for (let n = 0; n < 8; n += 1) await ready(house, anne)
    const other = openOutbox(undefined, '8')
    const left = (await Promise.all([sendRound(house, outbox), sendRound(house, other)])).reduce((a, b) => a + b)
    await other.carriers.close()
    // Three were there; what a slow machine earns meanwhile comes by the clock of the database.
    expect(left).toBeGreaterThanOrEqual(3)
    expect(relay.taken.length).toBe(left)
    const waiting = await sql<{
      n: number
    }>`select count(*)::int n from messages.message where state = 'ready'`.execute(db)
    expect(waiting.rows[0]?.n).toBe(8 - left)
    await sql`update messages.provider set per_second = 1000`.execute(db)
  })
})
