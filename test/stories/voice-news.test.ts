import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import * as voice from '../../contract/voice-news.ts'
import { shapeOf } from '../../server/feedback/reading.ts'
import { look } from '../../server/flows/voice/look.flow.ts'
import { lookThroughFor } from '../../server/flows/voice/own-themes.flow.ts'
import { plainReader } from '../answers.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, siteId } = town
const { house } = town.world
const DAY = 86_400_000
/** Glad of the visit, all in all; not of what did not work. */
const reader = plainReader('plain-1', (text) => ({ polarity: /ne marchait pas/u.test(text) ? -1 : 0 }))

const said: { id: string; text: string; daysAgo: number }[] = []
async function say(text: string, daysAgo: number, more: { customer?: string; leftOut?: string } = {}) {
  const id = house.newId()
  said.push({ id, text, daysAgo })
  await sql`
    insert into feedback.verbatim (id, customer_id, site_id, language, text, shape, polarity, sure, reader, left_out, at, changed_at)
    values (${id}, ${more.customer ?? house.newId()}, ${siteId}, 'fr', ${text}, ${shapeOf(text)}, ${/borne/u.test(text) ? 1 : -1}, 0.9, 'words-0', ${more.leftOut ?? null},
      ${new Date(house.now().getTime() - daysAgo * DAY)}, now())`.execute(house.db)
  return id
}

const USUAL = ['attente au comptoir', 'prix de la révision', 'accueil à la réception', 'parking complet', 'devis clair']
beforeAll(async () => {
  for (let i = 0; i < 480; i++) await say(`Visite ${i}. ${USUAL[i % 5]} et ${USUAL[(i * 3 + 1) % 5]}`, 32 + (i % 170))
  for (let i = 0; i < 90; i++) {
    const words =
      i % 9 === 0 ? `La borne de recharge ${i} ne marchait pas, appelez-moi au 06 39 98 01 23.` : USUAL[i % 5]!
    await say(`Visite ${i}. ${words} et ${USUAL[(i * 3 + 1) % 5]}`, 2 + (i % 27))
  }
  // One person, and one who sends the same text a hundred times, make no news.
  const angry = house.newId()
  for (let i = 0; i < 12; i++) await say(`Encore la climatisation, message ${i}`, 3, { customer: angry })
  for (let i = 0; i < 30; i++) await say('Votre plaquette publicitaire contient une erreur grossière', 4)
  for (let i = 0; i < 12; i++) await say(`Robot ${i} casino gratuit`, 4, { leftOut: 'bot' })
})

const news = () => owner.ask(voice.voiceNews, {})

test('before the first night nothing was looked at', async () => {
  expect(await news()).toMatchObject({ look: null, found: [] })
})

test('what is new is found, in their words, with what nobody needs to see covered', async () => {
  await look(house, reader)
  const { look: last, found } = await news()
  expect(last).toMatchObject({ said: 'found', from: '2026-10-25', to: '2026-11-23', beforeFrom: '2026-04-28' })
  const phrases = found.map(({ phrase }) => phrase)
  expect(phrases).toContain('borne de recharge')
  for (const loud of ['climatisation', 'plaquette', 'casino']) expect(phrases.join(' ')).not.toContain(loud)
  const borne = found.find(({ phrase }) => phrase === 'borne de recharge')!
  expect(borne).toMatchObject({ direction: 'more', now: 10, before: 0, bad: 10, theme: null })
  expect(borne.low).toBeGreaterThan(1)
  expect(borne.quotes).toHaveLength(5)
  for (const { text, from, to } of borne.quotes) {
    expect(text.slice(from, to).toLowerCase()).toBe('borne de recharge')
    expect(text).not.toContain('98 01 23')
    expect(text).toContain('•')
  }
})

test('a site’s manager sees their site’s, and is told when there is too little', async () => {
  const manager = await town.join('Marc Chef', 'site-manager', ['reception'])
  expect((await manager.ask(voice.voiceNews, {})).look).toBeNull()
  await look(house, reader, siteId)
  expect((await manager.ask(voice.voiceNews, {})).found.map(({ phrase }) => phrase)).toContain('borne de recharge')
  expect((await manager.raw(voice.hushPhrase, { body: { key: 'x', hushed: true } })).status).toBe(403)
  expect((await town.advisor.raw(voice.voiceNews, {})).status).toBe(403)
})

test('a theme of one’s own: tried, kept, and what was said before is read for it', async () => {
  const words = { fr: ['borne de recharge', 'prise'], en: [] }
  const tried = await owner.ask(voice.previewOwnTheme, { body: { words } })
  expect(tried).toMatchObject({ n: 10, capped: false })
  expect(tried.of).toBeGreaterThan(200)
  expect(tried.quotes.length).toBeGreaterThan(3)
  expect((await owner.raw(voice.previewOwnTheme, { body: { words: { fr: [], en: [] } } })).status).toBe(422)

  const title = { fr: 'Bornes électriques', en: 'Chargers' }
  const made = await owner.ask(voice.createOwnTheme, { body: { title, words } })
  expect(made.slug).toBe('bornes-electriques')
  // Of one title there is one, whoever taps twice; names for machines that come out alike bear a number.
  for (const each of [title, { fr: 'bornes Électriques', en: 'x' }, { fr: 'y', en: 'chargers' }]) {
    const { status, body } = await owner.raw(voice.createOwnTheme, { body: { title: each, words } })
    expect([status, (body as { code?: string }).code]).toEqual([409, 'theme-taken'])
  }
  const emoji = (title: string) =>
    owner.ask(voice.createOwnTheme, { body: { title: { fr: title, en: title }, words } }).then(({ slug }) => slug)
  expect([await emoji('🔌'), await emoji('🔋')]).toEqual(['theme', 'theme-2'])
  await sql`delete from feedback.own_theme where slug like 'theme%'`.execute(house.db)
  const other = { fr: 'Prises de charge', en: 'Electric chargers' }
  const again = await owner.ask(voice.createOwnTheme, { body: { title: other, words } })
  const { rows } = await sql<{
    words: Record<string, string[]>
  }>`select words from feedback.own_theme where slug = ${made.slug}`.execute(house.db)
  expect(rows[0]!.words.fr).toEqual(['borne de recharge', 'borne de recharges', 'prise', 'prises'])

  expect(await lookThroughFor(house, made.slug)).toBe(10)
  const stale = await sql<{
    n: number
  }>`select count(*)::int as n from feedback.verbatim where reader = 'again' and text like '%borne%'`.execute(house.db)
  expect(stale.rows[0]!.n).toBe(10)
  expect((await news()).found.find(({ phrase }) => phrase === 'borne de recharge')!.theme).toBe(made.slug)

  await owner.ask(voice.archiveOwnTheme, { params: { slug: again.slug }, body: { archived: true } })
  const { themes } = await town.advisor.ask(voice.listOwnThemes, {})
  expect(themes.map(({ slug, archivedAt }) => [slug, archivedAt !== null])).toEqual([
    ['bornes-electriques', false],
    ['prises-de-charge', true],
  ])
  const changed = await owner.ask(voice.changeOwnTheme, {
    params: { slug: made.slug },
    body: { title, words: { fr: ['borne'], en: ['charger'] } },
  })
  expect(changed.words).toEqual({ fr: ['borne'], en: ['charger'] })
  const taken = { params: { slug: made.slug }, body: { title: other, words } }
  expect((await owner.raw(voice.changeOwnTheme, taken)).status).toBe(409)
  expect((await owner.raw(voice.changeOwnTheme, { params: { slug: 'nowhere' }, body: { title, words } })).status).toBe(
    404,
  )
})

test('a phrase that is not worth showing is hushed, and shown again', async () => {
  const { key } = (await news()).found.find(({ phrase }) => phrase === 'borne de recharge')!
  await owner.ask(voice.hushPhrase, { body: { key, hushed: true } })
  expect((await news()).found.map((one) => one.key)).not.toContain(key)
  expect((await news()).hushed).toEqual([key])
  await owner.ask(voice.hushPhrase, { body: { key, hushed: false } })
  expect((await news()).found.map((one) => one.key)).toContain(key)
})

test('who is erased is quoted no more', async () => {
  const quoted = (await news()).found.find(({ phrase }) => phrase === 'borne de recharge')!.quotes
  await sql`delete from feedback.verbatim where id = ${quoted[0]!.verbatimId}`.execute(house.db)
  const left = (await news()).found.find(({ phrase }) => phrase === 'borne de recharge')!.quotes
  expect(left.map(({ verbatimId }) => verbatimId)).not.toContain(quoted[0]!.verbatimId)
})

test('whose words were shown is in the audit log', async () => {
  const shown = town.world.watch.looks.take(house.now(), () => true)
  expect(shown.map(({ action }) => action)).toContain('voice.quotes')
  expect(shown.flatMap(({ customerIds }) => customerIds).length).toBeGreaterThan(5)
})
