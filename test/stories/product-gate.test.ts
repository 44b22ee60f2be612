import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as gate from '../../contract/gate-file.ts'
import * as hooks from '../../contract/gate-hooks.ts'
import * as keys from '../../contract/keys.ts'
import * as api from '../../contract/quality.ts'
import { openReader } from '../../server/edges/reader/shipped-reader.edge.ts'
import { openWebhooks } from '../../server/edges/webhooks/webhook.edge.ts'
import { recordAnswer } from '../../server/flows/feedback/record-answer.flow.ts'
import { merge } from '../../server/flows/merge.flow.ts'
import { lookAtAll, tellClocks } from '../../server/flows/quality/clock.flow.ts'
import { deliverRound } from '../../server/flows/quality/deliver.flow.ts'
import { evaluateDue } from '../../server/flows/quality/evaluate.flow.ts'
import { tellReviewersWhoWait } from '../../server/flows/quality/tell-reviewers.flow.ts'
import { inTransaction } from '../../server/kit/house.ts'
import { closeCases } from '../caring.ts'
import { openReceiver } from '../hook-receiver.ts'
import { mailBy } from '../outbox.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/**
 * Pads that squeak. Customers say so; the pads are proposed for withdrawal, leave, come back better, and those who said so are told. The
 * shop hears of each step by a signed message.
 */
const town = await openTown({ env: { OKAERI_ALLOW_PRIVATE_WEBHOOKS: 'yes' } })
const { owner, advisor, siteId, clock } = town
const { house, app } = town.world
const reader = openReader()
const webhooks = openWebhooks({ allowPrivate: true, timeoutMs: 500 })
const shop = await openReceiver()
const DAY = 86_400
await mailBy(house, 25)

/** Seconds pass; what is due is looked at and sent. */
async function pass(seconds: number): Promise<void> {
  clock.pass(seconds)
  await evaluateDue(house)
  await deliverRound(house, webhooks)
}

let people = 0
async function customer(email = `client${people++}@example.org`): Promise<string> {
  const made = await owner.ask(customers.createCustomer, {
    body: { givenName: 'Zoé', familyName: `Cliente${people}`, siteId, emails: [{ address: email }] },
  })
  return made.id
}

/** Somebody answers a question about a service, by whatever door. */
const answers = (
  stars: number,
  over: { customerId?: string | null; words?: string; service?: string; leftOut?: string } = {},
) =>
  recordAnswer(house, reader, {
    text: over.words ?? '',
    metric: 'stars',
    scale: { min: 1, max: 5, direction: 'up' },
    score: stars,
    language: 'fr',
    channel: 'email',
    about: {
      customerId: over.customerId ?? null,
      siteId,
      staffId: null,
      assetId: null,
      orderId: null,
      visitId: null,
      moment: null,
      service: over.service ?? 'PLAQ-12',
    },
    survey: null,
    invitationId: null,
    doorId: null,
    deviceKey: house.newId(),
    followUps: {},
    quote: null,
    leftOut: over.leftOut ?? null,
    at: house.now(),
  })

const { id } = await owner.ask(api.createProduct, {
  body: {
    kind: 'product',
    reference: 'PLAQ-12',
    name: { fr: 'Plaquettes avant', en: 'Front pads' },
    ownerId: advisor.staffId,
    links: [{ title: 'Boutique', url: 'https://shop.example/plaq-12' }],
  },
})
const one = () => owner.ask(gate.readProduct, { params: { id } })
const { secret, hook } = await owner.ask(hooks.createHook, { body: { name: 'Boutique', url: shop.url } })
shop.secrets.push(secret)

describe('a receiver', () => {
  test('has a secret that is shown once, and stands nowhere in clear', async () => {
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/u)
    expect(JSON.stringify(await owner.ask(hooks.listHooks))).not.toContain(secret)
    const { rows } = await sql`select * from quality.hook`.execute(house.db)
    expect(JSON.stringify(rows)).not.toContain(secret.slice(6))
    expect(town.log.join('')).not.toContain(secret.slice(6))
  })
  test('is tried by a message that changes nothing', async () => {
    const told = await owner.ask(hooks.testHook, { params: { id: hook.id } })
    expect(told).toMatchObject({ state: 'delivered', type: 'gate.test', attempts: [{ status: 204, problem: null }] })
    expect(shop.received.at(-1)).toMatchObject({ id: told.id, verified: 0, body: { type: 'gate.test' } })
  })
  test('at an address of clouds’ secrets is refused, and one who may not manage the gate sees none', async () => {
    const { status } = await owner.raw(hooks.createHook, {
      body: { name: 'x', url: 'http://169.254.169.254/latest/meta-data' },
    })
    expect(status).toBe(422)
    expect((await advisor.raw(hooks.listHooks)).status).toBe(403)
  })
})

const unhappy: string[] = []
const happy = await customer()

describe('ratings', () => {
  test('four terrible ones say nothing yet', async () => {
    for (let n = 0; n < 4; n += 1) {
      unhappy.push(await customer())
      await answers(1, {
        customerId: unhappy[n]!,
        words: n === 0 ? 'Ça grince à chaque freinage. Rappelez-moi au 06 39 98 01 01.' : '',
      })
    }
    await pass(30)
    expect(await one()).toMatchObject({ finding: 'too-few', product: { state: 'on-shelf', evidence: { n: 4 } } })
  })
  test('of one person count once, whatever they say again', async () => {
    for (let n = 0; n < 10; n += 1) await answers(1, { customerId: unhappy[0]! })
    await pass(30)
    expect((await one()).product.evidence).toMatchObject({ n: 4, again: 10 })
  })
  test('that were left out as they came never count', async () => {
    for (let n = 0; n < 25; n += 1) await answers(1, { leftOut: 'flood' })
    await pass(30)
    expect(await one()).toMatchObject({
      finding: 'too-few',
      product: { state: 'on-shelf', evidence: { n: 4, leftOut: 25 } },
    })
  })
  test('are looked at together a moment later, and shown without numbers', async () => {
    await answers(5, { customerId: happy, words: 'Parfait' })
    const { spoken } = await one()
    expect(spoken.map(({ text }) => text)).toContain('Ça grince à chaque freinage. Rappelez-moi au ••••••••••••••.')
    expect((await one()).product.state).toBe('on-shelf')
    await pass(30)
    expect(await one()).toMatchObject({ finding: 'propose', product: { state: 'proposed' } })
  })
})

describe('under the bar', () => {
  test('a clock of thirty days starts, with its owner and its reasons; nothing leaves by itself', async () => {
    const { product, events, file } = await one()
    expect(product).toMatchObject({
      state: 'proposed',
      owner: { name: 'Alice Conseil' },
      clock: { days: 30, daysLeft: 30 },
      proposal: { move: 'withdraw', strength: 'likely' },
      evidence: { n: 5, naive: 1.8, known: { n: 5 } },
    })
    expect(product.because[0]).toMatchObject({ code: 'gate-propose', values: { n: 5, mean: 1.8, bar: 3 } })
    expect(product.because.map(({ code }) => code)).toEqual(['gate-propose', 'gate-left-out', 'gate-again'])
    expect(events.map(({ kind }) => kind)).toEqual(['proposed'])
    expect(file).toMatchObject({ version: 1, closedAt: null })
    await pass(40 * DAY)
    expect((await one()).product.state).toBe('proposed')
    clock.pass(-40 * DAY)
    expect(shop.received.filter(({ body }) => body.type !== 'gate.test')).toEqual([])
  })
  test('who may look may not decide', async () => {
    const site = await hire(town, 'Marc Manager', [{ role: 'site-manager', siteId }])
    expect((await site.screen.ask(gate.readProduct, { params: { id } })).product.mayManage).toBe(false)
    expect((await site.screen.raw(gate.withdrawProduct, { params: { id }, body: {} })).status).toBe(403)
    expect(
      (
        await site.screen.raw(gate.linkWords, {
          params: { id: (await one()).file!.id },
          body: { verbatimId: id, linked: true },
        })
      ).status,
    ).toBe(403)
    expect((await advisor.raw(api.listProducts, { query: {} })).status).toBe(403)
  })
  test('its people are told on days 20, 27 and 30, each once', async () => {
    const told = async () =>
      (await one()).events.filter(({ kind }) => kind.startsWith('clock-')).map(({ kind }) => kind)
    const days = [19, 2, 1, 6, 3, 5].map((n) => n * DAY)
    const heard: string[][] = []
    for (const seconds of days) {
      clock.pass(seconds)
      await tellClocks(house)
      await tellClocks(house)
      heard.push(await told())
    }
    expect(heard.map((each) => each.length)).toEqual([0, 1, 1, 2, 3, 3])
    expect(heard.at(-1)).toEqual(['clock-over', 'clock-last-days', 'clock-two-thirds'])
    expect((await one()).product.clock?.daysLeft).toBe(-6)
    const { rows } = await sql<{ name: string; staff: string; news: string }>`
      select name, data ->> 'staffId' as staff, data ->> 'news' as news from jobs.job where name = 'quality-tell'`.execute(
      house.db,
    )
    const of = (news: string) => new Set(rows.filter((row) => row.news === news).map(({ staff }) => staff))
    expect([...of('clock-two-thirds')]).toEqual([advisor.staffId])
    expect(of('clock-over')).toEqual(new Set([advisor.staffId, owner.staffId]))
  })
})

describe('a person decides', () => {
  test('no, with a reason: it comes back only on stronger evidence', async () => {
    const { event } = await owner.ask(gate.declineProposal, { params: { id }, body: { reason: 'Un lot ancien' } })
    expect((await one()).product).toMatchObject({ state: 'alert', proposal: null })
    await lookAtAll(house)
    await pass(1)
    expect((await one()).product.state).toBe('alert')
    // Taken back: it waits as before.
    await owner.ask(gate.undoGate, { params: { id: event } })
    expect((await one()).product).toMatchObject({ state: 'proposed', proposal: { strength: 'likely' } })
    await owner.ask(gate.declineProposal, { params: { id }, body: { reason: 'Un lot ancien' } })
    for (let n = 0; n < 3; n += 1) {
      unhappy.push(await customer())
      await answers(1, { customerId: unhappy.at(-1)! })
    }
    await pass(30)
    expect((await one()).product).toMatchObject({ state: 'proposed', proposal: { strength: 'sure' } })
  })
  test('taken back at once, nobody heard of it', async () => {
    const sent = shop.received.length
    const { event } = await owner.ask(gate.withdrawProduct, { params: { id }, body: {} })
    expect((await one()).product.state).toBe('withdrawn')
    await pass(5)
    await owner.ask(gate.undoGate, { params: { id: event } })
    await pass(60)
    expect(shop.received).toHaveLength(sent)
    const after = await one()
    expect(after.product).toMatchObject({ state: 'proposed', proposal: { strength: 'sure' } })
    expect(after.deliveries.map(({ state }) => state)).toEqual(['called-off'])
    expect((await owner.raw(gate.undoGate, { params: { id: event } })).status).toBe(409)
  })
  test('yes: the shop is told, signed, and says no word of anybody', async () => {
    await owner.ask(gate.withdrawProduct, { params: { id }, body: { reason: 'Trois retours cette semaine' } })
    await pass(15)
    const told = shop.received.at(-1)!
    expect(told).toMatchObject({
      verified: 0,
      body: { type: 'product.withdrawn', data: { product: { reference: 'PLAQ-12', version: '1' }, sites: null } },
    })
    expect(told.raw).not.toMatch(/Zoé|grince|example\.org|Alice|Odile/u)
    expect((await one()).deliveries[0]).toMatchObject({ id: told.id, state: 'delivered', tries: 1 })
    const lines = await sql<{
      n: number
    }>`select count(*)::int as n from network.audit where action = 'gate.withdraw'`.execute(house.db)
    expect(lines.rows[0]!.n).toBe(2)
  })
  test('any key may ask what is off the shelf', async () => {
    const { token } = await owner.ask(keys.createApiKey, { body: { name: 'Boutique', role: 'workshop' } })
    const answer = await app.inject({
      url: '/api/quality/withdrawn.json',
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.json()).toMatchObject({ withdrawn: [{ reference: 'PLAQ-12', version: '1', sites: null }] })
    expect((await app.inject({ url: '/api/quality/withdrawn.json' })).statusCode).toBe(401)
  })
})

describe('the improvement file', () => {
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(200, 3)])
  const upload = (fileId: string, type: string, payload: Buffer, cookie = advisor.cookie) =>
    app.inject({
      method: 'POST',
      url: `/api/quality/files/${fileId}/proofs/file?title=Mesure`,
      headers: { cookie, 'content-type': type },
      payload,
    })
  test('is kept by its owner: words, cause, what is done by whom', async () => {
    const { file, spoken } = await one()
    const lead = await hire(town, 'Chloé Cheffe', [{ role: 'site-manager', siteId }])
    const params = { id: file!.id }
    await owner.ask(gate.updateFile, { params, body: { ownerId: lead.staffId, wrong: 'Elles grincent.' } })
    // The owner works in it without managing the gate.
    await lead.screen.ask(gate.updateFile, { params, body: { cause: 'Une garniture trop dure.' } })
    await lead.screen.ask(gate.linkWords, { params, body: { verbatimId: spoken[0]!.id, linked: true } })
    const action = await lead.screen.ask(gate.addImprovement, {
      params,
      body: { title: 'Changer de garniture', ownerId: advisor.staffId, dueOn: '2027-01-10' },
    })
    await lead.screen.ask(gate.changeImprovement, { params: { id: action.id }, body: { done: true } })
    await lead.screen.ask(gate.noteInFile, { params, body: { text: 'Le fournisseur répond lundi.' } })
    expect(await one()).toMatchObject({
      file: {
        owner: { name: 'Chloé Cheffe' },
        wrong: 'Elles grincent.',
        cause: 'Une garniture trop dure.',
        actions: [{ title: 'Changer de garniture', owner: { name: 'Alice Conseil' }, dueOn: '2027-01-10' }],
      },
      spoken: [{ linked: true }, ...Array.from({ length: spoken.length - 1 }, () => ({}))],
    })
    expect(
      (await lead.screen.raw(gate.linkWords, { params, body: { verbatimId: house.newId(), linked: true } })).status,
    ).toBe(404)
  })
  test('holds proofs that are what they say, and are never run', async () => {
    const { file } = await one()
    const bad: [string, Buffer, number][] = [
      ['image/svg+xml', Buffer.from('<svg onload="alert(1)"/>'), 415],
      ['image/png', Buffer.from('<html><script>alert(1)</script>'), 422],
      ['application/pdf', png, 422],
      ['image/png', Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]), 422],
      ['image/png', Buffer.concat([png, Buffer.alloc(11 * 1024 * 1024)]), 413],
    ]
    for (const [type, bytes, status] of bad)
      expect([type, (await upload(file!.id, type, bytes, owner.cookie)).statusCode]).toEqual([type, status])
    const kept = await upload(file!.id, 'image/png', png, owner.cookie)
    expect(kept.statusCode, kept.body).toBe(200)
    const proof = kept.json() as { id: string }
    const seen = await app.inject({ url: `/api/quality/proofs/${proof.id}/file`, headers: { cookie: owner.cookie } })
    expect([seen.rawPayload.equals(png), seen.headers['content-type'], seen.headers['x-content-type-options']]).toEqual(
      [true, 'image/png', 'nosniff'],
    )
    expect(seen.headers['content-security-policy']).toContain('sandbox')
    await owner.ask(gate.addProof, {
      params: { id: file!.id },
      body: { title: 'Banc', url: 'https://lab.example/essai' },
    })
    expect(
      (await owner.raw(gate.addProof, { params: { id: file!.id }, body: { title: 'x', url: 'javascript:alert(1)' } }))
        .status,
    ).toBe(422)
    await owner.ask(gate.removeProof, { params: { id: proof.id }, body: { removed: true } })
    expect((await one()).file!.proofs.map(({ kind }) => kind)).toEqual(['link'])
    expect(
      (await app.inject({ url: `/api/quality/proofs/${proof.id}/file`, headers: { cookie: owner.cookie } })).statusCode,
    ).toBe(404)
    await owner.ask(gate.removeProof, { params: { id: proof.id }, body: { removed: false } })
  })
})

describe('a new version', () => {
  test('counts its own ratings alone; old ones that still arrive are the old one’s', async () => {
    await owner.ask(gate.newVersion, {
      params: { id },
      body: { label: '2', changed: { fr: 'Une garniture plus douce.', en: 'A softer lining.' } },
    })
    await answers(1, { customerId: await customer() })
    await pass(30)
    expect((await one()).product).toMatchObject({
      state: 'returning',
      versionLabel: '2',
      evidence: { n: 0, version: 2 },
    })
  })
  test('is proposed to return on its own ratings, told by another system by its name', async () => {
    const { token } = await owner.ask(keys.createApiKey, { body: { name: 'Panel', role: 'head-office' } })
    const rate = (ratings: object[]) =>
      app.inject({
        method: 'POST',
        url: '/api/ratings',
        headers: { authorization: `Bearer ${token}` },
        payload: { ratings },
      })
    const good = Array.from({ length: 8 }, (_, n) => ({
      source: 'panel',
      key: `r${n}`,
      product: 'plaq-12',
      version: '2',
      score: n === 0 ? 6 : 10,
      scale: { min: 0, max: 10, direction: 'up' },
      at: clock.now().toISOString(),
      rater: `tester-${n}`,
    }))
    const twice = { ...good[1], key: 'r99', score: 0, at: new Date(clock.now().getTime() - 1000).toISOString() }
    const told = await rate([
      ...good,
      twice,
      { ...good[0], key: 'bad', score: 11 },
      { ...good[0], key: 'who', product: 'NONE' },
      { ...good[0], key: 'v', version: '9' },
      { nothing: true },
    ])
    expect(told.json()).toMatchObject({
      kept: 9,
      again: 0,
      aside: [
        { index: 9, key: 'bad', because: { code: 'rating-off-scale' } },
        { index: 10, key: 'who', because: { code: 'rating-no-product' } },
        { index: 11, key: 'v', because: { code: 'rating-no-version' } },
        { index: 12, key: '', because: { code: 'rating-unreadable' } },
      ],
    })
    // The same again changes nothing.
    expect((await rate(good)).json()).toMatchObject({ kept: 0, again: 8, aside: [] })
    await pass(30)
    expect((await one()).product).toMatchObject({
      state: 'returning',
      proposal: { move: 'return' },
      evidence: { n: 8, again: 1, version: 2 },
    })
    expect((await sql`select from quality.rating where rater like 'tester%'`.execute(house.db)).rows).toEqual([])
  })
  test('returns by a person’s word, with its proof; the shop hears, and those who were unhappy are told, each once', async () => {
    await sql`insert into messages.blocked (channel, address, because, at) values ('email', 'client2@example.org', 'stop', now())`.execute(
      house.db,
    )
    await closeCases(town)
    const preview = await owner.ask(gate.previewTold, { params: { id }, body: { whom: 'unhappy' } })
    expect(preview).toMatchObject({ told: unhappy.length, not: [{ because: { code: 'gesture.blocked' }, n: 1 }] })
    expect(preview.sample?.body).toContain('Une garniture plus douce.')
    expect(preview.sample?.body).not.toContain('Zoé')
    const { told, event } = await owner.ask(gate.returnProduct, { params: { id }, body: {} })
    expect(told).toBe(unhappy.length)
    const messages = async () =>
      (
        await sql<{ customer_id: string; state: string; body: string; purpose: string; subject: string }>`
        select customer_id, state, body, purpose, subject from messages.message where moment = 'product-returned' order by created_at`.execute(
          house.db,
        )
      ).rows
    expect((await messages())[0]).toMatchObject({
      state: 'ready',
      purpose: 'service',
      subject: 'Vous nous l’aviez dit : Plaquettes avant',
    })
    expect((await messages()).map(({ customer_id }) => customer_id)).not.toContain(happy)
    // Taken back: their messages do not leave, and they count as not told.
    await owner.ask(gate.undoGate, { params: { id: event } })
    expect(new Set((await messages()).map(({ state }) => state))).toEqual(new Set(['called-off']))
    // A case of one of them is open by then: whoever cares for it speaks to them, and no letter does until it is over.
    const entry = house.newId()
    await sql`insert into timeline.entry (id, customer_id, kind, at, text) values (${entry}, ${unhappy.at(-1)!}, 'case', ${clock.now()}, 'Réclamation')`.execute(
      house.db,
    )
    expect((await owner.ask(gate.returnProduct, { params: { id }, body: {} })).told).toBe(unhappy.length - 1)
    await pass(15)
    expect(shop.received.at(-1)).toMatchObject({
      verified: 0,
      body: { type: 'product.returned', data: { product: { reference: 'PLAQ-12', version: '2' } } },
    })
    const page = await one()
    expect(page.product).toMatchObject({ state: 'returned', clock: null })
    // What is written and has not left has told nobody yet.
    expect(page.told).toMatchObject({ told: 0, waiting: unhappy.length - 1, lost: 0 })
    expect(page.told!.not.map(({ because, n }) => `${because.code} ${n}`).toSorted()).toEqual([
      'gesture.blocked 1',
      'tell.open-case 1',
    ])
    expect(page.file).toMatchObject({ outcome: 'returned' })
    // Shown to be good by its own ratings, it is on the shelf like any other.
    await lookAtAll(house)
    await pass(5)
    expect((await one()).product.state).toBe('on-shelf')
    expect((await messages()).filter(({ state }) => state === 'ready')).toHaveLength(unhappy.length - 1)
    expect(await tellReviewersWhoWait(house)).toBe(0)
    // Over: the next morning they are told like the others, once; who said stop is not.
    await sql`update timeline.entry set closed_at = ${clock.now()} where id = ${entry}`.execute(house.db)
    expect(await tellReviewersWhoWait(house)).toBe(1)
    expect(await tellReviewersWhoWait(house)).toBe(0)
    expect((await messages()).filter(({ state }) => state === 'ready')).toHaveLength(unhappy.length)
    expect((await one()).told).toMatchObject({
      told: 0,
      waiting: unhappy.length,
      not: [{ because: { code: 'gesture.blocked' }, n: 1 }],
    })
  })
  test('a customer who joins another was told once all the same', async () => {
    const [keep, absorb] = [unhappy[0]!, unhappy[1]!]
    await inTransaction(house, (house) =>
      merge(house, { staffId: null, name: 'x' }, keep, absorb, { code: 'manual' } as never),
    )
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from quality.told where customer_id = ${keep} and message_id is not null`.execute(
      house.db,
    )
    expect(rows[0]!.n).toBe(1)
  })
})
