import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import * as network from '../../contract/network.ts'
import * as api from '../../contract/reviews.ts'
import { publishDue } from '../../server/flows/reviews/reviews.jobs.ts'
import { addReport } from '../../server/reviews/report.store.ts'
import { openSurvey } from '../asking.ts'
import { answers, desk, letThrough, newcomer, PAGE, publishes, reader, reviewed } from '../reviewing.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/** Those who moderate: what they see, what they may decide, what the site answers, what readers doubt. */
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

describe('moderation', () => {
  it('what waits is judged by its words: without its stars, the oldest first, whatever was flagged', async () => {
    await wipe()
    for (const [score, text] of [
      [1, 'Premier'],
      [10, 'Deuxième'],
      [5, 'Écrivez-moi : a@example.org'],
    ] as const)
      await reviewed(town, survey, { score, text, wait: true })
    const { reviews, counts } = await owner.ask(api.listReviews, { query: {} })
    expect(reviews.map(({ words, stars, given, flags }) => [words, stars, given, flags])).toEqual([
      ['Premier', null, null, []],
      ['Deuxième', null, null, []],
      ['Écrivez-moi : a@example.org', null, null, ['email']],
    ])
    expect(counts).toMatchObject({ pending: 3, published: 0 })
    expect((await owner.ask(api.listReviews, { query: { flagged: 'true' } })).reviews).toHaveLength(1)
    const page = await owner.ask(api.listReviews, { query: { limit: 2 } })
    const rest = await owner.ask(api.listReviews, { query: { limit: 2, after: page.next! } })
    expect([...page.reviews, ...rest.reviews].map(({ words }) => words)).toEqual(reviews.map(({ words }) => words))
    clock.pass(9 * 86_400)
    expect((await owner.ask(api.listReviews, { query: {} })).reviews.every(({ late }) => late)).toBe(true)
  })
  it('a site manager moderates their site and no other, and changes no setting', async () => {
    const elsewhere = await owner.ask(network.createSite, { body: { name: 'Rambouillet' } })
    const here = await hire(town, 'Mia Ici', [{ role: 'site-manager', siteId }])
    const there = await hire(town, 'Léo Là', [{ role: 'site-manager', siteId: elsewhere.id }])
    const advisor = await hire(town, 'Ana Conseil', [{ role: 'sales-advisor', siteId }])
    const [{ id, seen }] = (await owner.ask(api.listReviews, { query: {} })).reviews as [api.Review]
    expect((await here.screen.ask(api.listReviews, { query: {} })).reviews).toHaveLength(3)
    expect((await there.screen.ask(api.listReviews, { query: {} })).reviews).toEqual([])
    for (const [endpoint, body] of [
      [api.publishReview, { seen }],
      [api.refuseReview, { reason: 'insult' as const }],
      [api.reconsiderReview, undefined],
      [api.settleReports, undefined],
    ] as const)
      expect(
        (
          await there.screen.raw(endpoint as typeof api.publishReview, {
            params: { id },
            body: body as { seen: string },
          })
        ).status,
      ).toBe(403)
    expect((await advisor.screen.raw(api.listReviews, { query: {} })).status).toBe(403)
    const { settings: now, mayChange } = await here.screen.ask(api.readReviewSettings, {})
    expect(mayChange).toBe(false)
    expect((await here.screen.raw(api.setReviewSettings, { body: now })).status).toBe(403)
    expect(
      (
        await here.screen.raw(api.createSubject, {
          body: { kind: 'service', title: { fr: 'Atelier', en: 'Workshop' } },
        })
      ).status,
    ).toBe(403)
    expect((await here.screen.ask(api.publishReview, { params: { id }, body: { seen } })).decidedBy).toBe('Mia Ici')
  })
  it('published by itself after its days, but for what was flagged, refused or left out; never sooner', async () => {
    await wipe()
    await settings({ byItself: true, delayDays: 7 })
    await reviewed(town, survey, { text: 'Sans histoire.', wait: true })
    await reviewed(town, survey, { text: 'Tel 06 39 98 01 01', wait: true })
    for (const text of [
      'Moussa est un voleur, remboursez sur le RIB 30004 00823 00010123456 43',
      'Je suis séropositif et elle l’a répété, elle couche avec le chef d’atelier',
      'Mme Garnier, 3 rue Pasteur à Chatou, digicode 45B12 : appelez le zéro six trente-neuf quatre-vingt-dix-huit zéro un',
    ])
      await reviewed(town, survey, { text, wait: true })
    // Also those that were read by the finder of another day.
    await sql`update reviews.review set flags = '{}'`.execute(db)
    const refused = await reviewed(town, survey, { text: 'Refusé.', wait: true })
    await owner.ask(api.refuseReview, { params: { id: refused.id }, body: { reason: 'off-topic' } })
    await reviewed(town, survey, { text: 'Compté nulle part.', wait: true })
    await sql`update feedback.answer a set left_out = 'one-device' from feedback.verbatim v where v.answer_id = a.id and v.text = 'Compté nulle part.'`.execute(
      db,
    )
    clock.pass(6.9 * 86_400)
    await publishDue(house)
    expect((await get('/r/versailles.json')).json().reviews).toEqual([])
    clock.pass(0.2 * 86_400)
    await publishDue(house)
    expect((await get('/r/versailles.json')).json().reviews.map((each: { words: string }) => each.words)).toEqual([
      'Sans histoire.',
    ])
    await settings({ byItself: false })
  })
  it('who works here and reviews themselves is looked at; so are words that came from others before', async () => {
    await sql`update network.staff set email = 'denis.suppleant@example.org' where id = ${town.deputy.staffId}`.execute(
      db,
    )
    const insider = await newcomer(town, { email: 'Denis.Suppleant@example.org' })
    const { id } = await reviewed(town, survey, {
      customerId: insider,
      text: 'Le meilleur garage de France, sans aucun doute.',
      wait: true,
    })
    expect((await read(id)).flags).toEqual(['colleague'])
    for (let n = 0; n < 3; n += 1)
      await answers(town, survey, { text: 'Allez donc chez le concurrent, il est moins cher.' })
    const copied = await reviewed(town, survey, {
      text: 'Allez donc chez le concurrent, il est moins cher !',
      wait: true,
    })
    expect((await read(copied.id)).flags).toEqual(['same-words'])
  })
  it('were the unhappy refused more often? it is counted, and said when chance does not explain it', async () => {
    await wipe()
    for (let n = 0; n < 12; n += 1) {
      const bad = await reviewed(town, survey, { score: 0, text: `Mauvais ${n}`, wait: true })
      await owner.ask(api.refuseReview, { params: { id: bad.id }, body: { reason: 'off-topic' } })
      await reviewed(town, survey, { score: 10, text: `Bon ${n}` })
    }
    expect(await owner.ask(api.readReviewSettings, {})).toMatchObject({
      refusals: [
        { stars: 1, decided: 12, refused: 12 },
        { stars: 5, decided: 12, refused: 0 },
      ],
      because: [{ code: 'refusals-unequal', values: { low: 12, lowOf: 12, high: 0, highOf: 12 } }],
    })
    expect((await get('/r/about?lang=fr')).body).toContain('Raisons des refus\u00a0: hors sujet (12).')
  })
})

describe('the site answers, readers doubt', () => {
  let review: { id: string; customerId: string }
  beforeAll(async () => {
    await wipe()
    review = await reviewed(town, survey, {
      customerId: await newcomer(town, { givenName: 'Jeanne', familyName: 'Quévremont' }),
      named: false,
      score: 2,
      text: 'Facture incompréhensible.',
    })
  })
  const reply = (text: string, role = 'Le responsable du site') =>
    owner.raw(api.replyToReview, { params: { id: review.id }, body: { text, role } })
  it('in public, with its role and day; changed, with that day too; never telling who the author is', async () => {
    expect((await reply('Madame Quevremont, nous regrettons.')).status).toBe(422)
    expect((await reply('Appelez-moi au 06 39 98 01 01.')).status).toBe(422)
    // She did not sign: her first name is not for the public either.
    expect((await reply('Merci Jeanne, nous regrettons.')).status).toBe(422)
    expect((await reply('Nous regrettons, et avons refait la facture.')).status).toBe(200)
    clock.pass(2 * 86_400)
    expect((await reply('Nous regrettons, et avons refait la facture avec vous.')).status).toBe(200)
    const page = (await get(PAGE)).body
    expect(page).toContain('Réponse\u00a0: Le responsable du site')
    expect(page).toMatch(/le \d+ \S+ 202\d, modifiée le \d+ \S+ 202\d/u)
    expect(page).toContain('avec vous.')
    await owner.ask(api.removeReply, { params: { id: review.id } })
    expect((await get(PAGE)).body).not.toContain('avec vous.')
  })
  it('the answer goes with a signature that it tells, and with a review that is taken back; asked for anew it stands alone', async () => {
    const { path, id } = await reviewed(town, survey, {
      customerId: await newcomer(town, { givenName: 'Fatou', familyName: 'Hoarau' }),
      text: 'Le café était tiède.',
    })
    const mine = /\/r\/mine\/[\w-]+/u.exec((await get(path)).body)![0]
    const answered = (text: string) =>
      owner.ask(api.replyToReview, { params: { id }, body: { text, role: 'Le responsable' } })
    const reply = async () => (await owner.ask(api.readReview, { params: { id } })).reply?.text ?? null
    await answered('Merci Fatou, il est chaud maintenant.')
    // In the language they asked for, and it stays so.
    expect((await get(`${mine}?lang=en`)).body).toContain('Take my review back')
    expect((await post(`${mine}/name`, { named: 'no', lang: 'en' })).headers.location).toBe(`${mine}?done=name&lang=en`)
    expect(await reply()).toBeNull()
    expect((await get(PAGE)).body).not.toContain('Fatou')
    await answered('Merci, il est chaud maintenant.')
    await post(`${mine}/name`, { named: 'yes' })
    expect(await reply()).toBe('Merci, il est chaud maintenant.')
    await post(`${mine}/withdraw`, {})
    expect(await reply()).toBeNull()
    expect(await publishes(town, path, { named: 'no' })).toBe(303)
    await letThrough(town, id)
    const { body } = await get(PAGE)
    expect(body).toContain('Le café était tiède.')
    expect(body).not.toMatch(/Fatou|chaud maintenant/u)
  })
  it('only what is published is answered', async () => {
    const { id } = await reviewed(town, survey, { wait: true })
    expect((await owner.raw(api.replyToReview, { params: { id }, body: { text: 'Merci', role: 'Nous' } })).status).toBe(
      409,
    )
  })
  it('anyone may report, with a reason, without script or account; nothing of them is kept', async () => {
    const form = await get(`/r/report/${review.id}?lang=fr`)
    expect(form.statusCode).toBe(200)
    expect(form.headers['cache-control']).toBe('no-store')
    expect(form.body).toContain('Je doute que cet avis soit authentique')
    expect(form.body).not.toMatch(/<script|checked/u)
    expect((await post(`/r/report/${review.id}`, { reason: 'insult', words: '' })).statusCode).toBe(422)
    expect((await post(`/r/report/${review.id}`, { reason: 'dull', words: 'Il est ennuyeux' })).statusCode).toBe(422)
    const robot = await post(`/r/report/${review.id}`, { reason: 'insult', words: 'Achetez ici', website: 'x' })
    expect(robot.statusCode).toBe(200)
    expect(
      (await post(`/r/report/${review.id}`, { reason: 'not-authentic', words: 'Ce garage n’a pas de factures.' })).body,
    ).toContain('Merci, c’est transmis')
    const { reports } = await owner.ask(api.reviewReports, { params: { id: review.id } })
    expect(reports).toMatchObject([
      { reason: 'not-authentic', words: 'Ce garage n’a pas de factures.', state: 'open', more: 0 },
    ])
    const { rows } = await sql<{
      line: string
    }>`select to_jsonb(r)::text || (select string_agg(to_jsonb(a)::text, '') from network.audit a where action = 'review.report') as line from reviews.report r`.execute(
      db,
    )
    expect(rows[0]!.line).not.toContain('10.8.0')
    expect((await get(`/r/report/${house.newId()}`)).statusCode).toBe(404)
    expect((await get('/r/report/x')).statusCode).toBe(404)
  })
  it('a thousand reports are twenty and a count, and take nothing down: a person does, for a reason', async () => {
    for (let n = 0; n < 1000; n += 1)
      await db
        .transaction()
        .execute((tx) =>
          addReport(
            tx,
            { id: house.newId(), reviewId: review.id, reason: 'insult', words: `Scandale ${n}` },
            clock.now(),
          ),
        )
    const { rows } = await sql<{
      kept: number
      all: number
    }>`select count(*)::int as kept, sum(1 + more)::int as all from reviews.report where review_id = ${review.id}`.execute(
      db,
    )
    expect(rows).toEqual([{ kept: 20, all: 1001 }])
    expect((await get(PAGE)).body).toContain('Facture incompréhensible.')
    const { reviews } = await owner.ask(api.listReviews, { query: { state: 'reported' } })
    expect(reviews).toMatchObject([{ id: review.id, reports: 1001 }])
    const answers = []
    for (let n = 0; n < 12; n += 1)
      answers.push((await post(`/r/report/${review.id}`, { reason: 'insult', words: 'Encore' }, '10.8.9.9')).statusCode)
    expect(answers.slice(0, 10).every((status) => status === 200)).toBe(true)
    expect(answers.at(-1)).toBe(429)
    await owner.ask(api.settleReports, { params: { id: review.id } })
    expect((await read(review.id)).reports).toBe(0)
    expect((await get(PAGE)).body).toContain('Facture incompréhensible.')
  })
})
