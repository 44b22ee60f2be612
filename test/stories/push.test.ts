import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as devices from '../../contract/devices.ts'
import * as identity from '../../contract/identity.ts'
import * as api from '../../contract/messages.ts'
import * as mine from '../../contract/my-page.ts'
import * as timeline from '../../contract/timeline.ts'
import { openWebPush } from '../../server/edges/push/web-push.edge.ts'
import { askAgain } from '../../server/flows/loop/ask-again.flow.ts'
import { takeInFacts } from '../../server/flows/loop/decide.flow.ts'
import { expirePushes } from '../../server/flows/loop/devices.flow.ts'
import { decideDue } from '../../server/flows/loop/due.flow.ts'
import { sendRound } from '../../server/flows/loop/send.flow.ts'
import { vapidOf } from '../../server/kit/secrets.ts'
import { linksFor } from '../../server/messages/link.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { messageOf, openOutbox, ready } from '../outbox.ts'
import { CERTIFICATE, openPushService } from '../push-service.ts'
import { openTown } from '../town.ts'

/** A customer asks, on her page, to be told on her telephone; is told; and says that it is enough. */
const service = await openPushService()
const push = openWebPush(
  vapidOf('kF7pX2mQ9vRt4WzLb8Yc3NdJ6hGs1eUa5TyM'),
  'https://val.example',
  { warn: () => undefined } as never,
  { allowPrivate: true, ca: CERTIFICATE },
)
const town = await openTown({ push })
const { house, app } = town.world
const { db } = house
const { owner } = town
const { customerId } = town.anne
const playbooks = new PlaybookInForce()
const outbox = openOutbox(askAgain(playbooks), '7', push)
afterAll(() => outbox.carriers.close())

const YAML = `
playbook: 1
name: Essai
languages: [fr]
compass: { fr: Quelqu'un a pensé à vous. }
registers: {}
budget: { perMonth: 30, gapDays: 0 }
moments:
  - id: thanks
    title: { fr: Merci de votre commande }
    core: true
    on: order.placed
    do: [push, email]
    subject: { fr: 'Votre {{ order.title }}' }
    push: { fr: 'Un mot de {{ advisor.givenName }}, pour vous.' }
    message: { fr: 'Bonjour {{ customer.dear }}, merci pour {{ order.title }}. Tout est ici : {{ links.page }}' }
  - id: offer
    title: { fr: Une attention pour vous }
    on: order.delivered
    purpose: commercial
    do: push
    message: { fr: 'Bonjour {{ customer.dear }}, moins dix pour cent.' }
`
const PHONE =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36'
const DESK = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0'
let token = ''
const telephone = service.browser('/telephone')
const computer = service.browser('/computer')

const round = async () => {
  while ((await takeInFacts(house, playbooks)) > 0);
  while ((await decideDue(house, playbooks)) > 0);
  await sql`update messages.pace set tokens = 1000`.execute(db)
  return sendRound(house, outbox)
}
const page = async () => (await app.inject({ method: 'GET', url: `/c/${token}` })).body
const act = (path: string, form: Record<string, string>) =>
  app.inject({
    method: 'POST',
    url: `/c/${token}/${path}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  })
const subscribe = (subscription: object, { agent = PHONE, offers = false } = {}) =>
  app.inject({
    method: 'POST',
    url: `/api/my/${token}/devices`,
    headers: { 'user-agent': agent },
    payload: { subscription, offers },
  })
const receipts = async () => {
  const { rows } = await sql<{ said: string }>`
    select concat_ws(' ', action, channel, purpose, place) as said from consent.receipt
    where customer_id = ${customerId} order by seq`.execute(db)
  return rows.map(({ said }) => said)
}
const order = async (number: string) =>
  owner.ask(timeline.createOrder, {
    params: { id: customerId },
    body: { number, kind: 'parts', title: 'Barres de toit' },
  })
const newest = async () => {
  const { rows } = await sql<{ id: string; to_address: string; subject: string; body: string; moment: string }>`
    select id, to_address, subject, body, moment from messages.message order by created_at desc, id desc limit 1`.execute(
    db,
  )
  return rows[0]!
}

beforeAll(async () => {
  await sql`insert into moments.playbook (version, yaml, origin, at, live_from) values (1, ${YAML}, 'test', ${house.now()}, ${house.now()})`.execute(
    db,
  )
  const { page } = linksFor(house.seal.mark, house.origin, { kind: 'customer', id: customerId }, house.now())
  token = new URL(page).pathname.split('/').at(-1) ?? ''
})

describe('asking to be told', () => {
  it('is offered to a browser that can, with the house’s key and the very words; nothing is ticked beforehand', async () => {
    const html = await page()
    expect(html).toContain(`data-key="${push.publicKey}"`)
    expect(html).toContain('me prévienne par notification sur cet appareil')
    expect(html).toContain('<input type="checkbox" id="here-offers">')
    expect(html).not.toContain('<ul class="devices">')
  })
  it('is refused where it is no subscription, and nothing is written', async () => {
    const { endpoint, keys } = telephone.subscription
    for (const wrong of [
      { endpoint: 'http://push.example/x', keys },
      { endpoint, keys: { ...keys, auth: 'x' } },
      { endpoint },
    ])
      expect((await subscribe(wrong)).statusCode).toBe(422)
    expect((await app.inject({ method: 'POST', url: '/api/my/nobody/devices', payload: {} })).statusCode).toBe(422)
    expect(await receipts()).toEqual([])
  })
  it('once, however often it is clicked: a yes to news, word for word, and none to offers', async () => {
    expect((await subscribe(telephone.subscription)).statusCode).toBe(200)
    expect((await subscribe(telephone.subscription)).statusCode).toBe(200)
    const { rows } = await sql<{ said: string; wording: string; wording_version: string }>`
      select concat_ws(' ', action, channel, purpose, place) as said, wording, wording_version from consent.receipt
      where customer_id = ${customerId}`.execute(db)
    expect(rows).toMatchObject([{ said: 'given push service customer-page', wording_version: 'okaeri-1' }])
    expect(rows[0]?.wording).toMatch(/^J’accepte que Réseau du Val me prévienne par notification/u)
    const html = await page()
    expect(html).toContain('<strong>Chrome, Android</strong>')
    expect(html).toContain('Depuis le mardi 24 novembre 2026')
    expect(html).not.toMatch(/<section id="push"[^>]* hidden>/u)
    expect(html).toContain(
      `data-known="${(await owner.ask(mine.readMyPage, { params: { token } })).push.devices[0]!.known}"`,
    )
    expect(html).not.toContain(telephone.subscription.keys.auth)
  })
})

describe('being told', () => {
  it('an order is placed: a line on her telephone, that says nothing of her; the words are on her page', async () => {
    await order('P-1')
    expect(await round()).toBe(1)
    const message = await newest()
    expect(message).toMatchObject({
      moment: 'thanks',
      to_address: 'Chrome, Android',
      subject: 'Un mot de Alice, pour vous.',
    })
    expect(await messageOf(db, message.id)).toMatchObject({ state: 'left', touch: 'done' })
    const { headers, body, path } = service.rung.at(-1)!
    const said = telephone.read(body)
    expect([path, said.title, said.body]).toEqual(['/telephone', 'Versailles', 'Un mot de Alice, pour vous.'])
    expect(JSON.stringify(said)).not.toMatch(/Cieille|Barres|Anne/u)
    expect(headers).toMatchObject({ urgency: 'normal', topic: said.tag })
    expect(Number(headers.ttl)).toBeLessThanOrEqual(3 * 86_400)
    const theirs = (await app.inject({ method: 'GET', url: said.open! })).body
    expect(theirs).toContain('Bonjour Madame Cieille, merci pour Barres de toit.')
    expect(theirs).toMatch(/<a href="http:\/\/localhost:4270\/c\/[\w-]{44}">/u)
    expect(theirs).toContain('Reçu par notification')
  })
  it('it asked for half a contact of her attention, cost nothing, and stands on her timeline', async () => {
    const { rows } =
      await sql`select channel, weight, moment from budget.attention where customer_id = ${customerId}`.execute(db)
    expect(rows).toEqual([{ channel: 'push', weight: 0.5, moment: 'thanks' }])
    const { rows: costs } = await owner.ask(api.messageCosts, { query: { by: 'channel' } })
    expect(costs.map(({ key, messages, cents }) => [key, messages, cents])).toEqual([['push', 1, 0]])
    const entries = await db
      .selectFrom('timeline.entry')
      .select(['text', 'data'])
      .where('customer_id', '=', customerId)
      .execute()
    expect(entries).toContainEqual({
      text: 'Un mot de Alice, pour vous.',
      data: expect.objectContaining({ channel: 'push' }),
    })
  })
  it('her telephone says that it has shown it, once: delivered', async () => {
    const { id } = await newest()
    const { shown } = telephone.read(service.rung.at(-1)!.body)
    for (let n = 0; n < 2; n += 1)
      await app.inject({ method: 'POST', url: shown!, payload: { endpoint: telephone.subscription.endpoint } })
    expect((await messageOf(db, id)).state).toBe('delivered')
    const { rows } = await sql`select kind from messages.news where message_id = ${id}`.execute(db)
    expect(rows).toEqual([{ kind: 'delivered' }])
    const found = await town.advisor.ask(devices.customerDevices, { params: { id: customerId } })
    expect(found.devices).toMatchObject([{ name: 'Chrome, Android', shownAt: house.now().toISOString() }])
  })
  it('an offer is another matter: without her yes it is not made', async () => {
    const told = async () => {
      const { rows } = await sql<{ state: string; codes: string[] }>`
        select state, array(select b ->> 'code' from jsonb_array_elements(because) b) as codes from moments.touch
        where customer_id = ${customerId} and moment = 'offer' order by id`.execute(db)
      return rows
    }
    const { id } = await order('P-2')
    const deliver = (id: string) => owner.ask(timeline.updateOrder, { params: { id }, body: { state: 'delivered' } })
    await deliver(id)
    await round()
    expect(await told()).toMatchObject([{ state: 'dropped', codes: expect.arrayContaining(['law-no-consent']) }])
    // She says yes on her page; the same choice takes it back.
    expect(await page()).toContain('J’accepte de recevoir les offres de Réseau du Val par notification')
    await act('consent', { channel: 'push', says: 'yes' })
    expect(await page()).not.toContain('id="here-offers"')
    const before = service.rung.length
    await deliver((await order('P-3')).id)
    await round()
    expect((await told()).map(({ state }) => state)).toEqual(['dropped', 'done'])
    const rung = service.rung.slice(before).map(({ headers, body }) => [headers.urgency, telephone.read(body).body])
    expect(rung).toContainEqual(['low', 'Une attention pour vous'])
  })
  it('is judged again before it leaves: she said no meanwhile', async () => {
    const touch = await newest()
    const id = await ready(house, customerId, {
      channel: 'push',
      moment: 'offer',
      touchId: null,
      toAddress: 'Chrome, Android',
    })
    await act('consent', { channel: 'push', says: 'no' })
    expect((await messageOf(db, id)).state).toBe('called-off')
    expect(touch.moment).toBe('offer')
    const rung = service.rung.length
    await round()
    expect(service.rung.length).toBe(rung)
  })
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
    const { providers } = await owner.ask(api.listProviders)
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

describe('enough', () => {
  const device = async () => (await owner.ask(mine.readMyPage, { params: { token } })).push.devices[0]?.id
  it('by a form of her page, without a script: withdrawn, for news and for offers', async () => {
    const answer = await act('device-off', { device: (await device())! })
    expect(answer.headers.location).toBe(`/c/${token}?done=device-off`)
    expect((await receipts()).slice(-2)).toEqual([
      'withdrawn push service customer-page',
      'withdrawn push commercial customer-page',
    ])
    expect(await device()).toBeUndefined()
    const { rows } = await sql<{
      p256dh: string
      auth: string
    }>`select p256dh, auth from messages.device where gone_because = 'removed'`.execute(db)
    expect(rows).toEqual([{ p256dh: '', auth: '' }])
  })
  it('by the way out of a notification that was news: no device is rung any more', async () => {
    await subscribe(service.browser('/third').subscription)
    const id = await ready(house, customerId, {
      channel: 'push',
      moment: 'thanks',
      purpose: 'service',
      touchId: null,
      toAddress: 'Chrome, Android',
    })
    await round()
    const { open } = linkOf(id)
    await app.inject({
      method: 'POST',
      url: `${open}/out`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: '',
    })
    expect((await receipts()).slice(-2)).toEqual([
      'withdrawn push commercial unsubscribe',
      'withdrawn push service unsubscribe',
    ])
    expect(await device()).toBeUndefined()
  })
  it('by a word to her advisor', async () => {
    await subscribe(service.browser('/fourth').subscription)
    const id = (await device())!
    expect((await town.advisor.raw(devices.removeDevice, { params: { id } })).status).toBe(200)
    expect((await receipts()).at(-1)).toBe('withdrawn push service counter')
    expect((await town.advisor.raw(devices.removeDevice, { params: { id } })).status).toBe(404)
  })
  const linkOf = (id: string) => ({
    open: new URL(linksFor(house.seal.mark, house.origin, { kind: 'message', id }, house.now()).page).pathname,
  })
})

describe('a house', () => {
  it('has its way out of notifications built in, with its key: neither made again, nor changed, nor removed; but paused', async () => {
    const { providers } = await owner.ask(api.listProviders)
    const own = providers.find(({ channel }) => channel === 'push')!
    expect(own).toMatchObject({
      kind: 'web-push',
      costCents: 0,
      settings: { publicKey: push.publicKey },
      newsAddress: null,
    })
    const made = await owner.raw(api.createProvider, { body: { channel: 'push', kind: 'web-push', name: 'x' } })
    const gone = await owner.raw(api.removeProvider, { params: { id: own.id } })
    expect([made.status, made.body.code, gone.status, gone.body.code]).toEqual([409, 'built-in', 409, 'built-in'])
    const paused = await owner.ask(api.updateProvider, {
      params: { id: own.id },
      body: { active: false, settings: {}, costCents: 5 },
    })
    expect(paused).toMatchObject({ active: false, costCents: 0, settings: { publicKey: push.publicKey } })
    // Where none go out, none are offered.
    expect(await page()).not.toContain('id="push"')
    expect((await subscribe(service.browser('/fifth').subscription)).json()).toMatchObject({ code: 'no-push' })
    await owner.ask(api.updateProvider, { params: { id: own.id }, body: { active: true } })
  })
  it('sends one to whoever tries it, on their own devices', async () => {
    const { providers } = await owner.ask(api.listProviders)
    const { id } = providers.find(({ channel }) => channel === 'push')!
    expect((await owner.raw(api.testProvider, { params: { id } })).body).toMatchObject({ code: 'no-device' })
    const { endpoint, keys } = service.browser('/owner').subscription
    await sql`insert into network.push (endpoint, staff_id, p256dh, auth, created_at)
      values (${endpoint}, ${owner.staffId}, ${keys.p256dh}, ${keys.auth}, ${house.now()})`.execute(db)
    expect(await owner.ask(api.testProvider, { params: { id } })).toEqual({
      came: 'left',
      code: null,
      to: 'vos appareils',
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
    const whose = async () =>
      (await db.selectFrom('messages.device').select('customer_id').where('gone_at', 'is', null).execute()).map(
        (row) => row.customer_id,
      )
    expect(await whose()).toEqual([customerId])
    const { eventId } = await owner.ask(identity.mergeCustomers, { params: { id: other }, body: { other: customerId } })
    expect(await whose()).toEqual([other])
    await owner.ask(identity.undoIdentityEvent, { params: { id: eventId } })
    expect(await whose()).toEqual([customerId])
  })
})
