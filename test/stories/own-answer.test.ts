import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import * as api from '../../contract/asking.ts'
import * as auditApi from '../../contract/audit.ts'
import * as decisions from '../../contract/decisions.ts'
import { listVerbatims } from '../../contract/feedback.ts'
import { listCases, readCase } from '../../contract/recovery.ts'
import * as reviews from '../../contract/reviews.ts'
import { voiceFigures } from '../../contract/voice.ts'
import { tally } from '../../server/flows/voice/tally.flow.ts'
import { answersOf, browser, openSurvey } from '../asking.ts'
import { openTown } from '../town.ts'

/** Somebody nobody knows answers at the counter; the code they are shown is all it takes to see it again, and to erase it. */
const town = await openTown()
const { clock, owner, world, siteId } = town
const { db } = world.house
const survey = await openSurvey(town, 'after-service')
const doorOf = async (kind: 'qr' | 'tablet') => {
  const door = await owner.ask(api.createDoor, {
    params: { id: survey.id },
    body: { siteId, kind, name: kind, service: 'service' },
  })
  return { path: new URL(door.address).pathname, token: door.address.split('/').at(-1)! }
}
const [counter, lounge] = [await doorOf('qr'), await doorOf('tablet')]
const { get, post, send } = browser(town)

const CODE = /<output data-code[^>]*>([0-9A-Z-]{14})<\/output>/u
const form = (fields: Record<string, string>) => new URLSearchParams(fields)
const look = (code: string) => post('/mine', form({ code, lang: 'fr' }))
const erase = (code: string) => post('/mine/erase', form({ code, lang: 'fr' }))

/** @returns where their page of thanks stands, and the code on it */
async function answers(score: string, text: string): Promise<{ code: string; at: string }> {
  const page = await get(counter.path)
  clock.pass(20)
  const sent = await send(page, [
    ['score', score],
    ['text', text],
  ])
  const at = (sent.headers.location as string).replace(/(?:\/more)?\?.*/u, '')
  const thanks = await get(`${at}?done=1`)
  return { code: CODE.exec(thanks.body)![1]!, at }
}

/** Every table that holds this text anywhere, whatever its column. */
async function tablesWith(text: string): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'pgboss')`.execute(db)
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql`select 1 from ${sql.raw(name)} t where t::text like ${`%${text}%`} limit 1`.execute(db)
    if (rows.length > 0) found.push(name)
  }
  return found
}

describe('an answer that nobody’s name is under', () => {
  it('is opened by its code as it was written, however the code is typed', async () => {
    const { code } = await answers('2', 'Trop d’attente, et Zanzibarlok me l’a dit.')
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}$/u)
    expect((await get('/mine')).body).toContain('Le code qui s’est affiché')
    for (const typed of [code, code.toLowerCase().replaceAll('-', ' '), ` ${code.replaceAll('-', '')} `]) {
      const page = await look(typed)
      expect(page.statusCode).toBe(200)
      expect(page.body).toContain('Zanzibarlok')
      expect(page.body).toContain('2\u00a0/\u00a05')
      expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    }
  })

  it('is opened by no other: what is no code, and one that was never given, are told alike', async () => {
    for (const typed of ['', 'bonjour', '0000-0000-0000', 'x'.repeat(5000)]) {
      const page = await look(typed)
      expect(page.statusCode).toBe(404)
      expect(page.body).toContain('n’ouvre aucune réponse')
    }
    expect((await erase('0000-0000-0000')).statusCode).toBe(404)
    expect((await look('"><script>')).body).not.toContain('<script>')
  })

  it('keeps its code when it is changed; nothing that is kept tells the code', async () => {
    const { code, at } = await answers('3', 'Un peu long.')
    const edit = await get(`${at}?edit=1`)
    clock.pass(20)
    await send(edit, [
      ['score', '4'],
      ['text', 'Finalement bien.'],
    ])
    expect(CODE.exec((await get(`${at}?done=1`)).body)![1]).toBe(code)
    expect((await look(code)).body).toContain('Finalement bien.')
    expect(await tablesWith(code)).toEqual([])
    await erase(code)
  })

  it('erased, nothing of it is left: neither words, nor case, nor score, nor its place in a decision; the page says so', async () => {
    await sql`truncate feedback.answer, feedback.verbatim`.execute(db)
    const words = 'Rappelez-moi au 06 39 98 12 34, c’est urgent : les freins de Quiberzac lâchent.'
    const { code } = await answers('1', words)
    const kept = await answers('5', 'Merci à tous.')
    const [verbatim] = (await owner.ask(listVerbatims, { query: { band: 'unhappy' } })).verbatims
    const decided = await owner.ask(decisions.takeDecision, {
      body: { text: 'Revoir les freins.', verbatimIds: [verbatim!.id] } as never,
    })
    expect((await owner.ask(decisions.readDecision, { params: { id: decided.id } })).linked).toHaveLength(1)
    const [open] = (await owner.ask(listCases, { query: { whose: 'site' } as never })).cases
    expect(open!.words).toContain('freins')
    expect((await tablesWith('Quiberzac')).length).toBeGreaterThan(0)

    const done = await erase(code)
    expect([done.statusCode, done.headers.location]).toEqual([303, '/mine?erased=1&lang=fr'])
    expect((await get(done.headers.location as string)).body).toContain('Votre réponse est effacée')
    expect(await tablesWith('Quiberzac')).toEqual([])
    expect(await tablesWith('98 12 34')).toEqual([])
    expect((await look(code)).statusCode).toBe(404)
    expect((await erase(code)).statusCode).toBe(404)

    const page = await owner.ask(readCase, { params: { id: open!.id } })
    expect(page).toMatchObject({ case: { outcome: 'withdrawn', words: '' } })
    expect((await owner.ask(decisions.readDecision, { params: { id: decided.id } })).linked).toEqual([])
    expect(await answersOf(town)).toMatchObject([{ score: 5, text: 'Merci à tous.' }])
    await tally(world.house)
    const figures = await owner.ask(voiceFigures, { query: {} })
    expect(figures.metrics.map(({ now }) => now.n)).toEqual([1])
    const { rows } = await owner.ask(auditApi.readAudit, { query: { action: 'answer.erase' } as never })
    expect(rows[0]).toMatchObject({ actor: 'answer-author', action: 'answer.erase', customerId: null, siteId })
    expect((await look(kept.code)).statusCode).toBe(200)
  })

  it('what was published of it is on no page any more', async () => {
    const { settings } = await owner.ask(reviews.readReviewSettings)
    await owner.ask(reviews.setReviewSettings, { body: { ...settings, unverified: 'marked' } })
    const { code, at } = await answers('4', 'Bel accueil à Perlimpin, rien à redire de plus.')
    await post(`${at}/review`, form({ lang: 'fr', publish: 'yes', named: 'no' }))
    const { reviews: pile } = await owner.ask(reviews.listReviews, { query: { state: 'pending' } as never })
    await owner.ask(reviews.publishReview, { params: { id: pile[0]!.id }, body: { seen: pile[0]!.seen } })
    expect((await get('/r/versailles')).body).toContain('Perlimpin')
    await erase(code)
    for (const path of ['/r/versailles', '/r/versailles.json', '/r/versailles.csv'])
      expect((await get(path)).body).not.toContain('Perlimpin')
    expect(await tablesWith('Perlimpin')).toEqual([])
  })
})

describe('of a tablet', () => {
  const key = `${'ab'.repeat(10)}0123456789ab`
  const sendIt = () =>
    owner.ask(api.sendDoorAnswers, {
      params: { token: lounge.token },
      body: {
        answers: [
          { key, version: 1, language: 'fr', score: 2, text: 'Café froid à Trifouillis.', ageMs: 0, tookMs: 6_000 },
        ],
      },
    })

  it('the code is worked out there, for it may be offline, and opens the same answer', async () => {
    const page = (await get(lounge.path)).body
    expect(page).toMatch(/<output data-code[^>]*><\/output>/u)
    expect(page).toContain('/mine')
    await sendIt()
    const { codeOf } = await import('../../contract/own-code.ts')
    const code = codeOf(key.slice(-15))
    expect((await look(code)).body).toContain('Trifouillis')
    await erase(code)
    expect(await tablesWith('Trifouillis')).toEqual([])
  })

  it('what its author erased does not come back with a tablet that had not heard of its arrival', async () => {
    const { heard, refused } = await sendIt()
    expect(heard).toEqual([key])
    expect(refused).toEqual([{ key, because: 'its author erased it' }])
    expect(await tablesWith('Trifouillis')).toEqual([])
  })
})
