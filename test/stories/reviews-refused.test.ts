import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { readAudit } from '../../contract/audit.ts'
import { mergeCustomers } from '../../contract/identity.ts'
import { readMyPage } from '../../contract/my-page.ts'
import * as api from '../../contract/reviews.ts'
import { tokenFor } from '../../server/messages/link.ts'
import { revokeLinks } from '../../server/messages/page.store.ts'
import { eraseReviews, heldReviews } from '../../server/reviews/person-data.store.ts'
import { openSurvey } from '../asking.ts'
import {
  desk,
  letThrough,
  mineAt,
  newcomer,
  newest,
  PAGE,
  publishes,
  reader,
  reviewed,
  toldIn,
  visited,
} from '../reviewing.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/** A review that is refused, answered, taken back, erased: what its author is told, and what they may do. */
const town = await openTown()
const { owner, world, clock, siteId } = town
const { house } = world
const { db } = house
const { get, post } = reader(town)
const { read, wipe } = desk(town)
let survey: { id: string; version: number }
const pageOf = (customerId: string) => tokenFor(house.seal.mark, { kind: 'customer', id: customerId }, clock.now())
const messages = async (customerId: string) => {
  const { rows } = await sql<{ state: string; subject: string; body: string; wait: number; purpose: string }>`
    select state, subject, body, purpose, extract(epoch from not_before - created_at)::int as wait from messages.message
    where customer_id = ${customerId} order by id`.execute(db)
  return rows
}
beforeAll(async () => {
  survey = await openSurvey(town)
})

describe('a refused review: its author is told the reason (REV-2)', () => {
  it('by a service message that waits ten minutes, and on their page; they may answer; the refusal may be taken back', async () => {
    await wipe()
    const { id, path, customerId } = await reviewed(town, survey, {
      text: 'Votre chef Denis Suppléant se trompe toujours.',
      wait: true,
    })
    expect(await read(id)).toMatchObject({ flags: ['staff'], found: [{ from: 17, to: 26, flag: 'staff' }] })
    const refuse = (reason: api.RefusalReason, words = '') =>
      owner.raw(api.refuseReview, { params: { id }, body: { reason, words } })
    expect((await refuse('other')).status).toBe(422)
    expect(
      (await owner.raw(api.refuseReview, { params: { id }, body: { reason: 'too negative' as 'other', words: 'x' } }))
        .status,
    ).toBe(422)
    await refuse('personal-data', 'Le nom de famille d’un salarié.')
    expect(await read(id)).toMatchObject({ state: 'refused', reason: 'personal-data', told: 'to-come' })
    const [told] = await messages(customerId)
    expect(told).toMatchObject({
      state: 'ready',
      purpose: 'service',
      wait: 600,
      subject: 'Votre avis n’est pas publié',
    })
    expect(told!.body).toContain('il contient des données personnelles\u00a0: un nom de famille')
    expect(told!.body).toContain('Le nom de famille d’un salarié.')
    const mine = await mineAt(town, path)
    expect(told!.body).toMatch(/http:\/\/localhost:4270\/r\/mine\/[\w-]{43}/u)
    expect((await get(mine)).body).toContain('Le nom de famille d’un salarié.')

    await owner.ask(api.reconsiderReview, { params: { id } })
    expect((await messages(customerId)).map(({ state }) => state)).toEqual(['called-off'])
    await refuse('insult')
    expect((await messages(customerId)).map(({ state }) => state)).toEqual(['called-off', 'ready'])

    expect((await post(`${mine}/answer`, { words: 'Je ne nomme plus personne, je le promets.' })).statusCode).toBe(303)
    const { reviews, counts } = await owner.ask(api.listReviews, { query: { state: 'answered' } })
    expect([reviews.map((each) => each.id), counts.answered]).toEqual([[id], 1])
    await owner.ask(api.settleAppeal, { params: { id } })
    expect((await get(mine)).body).toContain('Votre réponse a été lue. La décision reste la même.')
    await post(`${mine}/answer`, { words: 'Encore une fois.' })
    await letThrough(town, id)
    expect((await get(PAGE)).body).toContain('Denis Suppléant')
    expect((await messages(customerId)).map(({ state }) => state)).toEqual(['called-off', 'called-off'])
  })

  it('whom we cannot or may not write to finds the reason on their page alone', async () => {
    const objector = await newcomer(town)
    await sql`update customers.email set address = 'mort@example.org' where customer_id = ${objector}`.execute(db)
    await sql`insert into messages.blocked (channel, address, because, at) values ('email', 'mort@example.org', 'bounce', now())`.execute(
      db,
    )
    const { id, path } = await reviewed(town, survey, { customerId: objector, wait: true })
    await owner.ask(api.refuseReview, { params: { id }, body: { reason: 'off-topic' } })
    expect(await messages(objector)).toEqual([])
    expect((await read(id)).told).toBe('page-only')
    expect((await get(await mineAt(town, path))).body).toContain('Il ne parle pas d’une expérience vécue chez nous.')
  })

  it('refused, and said anew by another answer: the older one does not come back beside it', async () => {
    const customerId = await newcomer(town)
    const visitId = await visited(town, customerId)
    const first = await reviewed(town, survey, { customerId, about: { visitId }, wait: true })
    await owner.ask(api.refuseReview, { params: { id: first.id }, body: { reason: 'insult' } })
    await reviewed(town, survey, { customerId, about: { visitId }, text: 'Dit autrement.' })
    const { seen } = await read(first.id)
    for (const refused of [
      await owner.raw(api.publishReview, { params: { id: first.id }, body: { seen } }),
      await owner.raw(api.reconsiderReview, { params: { id: first.id } }),
    ])
      expect(refused).toMatchObject({ status: 409, body: { code: 'reviewed-again' } })
  })
  it('a refused review cannot be asked for anew by the box, only answered', async () => {
    const { id, path } = await reviewed(town, survey, { wait: true })
    await owner.ask(api.refuseReview, { params: { id }, body: { reason: 'illegal' } })
    await publishes(town, path)
    expect((await read(id)).state).toBe('refused')
  })
})

describe('taken back by its author', () => {
  it('it leaves pages, badge, exports, figures and structured data at once, and nobody may publish it', async () => {
    await wipe()
    for (let n = 0; n < 5; n += 1) await reviewed(town, survey, { score: 10, text: `Avis ${n}` })
    const { id, path } = await reviewed(town, survey, { score: 0, text: 'À retirer demain.' })
    const everywhere = async () => {
      const page = await get(PAGE)
      const [json, csv, badge, all] = await Promise.all([
        get('/r/versailles.json'),
        get('/r/versailles.csv'),
        get('/r/versailles/badge.svg?lang=fr'),
        get('/r?lang=fr'),
      ])
      return {
        page: page.body,
        told: JSON.stringify(toldIn(page.body)),
        json: json.body,
        csv: csv.body,
        badge: badge.body,
        all: all.body,
      }
    }
    const before = await everywhere()
    for (const part of ['page', 'told', 'json', 'csv', 'all'] as const)
      expect(before[part]).toContain('À retirer demain.')
    expect(before.badge).toContain('sur 6 avis vérifiés')
    const mine = await mineAt(town, path)
    expect((await post(`${mine}/withdraw`, {})).headers.location).toBe(`${mine}?done=withdraw`)
    const after = await everywhere()
    for (const part of Object.values(after)) expect(part).not.toContain('À retirer demain.')
    expect(after.badge).toContain('sur 5 avis vérifiés')
    expect(
      (await owner.raw(api.publishReview, { params: { id }, body: { seen: (await read(id)).seen } })).body.code,
    ).toBe('withdrawn')
    expect((await get(mine)).body).toContain('Il n’est plus montré nulle part.')
    expect((await post(`${mine}/withdraw`, {})).statusCode).toBe(303)
  })
  it('nothing on the way keeps a page for more than a minute; who has it already is told so', async () => {
    for (const url of [
      PAGE,
      '/r',
      '/r/versailles/badge.svg',
      '/r/versailles.json',
      '/r/versailles.csv',
      '/r/sitemap.xml',
      '/r/about',
    ]) {
      const answer = await get(url)
      expect(answer.statusCode, url).toBe(200)
      const kept = Number(/max-age=(\d+)/u.exec(String(answer.headers['cache-control']))![1])
      expect(kept, url).toBeLessThanOrEqual(60)
      expect(String(answer.headers['cache-control'])).not.toContain('stale')
      expect(answer.headers['set-cookie']).toBeUndefined()
      const again = await get(url, { 'if-none-match': String(answer.headers.etag) })
      expect([again.statusCode, again.body], url).toEqual([304, ''])
    }
  })
  it('asked for again it waits again; a link that was revoked or made up opens nothing', async () => {
    const { path, customerId } = await reviewed(town, survey, { text: 'Aller et retour.' })
    const mine = await mineAt(town, path)
    await post(`${mine}/withdraw`, {})
    await publishes(town, path)
    expect(await read(await newest(town))).toMatchObject({ state: 'pending', words: 'Aller et retour.' })
    clock.pass(120)
    await revokeLinks(db, customerId, clock.now())
    for (const url of [mine, `${mine.slice(0, -1)}${mine.endsWith('A') ? 'B' : 'A'}`, '/r/mine/x']) {
      expect((await get(url)).statusCode).toBe(404)
      expect((await post(`${url}/withdraw`, {})).statusCode).toBe(404)
    }
  })
  it('its name goes and comes by their own hand', async () => {
    await wipe()
    const { path } = await reviewed(town, survey, {
      customerId: await newcomer(town, { givenName: 'Zoé', familyName: 'Émile' }),
    })
    expect((await get(PAGE)).body).toContain('<bdi>Zoé É.</bdi>')
    await post(`${await mineAt(town, path)}/name`, { named: 'no' })
    const page = (await get(PAGE)).body
    expect(page).not.toContain('Zoé')
    expect(page).toContain('<bdi>Anonyme</bdi>')
  })
})

describe('people', () => {
  it('who looked at reviews stands in the log', async () => {
    await wipe()
    const { id, customerId } = await reviewed(town, survey, { wait: true })
    clock.pass(120)
    const mia = await hire(town, 'Mia Voit', [{ role: 'site-manager', siteId }])
    await mia.screen.ask(api.listReviews, { query: {} })
    const looks = async () =>
      (await owner.ask(readAudit, { query: { customer: customerId, staff: mia.staffId, action: 'review.list' } })).rows
    expect(await looks()).toHaveLength(1)
    clock.pass(120)
    await mia.screen.ask(api.readReview, { params: { id } })
    expect(await looks()).toHaveLength(2)
  })
  it('who was erased has no review, nor a reply to it, nor a report about it', async () => {
    await wipe()
    const { id, customerId } = await reviewed(town, survey, { text: 'À effacer.' })
    await owner.ask(api.replyToReview, { params: { id }, body: { text: 'Merci.', role: 'Le site' } })
    await post(`/r/report/${id}`, { reason: 'insult', words: 'Pas aimable' }, '10.8.3.3')
    const held = heldReviews(db, [customerId])
    expect((await held[0]!.page(0, 10)).map((row) => row.shown_as)).toEqual([expect.stringMatching(/^Lucie M\.$/u)])
    expect(await eraseReviews(db, [customerId])).toEqual({
      'reviews.reply': 1,
      'reviews.report': 1,
      'reviews.review': 1,
    })
    expect((await get(PAGE)).body).not.toContain('À effacer.')
  })
  it('two who are one keep their review; a review is on their own page, to be taken back from there', async () => {
    const { customerId } = await reviewed(town, survey, { text: 'De l’autre fiche.' })
    const other = await newcomer(town)
    await owner.ask(mergeCustomers, { params: { id: other }, body: { other: customerId } })
    const { reviews } = await owner.ask(readMyPage, { params: { token: pageOf(other) } })
    expect(reviews).toMatchObject([{ state: 'published', subject: 'Versailles' }])
    expect((await get(`/c/${pageOf(other)}`)).body).toContain('Vos avis publiés')
    await post(`/r/mine/${reviews[0]!.token}/withdraw`, {})
    expect((await get(PAGE)).body).not.toContain('De l’autre fiche.')
  })
})
