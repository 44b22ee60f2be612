import { sql } from 'kysely'
import PostalMime from 'postal-mime'
import { afterAll, describe, expect, it } from 'vitest'
import * as ways from '../../contract/message-providers.ts'
import * as api from '../../contract/messages.ts'
import * as playbooks from '../../contract/playbooks.ts'
import { messageOf, ready } from '../outbox.ts'
import { openRelay } from '../relay.ts'
import { openTown } from '../town.ts'

/** Head office sets up its channels, looks at the outbox and settles what is in doubt. */
const town = await openTown()
const { house, app } = town.world
const relay = await openRelay()
afterAll(() => {
  relay.cut()
  return relay.close()
})
const email = {
  channel: 'email' as const,
  kind: 'smtp' as const,
  name: 'Relais',
  settings: { host: '127.0.0.1', port: relay.port, security: 'none' as const, from: 'contact@val.example' },
  secrets: { password: 'secret-of-relay' },
}

describe('a way out', () => {
  it('that is not complete is refused, each fault by its field', async () => {
    const { status, body } = await town.owner.raw(ways.createProvider, {
      body: { ...email, settings: { from: 'nobody' } },
    })
    expect(status).toBe(422)
    expect((body.faults as { path: string }[]).map(({ path }) => path)).toEqual([
      'body.settings.host',
      'body.settings.from',
    ])
    const http = await town.owner.raw(ways.createProvider, {
      body: {
        channel: 'sms',
        kind: 'http',
        name: 'x',
        settings: { url: 'https://sms.example', body: '{"to":"{{phone}}"' },
      },
    })
    expect((http.body.faults as { because: string }[]).map(({ because }) => because)).toEqual([
      'Only to, text, from, id, language, subject, audio, callBack and line1 to line6 are filled in.',
      'This is no JSON once its places are filled.',
    ])
    const settings = { url: 'https://sms.example', body: '{"to":"{{to}}"}' }
    const said = async (more: object): Promise<unknown> =>
      (
        await town.owner.raw(ways.createProvider, {
          body: { channel: 'sms', kind: 'http', name: 'x', settings: { ...settings, ...more } },
        })
      ).body.faults
    expect(await said({ answerPath: 'status of it' })).toMatchObject([
      { path: 'body.settings.accepted', because: 'needed' },
      { path: 'body.settings.answerPath' },
    ])
    expect(await said({ accepted: ['OK'], refused: ['ok'] })).toMatchObject([{ path: 'body.settings.refused' }])
  })
  it('keeps only the names of fields that differ', async () => {
    const settings = { url: 'https://sms.example', body: '{"to":"{{to}}"}', callback: { ref: 'data.0.sid' } }
    const made = await town.owner.ask(ways.createProvider, {
      body: { channel: 'sms', kind: 'http', name: 'x', settings },
    })
    expect(made.settings.callback).toEqual({ ref: 'data.0.sid' })
    await town.owner.ask(ways.removeProvider, { params: { id: made.id } })
  })
  it('keeps its password to itself, also from the database and the log', async () => {
    const made = await town.owner.ask(ways.createProvider, { body: email })
    expect(made).toMatchObject({ kept: ['password'], carries: true, problem: null })
    expect(JSON.stringify(await town.owner.ask(ways.listProviders))).not.toContain('secret-of-relay')
    const { rows } = await sql`select * from messages.provider`.execute(house.db)
    expect(JSON.stringify(rows)).not.toContain('secret-of-relay')
    expect(town.log.join('')).not.toContain('secret-of-relay')
  })
  it('is for those who manage channels', async () => {
    expect((await town.advisor.raw(ways.listProviders)).status).toBe(403)
    expect((await town.reception.raw(api.listMessages, { query: {} })).status).toBe(403)
  })
  it('is tried by a message to oneself', async () => {
    const { providers } = await town.owner.ask(ways.listProviders)
    expect(await town.owner.ask(ways.testProvider, { params: { id: providers[0]!.id } })).toEqual({
      came: 'left',
      code: null,
      to: 'odile@example.org',
      heard: null,
    })
    const read = await PostalMime.parse(relay.taken.at(-1)!.raw)
    expect(read.subject).toBe('Essai de Okaeri')
    expect(read.from?.name).toBe('Odile Propriétaire, Réseau du Val')
  })
  it('hears what comes back at its own address, and at no other', async () => {
    const { providers } = await town.owner.ask(ways.listProviders)
    const path = new URL(providers[0]!.newsAddress!).pathname
    const raw = 'From: Anne <stranger@example.org>\r\nMessage-ID: <r@example.org>\r\nSubject: Bonjour\r\n\r\nMerci'
    const told = await app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'message/rfc822' },
      payload: raw,
    })
    expect([told.statusCode, told.json()]).toEqual([200, { heard: 0 }])
    expect((await app.inject({ method: 'POST', url: `${path}x`, payload: raw })).statusCode).toBe(404)
  })
})

describe('the outbox', () => {
  const doubt = async (over: object = {}) => {
    const id = await ready(house, town.anne.customerId, { siteId: town.siteId, ...over })
    await sql`update messages.message set state = 'doubt', because = '[{"code":"stopped-while-leaving"}]' where id = ${id}`.execute(
      house.db,
    )
    return id
  }
  it('shows what waits and what may have left, with whom and why; the link to their page is not shown', async () => {
    const id = await doubt({ body: `Voyez http://localhost:4270/c/${'x'.repeat(44)}` })
    const { messages, counts } = await town.owner.ask(api.listMessages, { query: { state: 'doubt' } })
    expect(messages).toMatchObject([
      {
        id,
        customer: 'Anne Cieille',
        body: 'Voyez http://localhost:4270/c/…',
        because: [{ code: 'stopped-while-leaving' }],
      },
    ])
    expect(counts).toEqual({ waiting: 0, left: 0, failed: 0, doubt: 1 })
    await town.owner.ask(api.settleDoubt, { params: { id }, body: { answer: 'left' } })
    expect(await messageOf(house.db, id)).toMatchObject({ state: 'left', touch: 'done' })
    expect((await town.owner.raw(api.settleDoubt, { params: { id }, body: { answer: 'again' } })).status).toBe(409)
  })
  it('a person sends again, mends words that had a hole, or lets go', async () => {
    const [again, hole, gone] = [await doubt(), await doubt({ body: 'Bonjour {{ advisor.name }}' }), await doubt()]
    await town.owner.ask(api.settleDoubt, { params: { id: again }, body: { answer: 'again' } })
    expect((await messageOf(house.db, again)).state).toBe('ready')
    expect((await town.owner.raw(api.settleDoubt, { params: { id: hole }, body: { answer: 'again' } })).status).toBe(
      422,
    )
    await town.owner.ask(api.settleDoubt, {
      params: { id: hole },
      body: { answer: 'again', body: 'Bonjour, c’est Alice' },
    })
    expect((await messageOf(house.db, hole)).state).toBe('ready')
    await town.owner.ask(api.settleDoubt, { params: { id: gone }, body: { answer: 'let-go' } })
    expect(await messageOf(house.db, gone)).toMatchObject({ state: 'called-off', touch: 'dropped' })
    await town.owner.ask(api.callOffMessage, { params: { id: again } })
    expect(await messageOf(house.db, again)).toMatchObject({ state: 'called-off', touch: 'dropped' })
  })
  it('finds by name, by a number in any writing, by words and by day', async () => {
    const id = await doubt({ channel: 'sms', toAddress: '+33612345678', subject: 'Rappel de Pâques' })
    const found = async (query: object) =>
      (await town.owner.ask(api.listMessages, { query: { state: 'doubt', ...query } as never })).messages.map(
        (one) => one.id,
      )
    for (const q of ['cieille', 'Anne Cieille', '06 12 34 56 78', '+33612345678', 'PÂQUES'])
      expect([q, await found({ q })]).toEqual([q, [id]])
    for (const q of ['Dupont', '06 12 34 56 79']) expect(await found({ q })).toEqual([])
    const at = house.now().getTime()
    const day = (off: number) => new Date(at + off * 86_400_000).toISOString()
    expect(await found({ since: day(-1), until: day(1) })).toEqual([id])
    expect(await found({ since: day(1) })).toEqual([])
    const old = await doubt({ subject: 'Avant' })
    await sql`update messages.message set created_at = ${new Date(at - 9 * 86_400_000)} where id = ${old}`.execute(
      house.db,
    )
    expect([await found({}), await found({ limit: 1 }), await found({ after: id })]).toEqual([[id, old], [id], [old]])
    await town.owner.ask(api.settleDoubt, { params: { id: old }, body: { answer: 'let-go' } })
    expect(await found({ until: day(-1) })).toEqual([])
    expect((await town.owner.raw(api.listMessages, { query: { since: 'hier' } as never })).status).toBe(422)
    await town.owner.ask(api.settleDoubt, { params: { id }, body: { answer: 'let-go' } })
  })
  it('its ledger says what was spent, on what', async () => {
    await sql`update messages.message set cost_cents = 7.5, segments = 1 where state = 'left'`.execute(house.db)
    const { rows, cents, months } = await town.owner.ask(api.messageCosts, { query: { by: 'moment' } })
    expect(months.length).toBe(13)
    expect([cents, rows.map(({ key, name, cents }) => [key, name, cents])]).toEqual([
      7.5,
      [['two-years', 'Vos deux ans', 7.5]],
    ])
  })
})

describe('postcards printed here', () => {
  const lines = ['Mme Anne Cieille', '12 RUE DE L ETE', '78000 VERSAILLES']
  it('come as one PDF of two pages a card with trim and bleed; posted, they have left', async () => {
    const ids = [
      await ready(house, town.anne.customerId, { channel: 'postcard', extra: { weight: 0.5, core: true, lines } }),
      await ready(house, town.anne.customerId, { channel: 'postcard', extra: { weight: 0.5, core: true, lines } }),
    ]
    const printed = await app.inject({
      method: 'POST',
      url: '/api/postcards/print',
      headers: { cookie: town.owner.cookie, 'content-type': 'application/json' },
      payload: '{}',
    })
    expect(printed.headers['content-type']).toBe('application/pdf')
    const pdf = printed.rawPayload.toString('latin1')
    expect(pdf.startsWith('%PDF-1.')).toBe(true)
    expect(pdf.match(/\/Type \/Page\b/gu)).toHaveLength(4)
    expect(pdf.match(/\/TrimBox \[/gu)).toHaveLength(4)
    // Words are outlines: no font is asked of the printer.
    expect(pdf).not.toContain('/Type /Font')
    const { batches, waiting } = await town.owner.ask(api.waitingCards)
    expect([waiting, batches.map(({ cards }) => cards)]).toEqual([0, [2]])
    await app.inject({
      method: 'POST',
      url: '/api/postcards/print',
      headers: { cookie: town.owner.cookie, 'content-type': 'application/json' },
      payload: JSON.stringify({ batch: batches[0]!.batch }),
    })
    const { rows } = await town.world.pool.query(
      `select detail from network.audit where action = 'card.print' order by at, id`,
    )
    expect(rows.map(({ detail }) => [detail.cards, detail.again ?? false])).toEqual([
      [2, false],
      [2, true],
    ])
    expect(await town.owner.ask(api.postCards, { body: { batch: batches[0]!.batch, posted: true } })).toEqual({
      cards: 2,
    })
    for (const id of ids) expect(await messageOf(house.db, id)).toMatchObject({ state: 'left', touch: 'done' })
  })
})

describe('one’s own voice', () => {
  const webm = Buffer.concat([Buffer.from([0x1a, 0x45, 0xdf, 0xa3]), Buffer.alloc(200, 7)])
  it('is kept for a moment, heard by oneself, played by a provider with a mark, and taken away', async () => {
    const keep = await app.inject({
      method: 'POST',
      url: '/api/recordings?seconds=8&moment=two-years&words=Bonjour',
      headers: { cookie: town.advisor.cookie, 'content-type': 'audio/webm' },
      payload: webm,
    })
    expect(keep.statusCode, keep.body).toBe(200)
    const { id } = keep.json() as { id: string }
    expect((await town.advisor.ask(api.listRecordings)).recordings).toMatchObject([
      { id, moment: 'two-years', seconds: 8 },
    ])
    expect(
      (await app.inject({ method: 'GET', url: `/api/recordings/${id}`, headers: { cookie: town.deputy.cookie } }))
        .statusCode,
    ).toBe(404)
    const until = Math.floor(house.now().getTime() / 86_400_000) + 2
    const mark = house.seal.mark(`recording ${id} ${until}`).slice(0, 22)
    const played = (mark: string) =>
      app.inject({ method: 'GET', url: `/api/recordings/${id}/played?until=${until}&mark=${mark}` })
    expect([(await played(mark)).rawPayload.equals(webm), (await played('x')).statusCode]).toEqual([true, 404])
    await town.advisor.ask(api.removeRecording, { params: { id } })
    expect((await played(mark)).statusCode).toBe(404)
  })
})

describe('the words of the playbook in force', () => {
  const page = `playbook: 1
name: Essai
compass: { fr: Comme chez soi }
registers: {}
moments:
  - id: merci
    title: { fr: Merci }
    on: order.delivered
    do: [email, sms]
    subject: { fr: 'Merci, {{ customer.givenName }}' }
    message: { fr: 'Bonjour {{ customer.name }}, merci. {{ links.page }}' }
    sms: { fr: 'Merci {{ customer.givenName }}' }
`
  it('are written for a real customer with what they cost, and sent to oneself alone', async () => {
    await sql`insert into moments.playbook (version, yaml, origin, at, live_from) values (1, ${page}, 'test', now(), now())`.execute(
      house.db,
    )
    await sql`insert into customers.email (id, customer_id, address) values (${house.newId()}, ${town.anne.customerId}, 'anne@example.org')`.execute(
      house.db,
    )
    const tried = { moment: 'merci', channel: 'sms' as const, customerId: town.anne.customerId }
    expect((await town.owner.ask(api.tryChoices)).moments).toEqual([
      { id: 'merci', title: 'Merci', channels: ['email', 'sms'] },
    ])
    const { written } = await town.owner.ask(api.tryMessage, { body: tried })
    expect(written).toMatchObject({ to: town.anne.phone, segments: 1, encoding: 'gsm', dear: [], costCents: null })
    expect(written?.text).toBe('Merci Anne\nRéseau du Val. STOP : répondez STOP http://localhost:4270/c/…')
    const sent = relay.taken.length
    expect(await town.owner.ask(api.tryOnMyself, { body: { ...tried, channel: 'email' } })).toMatchObject({
      came: 'left',
      to: 'odile@example.org',
    })
    expect(relay.taken.slice(sent).map(({ to }) => to)).toEqual(['odile@example.org'])
    expect((await PostalMime.parse(relay.taken.at(-1)!.raw)).subject).toBe('[Essai] Merci, Anne')
    const kept = async () =>
      (
        await sql<{
          n: number
        }>`select ((select count(*) from messages.message where customer_id = ${town.anne.customerId})
      + (select count(*) from budget.attention where customer_id = ${town.anne.customerId}))::int as n`.execute(
          house.db,
        )
      ).rows[0]!.n
    const before = await kept()
    // A draft is tried the same way before it is in force: its words, this customer, oneself; nothing of it is kept.
    const draft = page.replace('Merci, {{', 'Bravo, {{')
    await town.owner.ask(api.tryOnMyself, { body: { ...tried, channel: 'email', draft } })
    const parsed = await PostalMime.parse(relay.taken.at(-1)!.raw)
    expect([relay.taken.at(-1)!.to, parsed.subject]).toEqual(['odile@example.org', '[Essai] Bravo, Anne'])
    expect(await kept()).toBe(before)
    const { rows } = await sql<{
      detail: object
    }>`select detail from network.audit where action = 'message.try' order by at desc, id desc limit 1`.execute(
      house.db,
    )
    expect(rows[0]!.detail).toEqual({ moment: 'merci', sent: true, draft: true })
    expect((await town.owner.raw(api.tryMessage, { body: { ...tried, draft: 'moments: [' } })).status).toBe(409)
  })

  it('while an SMS is written its segments are those it would leave in, with who speaks and the way out', async () => {
    for (const words of ['Merci', `${'a'.repeat(100)}`, `${'a'.repeat(200)} ☺`]) {
      const draft = page.replace('Merci {{ customer.givenName }}', words)
      const tried = { moment: 'merci', channel: 'sms' as const, customerId: town.anne.customerId, draft }
      const { written } = await town.owner.ask(api.tryMessage, { body: tried })
      const { texts } = await town.owner.ask(playbooks.previewWords, {
        body: { yaml: draft, moment: 'merci', customerId: town.anne.customerId, language: 'fr' },
      })
      const { sms } = texts.find(({ key }) => key === 'sms')!
      expect(sms).toMatchObject({ segments: written!.segments, encoding: written!.encoding, dear: written!.dear })
      expect(texts.filter((each) => each.key !== 'sms').every((each) => each.sms === null)).toBe(true)
    }
  })
})
