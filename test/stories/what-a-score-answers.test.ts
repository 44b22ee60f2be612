import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import * as answersApi from '../../contract/answers.ts'
import * as api from '../../contract/asking.ts'
import * as customers from '../../contract/customers.ts'
import * as gate from '../../contract/gate-file.ts'
import * as keys from '../../contract/keys.ts'
import * as network from '../../contract/network.ts'
import * as quality from '../../contract/quality.ts'
import * as recovery from '../../contract/recovery.ts'
import { SCALE_OF } from '../../contract/surveys.ts'
import * as voice from '../../contract/voice.ts'
import { openReader } from '../../server/edges/reader/shipped-reader.edge.ts'
import { STARTERS } from '../../server/feedback/starters.ts'
import { eraseAll, subjectOf } from '../../server/flows/person-data.flow.ts'
import { evaluateDue } from '../../server/flows/quality/evaluate.flow.ts'
import { askWhetherWell } from '../../server/flows/recovery/second-question.flow.ts'
import { tally, tallyAsked } from '../../server/flows/voice/tally.flow.ts'
import { inTransaction } from '../../server/kit/house.ts'
import { askAddress } from '../../server/messages/ask-link.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { lockCase } from '../../server/recovery/case.store.ts'
import { type Answering, answers } from '../answers.ts'
import { browser } from '../asking.ts'
import { mailBy } from '../outbox.ts'
import { openTown } from '../town.ts'

/** A score answers the question that was asked, when it was asked, on the scale that was shown, for the person who gave it. */
const town = await openTown({ at: '2026-10-05T10:00:00+02:00' })
const { owner, siteId, clock, world } = town
const { house } = world
const { db } = house
const reader = openReader()
const playbooks = new PlaybookInForce()
const DAY = 86_400

let people = 0
const customer = async () =>
  (
    await owner.ask(customers.createCustomer, {
      body: {
        givenName: 'Zoé',
        familyName: `Cliente${++people}`,
        siteId,
        emails: [{ address: `zoe${people}@example.org` }],
      },
    })
  ).id
const rates = (stars: number, { about, ...over }: Answering = {}) =>
  answers(house, reader, {
    metric: 'csat',
    scale: SCALE_OF.csat,
    score: stars,
    channel: 'email',
    deviceKey: house.newId(),
    ...over,
    about: { siteId, ...about },
  })
const product = async (reference: string) => {
  const { id } = await owner.ask(quality.createProduct, {
    body: { kind: 'product', reference, name: { fr: reference, en: reference } },
  })
  return {
    id,
    now: async () => {
      clock.pass(30)
      await evaluateDue(house)
      return (await owner.ask(gate.readProduct, { params: { id } })).product
    },
  }
}
const csat = async () => {
  await tally(house)
  await tallyAsked(house, 5)
  const figures = await owner.ask(voice.voiceFigures, { query: {} })
  return { csat: figures.metrics.find(({ metric }) => metric === 'csat')!.now, asked: figures.response }
}

beforeAll(() => mailBy(house, 25))

describe('« Est-ce réglé ? »', () => {
  test('is another question: neither satisfaction, nor a rating of the product, nor one more who was invited', async () => {
    const pads = await product('PADS')
    const cases: string[] = []
    for (let n = 0; n < 6; n += 1) {
      const customerId = await customer()
      await rates(1, { about: { customerId, service: 'PADS' } })
      cases.push(
        (await owner.ask(recovery.listCases, { query: { whose: 'site', customer: customerId } as never })).cases[0]!.id,
      )
    }
    const [was, bad] = [await csat(), await pads.now()]
    expect([was.csat.n, bad.evidence!.mean, bad.state]).toEqual([6, expect.closeTo(1.2, 0.5), 'proposed'])
    for (const id of cases) {
      await inTransaction(house, async (house) =>
        askWhetherWell(house, playbooks, await lockCase(house.db, id), {
          staffId: owner.staffId,
          userId: null,
          name: 'Olga',
          roles: [],
          locale: 'fr',
        }),
      )
      const { rows } = await sql<{
        id: string
      }>`select id from feedback.invitation where case_id = ${id}::uuid`.execute(db)
      const { pathname } = new URL(askAddress(house.seal.mark, house.origin, 'ask', rows[0]!.id))
      await sql`update feedback.invitation set asked_at = ${house.now()} where id = ${rows[0]!.id}::uuid`.execute(db)
      const her = browser(town)
      const page = await her.get(pathname)
      clock.pass(20)
      expect((await her.send(page, [['score', '5']])).statusCode).toBe(303)
    }
    const [is, still] = [await csat(), await pads.now()]
    expect(is).toEqual(was)
    expect([still.evidence!.mean, still.evidence!.n, still.state]).toEqual([bad.evidence!.mean, 6, 'proposed'])
    // It says whether it is better, where that is asked.
    const { better } = await owner.ask(recovery.caseFigures, { query: {} })
    expect(better).toMatchObject({ n: 6, value: 1 })
  })
})

describe('an erasure', () => {
  test('makes no product worse: what one person said seven times was one voice, and stays one, of the same version', async () => {
    const mats = await product('MATS')
    const often = await customer()
    for (let n = 0; n < 7; n += 1) {
      clock.pass(60)
      await rates(1, { about: { customerId: often, service: 'MATS' } })
    }
    for (let n = 0; n < 4; n += 1) await rates(5, { about: { customerId: await customer(), service: 'MATS' } })
    const before = (await mats.now()).evidence!
    expect([before.n, before.again]).toEqual([5, 6])
    await inTransaction(house, async (house) => eraseAll(house, often, await subjectOf(house, often), 'request'))
    await sql`insert into quality.due (product_id, at) values (${mats.id}, ${house.now()}) on conflict do nothing`.execute(
      db,
    )
    expect((await mats.now()).evidence).toEqual(before)
    const { rows } = await sql`select rater from quality.rating where rater like ${`%${often}%`}`.execute(db)
    expect(rows).toEqual([])
  })
})

describe('a scale that changes while a page is open', () => {
  const draft = (max: number, direction: 'up' | 'down' = 'up') => ({
    ...structuredClone(STARTERS[1]!),
    slug: 'accueil',
    metric: 'csat' as const,
    scale: { min: max === 10 ? 0 : 1, max, direction },
  })
  const newest = async () =>
    (
      await sql<{ score: number; max: number; direction: string; band: string; version: number }>`
        select score, scale_max as max, direction, band, survey_version as version from feedback.answer order by at desc, id desc limit 1`.execute(
        db,
      )
    ).rows[0]
  let id = ''
  let path = ''
  const change = async (to: ReturnType<typeof draft>) => {
    const { version } = (await owner.ask(api.readSurvey, { params: { id } })).survey
    await owner.ask(api.changeSurvey, { params: { id }, body: { version, draft: to } })
  }
  test('what is chosen on the page is what was meant', async () => {
    ;({ id } = await owner.ask(api.createSurvey, { body: draft(5) }))
    await owner.ask(api.setSurveyState, { params: { id }, body: { state: 'open' } })
    const door = await owner.ask(api.createDoor, { params: { id }, body: { siteId, kind: 'qr', name: 'Comptoir' } })
    path = new URL(door.address).pathname
    const her = browser(town)
    const page = await her.get(path)
    await change(draft(10))
    clock.pass(20)
    await her.send(page, [['score', '5']])
    expect(await newest()).toEqual({ score: 5, max: 5, direction: 'up', band: 'happy', version: 1 })
  })
  test('a fault is told on the page that was open; one that is turned round keeps its good end', async () => {
    await change(draft(5, 'down'))
    const his = browser(town)
    const page = await his.get(path)
    await change(draft(7))
    const hasty = await his.send(page, [['score', '1']])
    expect([hasty.statusCode, hasty.body.match(/name="score"/gu)?.length]).toEqual([422, 5])
    clock.pass(20)
    await his.send(hasty, [['score', '1']])
    expect(await newest()).toMatchObject({ score: 1, max: 5, direction: 'down', band: 'happy' })
  })
  test('taken down by hand, it is the scale that was read aloud', async () => {
    const asks = await owner.ask(answersApi.customerAsks, { params: { id: town.anne.customerId } })
    const spoken = asks.surveys.find((each) => each.id === id)!
    await change(draft(10))
    clock.pass(20)
    await owner.ask(answersApi.noteAnswer, {
      body: {
        key: 'noted-by-hand',
        surveyId: id,
        version: spoken.version,
        customerId: town.anne.customerId,
        channel: 'call',
        score: 7,
        language: 'fr',
      },
    })
    expect(await newest()).toMatchObject({ score: 7, max: 7, band: 'happy' })
    expect(
      (
        await owner.raw(answersApi.noteAnswer, {
          body: {
            key: 'noted-by-hand-2',
            surveyId: id,
            version: 99,
            customerId: null,
            siteId,
            channel: 'call',
            score: 7,
            language: 'fr',
          },
        })
      ).status,
    ).toBe(422)
  })
})

describe('what another tool collected', () => {
  const tell = (all: object[]) => owner.ask(answersApi.tellAnswers, { body: { source: 'old', answers: all as never } })
  test('years ago opens no case today and thanks nobody; of this week it does', async () => {
    const old = await customer()
    const fresh = await customer()
    const told = (key: string, who: string, at: Date, text: string, score: number) => ({
      key,
      who: { id: who },
      at: at.toISOString(),
      metric: 'csat',
      score,
      text,
      siteId,
    })
    const ago = (days: number) => new Date(house.now().getTime() - days * DAY * 1000)
    const brakes = 'Mes freins ne marchent plus, rappelez-moi'
    await tell([
      told('o1', old, ago(1200), brakes, 1),
      told('o2', old, ago(1200), 'Merci à Alice, parfait accueil', 5),
      told('f1', fresh, ago(3), brakes, 1),
      told('f2', fresh, ago(3), 'Merci à Alice, parfait accueil', 5),
    ])
    const casesOf = async (id: string) =>
      (await owner.ask(recovery.listCases, { query: { whose: 'site', customer: id } as never })).cases.length
    expect([await casesOf(old), await casesOf(fresh)]).toEqual([0, 1])
    const { rows } = await sql<{ customer_id: string }>`select customer_id from recovery.compliment`.execute(db)
    expect(rows.map(({ customer_id }) => customer_id)).toEqual([fresh])
  })
  test('is told of the sites of one’s right: a key of one site tells nothing of another, nor of none', async () => {
    const elsewhere = await owner.ask(network.createSite, { body: { name: 'Rueil' } })
    const { token } = (await owner.ask(keys.createApiKey, {
      body: { name: 'Rueil', role: 'head-office', siteId: elsewhere.id },
    })) as never as { token: string }
    const one = (key: string, at: string | null) => ({
      key,
      at: house.now().toISOString(),
      metric: 'csat',
      score: 4,
      ...(at ? { siteId: at } : {}),
    })
    const { body } = await world.app.inject({
      method: 'POST',
      url: '/api/answers',
      headers: { authorization: `Bearer ${token}` },
      payload: { source: 'x', answers: [one('k1', siteId), one('k2', null), one('k3', elsewhere.id)] },
    })
    expect(JSON.parse(body)).toMatchObject({
      kept: 1,
      refused: [
        { key: 'k1', because: 'not a site you may tell of' },
        { key: 'k2', because: 'say at which site: you may not tell of all' },
      ],
    })
  })
})

describe('when a product returns', () => {
  test('those who gave five stars are not written to as if it had not been well, however their words were read', async () => {
    const { id, now } = await product('WIPERS')
    await now()
    const [content, not] = [await customer(), await customer()]
    await rates(5, { text: 'Plus jamais je n’irai ailleurs', about: { customerId: content, service: 'WIPERS' } })
    await rates(1, { text: 'Nul', about: { customerId: not, service: 'WIPERS' } })
    // Whatever the reader says of them by now.
    await sql`update feedback.verbatim set polarity = -1, mixed = false where customer_id = ${content}::uuid`.execute(
      db,
    )
    const { ratersBefore } = await import('../../server/quality/ratings.store.ts')
    const told = (under: number | null) => ratersBefore(db, { id, reference: 'WIPERS' }, 2, under)
    expect(await told(3)).toEqual([not])
    expect((await told(null)).toSorted()).toEqual([content, not].toSorted())
    // A person read them, and says that they are no praise.
    await sql`update feedback.verbatim set corrected_at = ${house.now()} where customer_id = ${content}::uuid`.execute(
      db,
    )
    expect((await told(3)).toSorted()).toEqual([content, not].toSorted())
  })
})
