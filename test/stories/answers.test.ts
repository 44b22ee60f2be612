import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as answersApi from '../../contract/answers.ts'
import * as asking from '../../contract/asking.ts'
import * as auditApi from '../../contract/audit.ts'
import * as consent from '../../contract/consent.ts'
import * as customers from '../../contract/customers.ts'
import * as feedback from '../../contract/feedback.ts'
import * as keys from '../../contract/keys.ts'
import * as network from '../../contract/network.ts'
import { answersOf, browser, invite, openSurvey } from '../asking.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/** What is asked by a person, said aloud, or collected by another system. */
const town = await openTown()
const { clock, owner, advisor, reception, world, anne, siteId } = town
const { house } = world
const { db } = house
/** As the town calls its advisor. */
const ADVISOR = 'Alice Conseil'
const survey = await openSurvey(town, 'after-call')
const nps = await openSurvey(town, 'after-delivery')
const params = { id: anne.customerId }

beforeAll(async () => {
  for (const channel of ['sms', 'email'])
    await sql`insert into messages.provider (id, channel, kind, name, created_at, changed_at) values (${house.newId()}, ${channel}, 'http', 'x', ${clock.now()}, ${clock.now()})`.execute(
      db,
    )
})
beforeEach(() =>
  sql`truncate feedback.answer, feedback.verbatim, feedback.invitation, messages.message, timeline.fact, feedback.changed`
    .execute(db)
    .then(() => undefined),
)

describe('after a call', () => {
  it('what may be asked, by what, and what was asked before; each reason why not', async () => {
    const asks = await advisor.ask(answersApi.customerAsks, { params })
    expect(
      asks.surveys.map(({ slug, notBefore }) => [slug, notBefore] as const).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ).toEqual([
      ['after-call', null],
      ['after-delivery', null],
    ])
    expect(asks.channels).toEqual([
      { channel: 'sms', may: true, because: [] },
      { channel: 'email', may: false, because: [{ code: 'gesture.no-email', values: {} }] },
    ])
    await invite(town, nps)
    const after = await advisor.ask(answersApi.customerAsks, { params })
    expect(after.asked).toMatchObject([{ surveyId: nps.id, answeredAt: null }])
    const of = (slug: string) => after.surveys.find((each) => each.slug === slug)
    expect(of('after-call')).toMatchObject({
      notBefore: '2026-12-08T09:24:00.000Z',
      because: [{ code: 'ask.lately', values: { days: 14 } }],
    })
    expect(of('after-delivery')).toMatchObject({ because: [{ code: 'ask.nps-lately' }] })
  })

  it('the link leaves by SMS in one tap, in the advisor’s name, with its invitation; two taps are one', async () => {
    const body = { surveyId: survey.id, channel: 'sms' as const }
    const first = await advisor.ask(answersApi.askCustomer, { params, body })
    const again = await advisor.ask(answersApi.askCustomer, { params, body })
    expect(first).toMatchObject({ asked: true })
    expect(again).toMatchObject({ asked: true, invitationId: (first as { invitationId: string }).invitationId })
    const { rows } = await sql<{ body: string; to: string; staff: string; state: string; purpose: string }>`
      select body, to_address as to, staff_id as staff, state, purpose from messages.message`.execute(db)
    expect(rows).toMatchObject([{ to: anne.phone, staff: advisor.staffId, state: 'ready', purpose: 'service' }])
    const link = /\/a\/[\w-]{34}/u.exec(rows[0]!.body)![0]
    expect(rows[0]!.body).toContain('Alice')
    expect(rows[0]!.body).toContain('STOP')
    expect(rows[0]!.body).not.toContain('/c/')
    expect((await browser(town).get(link)).body).toContain('Nous joindre et obtenir une réponse a été facile')
    // Asked by hand, it is judged again like any other decision; changed afterwards, it comes out otherwise.
    const { decisions } = await owner.ask(consent.customerDecisions, { params, query: {} })
    expect(decisions).toMatchObject([{ touchId: null, channel: 'sms', purpose: 'service', same: true, moment: '' }])
    await sql`update messages.message set judged = jsonb_set(judged, '{verdict,answer}', '"no"')`.execute(db)
    expect((await owner.ask(consent.customerDecisions, { params, query: {} })).decisions).toMatchObject([
      { same: false, differs: ['answer'] },
    ])
  })

  it('who wants to hear nothing, or was asked a week ago, is not asked: a value with its reason, and the day', async () => {
    await invite(town, survey)
    clock.pass(7 * 86_400)
    const body = { surveyId: survey.id, channel: 'sms' as const }
    expect(await advisor.ask(answersApi.askCustomer, { params, body })).toEqual({
      asked: false,
      because: [{ code: 'ask.lately', values: { days: 14 } }],
      until: '2026-12-08T09:24:00.000Z',
    })
    clock.pass(8 * 86_400)
    await sql`insert into consent.preference (customer_id, per_month, only_my_assets, channels, changed_by, changed_at)
      values (${anne.customerId}, 0, false, '{}', 'customer', ${clock.now()})`.execute(db)
    expect(await advisor.ask(answersApi.askCustomer, { params, body })).toMatchObject({
      asked: false,
      because: [{ code: 'budget.rhythm-none' }],
    })
    await sql`delete from consent.preference`.execute(db)
    expect((await sql`select 1 from messages.message`.execute(db)).rows).toEqual([])
  })

  it('what she says on the telephone is taken down, by whom is kept, and what she was asked is answered by it', async () => {
    const { path } = await invite(town, survey)
    const body = {
      key: 'noted-on-the-phone',
      surveyId: survey.id,
      customerId: anne.customerId,
      channel: 'call' as const,
      score: 2,
      text: 'Quatre appels pour avoir quelqu’un.',
      language: 'fr',
      followUps: { callback: true },
      quote: 'named' as const,
    }
    const noted = await reception.ask(answersApi.noteAnswer, { body })
    expect(noted.band).toBe('unhappy')
    // Sent twice by a telephone in a lift.
    await reception.ask(answersApi.noteAnswer, { body })
    expect(await answersOf(town)).toMatchObject([
      {
        score: 2,
        channel: 'call',
        customer_id: anne.customerId,
        taken_by: reception.staffId,
        follow_ups: { callback: true },
        quote: 'named',
      },
    ])
    expect(await answersOf(town)).toHaveLength(1)
    const { rows } = await sql`select kind from timeline.fact`.execute(db)
    expect(rows).toEqual([{ kind: 'answer.received' }, { kind: 'case.opened' }])
    const page = await browser(town).get(path)
    expect(page.body).toContain('lit votre réponse')
    expect((await browser(town).get(`${path}?edit=1`)).body).toContain('Quatre appels')
    const log = await owner.ask(auditApi.readAudit, { query: { action: 'answer.note' } })
    expect(log.rows).toMatchObject([{ actor: 'Rose Accueil', customerId: anne.customerId }, {}])
  })

  it('at the counter, of somebody nobody knows: where it was said is enough, and no name is quoted', async () => {
    const body = {
      key: 'at-the-counter',
      surveyId: survey.id,
      customerId: null,
      siteId,
      channel: 'counter' as const,
      score: 7,
      text: 'Très simple.',
      language: 'de',
      quote: 'named' as const,
    }
    await reception.ask(answersApi.noteAnswer, { body })
    expect(await answersOf(town)).toMatchObject([
      { channel: 'counter', customer_id: null, quote: 'unnamed', language: 'fr' },
    ])
    expect(
      (await reception.raw(answersApi.noteAnswer, { body: { ...body, siteId: null, key: 'nowhere-at-all' } })).status,
    ).toBe(200)
  })

  it('a hand that writes down strangers all day is kept, shown, and counted no more; and nobody thanks themselves', async () => {
    const note = (n: number) =>
      advisor.ask(answersApi.noteAnswer, {
        body: {
          key: `stuffed-answer-${n}`,
          surveyId: survey.id,
          customerId: null,
          siteId,
          channel: 'counter',
          score: 7,
          text: `Formidable accueil de ${ADVISOR} numéro ${n}, merci à elle.`,
          language: 'fr',
        },
      })
    for (let n = 0; n < 7; n += 1) await note(n)
    const outs = (await answersOf(town)).map((each) => each.left_out)
    expect(outs.filter((each) => each === null)).toHaveLength(5)
    expect(outs.filter((each) => each === 'one-hand')).toHaveLength(2)
    const { rows } = await sql`select * from recovery.compliment where staff_id = ${advisor.staffId}`.execute(db)
    expect(rows).toEqual([])
    const { verbatims } = await owner.ask(feedback.listVerbatims, { query: { counted: 'all' } })
    expect(new Set(verbatims.map((each) => each.takenBy))).toEqual(new Set([ADVISOR]))
  })

  it.each([
    ['a score off the scale', { score: 8 }, 422],
    ['neither score nor word', { score: null, text: '' }, 422],
    ['a customer who is none', { customerId: crypto.randomUUID() }, 404],
    ['a survey that is none', { surveyId: crypto.randomUUID() }, 404],
  ])('%s is refused', async (_name, over, status) => {
    const body = {
      key: 'refused-answer',
      surveyId: survey.id,
      customerId: anne.customerId,
      channel: 'call' as const,
      score: 5,
      language: 'fr',
      ...over,
    }
    expect((await advisor.raw(answersApi.noteAnswer, { body })).status).toBe(status)
    expect(await answersOf(town)).toEqual([])
  })

  it('is for those who answer customers, on their own site', async () => {
    const elsewhere = await owner.ask(network.createSite, { body: { name: `Ailleurs` } })
    const there = await hire(town, 'Léo Là', [{ role: 'reception', siteId: elsewhere.id }])
    const workshop = await hire(town, 'Max Mécano', [{ role: 'workshop', siteId }])
    const body = {
      key: 'not-my-place',
      surveyId: survey.id,
      customerId: null,
      siteId,
      channel: 'counter' as const,
      score: 5,
      language: 'fr',
    }
    expect((await there.screen.raw(answersApi.noteAnswer, { body })).status).toBe(403)
    expect((await workshop.screen.raw(answersApi.customerAsks, { params })).status).toBe(403)
  })
})

describe('collected by another system', () => {
  const told = (key: string, over: object = {}) => ({
    key,
    at: '2026-11-20T10:00:00+01:00',
    metric: 'csat' as const,
    score: 4,
    ...over,
  })
  const tell = (all: object[], source = 'old-tool') =>
    owner.ask(answersApi.tellAnswers, { body: { source, answers: all as never } })

  it('is taken in once, with the day it was given, the customer it names, and its own scale', async () => {
    const all = [
      told('a1', { who: { phone: anne.phone }, text: 'Parfait.', siteId }),
      told('a2', { metric: 'nps', score: 10 }),
      told('a3', { survey: 'after-call', metric: undefined, score: 6, siteId, service: 'service' }),
      told('a4', { scale: { min: 1, max: 4, direction: 'down' }, score: 4 }),
    ]
    expect(await tell(all)).toEqual({ kept: 4, known: 0, refused: [], nobodys: [] })
    expect(await tell(all)).toEqual({ kept: 0, known: 4, refused: [], nobodys: [] })
    expect(await tell([told('a1')], 'another-tool')).toMatchObject({ kept: 1 })
    const { rows } =
      await sql`select device_key as key, band, customer_id is not null as whose, at::date::text as day from feedback.answer order by key`.execute(
        db,
      )
    expect(rows).toEqual([
      { key: 'api:another-tool:a1', band: 'happy', whose: false, day: '2026-11-20' },
      { key: 'api:old-tool:a1', band: 'happy', whose: true, day: '2026-11-20' },
      { key: 'api:old-tool:a2', band: 'happy', whose: false, day: '2026-11-20' },
      { key: 'api:old-tool:a3', band: 'happy', whose: false, day: '2026-11-20' },
      { key: 'api:old-tool:a4', band: 'unhappy', whose: false, day: '2026-11-20' },
    ])
  })

  it('each is judged by itself: the bad ones are told with their reason, the good ones are kept', async () => {
    const answer = await tell([
      told('b1', { score: 11 }),
      told('b2', { survey: 'never-heard-of' }),
      told('b3', { score: null }),
      told('b4', { metric: undefined }),
      told('b5', { at: '2031-01-01T00:00:00Z' }),
      told('b6', { siteId: crypto.randomUUID() }),
      told('b7', { who: { email: 'nobody@example.org' } }),
      told('b8', { text: `${'é'.repeat(100_000)}\u0000`, score: null, metric: undefined }),
      told('b1', { score: 5 }),
    ])
    expect(answer.refused.map(({ key }) => key)).toEqual(['b1', 'b2', 'b3', 'b4', 'b5', 'b6'])
    expect(answer).toMatchObject({ kept: 3, nobodys: ['b7'] })
    expect((await answersOf(town)).map(({ score, text }) => [score, text?.length ?? 0])).toEqual([
      [4, 0],
      [null, 5_000],
      [5, 0],
    ])
  })

  it('needs the right to tell; a key has it by its role', async () => {
    expect((await advisor.raw(answersApi.tellAnswers, { body: { source: 'x', answers: [told('c1')] } })).status).toBe(
      403,
    )
    const { token } = (await owner.ask(keys.createApiKey, {
      body: { name: 'Enquêtes', role: 'head-office', siteId: null },
    })) as never as { token: string }
    const { statusCode, body } = await world.app.inject({
      method: 'POST',
      url: '/api/answers',
      headers: { authorization: `Bearer ${token}` },
      payload: { source: 'x', answers: [told('c1')] },
    })
    expect([statusCode, body]).toEqual([200, JSON.stringify({ kept: 1, known: 0, refused: [], nobodys: [] })])
  })
})

describe('what was left out', () => {
  const list = (screen = owner) => screen.ask(answersApi.leftOutAnswers, { params: { id: survey.id }, query: {} })
  const stuff = async (customerId: string | null, leftOut: string) => {
    const id = house.newId()
    await sql`insert into feedback.answer (id, survey_id, survey_version, customer_id, site_id, channel, language, metric, score, scale_min, scale_max, direction, band, left_out, at, changed_at)
      values (${id}, ${survey.id}, 1, ${customerId}, ${siteId}, 'qr', 'fr', 'ces', 1, 1, 7, 'up', 'unhappy', ${leftOut}, ${clock.now()}, ${clock.now()})`.execute(
      db,
    )
    return id
  }

  it('is seen by staff with its reason, and counted by the word of a person; undone as easily', async () => {
    const id = await stuff(anne.customerId, 'burst')
    expect((await list()).answers).toMatchObject([{ id, leftOut: 'burst', name: 'Anne Cieille', site: 'Versailles' }])
    expect((await list(advisor)).answers).toHaveLength(1)
    await owner.ask(answersApi.countAnswer, { params: { id }, body: { leftOut: null } })
    expect((await list()).answers).toEqual([])
    // It is an answer like any: on the timeline, and known to the loop.
    const { rows } = await sql`select kind from timeline.fact`.execute(db)
    expect(rows).toEqual([{ kind: 'answer.received' }])
    const days = await sql`select day::text from feedback.changed`.execute(db)
    expect(days.rows).toHaveLength(1)
    await owner.ask(answersApi.countAnswer, { params: { id }, body: { leftOut: 'burst' } })
    expect((await list()).answers).toMatchObject([{ id, leftOut: 'burst' }])
    expect(await answersOf(town)).toHaveLength(1)
    const counts = (await owner.ask(asking.readSurvey, { params: { id: survey.id } })).counts
    expect(counts.leftOut).toEqual({ burst: 1 })
  })

  it('is not counted by whom it speaks of, and of another site it is not seen', async () => {
    const id = await stuff(null, 'bot')
    expect((await advisor.raw(answersApi.countAnswer, { params: { id }, body: { leftOut: null } })).status).toBe(403)
    const elsewhere = await owner.ask(network.createSite, { body: { name: 'Mantes' } })
    const there = await hire(town, 'Lia Là', [{ role: 'reception', siteId: elsewhere.id }])
    expect((await list(there.screen)).answers).toEqual([])
  })

  it('covers there too what is covered everywhere: numbers, and colleagues in unkind words', async () => {
    const id = await stuff(null, 'same-words')
    const text = `${ADVISOR} est un voleur, appelez-moi au 06 39 98 01 23, IBAN FR76 3000 6000 0112 3456 7890 189.`
    await sql`insert into feedback.verbatim (id, answer_id, site_id, language, text, polarity, mixed, sure, themes, kinds, callback, promise, leaving, urgent, praised, marks, reader, left_out, shape, at, changed_at)
      values (${house.newId()}, ${id}, ${siteId}, 'fr', ${text}, -1, false, 0.9, '[]', '{}', false, false, false, false, '{}', '[]', 'test', 'same-words', '\\x01', ${clock.now()}, ${clock.now()})`.execute(
      db,
    )
    const [colleague] = (await list(reception)).answers
    expect(colleague!.text).not.toMatch(/39 98|3000 6000/u)
    expect(colleague!.text).not.toContain(ADVISOR)
    expect(colleague!.hidden.map((each) => each.for)).toEqual(['colleague', 'phone', 'iban'])
    const [manager] = (await list()).answers
    expect(manager!.text).toContain(ADVISOR)
    expect(manager!.text).not.toContain('39 98')
  })

  it('reads page by page', async () => {
    for (let n = 0; n < 5; n += 1) {
      clock.pass(60)
      await stuff(null, 'one-device')
    }
    const first = await owner.ask(answersApi.leftOutAnswers, { params: { id: survey.id }, query: { limit: 3 } })
    const second = await owner.ask(answersApi.leftOutAnswers, {
      params: { id: survey.id },
      query: { limit: 3, after: first.next! },
    })
    expect([first.answers.length, second.answers.length, second.next]).toEqual([3, 2, null])
    expect(new Set([...first.answers, ...second.answers].map(({ id }) => id)).size).toBe(5)
  })
})

it('a customer who leaves takes words and name along; the bare score stays', async () => {
  const { id } = await owner.ask(customers.createCustomer, { body: { givenName: 'Ugo', familyName: 'Dupont', siteId } })
  const { path } = await invite(town, survey, id)
  const by = browser(town)
  const page = await by.get(path)
  clock.pass(9)
  await by.send(page, [
    ['score', '1'],
    ['text', 'Ugo n’a jamais été rappelé'],
  ])
  const { eraseFeedback } = await import('../../server/feedback/person-data.store.ts')
  await eraseFeedback(db, [id], clock.now())
  expect(await answersOf(town)).toMatchObject([{ score: 1, text: null, customer_id: null }])
  expect((await by.get(path)).statusCode).toBe(404)
})
