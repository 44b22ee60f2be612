import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import * as api from '../../contract/messages.ts'
import * as mine from '../../contract/my-page.ts'
import { stopsAt } from '../../server/flows/loop/said-stop.flow.ts'
import { inTransaction } from '../../server/kit/house.ts'
import { linksFor } from '../../server/messages/link.ts'
import { ready } from '../outbox.ts'
import { openTown } from '../town.ts'

/** A customer opens the link of a message, and decides. */
const town = await openTown()
const { house, app } = town.world
const { customerId } = town.anne
let messageId = ''
let token = ''
const get = (path: string, headers = {}) => app.inject({ method: 'GET', url: path, headers })
const post = (path: string, form: Record<string, string> = {}) =>
  app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  })
const receipts = async () => {
  const { rows } = await sql<{
    said: string
  }>`select concat_ws(' ', action, channel, purpose, place) as said from consent.receipt
    where customer_id = ${customerId} order by seq`.execute(house.db)
  return rows.map(({ said }) => said)
}
beforeAll(async () => {
  messageId = await ready(house, customerId, { channel: 'email', toAddress: 'anne@example.org' })
  await sql`update messages.message set state = 'left', left_at = now() where id = ${messageId}`.execute(house.db)
  const { page } = linksFor(house.seal.mark, house.origin, { kind: 'message', id: messageId }, house.now())
  token = new URL(page).pathname.split('/').at(-1) ?? ''
})

describe('a customer’s page', () => {
  it('opens without an account, in their language, says why they are written to, and sets no cookie', async () => {
    const page = await get(`/c/${token}`)
    expect(page.statusCode).toBe(200)
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.headers['cache-control']).toBe('no-store')
    expect(page.headers['referrer-policy']).toBe('no-referrer')
    for (const words of ['Bonjour Madame Cieille', 'Vos deux ans', 'Alice Conseil', 'Réseau du Val'])
      expect(page.body).toContain(words)
    // One script of ours offers notifications, where the browser can; what it offers is hidden without it, and all else needs none.
    expect(page.body.match(/<script[^>]*>/gu)).toEqual(['<script src="/c/notify.js" defer>'])
    expect(page.body).toMatch(/<section id="push"[^>]* hidden>/u)
    expect(page.body).not.toMatch(/<img/u)
  })
  it('names the company of the site that writes; what they say yes to is the network’s', async () => {
    const message = await ready(house, customerId, {
      channel: 'email',
      toAddress: 'anne@example.org',
      siteId: town.siteId,
    })
    await sql`update messages.message set state = 'left', left_at = now() where id = ${message}`.execute(house.db)
    const { page } = linksFor(house.seal.mark, house.origin, { kind: 'message', id: message }, house.now())
    const path = new URL(page).pathname
    await sql`insert into consent.site_entity (site_id, legal_entity) values (${town.siteId}, 'Versailles Autos SARL')`.execute(
      house.db,
    )
    const { body } = await get(path)
    expect(body).toContain('Versailles Autos SARL')
    expect(body).toContain('les offres de Réseau du Val')
    await sql`delete from consent.site_entity`.execute(house.db)
    expect((await get(path)).body).not.toContain('Versailles Autos SARL')
  })
  it('changes nothing by being opened, also at the way out: previews open links', async () => {
    for (const path of ['', '/out', '/consent', '/data']) await get(`/c/${token}${path}`)
    expect(await receipts()).toEqual([])
  })
  it('one click in a mail program is the way out: a receipt, and what waits is called off', async () => {
    const waits = await ready(house, customerId, { channel: 'email' })
    const gone = await post(`/c/${token}/out`, { 'List-Unsubscribe': 'One-Click' })
    expect([gone.statusCode, gone.headers.location]).toEqual([303, `/c/${token}?done=out`])
    expect(await receipts()).toEqual(['withdrawn email commercial unsubscribe'])
    const row = await house.db
      .selectFrom('messages.message')
      .select('state')
      .where('id', '=', waits)
      .executeTakeFirstOrThrow()
    expect(row.state).toBe('called-off')
  })
  it('a yes is kept with the very words, and a no as easily', async () => {
    await post(`/c/${token}/consent`, { channel: 'sms', says: 'yes' })
    const { rows } = await sql<{
      wording: string
      wording_version: string
    }>`select wording, wording_version from consent.receipt where channel = 'sms'`.execute(house.db)
    expect(rows[0]?.wording).toContain('J’accepte de recevoir les offres de Réseau du Val par SMS')
    expect((await get(`/c/${token}`)).body).toContain('Accepté le mardi 24 novembre 2026')
    await post(`/c/${token}/consent`, { channel: 'sms', says: 'no' })
    await post(`/c/${token}/consent`, { channel: 'all', says: 'no' })
    expect((await receipts()).slice(1)).toEqual([
      'given sms commercial customer-page',
      'withdrawn sms commercial customer-page',
      'withdrawn all commercial customer-page',
    ])
    expect((await get(`/c/${token}`)).body).toContain('vous ne voulez plus recevoir d’offre')
  })
  it('after a no to all a yes to one is told beside it; and the no to all is taken back with its own words', async () => {
    await post(`/c/${token}/consent`, { channel: 'sms', says: 'yes' })
    expect((await get(`/c/${token}`)).body).toContain('sauf par SMS, que vous avez accepté depuis')
    await post(`/c/${token}/consent`, { channel: 'all', says: 'yes' })
    const page = await town.owner.ask(mine.readMyPage, { params: { token } })
    expect(page.objectedAt).toBeNull()
    // It opens nothing that needs a yes of its own.
    expect(page.consents.map(({ channel, state }) => `${channel} ${state}`)).toEqual([
      'email none',
      'sms given',
      'call none',
      'voice-drop none',
      'post none',
      'push none',
    ])
    const { rows } = await sql<{ said: string }>`select concat_ws(' · ', action, channel, wording) as said
      from consent.receipt where customer_id = ${customerId} and channel = 'all' order by seq`.execute(house.db)
    expect(rows.map(({ said }) => said)).toEqual([
      'withdrawn · all · Ne plus recevoir aucune offre',
      'given · all · Je ne m’oppose plus aux offres',
    ])
    await post(`/c/${token}/consent`, { channel: 'all', says: 'no' })
  })
  it('said through a link one of us handed over, the receipt tells who made it (CONS-1)', async () => {
    const { address } = await town.owner.ask(api.makePageLink, { params: { id: customerId } })
    const handed = address.split('/c/')[1]!
    await post(`/c/${handed}/consent`, { channel: 'call', says: 'yes' })
    const row = await house.db
      .selectFrom('consent.receipt')
      .select(['place', 'by_staff', 'evidence'])
      .where('customer_id', '=', customerId)
      .where('channel', '=', 'call')
      .executeTakeFirstOrThrow()
    expect(row).toEqual({
      place: 'customer-page',
      by_staff: null,
      evidence: { link: 'handed', linkMadeAt: expect.any(String), linkMadeBy: town.owner.staffId },
    })
    await post(`/c/${token}/consent`, { channel: 'all', says: 'no' })
  })
  it('a child says yes to nothing, by their page or past it (RGPD-8)', async () => {
    const born = (day: string | null) =>
      sql`update customers.customer set birth_date = ${day}::date where id = ${customerId}`.execute(house.db)
    await born('2011-11-25')
    const before = await receipts()
    expect((await get(`/c/${token}`)).body).not.toMatch(/name="says" value="yes"/u)
    await expect(
      town.owner.ask(mine.myConsent, { params: { token }, body: { channel: 'sms', says: 'yes' } }),
    ).rejects.toThrow('too-young')
    expect(await receipts()).toEqual(before)
    await born('2011-11-24')
    expect((await get(`/c/${token}`)).body).toMatch(/name="says" value="yes"/u)
    await born(null)
  })
  it('their rhythm, their language, a call they wish for', async () => {
    await post(`/c/${token}/rhythm`, { perMonth: '1', onlyMyAssets: 'on' })
    const preference = await house.db
      .selectFrom('consent.preference')
      .selectAll()
      .where('customer_id', '=', customerId)
      .executeTakeFirst()
    expect(preference).toMatchObject({ per_month: 1, only_my_assets: true, changed_by: 'customer' })
    await post(`/c/${token}/language`, { language: 'en' })
    expect((await get(`/c/${token}?done=language`)).body).toContain('It is noted.')
    // What was done in a part of the page is said there, where they go on; of the whole page, or of a part that is gone, at its top.
    const said = async (done: string) => {
      const { body } = await get(`/c/${token}?done=${done}`)
      return (
        /(?:<h2 id="([a-z]+)">[^<]*<\/h2>)?<p class="done"/u.exec(body)?.[1] ??
        (body.includes('class="done"') ? 'top' : null)
      )
    }
    expect(
      await Promise.all(['rhythm', 'advisor', 'consent', 'details', 'language', 'quote', 'nonsense'].map(said)),
    ).toEqual(['rhythm', 'advisor', 'consents', 'details', 'top', 'top', null])
    await post(`/c/${token}/advisor`, { asks: 'contact', words: 'Plutôt le soir' })
    // Said again in other words, it is the same wish.
    await post(`/c/${token}/advisor`, { asks: 'contact', words: 'Finalement le matin' })
    const { rows } = await sql<{
      staff_id: string
      code: string
    }>`select staff_id, because -> 0 ->> 'code' as code from work.task where customer_id = ${customerId}`.execute(
      house.db,
    )
    expect(rows).toEqual([{ staff_id: town.advisor.staffId, code: 'asked-to-be-called' }])
    const logged = await sql<{
      action: string
    }>`select distinct action from network.audit where customer_id = ${customerId} and actor = 'customer-page'`.execute(
      house.db,
    )
    expect(logged.rows.map(({ action }) => action).sort()).toEqual([
      'my-page.advisor',
      'my-page.consent',
      'my-page.language',
      'my-page.out',
      'my-page.rhythm',
    ])
  })
  it('a copy of their data: in the register, due within the month, once', async () => {
    for (let n = 0; n < 2; n += 1) await post(`/c/${token}/data`, { asks: 'portability', words: 'Par courriel' })
    const { rows } =
      await sql`select kind, door, note, received_on, due_on from consent.request where customer_id = ${customerId}`.execute(
        house.db,
      )
    expect(rows).toEqual([
      { kind: 'portability', door: 'web', note: 'Par courriel', received_on: '2026-11-24', due_on: '2026-12-24' },
    ])
    const { body } = await get(`/c/${token}`)
    expect(body).toContain('by Thursday 24 December 2026')
    expect(body).not.toContain('id="words-portability"')
    expect(body).toContain('id="words-erasure"')
  })
  it('a yes by their own hand takes a STOP back: their number is written to again, of service too', async () => {
    const number = '+33639981277'
    await sql`insert into customers.phone (id, customer_id, e164, position) values (gen_random_uuid(), ${customerId}, ${number}, 9)`.execute(
      house.db,
    )
    await inTransaction(house, (house) =>
      stopsAt(house, { channel: 'sms', place: 'stop', address: number, words: 'STOP' }),
    )
    const shut = () => house.db.selectFrom('messages.blocked').select('because').where('address', '=', number).execute()
    expect(await shut()).toEqual([{ because: 'stop' }])
    await post(`/c/${token}/consent`, { channel: 'sms', says: 'yes' })
    expect(await shut()).toEqual([])
    expect((await receipts()).slice(-2)).toEqual([
      'given sms commercial customer-page',
      'given sms service customer-page',
    ])
    await post(`/c/${token}/consent`, { channel: 'sms', says: 'no' })
    expect((await receipts()).at(-1)).toBe('withdrawn sms commercial customer-page')
  })
  it('who asks to be forgotten is offered nothing while they wait', async () => {
    await post(`/c/${token}/consent`, { channel: 'email', says: 'yes' })
    const waits = await ready(house, customerId, { channel: 'email', purpose: 'commercial' })
    await post(`/c/${token}/data`, { asks: 'erasure' })
    expect((await receipts()).at(-1)).toBe('withdrawn all commercial unsubscribe')
    const { state } = await house.db
      .selectFrom('messages.message')
      .select('state')
      .where('id', '=', waits)
      .executeTakeFirstOrThrow()
    expect(state).toBe('called-off')
    const said = (await receipts()).length
    await post(`/c/${token}/data`, { asks: 'erasure' })
    expect(await receipts()).toHaveLength(said)
  })
  it('the API says the same', async () => {
    const page = await town.owner.ask(mine.readMyPage, { params: { token } })
    expect(page).toMatchObject({
      language: 'en',
      rhythm: { perMonth: 1 },
      why: { title: 'Vos deux ans' },
      advisor: { name: 'Alice Conseil' },
    })
  })
})

describe('a link that opens nothing', () => {
  const other = () =>
    linksFor(house.seal.mark, house.origin, { kind: 'message', id: house.newId() }, house.now())
      .page.split('/')
      .at(-1) ?? ''
  it.each([
    ['is none', () => 'x'.repeat(44)],
    ['is of no message', other],
    ['was changed by a letter', () => (token.endsWith('A') ? `${token.slice(0, -1)}B` : `${token.slice(0, -1)}A`)],
  ])('is told alike, whatever the reason: it %s', async (_name, made) => {
    const [page, act, asked] = [
      await get(`/c/${made()}`),
      await post(`/c/${made()}/out`),
      await town.owner.raw(mine.readMyPage, { params: { token: made() } }),
    ]
    expect([page.statusCode, act.statusCode, asked.status]).toEqual([404, 404, 404])
    expect(page.body).toContain('Ce lien n’ouvre rien')
    expect(page.body).toBe((await get('/c/nothing')).body)
  })
  it('was revoked; one that is handed over since opens', async () => {
    const { address } = await town.owner.ask(api.makePageLink, { params: { id: customerId } })
    const handed = new URL(address).pathname
    expect((await get(handed)).statusCode).toBe(200)
    await town.owner.ask(api.revokePageLinks, { params: { id: customerId } })
    expect([(await get(handed)).statusCode, (await get(`/c/${token}`)).statusCode]).toEqual([404, 404])
    town.clock.pass(61)
    const { address: newer } = await town.owner.ask(api.makePageLink, { params: { id: customerId } })
    expect((await get(new URL(newer).pathname)).statusCode).toBe(200)
  })
  it('is of somebody who left', async () => {
    const { address } = await town.owner.ask(api.makePageLink, { params: { id: customerId } })
    await sql`update customers.customer set archived_at = now() where id = ${customerId}`.execute(house.db)
    expect((await get(new URL(address).pathname)).statusCode).toBe(404)
  })
})
