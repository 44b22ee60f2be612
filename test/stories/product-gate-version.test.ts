import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import * as gate from '../../contract/gate-file.ts'
import * as keys from '../../contract/keys.ts'
import { merge } from '../../server/flows/merge.flow.ts'
import { lookAtAll } from '../../server/flows/quality/clock.flow.ts'
import { tellReviewersWhoWait } from '../../server/flows/quality/tell-reviewers.flow.ts'
import { inTransaction } from '../../server/kit/house.ts'
import { closeCases } from '../caring.ts'
import { openSqueakingPads } from '../squeaking-pads.ts'

/** Pads that squeaked come back better, and those who said so are told. */
const town = await openSqueakingPads()
const { owner, clock, house, app, shop, id, one, customer, answers, unhappy, happy, squeak, pass } = town

beforeAll(async () => {
  await answers(5, { customerId: happy, words: 'Parfait' })
  await squeak(7)
  await owner.ask(gate.withdrawProduct, { params: { id }, body: { reason: 'Trois retours cette semaine' } })
  await pass(15)
  const { file } = await one()
  await owner.ask(gate.addProof, {
    params: { id: file!.id },
    body: { title: 'Banc', url: 'https://lab.example/essai' },
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
