import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
import { ENDPOINTS } from '../../contract/index.ts'
import * as api from '../../contract/reviews.ts'
import { publishDue } from '../../server/flows/reviews/reviews.jobs.ts'
import { browser, invite, openSurvey } from '../asking.ts'
import {
  answerAt,
  answers,
  desk,
  letThrough,
  mineAt,
  newcomer,
  newest,
  ordered,
  PAGE,
  publishes,
  reader,
  reviewed,
  toldIn,
  visited,
} from '../reviewing.ts'
import { openTown } from '../town.ts'

/** Customers are asked, some wish their answer to be published, a person lets it through: as it stands, or not at all. */
const town = await openTown()
const { owner, world, clock, siteId } = town
const { house } = world
const { db } = house
const { get, post } = reader(town)
const { read, settings, wipe } = desk(town)
let survey: { id: string; version: number }
beforeAll(async () => {
  survey = await openSurvey(town)
})

describe('who may publish, and what (REV-4: all are invited alike)', () => {
  it('a review exists only when its author asked: a box nobody ticked for them, under the thanks', async () => {
    const { path } = await answers(town, survey, {
      customerId: await newcomer(town, { givenName: 'Anne', familyName: 'Vue' }),
    })
    const thanks = await get(`${path}?done=1&lang=fr`)
    expect(thanks.body).toContain('Oui, publier mes mots et ma note parmi les avis de Réseau du Val')
    expect(thanks.body).toMatch(/<input type="checkbox" name="publish" value="yes" required>/u)
    expect(thanks.body).not.toMatch(/<script|name="publish"[^>]*checked/u)
    expect((await get(`${path}?done=1&lang=en`)).body).toContain('Publish your review?')
    await publishes(town, path, { publish: '' })
    expect((await owner.ask(api.listReviews, { query: {} })).reviews).toEqual([])
    await publishes(town, path)
    const { reviews } = await owner.ask(api.listReviews, { query: {} })
    expect(reviews).toMatchObject([
      { state: 'pending', shownAs: 'Anne V.', words: 'Très bon accueil.', stars: null, given: null },
    ])
    const { rows } = await sql<{ wording: string }>`select wording from reviews.review`.execute(db)
    expect(rows[0]?.wording).toBe(
      'Je demande que mes mots et ma note soient publiés parmi les avis de Réseau du Val, signés «\u00a0Anne V.\u00a0». Je peux retirer mon avis à tout moment.',
    )
    expect((await get(PAGE)).body).not.toContain('Très bon accueil.')
    expect((await get(`${path}?done=1`)).body).toContain('/r/mine/')
  })

  it('from 0 to 10 the offer, the flags, the waiting and the publication are the same', async () => {
    await wipe()
    const offers = new Set<string>()
    for (let score = 0; score <= 10; score += 1) {
      const { path } = await answers(town, survey, { score, text: `Mon passage au garage, numéro ${score + 1}.` })
      const { body } = await get(`${path}?done=1&lang=fr`)
      offers.add(
        /<section aria-labelledby="review">.*?<\/section>/su.exec(body)![0].replaceAll(/\/a\/[\w-]+|Lucie M\./gu, ''),
      )
      await publishes(town, path)
    }
    expect(offers.size).toBe(1)
    const { reviews } = await owner.ask(api.listReviews, { query: { limit: 20 } })
    expect(reviews).toHaveLength(11)
    expect(new Set(reviews.map(({ state, flags, stars }) => JSON.stringify([state, flags, stars])))).toEqual(
      new Set([JSON.stringify(['pending', [], null])]),
    )
    expect(reviews.map(({ words }) => Number(words.match(/\d+/u)![0]))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    await settings({ byItself: true })
    clock.pass(8 * 86_400)
    await publishDue(house)
    await settings({ byItself: false })
    const { figures, reviews: out } = (await get('/r/versailles.json')).json()
    expect(out).toHaveLength(11)
    expect(figures.byStar).toEqual({ 1: 2, 2: 2, 3: 3, 4: 2, 5: 2 })
  })

  it('no list of what waits can be narrowed to a score, by any address of the API', () => {
    const queries = Object.keys(api.listReviews.query.shape)
    expect(queries.filter((name) => /star|score|band|rating|polarity/iu.test(name))).toEqual([])
  })

  it('a second question after a case is no second review; what a colleague wrote down is not theirs to publish', async () => {
    const customerId = await newcomer(town)
    const visitId = await visited(town, customerId)
    const again = await answers(town, survey, { customerId, about: { visitId, caseId: house.newId() } })
    expect((await get(`${again.path}?done=1`)).body).not.toContain('name="publish"')
    expect(await publishes(town, again.path)).toBe(409)
    const taken = await answers(town, survey, { about: { visitId: await visited(town, customerId) }, customerId })
    await sql`update feedback.answer set taken_by = ${town.advisor.staffId} where id = (select id from feedback.answer order by at desc, id desc limit 1)`.execute(
      db,
    )
    expect((await get(`${taken.path}?done=1`)).body).not.toContain('name="publish"')
  })

  it('one experience, one review: the second is told so, and may come when the first is taken back', async () => {
    const customerId = await newcomer(town)
    const visitId = await visited(town, customerId)
    const first = await reviewed(town, survey, { customerId, about: { visitId }, wait: true })
    const second = await answers(town, survey, { customerId, about: { visitId } })
    expect(await publishes(town, second.path)).toBe(409)
    await post(`${await mineAt(town, first.path)}/withdraw`, {})
    expect(await publishes(town, second.path)).toBe(303)
  })
})

describe('verified only by a real link to an experience (REV-3)', () => {
  const restsOn = async (about: NonNullable<Parameters<typeof answers>[2]>['about'], customerId: string) => {
    const { path } = await answers(town, survey, { customerId, about: about! })
    if ((await publishes(town, path)) !== 303) return 'not offered'
    return (await read(await newest(town))).experience
  }
  it('a visit, an order, a sale, a service of that very customer; nothing else', async () => {
    const who = await newcomer(town)
    const other = await newcomer(town)
    const at = new Date('2026-11-12T23:30:00Z')
    expect(await restsOn({ visitId: await visited(town, who, at) }, who)).toEqual({ kind: 'visit', on: '2026-11-13' })
    expect(await restsOn({ orderId: await ordered(town, who, { at }) }, who)).toEqual({
      kind: 'sale',
      on: '2026-11-13',
    })
    expect(await restsOn({ orderId: await ordered(town, who, { kind: 'repair' }) }, who)).toMatchObject({
      kind: 'service',
    })
    expect(await restsOn({ orderId: await ordered(town, who, { state: 'placed' }) }, who)).toMatchObject({
      kind: 'order',
    })
    expect(await restsOn({ orderId: await ordered(town, who, { state: 'cancelled' }) }, who)).toBe('not offered')
    expect(await restsOn({ visitId: await visited(town, other) }, who)).toBe('not offered')
    expect(await restsOn({ visitId: house.newId() }, who)).toBe('not offered')
    expect(await restsOn({}, who)).toBe('not offered')
    const mistaken = await visited(town, who)
    await sql`update visits.visit set state = 'withdrawn' where id = ${mistaken}`.execute(db)
    expect(await restsOn({ visitId: mistaken }, who)).toBe('not offered')
  })

  it('the fact that made the moment: a service carried out, its day, and said so on the page', async () => {
    await wipe()
    const who = await newcomer(town)
    const [factId, touchId] = [house.newId(), house.newId()]
    await sql`insert into timeline.fact (id, customer_id, kind, at, site_id, data, source, key, accepted_at)
      values (${factId}, ${who}, 'service.done', '2026-11-12T10:00:00Z', ${siteId}, '{}', 'dms', 'w1', ${clock.now()})`.execute(
      db,
    )
    await sql`insert into moments.touch (id, customer_id, moment, occasion, core, priority, purpose, playbook_version, fact_id, due_at, state, created_at, changed_at)
      values (${touchId}, ${who}, 'service-question', ${factId}, true, 5, 'service', 1, ${factId}, ${clock.now()}, 'done', ${clock.now()}, ${clock.now()})`.execute(
      db,
    )
    await reviewed(town, survey, { customerId: who, about: { touchId } })
    expect((await get(PAGE)).body).toContain(
      'Expérience du <time datetime="2026-11-12">12 novembre 2026</time>, <span class="ok">vérifié par une prestation réalisée</span>',
    )
    expect((await get('/r/versailles?lang=en')).body).toContain(
      'Experience of <time datetime="2026-11-12">12 November 2026</time>, <span class="ok">verified by a service carried out</span>',
    )
  })

  it('what rests on nothing is not published at all; or, where the network wants it, marked, and counted nowhere', async () => {
    await wipe()
    const { path } = await invite(town, survey, await newcomer(town))
    await answerAt(town, path, { score: 10, text: 'Sans visite connue.' })
    expect((await get(`${path}?done=1`)).body).not.toContain('name="publish"')
    await settings({ unverified: 'marked' })
    await publishes(town, path)
    await letThrough(town, await newest(town))
    const page = (await get(PAGE)).body
    expect(page).toContain('Sans visite connue.')
    expect(page).toContain('non vérifié')
    expect((await get('/r/versailles.json')).json()).toMatchObject({
      figures: { shown: 1, counted: 0 },
      reviews: [{ verified: false, experience: null }],
    })
    await settings({ unverified: 'never' })
    expect((await get(PAGE)).body).not.toContain('Sans visite connue.')
    expect((await get('/r/versailles.json')).json()).toMatchObject({ figures: { shown: 0 }, reviews: [] })
  })
})

describe('what stands beside each review (REV-1)', () => {
  it('its days, what it rests on, the order, that there is a control, and a page that says how', async () => {
    await wipe()
    clock.pass(86_400)
    await reviewed(town, survey, { score: 3, text: 'Deux heures d’attente.' })
    const page = (await get(PAGE)).body
    for (const words of [
      'Publié le <time',
      'vérifié par une visite enregistrée',
      'Classement\u00a0: du plus récent au plus ancien, sans autre critère.',
      'Les avis sont contrôlés.',
      'note donnée\u00a0: 3 sur 10',
      '/r/about?lang=fr',
    ])
      expect(page).toContain(words)
    await settings({ inReturn: { fr: 'Un lavage offert.', en: 'A free wash.' }, delayDays: 5, keepMonths: 24 })
    const how = (await get('/r/about?lang=fr')).body
    for (const words of [
      'Existence d’un contrôle\u00a0: oui.',
      'Quelque chose est donné en échange d’un avis\u00a0: Un lavage offert.',
      'Délai de publication\u00a0: 5 jours au plus.',
      'Durée de conservation\u00a0: 2 ans au plus',
      'du plus récent au plus ancien, par date de publication',
      'Les raisons d’un refus',
      'Publications demandées\u00a0: 1. Publiés\u00a0: 1.',
    ])
      expect(how).toContain(words)
    await settings({ inReturn: { fr: '', en: '' }, delayDays: 7, keepMonths: 36 })
    expect((await get('/r/about?lang=en')).body).toContain('Nothing is given in return for a review.')
  })

  it('an edit by its author: other words wait until they were read, and the day of the change is shown', async () => {
    await wipe()
    const { id, path } = await reviewed(town, survey, { score: 3, text: 'Personne ne m’a rappelé.' })
    const visitor = browser(town)
    const edit = async (score: string, text: string) => {
      const page = await visitor.get(`${path}?edit=1`)
      clock.pass(86_400 / 4)
      await visitor.send(page, [
        ['score', score],
        ['text', text],
      ])
    }
    await edit('7', 'Personne ne m’a rappelé.')
    expect((await get(PAGE)).body).toContain('Modifié par son auteur le <time')
    expect((await read(id)).state).toBe('published')
    await edit('7', 'Bande de connards, 06 39 98 01 01')
    expect((await get(PAGE)).body).not.toContain('connards')
    expect((await get(PAGE)).body).not.toContain('Personne ne m’a rappelé.')
    expect(await read(id)).toMatchObject({ state: 'pending', flags: ['insult', 'phone'], stars: null })
    await edit('7', 'On m’a rappelé depuis, merci.')
    const first = await read(id)
    await letThrough(town, id)
    expect(first.publishedAt).toBe((await read(id)).publishedAt)
    const page = (await get(PAGE)).body
    expect(page).toContain('On m’a rappelé depuis, merci.')
    expect(page).toContain('Modifié par son auteur le')
    expect(toldIn(page)).toMatchObject({ review: [{ dateModified: (await read(id)).updatedAt?.slice(0, 10) }] })
  })

  it('what tells a number or an account is published only knowingly; its author was told', async () => {
    await wipe()
    const { id } = await reviewed(town, survey, {
      score: 9,
      text: 'Rappelez-moi au 06 39 98 01 01, IBAN FR76 3000 6000 0112 3456 7890 189.',
      wait: true,
    })
    const { seen } = await read(id)
    expect(await owner.raw(api.publishReview, { params: { id }, body: { seen } })).toMatchObject({
      status: 409,
      body: { code: 'tells-private' },
    })
    expect((await get(PAGE)).body).not.toContain('FR76')
    await owner.ask(api.publishReview, { params: { id }, body: { seen, tells: true } })
    const log = await owner.ask(auditApi.readAudit, { query: { action: 'review.publish' } })
    expect(log.rows[0]!.detail).toMatchObject({ review: id, tells: true })
    const mine = await answers(town, survey, { score: 3, text: 'Mon e-mail : anne@example.org' })
    expect((await browser(town).get(`${mine.path}?done=1`)).body).toContain('tout le monde les lirait')
  })

  it('a second step of the survey, or saying the same again, is no change', async () => {
    await wipe()
    const { id, path } = await reviewed(town, survey, { score: 9, text: 'Impeccable.' })
    const visitor = browser(town)
    await visitor.post(`${path}/more`, new URLSearchParams({ lang: 'fr', quote: 'unnamed' }))
    expect(await read(id)).toMatchObject({ state: 'published', updatedAt: null })
  })
})

describe('nobody alters a review, not even a typo (REV-3)', () => {
  it('a review has no words and no stars of its own: they are those of the answer', async () => {
    const { rows } = await sql<{ column_name: string; data_type: string }>`
      select column_name, data_type from information_schema.columns where table_schema = 'reviews' and table_name = 'review'`.execute(
      db,
    )
    const texts = rows.filter(({ data_type }) => data_type === 'text').map(({ column_name }) => column_name)
    expect(texts.sort()).toEqual(['appeal', 'experience', 'reason', 'reason_words', 'shown_as', 'state', 'wording'])
    expect(
      rows.filter(
        ({ data_type, column_name }) =>
          /int|numeric|real|double/u.test(data_type) || /star|score|rating/u.test(column_name),
      ),
    ).toEqual([])
  })
  it('no endpoint takes words for a review: only reasons, replies and settings', () => {
    const takes = ENDPOINTS.filter(({ group, endpoint }) => group === 'reviews' && endpoint.method !== 'GET').map(
      ({ endpoint }) => [
        endpoint.name,
        Object.keys((endpoint.body as { shape?: object; _zod: { def: { innerType?: unknown } } }).shape ?? {}),
      ],
    )
    expect(Object.fromEntries(takes)).toMatchObject({
      publishReview: ['seen', 'tells'],
      reconsiderReview: [],
      settleAppeal: [],
      settleReports: [],
    })
    expect(
      takes
        .flatMap(([, fields]) => fields)
        .filter((field) => /^(?:review|text|body|score|stars|answer)/u.test(field as string)),
    ).toEqual(['text'])
  })
  it('words changed behind its back, by hand in the database, are not shown: what was read is not what stands there', async () => {
    await wipe()
    const { id } = await reviewed(town, survey, { score: 2, text: 'Trop d’atente.' })
    expect((await get(PAGE)).body).toContain('Trop d’atente.')
    await sql`update feedback.verbatim set text = 'Rien à redire.' where text = 'Trop d’atente.'`.execute(db)
    expect((await get(PAGE)).body).not.toContain('Rien à redire.')
    expect((await get('/r/versailles.json')).json()).toMatchObject({ reviews: [] })
    expect(await read(id)).toMatchObject({ state: 'published', shown: false })
  })
  it('what was read is what is let through: edited meanwhile, it is refused to the one who clicks', async () => {
    const { id } = await reviewed(town, survey, { text: 'Premier jet.', wait: true })
    const { seen } = await read(id)
    await sql`update feedback.verbatim set text = 'Autre chose.' where text = 'Premier jet.'`.execute(db)
    expect(await owner.raw(api.publishReview, { params: { id }, body: { seen } })).toMatchObject({
      status: 409,
      body: { code: 'changed-since' },
    })
  })
})
