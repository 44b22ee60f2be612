import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as gate from '../../contract/gate-file.ts'
import * as hooks from '../../contract/gate-hooks.ts'
import * as keys from '../../contract/keys.ts'
import * as api from '../../contract/quality.ts'
import { lookAtAll, tellClocks } from '../../server/flows/quality/clock.flow.ts'
import { DAY, openSqueakingPads } from '../squeaking-pads.ts'
import { hire } from '../visitor.ts'

/** Pads that squeak. Customers say so; the pads are proposed for withdrawal, and leave by a person’s word. The shop hears of each step by a signed message. */
const town = await openSqueakingPads()
const {
  owner,
  advisor,
  siteId,
  clock,
  house,
  app,
  shop,
  secret,
  hook,
  id,
  one,
  customer,
  answers,
  unhappy,
  happy,
  pass,
} = town

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
