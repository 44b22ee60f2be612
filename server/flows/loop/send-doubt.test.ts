import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDesk } from '../../../test/desk.ts'
import { mailBy, messageOf, openOutbox, ready, someone } from '../../../test/outbox.ts'
import { openRelay } from '../../../test/relay.ts'
import { freshDb } from '../../../test/world.ts'
import type { Outcome } from '../../messages/channel.port.ts'
import { RUNNERS } from '../../messages/message.store.ts'
import { insertProvider } from '../../messages/provider.store.ts'
import { sendRound } from './send.flow.ts'

/** What may have left and may not: nothing is lost, and nothing is sent twice. */
const { db, pool } = await freshDb()
const { house, clock } = openDesk(db)
const relay = await openRelay()
const outbox = openOutbox()
await sql`update consent.setting set sender_name = 'Garage du Val'`.execute(db)
const provider = { id: await mailBy(house, relay.port) }
afterAll(async () => {
  await outbox.carriers.close()
  await relay.close()
})
beforeEach(async () => {
  relay.taken.length = 0
  await sql`delete from messages.message`.execute(db)
  await sql`update messages.pace set tokens = 1000`.execute(db)
})

describe('what is found leaving', () => {
  const leave = async (by: string) => {
    const id = await ready(house, await someone(house))
    await sql`update messages.message set state = 'leaving', claimed_by = ${by}, claimed_at = now(), provider_id = ${provider.id} where id = ${id}`.execute(
      db,
    )
    return id
  }
  it('by a process that is gone is a doubt, never sent again by itself', async () => {
    const id = await leave('99')
    await sendRound(house, outbox)
    expect(await messageOf(db, id)).toMatchObject({
      state: 'doubt',
      touch: 'doing',
      because: ['stopped-while-leaving'],
    })
    expect(relay.taken).toEqual([])
  })
  it('by one that lives is its own', async () => {
    const client = await pool.connect()
    await client.query('select pg_advisory_lock($1::int, 98)', [RUNNERS])
    const id = await leave('98')
    await sendRound(house, outbox)
    expect((await messageOf(db, id)).state).toBe('leaving')
    client.release(true)
  })
  it('is sent again where the provider knows our key', async () => {
    await sql`update messages.provider set idempotent = true`.execute(db)
    const id = await leave('99')
    await sendRound(house, outbox)
    expect(await messageOf(db, id)).toMatchObject({ state: 'left', because: ['stopped-while-leaving'] })
    await sql`update messages.provider set idempotent = false`.execute(db)
  })
})

describe('a fault of ours before anything was handed over', () => {
  const breaksWhen = (when: (asked: readonly { id: string }[]) => Error | undefined): typeof outbox => ({
    ...outbox,
    async askAgain(house, messages) {
      const fault = when(messages)
      if (fault) throw fault
      return outbox.askAgain(house, messages)
    },
  })
  it('as when the database goes: they are ready again, as if never tried, and leave once', async () => {
    const id = await ready(house, await someone(house))
    let broke = 0
    const once = breaksWhen(() => (broke++ === 0 ? new Error('Connection terminated unexpectedly') : undefined))
    await expect(sendRound(house, once)).rejects.toThrow('Connection terminated')
    expect(await messageOf(db, id)).toMatchObject({ state: 'ready', tries: 0 })
    expect(await sendRound(house, once)).toBe(1)
    expect(await messageOf(db, id)).toMatchObject({ state: 'left', tries: 1, because: [] })
    expect(relay.taken).toHaveLength(1)
  })
  it('over one message: the others leave, it is tried again later, and shown to a person in the end', async () => {
    const anne = await someone(house)
    const [first, odd, last] = [await ready(house, anne), await ready(house, anne), await ready(house, anne)]
    const breaking = breaksWhen((asked) => (asked.some(({ id }) => id === odd) ? new TypeError('odd') : undefined))
    expect(await sendRound(house, breaking)).toBe(2)
    expect([await messageOf(db, first!), await messageOf(db, last!)]).toMatchObject([
      { state: 'left' },
      { state: 'left' },
    ])
    const waiting = await messageOf(db, odd!)
    expect(waiting).toMatchObject({ state: 'ready', tries: 1, because: ['not-made'] })
    expect(waiting.notBefore!.getTime()).toBeGreaterThan(house.now().getTime())
    await sql`update messages.message set tries = 9, not_before = ${house.now()} where id = ${odd!}`.execute(db)
    await sendRound(house, breaking)
    expect(await messageOf(db, odd!)).toMatchObject({ state: 'doubt', because: ['not-made'] })
  })
  it('and one while they are carried: what was not told of is a doubt at once', async () => {
    const id = await ready(house, await someone(house))
    const breaking: typeof outbox = {
      ...outbox,
      carriers: {
        ...outbox.carriers,
        of: () => ({ carry: () => Promise.reject(new Error('broken')), close: async () => undefined }),
      },
    }
    await sendRound(house, breaking)
    expect(await messageOf(db, id)).toMatchObject({ state: 'doubt', because: ['not-told'] })
  })
  it('what its own process lost hold of is a doubt in the next round, not leaving for ever', async () => {
    const id = await ready(house, await someone(house))
    await sql`update messages.message set state = 'leaving', claimed_by = '7', claimed_at = now(), provider_id = ${provider.id} where id = ${id}`.execute(
      db,
    )
    await sendRound(house, outbox)
    expect(await messageOf(db, id)).toMatchObject({ state: 'doubt', because: ['stopped-while-leaving'] })
    expect(relay.taken).toEqual([])
  })
})
describe('a provider that answers late', () => {
  const late = (tell: { now?: (outcome: Outcome) => void }): typeof outbox => ({
    ...outbox,
    carriers: {
      ...outbox.carriers,
      of: () => ({
        async carry(parcels, told) {
          for (const { id } of parcels) told({ id, came: 'doubt', code: 'timed-out' })
          tell.now = told
        },
        close: async () => undefined,
      }),
    },
  })
  it('lifts the doubt: it has left, under the reference its receipt will name', async () => {
    const id = await ready(house, await someone(house))
    const tell: { now?: (outcome: Outcome) => void } = {}
    await sendRound(house, late(tell))
    expect(await messageOf(db, id)).toMatchObject({ state: 'doubt', touch: 'doing' })
    tell.now!({ id, came: 'left', ref: 'r1' })
    await vi.waitUntil(async () => (await messageOf(db, id)).state === 'left', 10_000)
    expect(await messageOf(db, id)).toMatchObject({ touch: 'done', because: ['may-have-left', 'answered-late'] })
  })
  it('is not heard once a person has answered', async () => {
    const id = await ready(house, await someone(house))
    const tell: { now?: (outcome: Outcome) => void } = {}
    await sendRound(house, late(tell))
    await sql`update messages.message set state = 'leaving', claimed_by = '7' where id = ${id}`.execute(db)
    tell.now!({ id, came: 'refused', code: 'no-such-address', dead: true })
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await messageOf(db, id)).toMatchObject({ state: 'leaving', because: ['may-have-left'] })
  })
})
describe('a house that was silent', () => {
  it('for hours may have been restored: what was about to leave then is a doubt', async () => {
    await sendRound(house, outbox)
    const id = await ready(house, await someone(house))
    clock.now = new Date(clock.now.getTime() + 86_400_000)
    const since = await ready(house, await someone(house, 'since@example.org'), { toAddress: 'since@example.org' })
    await sendRound(house, outbox)
    expect(await messageOf(db, id)).toMatchObject({ state: 'doubt', because: ['house-was-silent'] })
    expect(await messageOf(db, since)).toMatchObject({ state: 'left' })
  })
  it('at night only: a card that somebody prints here waits as it did', async () => {
    const printer = house.newId()
    const card = {
      channel: 'postcard',
      kind: 'print',
      name: 'Ici',
      settings: {},
      sealed: null,
      newsHash: null,
    } as const
    await insertProvider(
      db,
      { ...card, id: printer, perSecond: 1, costCents: 0, idempotent: false, active: true },
      house.now(),
    )
    await sendRound(house, outbox)
    const id = await ready(house, await someone(house), { channel: 'postcard', toAddress: '1 rue du Val' })
    clock.now = new Date(clock.now.getTime() + 86_400_000)
    await sendRound(house, outbox)
    expect(await messageOf(db, id)).toMatchObject({ state: 'ready', because: [] })
    await sql`update messages.provider set kind = 'http' where id = ${printer}`.execute(db)
    clock.now = new Date(clock.now.getTime() + 86_400_000)
    await sendRound(house, outbox)
    expect(await messageOf(db, id)).toMatchObject({ state: 'doubt', because: ['house-was-silent'] })
  })
})
