import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Survey } from '../../contract/asking.ts'
import * as api from '../../contract/asking.ts'
import { updateSite } from '../../contract/network.ts'
import { revokeLinks } from '../../server/messages/page.store.ts'
import { answersOf, browser, invite, openSurvey } from '../asking.ts'
import { openTown } from '../town.ts'

/** A customer is asked one question by a link, and answers it in ten seconds. */
const town = await openTown()
const { clock, owner, world } = town
const { db } = world.house
const { get, post, send } = browser(town)
let survey: Survey
beforeAll(async () => {
  survey = await openSurvey(town)
})
const wipe = () => sql`truncate feedback.answer, feedback.verbatim, timeline.fact`.execute(db)

describe('the page of an invitation', () => {
  let path = ''
  it('asks one question in their language, needs no script, sets no cookie, and is not to be indexed', async () => {
    path = (await invite(town, survey)).path
    const page = await get(path)
    expect(page.statusCode).toBe(200)
    expect(page.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    })
    expect(page.headers['set-cookie']).toBeUndefined()
    expect(page.body).not.toMatch(/<script|<img| checked/u)
    expect(page.body).toContain('Recommanderiez-vous notre maison')
    expect(page.body.match(/name="score"/gu)).toHaveLength(11)
    expect((await get(`${path}?lang=en`)).body).toContain('Would you recommend us')
    expect(path.length).toBeLessThan(40)
  })

  it('answers nothing by being opened: a preview clicks, and a score in the link is only chosen beforehand', async () => {
    for (const each of ['', '/more', '?s=9', '?done=1', '?edit=1']) await get(path + each)
    expect((await get(`${path}?s=9`)).body).toMatch(/value="9" checked/u)
    expect((await get(`${path}?s=77`)).body).not.toContain(' checked')
    expect(await answersOf(town)).toEqual([])
  })

  it('a tap, a word: kept, on the timeline, told to the loop, heard from them; what follows is optional', async () => {
    const page = await get(`${path}?s=9`)
    clock.pass(9)
    const sent = await send(page, [
      ['score', '6'],
      ['text', 'Voiture superbe,\r\nmais personne ne m’a prévenue du retard.'],
    ])
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${path}/more?done=1&lang=fr`])
    expect(await answersOf(town)).toMatchObject([
      {
        score: 6,
        band: 'unhappy',
        text: 'Voiture superbe,\nmais personne ne m’a prévenue du retard.',
        channel: 'email',
        left_out: null,
        quote: null,
        customer_id: town.anne.customerId,
      },
    ])
    const { rows } = await sql`select e.kind, e.data ->> 'score' as score, f.kind as fact, f.data ->> 'band' as band,
        (select count(*)::int from budget.attention where customer_id = e.customer_id and from_them) as heard,
        (select answered_at is not null from feedback.invitation) as answered
      from timeline.entry e join timeline.fact f on f.key = e.key where e.kind = 'survey'`.execute(db)
    expect(rows).toEqual([
      { kind: 'survey', score: '6', fact: 'answer.received', band: 'unhappy', heard: 1, answered: true },
    ])
  })

  it('the second step asks what follows from that answer, and whether they may be quoted, chosen by nobody beforehand', async () => {
    const more = await get(`${path}/more`)
    expect(more.body).toContain('Qu’aurions-nous dû mieux faire')
    expect(more.body).not.toContain('mérite-t-il d’être remercié')
    expect(more.body).not.toContain(' checked')
    const sent = await send(more, [
      ['f-why', 'informed'],
      ['f-why', 'delay'],
      ['f-why', 'nonsense'],
      ['f-callback', 'yes'],
      ['quote', 'named'],
    ])
    expect(sent.headers.location).toBe(`${path}?done=1&lang=fr`)
    expect(await answersOf(town)).toMatchObject([
      {
        score: 6,
        follow_ups: { why: ['informed', 'delay'], callback: true },
        quote: 'named',
        quote_wording: 'Pouvons-nous citer vos mots ? Oui, avec mon prénom',
      },
    ])
    const thanks = await get(`${path}?done=1`)
    expect(thanks.body).toContain('lit votre réponse')
    expect(thanks.body).toContain('Vous pouvez la modifier jusqu’au vendredi 27 novembre 2026')
  })

  it('another score within the same band asks the same of them: what they answered stands; of another band, what is still asked', async () => {
    const words = (await answersOf(town))[0]!.text!
    const kept = async (score: string) => {
      const edit = await get(`${path}?edit=1`)
      clock.pass(9)
      await send(edit, [
        ['score', score],
        ['text', words],
      ])
      return (await answersOf(town))[0]
    }
    expect(await kept('2')).toMatchObject({ score: 2, follow_ups: { why: ['informed', 'delay'], callback: true } })
    // Between, nobody is asked whether they wish to be called; why is asked still.
    expect((await kept('8'))!.follow_ups).toEqual({ why: ['informed', 'delay'] })
    expect((await kept('9'))!.follow_ups).toEqual({})
    await kept('6')
  })

  it('is changed for three days: one answer still, the same line on the timeline; other words are asked about anew', async () => {
    clock.pass(86_400)
    const edit = await get(`${path}?edit=1`)
    expect(edit.body).toMatch(/value="6" checked/u)
    expect(edit.body).toContain('mais personne ne m’a prévenue')
    clock.pass(5)
    await send(edit, [
      ['score', '9'],
      ['text', 'Finalement tout est arrangé, merci à Denis.'],
    ])
    expect(await answersOf(town)).toMatchObject([{ score: 9, band: 'happy', quote: null, follow_ups: {} }])
    const { rows } = await sql`select text, data ->> 'score' as score,
      (select array_agg(day::text order by day) from feedback.changed) as days from timeline.entry where kind = 'survey'`.execute(
      db,
    )
    expect(rows).toEqual([{ text: 'Finalement tout est arrangé, merci à Denis.', score: '9', days: ['2026-11-24'] }])
    clock.pass(3 * 86_400)
    const late = await send(edit, [['score', '1']])
    expect(late.headers.location).toBe(`${path}?done=1&lang=fr`)
    expect(await answersOf(town)).toMatchObject([{ score: 9 }])
    expect((await get(`${path}?edit=1`)).body).not.toContain('<form')
  })
})

describe('what is sent amiss loses nothing', () => {
  let path = ''
  const words = 'Accueil parfait.'
  beforeAll(async () => {
    await wipe()
    path = (await invite(town, survey)).path
  })
  const filled = async (fields: [string, string][], seconds = 9) => {
    const page = await get(`${path}?edit=1`)
    clock.pass(seconds)
    return send(page, fields)
  }

  it.each([
    ['no score', [['text', words]], 'Il manque une note'],
    [
      'a score outside the scale',
      [
        ['score', '11'],
        ['text', words],
      ],
      'n’est pas sur l’échelle',
    ],
    [
      'a score below it',
      [
        ['score', '-1'],
        ['text', words],
      ],
      'n’est pas sur l’échelle',
    ],
    [
      'a score that is no number',
      [
        ['score', 'dix'],
        ['text', words],
      ],
      'n’est pas sur l’échelle',
    ],
  ] as [string, [string, string][], string][])('%s: asked again, with their words', async (_name, fields, said) => {
    const page = await filled(fields)
    expect([page.statusCode, page.body.includes(said), page.body.includes(words)]).toEqual([422, true, true])
    expect(await answersOf(town)).toEqual([])
  })

  it('quicker than anybody reads: asked to look once more, with all they chose', async () => {
    const page = await filled(
      [
        ['score', '8'],
        ['text', words],
      ],
      0,
    )
    expect(page.statusCode).toBe(422)
    expect(page.body).toMatch(/value="8" checked/u)
    expect(await answersOf(town)).toEqual([])
    clock.pass(2)
    expect(
      (
        await send(page, [
          ['score', '8'],
          ['text', words],
        ])
      ).statusCode,
    ).toBe(303)
    await wipe()
  })

  it('a page that was never served, or of another question', async () => {
    const other = await get((await invite(town, survey)).path)
    const served = /name="served" value="([^"]+)"/u.exec(other.body)![1]!
    clock.pass(9)
    for (const mark of ['', 'x'.repeat(43), served]) {
      const page = await post(path, new URLSearchParams({ score: '8', served: mark }))
      expect([page.statusCode, page.body.includes('Un instant')]).toEqual([422, true])
    }
    expect(await answersOf(town)).toEqual([])
  })

  it('words without a score, when that is what they wish', async () => {
    const page = await filled([['text', words]])
    expect(page.body).toContain('Envoyer sans note')
    await send(page, [
      ['text', words],
      ['unscored', '1'],
    ])
    expect(await answersOf(town)).toMatchObject([{ score: null, band: null, text: words }])
  })

  it('a novel is cut, and they are told; no character is halved, no sign breaks the database', async () => {
    await wipe()
    const novel = `Début\u0000 ${'é'.repeat(4_993)}👍${'x'.repeat(60_000)}`
    const sent = await filled([
      ['score', '9'],
      ['text', novel],
    ])
    expect(sent.headers.location).toContain('cut=1')
    const [answer] = await answersOf(town)
    expect(answer!.text).toHaveLength(4_999)
    expect(answer!.text!.isWellFormed()).toBe(true)
    expect((await get(sent.headers.location as string)).body).toMatch(/mérite-t-il|premiers signes/u)
    expect((await get(`${path}?done=1&cut=1`)).body).toContain('5 000 premiers signes')
    const huge = await filled([
      ['score', '9'],
      ['text', 'x'.repeat(600_000)],
    ])
    expect([huge.statusCode, huge.body.includes('vos mots y sont encore')]).toEqual([413, true])
  })

  it('smileys alone are an answer, and markup is words', async () => {
    await filled([
      ['score', '9'],
      ['text', '👍👍🏽❤️'],
    ])
    expect(await answersOf(town)).toMatchObject([{ score: 9, text: '👍👍🏽❤️' }])
    await filled([
      ['score', '9'],
      ['text', '<script>alert(1)</script>'],
    ])
    expect((await get(`${path}?edit=1`)).body).toContain('&lt;script&gt;alert(1)')
  })

  it('two taps at once are one answer', async () => {
    await wipe()
    const page = await get(path)
    clock.pass(9)
    const both = await Promise.all([send(page, [['score', '7']]), send(page, [['score', '7']])])
    expect(both.map((each) => each.statusCode)).toEqual([303, 303])
    expect(await answersOf(town)).toHaveLength(1)
  })

  it('what only a program fills in: kept, not counted, told to nobody; the person who comes after is heard', async () => {
    await wipe()
    await filled([
      ['score', '0'],
      ['text', words],
      ['website', 'https://spam.example'],
    ])
    expect(await answersOf(town)).toMatchObject([{ score: 0, left_out: 'bot' }])
    const facts = await sql`select 1 from timeline.fact`.execute(db)
    expect(facts.rows).toEqual([])
    const edit = await get(`${path}?edit=1`)
    clock.pass(9)
    await send(edit, [
      ['score', '10'],
      ['text', words],
    ])
    expect(await answersOf(town)).toMatchObject([{ score: 10, left_out: null }])
  })
})

describe('a link that asks nothing any more', () => {
  it.each([
    ['is none', async () => '/a/nothing'],
    [
      'is a letter off',
      async () => (await invite(town, survey)).path.replace(/.$/u, (end) => (end === 'A' ? 'B' : 'A')),
    ],
    [
      'was called off',
      async () => {
        const { id, path } = await invite(town, survey)
        await sql`update feedback.invitation set called_off_at = now() where id = ${id}`.execute(db)
        return path
      },
    ],
    [
      'is of a customer whose links were revoked',
      async () => {
        const { path } = await invite(town, survey)
        clock.pass(120)
        await revokeLinks(db, town.anne.customerId, world.house.now())
        return path
      },
    ],
  ])('is told alike whatever the reason: it %s', async (_name, made) => {
    const path = await made()
    for (const page of [await get(path), await post(path, new URLSearchParams({ score: '9' }))]) {
      expect(page.statusCode).toBe(404)
      expect(page.body).toContain('Ce lien n’ouvre rien')
    }
  })

  it('has ended: said so; a survey that closed meanwhile is still answered by who was asked', async () => {
    clock.pass(180)
    const { path } = await invite(town, survey)
    await owner.ask(api.setSurveyState, { params: { id: survey.id }, body: { state: 'closed' } })
    expect((await get(path)).statusCode).toBe(200)
    clock.pass(31 * 86_400)
    await owner.ask(updateSite, { params: { id: town.siteId }, body: { phone: '+33199001234' } })
    const page = await get(path)
    expect([page.statusCode, page.body.includes('Cette question est close')]).toEqual([410, true])
    // Of whom, in the language of whoever was asked; and one touch away.
    expect(page.body).toContain('<strong>Versailles</strong>')
    expect(page.body).toContain('href="tel:+33199001234"')
    expect(page.body).toMatch(/href="\/c\/[\w-]+"/u)
    expect((await browser(town, { 'accept-language': 'en-GB' }).get(path)).body).toContain('Cette question est close')
    expect((await get(`${path}?lang=en`)).body).toContain('This question is closed')
    await owner.ask(api.setSurveyState, { params: { id: survey.id }, body: { state: 'open' } })
  })
})
