import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import * as network from '../../contract/network.ts'
import * as api from '../../contract/reviews.ts'
import { SCALE_OF } from '../../contract/surveys.ts'
import { starsOf } from '../../server/reviews/rating.ts'
import { openSurvey } from '../asking.ts'
import {
  answers,
  desk,
  letThrough,
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

/** What the public, search engines and programs read; and what was sent to harm. */
const town = await openTown()
const { owner, world, clock, siteId } = town
const { house } = world
const { db } = house
const { get } = reader(town)
const { read, settings, wipe } = desk(town)
let survey: { id: string; version: number }
beforeAll(async () => {
  survey = await openSurvey(town)
})

describe('the public pages', () => {
  beforeAll(async () => {
    await wipe()
    for (let n = 1; n <= 23; n += 1) {
      clock.pass(60)
      await reviewed(town, survey, { score: n % 11, text: `Avis numéro ${n}.` })
    }
  })
  it('newest first, twenty on a page, by stars; the average by its formula, with n and the distribution', async () => {
    const page = (await get(PAGE)).body
    const shown = [...page.matchAll(/Avis numéro (\d+)\.<\/p>/gu)].map(([, n]) => Number(n))
    expect(shown).toEqual(Array.from({ length: 20 }, (_, at) => 23 - at))
    const rest = (await get(`${PAGE}&page=2`)).body
    expect([...rest.matchAll(/Avis numéro (\d+)\.<\/p>/gu)].map(([, n]) => Number(n))).toEqual([3, 2, 1])
    const { figures } = (await get('/r/versailles.json')).json()
    const scores = Array.from({ length: 23 }, (_, at) => starsOf((at + 1) % 11, SCALE_OF.nps))
    const sum = scores.reduce((all, each) => all + each, 0)
    expect(figures).toMatchObject({
      counted: 23,
      average: Math.round(((17.5 + sum) / 28) * 10) / 10,
      mean: Math.round((sum / 23) * 10) / 10,
    })
    expect(page).toContain('Moyenne = (5 × 3,5 + somme des étoiles) ÷ (5 + nombre d’avis)')
    expect(page).toContain('sur 23 avis vérifiés')
    const fives = (await get(`${PAGE}&stars=5`)).body
    expect(
      [...fives.matchAll(/Avis numéro (\d+)\.<\/p>/gu)].map(([, n]) => Number(n) % 11).every((score) => score >= 9),
    ).toBe(true)
    expect((await get(`${PAGE}&page=3`)).statusCode).toBe(404)
    expect((await get(`${PAGE}&page=0&stars=9`)).statusCode).toBe(200)
  })
  it('search engines are told what is shown and nothing else; filters are not theirs to index', async () => {
    const page = (await get(PAGE)).body
    const told = toldIn(page) as {
      review: { reviewBody: string; reviewRating: { ratingValue: number } }[]
      aggregateRating: { ratingValue: number; ratingCount: number }
    }
    expect(told).toMatchObject({
      '@type': 'LocalBusiness',
      name: 'Versailles',
      aggregateRating: { ratingCount: 23, bestRating: 5, worstRating: 1 },
    })
    expect(page).toContain(`<div class="big">${String(told.aggregateRating.ratingValue).replace('.', ',')} <small>`)
    expect(told.review).toHaveLength(20)
    for (const { reviewBody, reviewRating } of told.review) {
      expect(page).toContain(`>${reviewBody}</p>`)
      expect(page).toContain(
        `aria-label="${String(reviewRating.ratingValue).replace('.', ',')} ${reviewRating.ratingValue < 2 ? 'étoile' : 'étoiles'} sur 5"`,
      )
    }
    expect(page).toContain('<meta name="robots" content="index,follow">')
    expect(page).toContain('<link rel="canonical" href="http://localhost:4270/r/versailles?lang=fr">')
    expect(page).toContain('hreflang="en" href="http://localhost:4270/r/versailles?lang=en"')
    expect((await get(`${PAGE}&stars=2`)).body).toContain('<meta name="robots" content="noindex,follow">')
    const few = await owner.ask(api.createSubject, {
      body: { kind: 'product', title: { fr: 'Batterie', en: 'Battery' } },
    })
    expect(toldIn((await get(new URL(few.address).pathname)).body)).not.toHaveProperty('aggregateRating')
    for (const [url, status] of [
      ['/robots.txt', 200],
      ['/r/mine/x', 404],
    ] as const)
      expect((await get(url)).statusCode).toBe(status)
    expect((await get('/robots.txt')).body).toContain('Sitemap: http://localhost:4270/r/sitemap.xml')
  })
  it('both languages by their address, else by the browser; no script but data, no cookie', async () => {
    expect((await get('/r/versailles', { 'accept-language': 'en-GB' })).body).toContain('<html lang="en">')
    expect((await get('/r/versailles')).body).toContain('<html lang="fr">')
    const page = await get(PAGE)
    expect(page.body.match(/<script/gu)).toHaveLength(1)
    expect(page.headers['set-cookie']).toBeUndefined()
  })
  it('a badge with how many, on any site; none of an average under five', async () => {
    const badge = await get('/r/versailles/badge.svg?lang=en')
    expect(badge.headers['content-type']).toContain('image/svg+xml')
    expect(badge.headers['cross-origin-resource-policy']).toBe('cross-origin')
    expect(badge.body).toContain('from 23 verified reviews')
    expect(badge.body).not.toMatch(/<script|href=|url\(http/u)
    expect((await get('/r/network/badge.svg?lang=fr')).body).toContain('sur 23 avis vérifiés')
    const battery = await get('/r/product/batterie/badge.svg?lang=fr')
    expect(battery.body).toContain('Lire les avis')
    expect((await get('/r/nowhere/badge.svg')).statusCode).toBe(404)
  })
  it('exports for programs and spreadsheets, from any origin; a formula stays a text', async () => {
    await reviewed(town, survey, { text: '=HYPERLINK("http://x","clic") "cité", et\nà la ligne' })
    const csv = await get('/r/versailles.csv')
    expect(csv.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'content-disposition': 'attachment; filename="reviews.csv"',
    })
    expect(csv.body).toContain(`"'=HYPERLINK(""http://x"",""clic"") ""cité"", et\nà la ligne"`)
    expect((await get('/r/versailles.json')).json().reviews[0].words).toBe(
      '=HYPERLINK("http://x","clic") "cité", et\nà la ligne',
    )
    expect((await get('/r/network.json')).json()).toMatchObject({
      subject: { kind: 'network' },
      figures: { shown: 24 },
    })
  })
  it('products and services have pages of their own; the author says which is meant; an address that changed leads on', async () => {
    const workshop = await owner.ask(api.createSubject, {
      body: { kind: 'service', title: { fr: 'L’atelier', en: 'The workshop' }, matches: ['service'] },
    })
    const { path } = await answers(town, survey, {
      text: 'L’atelier au top.',
      about: { visitId: await visited(town, town.anne.customerId), service: 'service' },
      customerId: town.anne.customerId,
    })
    const offer = (await get(`${path}?done=1&lang=fr`)).body
    expect(offer).toContain('Votre avis porte sur')
    expect(await publishes(town, path, { subject: house.newId() })).toBe(409)
    await publishes(town, path, { subject: workshop.id })
    await letThrough(town, await newest(town))
    expect((await get('/r/service/l-atelier?lang=fr')).body).toContain('L’atelier au top.')
    expect((await get('/r/service/l-atelier?lang=en')).body).toContain('Reviews of The workshop')
    const site = (await get(PAGE)).body
    expect(site).toContain('L’atelier au top.')
    expect(site).toContain('Au sujet de\u00a0: L’atelier')
    await owner.ask(api.updateSubject, { params: { id: workshop.id }, body: { slug: 'atelier' } })
    const moved = await get('/r/service/l-atelier')
    expect([moved.statusCode, moved.headers.location]).toEqual([301, '/r/service/atelier?lang=fr'])
    await owner.ask(api.updateSubject, { params: { id: workshop.id }, body: { archived: true } })
    expect((await get('/r/service/atelier')).statusCode).toBe(404)
  })
  it('the sitemap names each page there is something to read on, in both languages', async () => {
    const { body, headers } = await get('/r/sitemap.xml')
    expect(headers['content-type']).toContain('application/xml')
    expect(body).toContain('<loc>http://localhost:4270/r/versailles?lang=fr</loc>')
    expect(body).toContain('<loc>http://localhost:4270/r/about?lang=en</loc>')
    expect(body).not.toContain('batterie')
  })
})

describe('stars', () => {
  it('are the same by the database and by the rule, on every scale, whichever end is the good one', async () => {
    await wipe()
    const expected = new Map<string, number>()
    for (const scale of Object.values(SCALE_OF))
      for (const direction of ['up', 'down'] as const)
        for (let score = scale.min; score <= scale.max; score += 1) {
          const [answer, id] = [house.newId(), house.newId()]
          expected.set(id, starsOf(score, { ...scale, direction }))
          await sql`insert into feedback.answer (id, site_id, channel, language, score, scale_min, scale_max, direction, at, changed_at)
            values (${answer}, ${siteId}, 'email', 'fr', ${score}, ${scale.min}, ${scale.max}, ${direction}, ${clock.now()}, ${clock.now()})`.execute(
            db,
          )
          await sql`insert into reviews.review (id, answer_id, wording, asked_at, experience, experience_id, experience_on, state, read_hash, published_at, changed_at)
            values (${id}, ${answer}, 'x', ${clock.now()}, 'visit', ${id}, '2026-11-24', 'published', sha256(''), ${clock.now()}, ${clock.now()})`.execute(
            db,
          )
        }
    const { reviews, figures } = (await get('/r/network.json')).json() as {
      reviews: { id: string; stars: number }[]
      figures: { counted: number; mean: number; byStar: Record<string, number> }
    }
    expect(reviews).toHaveLength(expected.size)
    for (const { id, stars } of reviews) expect(stars).toBeCloseTo(expected.get(id)!, 2)
    const all = [...expected.values()]
    expect(figures.counted).toBe(all.length)
    for (const star of [1, 2, 3, 4, 5])
      expect(figures.byStar[star]).toBe(all.filter((each) => Math.round(each) === star).length)
  })
})

describe('what was sent to harm', () => {
  beforeAll(wipe)
  it.each([
    ['script', '</script><script>alert(1)</script><img src=x onerror=alert(1)>'],
    ['an end of the data', '</ScRiPt><!--"}]}'],
    ['text that turns', '\u202eelbatropus\u202c \u2066non\u2069 \u200b\u200d'],
    ['emoji only', '😀👍🏽👨‍👩‍👧‍👦🇫🇷'],
    ['zalgo', `a${'\u0301'.repeat(400)}`],
    ['no blank in it', 'w'.repeat(4_900)],
    ['another script', 'خدمة ممتازة جدا، شكرا'],
    ['XML', ']]><?xml version="1.0"?>&amp;&lt;'],
  ])('%s: shown as it is, and does nothing', async (_name, text) => {
    await wipe()
    await reviewed(town, survey, { text })
    const { words } = (await get('/r/versailles.json')).json().reviews[0]
    expect(words).toBe(text)
    const page = (await get(PAGE)).body
    expect(page.match(/<script/giu)).toHaveLength(1)
    expect(page.match(/<img/giu)).toBeNull()
    expect((toldIn(page) as { review: { reviewBody: string }[] }).review[0]!.reviewBody).toBe(text)
    expect(page).toMatch(/<p class="words" dir="auto"/u)
  })
  it('a name that is none is not shown', async () => {
    await wipe()
    const who = await newcomer(town, { givenName: '<b>Visitez-spam.example</b>', familyName: 'X' })
    const { path } = await answers(town, survey, { customerId: who })
    expect((await get(`${path}?done=1`)).body).not.toContain('name="named"')
    await publishes(town, path, { named: 'yes' })
    await letThrough(town, await newest(town))
    expect((await get('/r/versailles.json')).json().reviews[0].author).toBeNull()
  })
  it('a site named to harm has a plain address, and breaks no map', async () => {
    await owner.ask(network.createSite, { body: { name: '"><script>]]>&' } })
    await owner.ask(network.createSite, { body: { name: 'Service' } })
    const { subjects } = await owner.ask(api.listSubjects, {})
    expect(subjects.map(({ slug }) => slug)).toEqual(expect.arrayContaining(['script', 'service-2', 'versailles']))
    expect((await get('/r/script')).body).not.toContain('"><script>]]>')
    expect((await get('/r/sitemap.xml')).body).not.toContain('<script>')
    expect(
      (await owner.raw(api.createSubject, { body: { kind: 'product', title: { fr: 'x', en: 'x' }, slug: '../x' } }))
        .status,
    ).toBe(422)
  })
  it.each([
    '/r/%00',
    '/r/VERSAILLES',
    "/r/x'--",
    '/r/product/',
    '/r/service/%2e%2e',
    `/r/${'a'.repeat(190)}`,
    '/r/versailles.xml',
  ])('%s is nowhere, and no fault', async (url) => {
    const { statusCode } = await get(url)
    expect([400, 404]).toContain(statusCode)
  })
  it('a competitor who floods the door is never published, whatever was let through before it was seen', async () => {
    await wipe()
    await settings({ unverified: 'marked' })
    const { id } = await reviewed(town, survey, { score: 0, text: 'Fuyez ce garage.' })
    await sql`update feedback.answer set left_out = 'burst' where id = (select answer_id from reviews.review where id = ${id})`.execute(
      db,
    )
    expect((await get('/r/versailles.json')).json()).toMatchObject({ reviews: [], figures: { shown: 0 } })
    const late = await reviewed(town, survey, { text: 'Encore.', wait: true })
    await sql`update feedback.answer set left_out = 'bot' where id = (select answer_id from reviews.review where id = ${late.id})`.execute(
      db,
    )
    const { seen } = await read(late.id)
    expect((await owner.raw(api.publishReview, { params: { id: late.id }, body: { seen } })).body.code).toBe('left-out')
    await settings({ unverified: 'never' })
  })
})
