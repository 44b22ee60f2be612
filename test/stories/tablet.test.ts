import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import * as api from '../../contract/asking.ts'
import { answersOf, browser, openSurvey } from '../asking.ts'
import { openTown } from '../town.ts'

/** A tablet in the lounge, that was offline all morning and sends what it kept. */
const town = await openTown()
const { clock, owner, world, siteId } = town
const { db } = world.house
const survey = await openSurvey(town, 'after-service')
const doorOf = async (name: string) => {
  const door = await owner.ask(api.createDoor, {
    params: { id: survey.id },
    body: { siteId, kind: 'tablet', name, service: 'service' },
  })
  return { id: door.id, path: new URL(door.address).pathname, token: door.address.split('/').at(-1)! }
}
const lounge = await doorOf('Salon')
const other = await doorOf('Accueil')
let made = 0
const answer = (over: object = {}) => ({
  key: `tablet-answer-${++made}`.padEnd(20, '-'),
  version: 1,
  language: 'fr',
  score: 4,
  text: '',
  ageMs: 0,
  tookMs: 6_000,
  ...over,
})
const send = (answers: unknown[], token = lounge.token) =>
  owner.ask(api.sendDoorAnswers, { params: { token }, body: { answers } })
beforeEach(() => sql`truncate feedback.answer, feedback.verbatim, feedback.changed`.execute(db).then(() => undefined))

describe('what a tablet kept', () => {
  it('is written as of when it was said, whatever the clock of the tablet says', async () => {
    const { heard } = await send([answer({ ageMs: 5 * 3_600_000, text: 'Café froid.' }), answer({ ageMs: 1e15 })])
    expect(heard).toHaveLength(2)
    const { rows } = await sql<{
      at: Date
      left_out: string | null
    }>`select at, left_out from feedback.answer order by at`.execute(db)
    expect(rows.map(({ at }) => (clock.now().getTime() - at.getTime()) / 3_600_000)).toEqual([90 * 24, 5])
    const { rows: days } = await sql`select day::text from feedback.changed order by 1`.execute(db)
    expect(days).toEqual([{ day: '2026-08-26' }, { day: '2026-11-24' }])
    expect(await answersOf(town)).toMatchObject([{}, { channel: 'tablet', text: 'Café froid.', customer_id: null }])
  })

  it('sent again is one answer; changed meanwhile, it is the changed one', async () => {
    const first = answer({ score: 2, text: 'Long.' })
    for (let n = 0; n < 3; n += 1) await send([first])
    await send([
      { ...first, followUps: { why: ['delay', 'nonsense'], callback: ['yes'] }, quote: 'named', ageMs: 60_000 },
    ])
    expect(await answersOf(town)).toMatchObject([
      { score: 2, follow_ups: { why: ['delay'], callback: true }, quote: 'unnamed', left_out: null },
    ])
    expect(await answersOf(town)).toHaveLength(1)
  })

  it('is of its own door: another tablet writes over nothing', async () => {
    const first = answer({ score: 1 })
    await send([first])
    await send([{ ...first, score: 5 }], other.token)
    expect((await answersOf(town)).map(({ score }) => score).toSorted((a, b) => a! - b!)).toEqual([1, 5])
  })

  it.each([
    ['a score off the scale', { score: 9 }, 'not on the scale'],
    ['half a score', { score: 3.5 }, 'not on the scale'],
    ['nothing at all', { score: null, text: '  ' }, 'neither a score nor words'],
    ['a version that never was', { version: 7 }, 'no such version'],
    ['a score in words', { score: 'cinq' }, 'score:'],
  ])('%s is told and let go; what came with it is kept', async (_name, over, why) => {
    const [bad, good] = [answer(over), answer()]
    const { heard, refused } = await send([bad, good])
    expect(heard).toEqual([bad.key, good.key])
    expect(refused).toEqual([{ key: bad.key, because: expect.stringContaining(why) }])
    expect(await answersOf(town)).toHaveLength(1)
  })

  it('a version that was asked while it was offline keeps its own scale', async () => {
    const { version: _v, id: _i, state: _s, createdAt: _c, changedAt: _d, ...draft } = survey
    await owner.ask(api.changeSurvey, {
      params: { id: survey.id },
      body: { version: 1, draft: { ...draft, scale: { min: 1, max: 3, direction: 'up' } } },
    })
    const { refused } = await send([answer({ score: 5 }), answer({ score: 5, version: 2 })])
    expect(refused).toHaveLength(1)
    expect(await answersOf(town)).toMatchObject([{ score: 5, band: 'happy' }])
  })

  it('smileys, a novel and a language it does not speak', async () => {
    await send([answer({ text: '😡😡' }), answer({ text: 'é'.repeat(90_000) }), answer({ language: 'tlh' })])
    const all = await answersOf(town)
    expect(all.map(({ text, language }) => [text?.length ?? 0, language])).toEqual([
      [4, 'fr'],
      [5_000, 'fr'],
      [0, 'fr'],
    ])
  })

  it('a child at the glass: quicker than a second, or the same again and again, is kept and not counted', async () => {
    await send([answer({ tookMs: 300 }), answer({ trap: 'x' })])
    // In the order in which it was touched, some seconds after one another.
    let ageMs = 3_600_000
    for (let n = 0; n < 13; n += 1) {
      ageMs -= 3_000 + ((n * 37) % 5) * 1_000
      await send([answer({ ageMs })])
    }
    const left = (await answersOf(town)).map(({ left_out }) => left_out)
    expect(left.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      'bot',
      ...Array.from({ length: 13 }, () => 'burst'),
      'too-quick',
    ])
  })

  it('what was said before the door was shut counts, what came after does not', async () => {
    clock.pass(3600)
    await owner.ask(api.setDoor, { params: { id: other.id }, body: { open: false } })
    clock.pass(3600)
    const { refused } = await send([answer({ ageMs: 2 * 3_600_000 }), answer()], other.token)
    expect(refused).toMatchObject([{ because: 'this door was shut' }])
    expect(await answersOf(town)).toHaveLength(1)
    expect((await browser(town).get(other.path)).statusCode).toBe(410)
  })

  it('an address that is none', async () => {
    expect(
      (await owner.raw(api.sendDoorAnswers, { params: { token: 'x'.repeat(34) }, body: { answers: [answer()] } }))
        .status,
    ).toBe(404)
    for (const path of ['/t/nothing', `/t/${'x'.repeat(34)}`, `/q/${lounge.token}`])
      expect((await browser(town).get(path)).statusCode, path).toBe(404)
  })
})

it('without a script the page of a tablet is a page like the others', async () => {
  const by = browser(town)
  const page = await by.get(lounge.path)
  clock.pass(5)
  const sent = await by.send({ body: page.body.split('<template')[0]! }, [['score', '3']])
  expect(sent.headers.location).toMatch(/^\/t\/[\w-]{34}\/[\w-]{46}/u)
  expect((await by.get(sent.headers.location as string)).statusCode).toBe(200)
  expect(await answersOf(town)).toMatchObject([{ score: 3, channel: 'tablet' }])
})
