import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as identity from '../../contract/identity.ts'
import * as ways from '../../contract/message-providers.ts'
import * as api from '../../contract/messages.ts'
import { expirePushes } from '../../server/flows/loop/expire-pushes.flow.ts'
import { messageOf, ready } from '../outbox.ts'
import { DESK, openRinging } from '../ringing.ts'

/** What becomes of notifications once they leave: what a push service answers, what it never says, and what a house has built in. */
const { service, push, town, round, page, subscribe, receipts, order } = await openRinging()
const { house, app } = town.world
const { db } = house
const { owner } = town
const { customerId } = town.anne
const telephone = service.browser('/telephone')
const computer = service.browser('/computer')
beforeAll(async () => {
  await subscribe(telephone.subscription)
})

describe('what a push service answers', () => {
  const send = async (answer: Parameters<typeof service.answers.set>[1]) => {
    service.answers.set('/telephone', answer)
    const id = await ready(house, customerId, {
      channel: 'push',
      purpose: 'service',
      moment: 'thanks',
      touchId: null,
      toAddress: 'Chrome, Android',
    })
    await round()
    service.answers.delete('/telephone')
    return id
  }
  it('not now: it waits, as long as asked', async () => {
    const id = await send({ status: 429, headers: { 'retry-after': '600' } })
    const { state, notBefore, because } = await messageOf(db, id)
    expect([state, because]).toEqual(['ready', ['not-taken']])
    expect(notBefore.getTime() - house.now().getTime()).toBeGreaterThanOrEqual(600_000)
    town.clock.pass(1200)
    await round()
    expect((await messageOf(db, id)).state).toBe('left')
  })
  it('a fault of theirs: it may have been shown, and a person is asked', async () => {
    const id = await send(500)
    expect(await messageOf(db, id)).toMatchObject({ state: 'doubt', because: ['may-have-left'] })
    await round()
    expect((await messageOf(db, id)).state).toBe('doubt')
    await owner.ask(api.settleDoubt, { params: { id }, body: { answer: 'let-go' } })
  })
  it('a house it does not know: said on the channel, and tried again', async () => {
    const id = await send(403)
    expect((await messageOf(db, id)).state).toBe('ready')
    const { providers } = await owner.ask(ways.listProviders)
    expect(providers.find(({ channel }) => channel === 'push')).toMatchObject({
      carries: true,
      problem: 'vapid-refused',
    })
    await owner.ask(api.callOffMessage, { params: { id } })
  })
  it('of two devices one is gone: the other is told, and the gone one is rung no more', async () => {
    expect((await subscribe(computer.subscription, { agent: DESK })).statusCode).toBe(200)
    service.answers.set('/computer', 410)
    const id = await send(201)
    expect((await messageOf(db, id)).state).toBe('left')
    const rung = service.rung.length
    await send(201)
    expect(service.rung.slice(rung).map(({ path }) => path)).toEqual(['/telephone'])
    expect((await receipts()).at(-1)).toBe('given push service customer-page')
    expect(await page()).not.toContain('Firefox, Windows')
  })
  it('nor does an old page bring it back: the browser has to give a new address', async () => {
    const answer = await subscribe(computer.subscription, { agent: DESK })
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'device-gone'])
  })
  it('her last device is gone: she has said no by her browser, and it is written down', async () => {
    const waits = await ready(house, customerId, {
      channel: 'push',
      moment: 'thanks',
      purpose: 'service',
      touchId: null,
      notBefore: house.now().getTime() + 3_600_000,
    })
    const id = await send(404)
    expect(await messageOf(db, id)).toMatchObject({ state: 'failed', because: ['refused-by-provider'] })
    expect((await receipts()).at(-1)).toBe('withdrawn push service push-service')
    expect(await messageOf(db, waits)).toMatchObject({ state: 'called-off', because: ['no-device'] })
    expect(await page()).toMatch(/<section id="push"[^>]* hidden>/u)
    // The next news goes by another way.
    await order('P-4')
    await round()
    const { rows } = await sql<{ state: string; codes: string[] }>`
      select state, array(select b ->> 'code' from jsonb_array_elements(because) b) as codes from moments.touch
      where customer_id = ${customerId} and moment = 'thanks' order by created_at desc limit 1`.execute(db)
    expect(rows[0]?.codes).toContain('gesture.no-device')
  })
})

describe('the time of a notification', () => {
  const again = service.browser('/again')
  it('is over: no device has shown it, so it expired, and that is said once', async () => {
    await subscribe(again.subscription, { offers: true })
    expect((await receipts()).slice(-2)).toEqual([
      'given push service customer-page',
      'given push commercial customer-page',
    ])
    const id = await ready(house, customerId, { channel: 'push', moment: 'thanks', purpose: 'service', touchId: null })
    await round()
    town.clock.pass(2 * 86_400)
    expect(await expirePushes(house)).toBe(0)
    town.clock.pass(86_400 + 3_601)
    expect(await expirePushes(house)).toBeGreaterThan(0)
    expect(await expirePushes(house)).toBe(0)
    expect(await messageOf(db, id)).toMatchObject({ state: 'failed', because: ['came-back'] })
  })
  it('the push service moved a browser: told by its old address and secret, and by nobody else', async () => {
    const moved = service.browser('/moved').subscription
    const { endpoint, keys } = again.subscription
    const move = (auth: string) =>
      app.inject({
        method: 'POST',
        url: '/api/my-devices/move',
        payload: { old: { endpoint, auth }, subscription: moved },
      })
    expect((await move('A'.repeat(22))).statusCode).toBe(404)
    expect((await move(keys.auth)).statusCode).toBe(200)
    const rows = await db.selectFrom('messages.device').select('endpoint').where('gone_at', 'is', null).execute()
    expect(rows).toEqual([{ endpoint: moved.endpoint }])
  })
})

describe('a house', () => {
  it('has its way out of notifications built in, with its key: neither made again, nor changed, nor removed; but paused', async () => {
    const { providers } = await owner.ask(ways.listProviders)
    const own = providers.find(({ channel }) => channel === 'push')!
    expect(own).toMatchObject({
      kind: 'web-push',
      costCents: 0,
      settings: { publicKey: push.publicKey },
      newsAddress: null,
    })
    const made = await owner.raw(ways.createProvider, { body: { channel: 'push', kind: 'web-push', name: 'x' } })
    const gone = await owner.raw(ways.removeProvider, { params: { id: own.id } })
    expect([made.status, made.body.code, gone.status, gone.body.code]).toEqual([409, 'built-in', 409, 'built-in'])
    const paused = await owner.ask(ways.updateProvider, {
      params: { id: own.id },
      body: { active: false, settings: {}, costCents: 5 },
    })
    expect(paused).toMatchObject({ active: false, costCents: 0, settings: { publicKey: push.publicKey } })
    // Where none go out, none are offered.
    expect(await page()).not.toMatch(/id="here"|notify\.js/u)
    expect((await subscribe(service.browser('/fifth').subscription)).json()).toMatchObject({ code: 'no-push' })
    await owner.ask(ways.updateProvider, { params: { id: own.id }, body: { active: true } })
  })
  it('sends one to whoever tries it, on their own devices', async () => {
    const { providers } = await owner.ask(ways.listProviders)
    const { id } = providers.find(({ channel }) => channel === 'push')!
    expect((await owner.raw(ways.testProvider, { params: { id } })).body).toMatchObject({ code: 'no-device' })
    const { endpoint, keys } = service.browser('/owner').subscription
    await sql`insert into network.push (endpoint, staff_id, p256dh, auth, created_at)
      values (${endpoint}, ${owner.staffId}, ${keys.p256dh}, ${keys.auth}, ${house.now()})`.execute(db)
    expect(await owner.ask(ways.testProvider, { params: { id } })).toEqual({
      came: 'left',
      code: null,
      to: 'vos appareils',
      heard: null,
    })
    expect(service.rung.at(-1)?.path).toBe('/owner')
  })
  it('shows the words as they would stand on the screen and on the page', async () => {
    await subscribe(service.browser('/sixth').subscription)
    const { moments } = await owner.ask(api.tryChoices)
    expect(moments.find(({ id }) => id === 'thanks')?.channels).toEqual(['email', 'push'])
    const body = { moment: 'offer', channel: 'push' as const, customerId }
    const { written } = await owner.ask(api.tryMessage, { body })
    expect(written).toMatchObject({
      to: 'Chrome, Android',
      subject: 'Une attention pour vous',
      text: 'Bonjour Madame Cieille, moins dix pour cent.',
      costCents: 0,
    })
  })
  it('two who are one keep their devices, and each has their own back', async () => {
    const other = (await owner.ask(customers.createCustomer, { body: { givenName: 'Anna', familyName: 'Cieille' } })).id
    const whose = async () => {
      const { rows } = await sql<{
        id: string
      }>`select distinct customer_id as id from messages.device where gone_at is null`.execute(db)
      return rows.map(({ id }) => id)
    }
    expect(await whose()).toEqual([customerId])
    const { eventId } = await owner.ask(identity.mergeCustomers, { params: { id: other }, body: { other: customerId } })
    expect(await whose()).toEqual([other])
    await owner.ask(identity.undoIdentityEvent, { params: { id: eventId } })
    expect(await whose()).toEqual([customerId])
  })
})
