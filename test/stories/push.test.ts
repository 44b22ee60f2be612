import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import * as devices from '../../contract/devices.ts'
import * as api from '../../contract/messages.ts'
import * as mine from '../../contract/my-page.ts'
import * as timeline from '../../contract/timeline.ts'
import { messageOf, ready } from '../outbox.ts'
import { openRinging } from '../ringing.ts'

/** A customer asks, on her page, to be told on her telephone; is told; and says that it is enough. */
const { service, push, town, token, link, round, page, act, subscribe, receipts, order, newest } = await openRinging()
const { house, app } = town.world
const { db } = house
const { owner } = town
const { customerId } = town.anne
const telephone = service.browser('/telephone')

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

describe('enough', () => {
  const device = async () => (await owner.ask(mine.readMyPage, { params: { token } })).push.devices[0]?.id
  it('by a form of her page, without a script: withdrawn, for news and for offers', async () => {
    // She had said yes to offers as well, meanwhile: one more click, one more receipt, and none for what she had said already.
    await subscribe(telephone.subscription, { offers: true })
    expect((await receipts()).at(-1)).toBe('given push commercial customer-page')
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
    await act('out', {}, link({ kind: 'message', id }))
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
})
