import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import * as answersApi from '../../contract/answers.ts'
import * as api from '../../contract/asking.ts'
import * as network from '../../contract/network.ts'
import * as recovery from '../../contract/recovery.ts'
import { SCALE_OF, type SurveyDraft } from '../../contract/surveys.ts'
import { STARTERS } from '../../server/feedback/starters.ts'
import { surveyFaults } from '../../server/feedback/survey-faults.ts'
import { answersOf, browser, openSurvey } from '../asking.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/** Head office writes what is asked, and puts it on the counter. */
const town = await openTown()
const { clock, owner, world, siteId } = town
const { db } = world.house
const draft = (over: Partial<SurveyDraft> = {}): SurveyDraft => ({
  ...structuredClone(STARTERS[1]!),
  slug: 'accueil',
  ...over,
})

describe('a survey', () => {
  it('begins from nothing with three good ones, each fit to be asked', async () => {
    const { surveys, starters } = await owner.ask(api.listSurveys)
    expect(surveys).toEqual([])
    expect(starters.map(({ slug, metric, scale }) => [slug, metric, scale.max])).toEqual([
      ['after-delivery', 'nps', 10],
      ['after-service', 'csat', 5],
      ['after-call', 'ces', 7],
    ])
    for (const each of starters) expect(surveyFaults(each)).toEqual([])
  })

  it('is kept in every version that was ever asked, and a change over a change is refused', async () => {
    const made = await owner.ask(api.createSurvey, { body: draft() })
    expect([made.version, made.state]).toEqual([1, 'draft'])
    const body = { version: 1, draft: draft({ question: { fr: 'Content de nous ?', en: 'Happy with us?' } }) }
    const params = { id: made.id }
    expect((await owner.ask(api.changeSurvey, { params, body })).version).toBe(2)
    expect(await owner.raw(api.changeSurvey, { params, body })).toMatchObject({
      status: 409,
      body: { code: 'changed-since' },
    })
    const { rows } =
      await sql`select version, asks -> 'question' ->> 'fr' as fr from feedback.survey_version order by 1`.execute(db)
    expect(rows).toEqual([
      { version: 1, fr: 'Êtes-vous satisfait de ce que nous avons fait pour vous ?' },
      { version: 2, fr: 'Content de nous ?' },
    ])
    expect((await owner.ask(api.readSurvey, { params })).versions.map(({ version }) => version)).toEqual([2, 1])
  })

  it('has a name of its own', async () => {
    expect(await owner.raw(api.createSurvey, { body: draft() })).toMatchObject({
      status: 409,
      body: { code: 'slug-taken' },
    })
  })

  it.each([
    ['a language without its question', { question: { fr: 'Content ?' } }, 'body.question.en'],
    [
      'a choice of one',
      {
        followUps: [
          {
            key: 'a',
            kind: 'choice',
            title: { fr: 'x', en: 'x' },
            options: [{ key: 'b', title: { fr: 'x', en: 'x' } }],
            after: [],
          },
        ],
      },
      'body.followUps.0.options',
    ],
    [
      'a scale without ends',
      { followUps: [{ key: 'a', kind: 'scale', title: { fr: 'x', en: 'x' }, options: [], after: [] }] },
      'body.followUps.0.scale',
    ],
    [
      'two questions of one key',
      {
        followUps: [1, 2].map(() => ({ key: 'a', kind: 'text', title: { fr: 'x', en: 'x' }, options: [], after: [] })),
      },
      'body.followUps.1.key',
    ],
    [
      'a questionnaire',
      {
        followUps: [1, 2, 3, 4].map((n) => ({
          key: `q${n}`,
          kind: 'text',
          title: { fr: 'x', en: 'x' },
          options: [],
          after: [],
        })),
      },
      'body.followUps',
    ],
    ['a scale of twenty', { scale: { min: 0, max: 20, direction: 'up' } }, 'body.scale'],
  ] as [string, Partial<SurveyDraft>, string][])('%s is refused, with its field', async (_name, over, path) => {
    const { status, body } = await owner.raw(api.createSurvey, { body: draft({ slug: 'autre', ...over }) })
    expect(status).toBe(422)
    expect((body.faults as { path: string }[]).map((each) => each.path)).toContain(path)
  })

  it('once somebody was asked it stays the kind of question it is; its words may change', async () => {
    const survey = await openSurvey(town, 'after-call')
    await sql`insert into feedback.answer (id, survey_id, survey_version, channel, language, metric, score, at, changed_at)
      values (gen_random_uuid(), ${survey.id}, 1, 'qr', 'fr', 'ces', 6, ${clock.now()}, ${clock.now()})`.execute(db)
    const params = { id: survey.id }
    const other = { ...draft({ slug: 'after-call' }), metric: 'nps' as const, scale: SCALE_OF.nps }
    expect(await owner.raw(api.changeSurvey, { params, body: { version: 1, draft: other } })).toMatchObject({
      status: 409,
      body: { code: 'asked-already' },
    })
    const { id: _id, version: _version, state: _state, createdAt: _at, changedAt: _changed, ...same } = survey
    const words = { ...same, question: { fr: 'Facile ?', en: 'Easy?' } }
    expect((await owner.ask(api.changeSurvey, { params, body: { version: 1, draft: words } })).version).toBe(2)
    await sql`delete from feedback.answer`.execute(db)
  })

  it('is written by those who hold the right', async () => {
    for (const screen of [town.advisor, town.reception]) expect((await screen.raw(api.listSurveys)).status).toBe(403)
    const manager = await hire(town, 'Mona Chef', [{ role: 'site-manager', siteId }])
    expect((await manager.screen.raw(api.createSurvey, { body: draft({ slug: 'x' }) })).status).toBe(403)
  })

  it('its preview is the page itself, also of what cannot be saved yet', async () => {
    const { slug: _slug, ...asks } = draft({ question: { fr: 'Une question <b>' } })
    const preview = async (over: object = {}) =>
      (await owner.ask(api.previewSurvey, { body: { draft: asks, language: 'fr', ...over } })).html
    expect(await preview()).toContain('Une question &lt;b&gt;')
    expect(await preview({ language: 'en' })).toContain('A word, if you like')
    expect(await preview({ step: 'more', band: 'unhappy' })).toContain('Qu’aurions-nous dû mieux faire')
    expect(await preview({ step: 'more', band: 'happy' })).not.toContain('Qu’aurions-nous dû mieux faire')
    expect(await preview({ step: 'thanks' })).toContain('aide l’atelier')
  })
})

describe('a QR on the counter', () => {
  const { get, send } = browser(town, { 'user-agent': 'Telephone/1' })
  let path = ''
  let doorId = ''
  let surveyId = ''
  const answer = async (fields: [string, string][], by = browser(town, { 'user-agent': 'Telephone/1' })) => {
    const page = await by.get(path)
    clock.pass(5)
    return by.send(page, fields)
  }

  it('has an address of its own, drawn to be printed', async () => {
    surveyId = (await openSurvey(town, 'after-service')).id
    const door = await owner.ask(api.createDoor, {
      params: { id: surveyId },
      body: { siteId, kind: 'qr', name: 'Comptoir atelier', service: 'service' },
    })
    doorId = door.id
    path = new URL(door.address).pathname
    const { headers, body } = await world.app.inject({
      url: `/api/doors/${door.id}/qr.svg`,
      headers: { cookie: owner.cookie },
    })
    expect(headers['content-type']).toContain('image/svg+xml')
    expect(body).toContain('xmlns="http://www.w3.org/2000/svg"')
    expect(body).toMatch(/^<svg[^>]+viewBox="0 0 \d+ \d+"/u)
  })

  it('whoever stands there answers without a script, once for a page, and may change it', async () => {
    const sent = await answer([
      ['score', '2'],
      ['text', 'Trop d’attente.'],
    ])
    const at = sent.headers.location as string
    expect(at).toMatch(/^\/q\/[\w-]{34}\/[\w-]{46}\/more/u)
    expect(await answersOf(town)).toMatchObject([
      { score: 2, channel: 'qr', customer_id: null, left_out: null, text: 'Trop d’attente.' },
    ])
    const more = await get(at)
    expect(more.body).not.toContain('avec mon prénom')
    const thanks = await send(more, [
      ['f-callback', 'no'],
      ['quote', 'named'],
    ])
    expect(await answersOf(town)).toMatchObject([{ quote: 'unnamed', follow_ups: { callback: false } }])
    const edit = await get((thanks.headers.location as string).replace(/\?.*/u, '?edit=1'))
    clock.pass(5)
    await send(edit, [['score', '4']])
    expect(await answersOf(town)).toMatchObject([{ score: 4 }])
    expect(await answersOf(town)).toHaveLength(1)
  })

  it('the same telephone that says the same a seventh time within the hour is kept, and not counted', async () => {
    for (let n = 0; n < 7; n += 1) await answer([['score', '5']])
    const outs = (await answersOf(town)).map((each) => each.left_out)
    expect(outs).toEqual([...Array.from({ length: 7 }, () => null), 'one-device'])
    clock.pass(3_700)
    await answer([['score', '5']])
    expect((await answersOf(town)).at(-1)!.left_out).toBeNull()
  })

  it('one address with a browser of another name each time, and the same score, is one visitor; the guests’ Wi-Fi is not', async () => {
    await sql`truncate feedback.answer, feedback.verbatim`.execute(db)
    clock.pass(3_700)
    for (let n = 0; n < 11; n += 1) {
      await answer([['score', `${1 + (n % 5)}`]], browser(town, { 'user-agent': `Guest/${n % 3}` }, '10.9.9.78'))
      clock.pass(20 + ((n * 37) % 90))
    }
    for (let n = 0; n < 11; n += 1) {
      await answer([['score', '1']], browser(town, { 'user-agent': `Telephone/${n}` }, '10.9.9.77'))
      clock.pass(50 + ((n * 37) % 40))
    }
    const outs = (await answersOf(town)).map((each) => each.left_out)
    expect(outs.slice(0, 20).every((each) => each === null)).toBe(true)
    expect(outs.slice(20)).toEqual(['one-address', 'one-address'])
  })

  it('the same long words from people nobody knows count three times a month; what many say does not', async () => {
    await sql`truncate feedback.answer, feedback.verbatim`.execute(db)
    clock.pass(3_700)
    const copied = 'Meilleur garage de la région, allez-y les yeux fermés.'
    for (let n = 0; n < 5; n += 1) {
      const by = browser(town, { 'user-agent': `Telephone/${n + 10}` }, `10.9.8.${n}`)
      await answer(
        [
          ['score', '5'],
          ['text', n % 2 ? copied.toUpperCase() : copied],
        ],
        by,
      )
      await answer(
        [
          ['score', `${3 + (n % 2)}`],
          ['text', n % 2 ? 'Très bien, merci' : '👍'],
        ],
        by,
      )
      clock.pass(61)
    }
    const left = (await answersOf(town)).map((each) => [each.text!.length > 20, each.left_out])
    expect(left.filter(([long]) => long).map(([, out]) => out)).toEqual([null, null, null, 'same-words', 'same-words'])
    expect(left.filter(([long]) => !long).map(([, out]) => out)).toEqual([null, null, null, null, null])
  })

  it('sixty within ten minutes at one poster are people, who say all sorts of things; as by clockwork they are a program', async () => {
    await sql`truncate feedback.answer, feedback.verbatim`.execute(db)
    for (let n = 0; n < 60; n += 1) {
      const by = browser(town, { 'user-agent': `Guest/${n}` }, `10.8.${n}.1`)
      await answer([['score', `${1 + ((n * 7) % 5)}`]], by)
      clock.pass((n * 7) % 11)
    }
    expect((await answersOf(town)).every((each) => each.left_out === null)).toBe(true)
    clock.pass(3_700)
    for (let n = 0; n < 14; n += 1) {
      const by = browser(town, { 'user-agent': `Robot/${n}` }, `10.2.0.${n}`)
      await answer([['score', `${1 + ((n * 7) % 5)}`]], by)
      clock.pass(15)
    }
    const read = await owner.ask(api.readSurvey, { params: { id: surveyId } })
    expect(read.counts).toMatchObject({
      answers: 60,
      leftOut: { clockwork: 14 },
      byChannel: { qr: 60 },
      invited: 0,
      responseRate: null,
    })
    expect(read.doors).toMatchObject([{ answers: 60, leftOut: 14, site: 'Versailles' }])
  })

  it('fifteen one-star answers from fifteen addresses are one person: all of the row wait for a word, the first ones too', async () => {
    await sql`truncate feedback.answer, feedback.verbatim`.execute(db)
    clock.pass(3_700)
    await answer([['score', '4']], browser(town, {}, '10.5.0.1'))
    clock.pass(3_700)
    await Promise.all(
      Array.from({ length: 15 }, (_, n) =>
        answer([['score', '1']], browser(town, { 'user-agent': `Human/${n}` }, `10.6.${n}.1`)),
      ),
    )
    const left = (await answersOf(town)).map((each) => each.left_out)
    expect(left.filter((each) => each === null)).toHaveLength(1)
    expect(left.filter((each) => each === 'burst')).toHaveLength(15)
    const read = await owner.ask(api.readSurvey, { params: { id: surveyId } })
    expect(read.counts).toMatchObject({ answers: 1, leftOut: { burst: 15 } })
    // More slowly they are still a row: twenty alike within the hour at a door that hardly anybody used before.
    clock.pass(3_700)
    for (let n = 0; n < 20; n += 1) {
      await answer([['score', '1']], browser(town, { 'user-agent': `Slow/${n}` }, `10.4.${n}.1`))
      clock.pass(110 + ((n * 53) % 100))
    }
    expect((await answersOf(town)).slice(-20).map((each) => each.left_out)).toEqual(
      Array.from({ length: 20 }, () => 'in-a-row'),
    )
  })

  it('a bad hour told in people’s own words counts, and whoever asks to be called is called', async () => {
    await sql`truncate feedback.answer, feedback.verbatim`.execute(db)
    clock.pass(3_700)
    for (let n = 0; n < 8; n += 1) {
      await answer(
        [
          ['score', '1'],
          ['text', `Système en panne, j’attends depuis ${n + 1} heures.`],
        ],
        browser(town, { 'user-agent': `Fâché/${n}` }, `10.1.${n}.1`),
      )
      clock.pass(200 + ((n * 53) % 300))
    }
    expect((await answersOf(town)).every((each) => each.left_out === null)).toBe(true)
  })

  it('what is not counted is heard: an alarm in a stuffed box reaches a person, and a box full of them buries nobody', async () => {
    await sql`truncate feedback.answer, feedback.verbatim`.execute(db)
    clock.pass(90_000)
    const stuffed = async (n: number, text: string) =>
      answer(
        [
          ['score', '1'],
          ['text', text],
          // The field that people do not see.
          ['website', 'x'],
        ],
        browser(town, { 'user-agent': `Bot/${n}` }, `10.1.2.${n}`),
      )
    const cases = async () => (await owner.ask(recovery.listCases, { query: { whose: 'site' } as never })).cases
    const before = (await cases()).length
    await stuffed(1, 'Les freins ont lâché en sortant de chez vous. Rappelez-moi au 06 39 98 01 01, Mme Garnier')
    expect((await answersOf(town)).map((each) => each.left_out)).toEqual(['bot'])
    const [opened] = (await cases()).slice(0, 1)
    expect(opened).toMatchObject({ severity: 'urgent', customerId: null })
    expect(opened!.because.map(({ code }) => code)).toEqual(expect.arrayContaining(['case.urgent', 'case.not-counted']))
    const { verbatims } = await owner.ask(recovery.readCase, { params: { id: opened!.id } })
    expect(verbatims.map(({ text }) => text).join()).toContain('Les freins ont lâché')
    for (let n = 2; n < 9; n += 1) await stuffed(n, `Les freins ont lâché ${n} fois, rappelez-moi d’urgence.`)
    await stuffed(9, 'Nul.')
    expect((await cases()).length - before).toBe(3)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from recovery.case_answer`.execute(db)
    expect(rows[0]!.n).toBeGreaterThanOrEqual(8)
    const read = await owner.ask(api.readSurvey, { params: { id: surveyId } })
    expect(read.counts).toMatchObject({ answers: 0, leftOut: { bot: 9 } })
    // Counted by a person, it is the same case, and nobody changed their mind.
    const { answers } = await owner.ask(answersApi.leftOutAnswers, { params: { id: surveyId }, query: {} as never })
    const first = answers.at(-1)!
    await owner.ask(answersApi.countAnswer, { params: { id: first.id }, body: { leftOut: null } })
    const { steps } = await owner.ask(recovery.readCase, { params: { id: opened!.id } })
    expect([(await cases()).length - before, steps.map(({ kind }) => kind)]).toEqual([3, ['opened']])
  })

  it('says to whoever nobody knows who keeps what they write, what for and how long, before they write', async () => {
    const { body } = await browser(town, {}, '10.3.0.1').get(path)
    const [, note = ''] = /<details class="data">(.*?)<\/details>/su.exec(body) ?? []
    for (const said of ['garde vos mots', 'vous rappeler', 'gardée tant', 'effacer', 'CNIL'])
      expect(note).toContain(said)
    expect(body.indexOf('class="data"')).toBeLessThan(body.indexOf('class="act"'))
  })

  it('an address that asks without end is told to wait, in words', async () => {
    const by = browser(town, {}, '10.7.7.7')
    let last = await by.get(path)
    for (let n = 0; n < 121; n += 1) last = await by.get(path)
    expect([last.statusCode, last.body.includes('Un instant, s’il vous plaît')]).toEqual([429, true])
  })

  it('is shut and opened again by whoever keeps it', async () => {
    await owner.ask(api.setDoor, { params: { id: doorId }, body: { open: false } })
    const page = await get(path)
    expect([page.statusCode, page.body.includes('Nous ne la posons plus ici')]).toEqual([410, true])
    await owner.ask(api.setDoor, { params: { id: doorId }, body: { open: true } })
    expect((await get(path)).statusCode).toBe(200)
    await owner.ask(api.setSurveyState, { params: { id: surveyId }, body: { state: 'closed' } })
    expect((await get(path)).statusCode).toBe(410)
  })

  it('is on a site that exists', async () => {
    const body = { siteId: crypto.randomUUID(), kind: 'qr' as const, name: 'Ailleurs', service: null }
    expect((await owner.raw(api.createDoor, { params: { id: surveyId }, body })).status).toBe(404)
    const elsewhere = await owner.ask(network.createSite, { body: { name: 'Rambouillet' } })
    expect(
      (await owner.ask(api.createDoor, { params: { id: surveyId }, body: { ...body, siteId: elsewhere.id } })).site,
    ).toBe('Rambouillet')
  })
})
