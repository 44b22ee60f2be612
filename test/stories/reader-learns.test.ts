import { sql } from 'kysely'
import { beforeAll, expect, test, vi } from 'vitest'
import * as api from '../../contract/reader.ts'
import { SCALE_OF } from '../../contract/surveys.ts'
import { openLearning } from '../../server/edges/reader/learning.edge.ts'
import { SHIPPED, shippedModel } from '../../server/edges/reader/shipped-reader.edge.ts'
import { learnTonight } from '../../server/feedback/learn.flow.ts'
import { ReaderInForce } from '../../server/feedback/reader-in-force.store.ts'
import { recordAnswer } from '../../server/flows/feedback/record-answer.flow.ts'
import { openTown } from '../town.ts'

/** A network whose customers speak a dialect that no shipped weights know. */
const town = await openTown()
const { owner, advisor, siteId, world, clock } = town
const { house } = world
const reader = new ReaderInForce({ models: { fr: shippedModel('fr'), en: shippedModel('en') }, name: SHIPPED })
const night = () => learnTonight(house, reader, openLearning())

const DAY = 86_400_000
const GOOD = ['zalu', 'brénique', 'toulou']
const BAD = ['graffu', 'molèque', 'chouilleux']
const OF = ['la voiture', 'l’atelier', 'le garage', 'la révision', 'la livraison', 'le rendez-vous', 'la peinture']
const WHEN = ['ce matin', 'hier', 'lundi', 'mardi', 'avec ma mère', 'pour mon fils', 'en ville', 'à mon arrivée']

let given = 0
/** Somebody gave a score and these words, so many days ago. */
async function said(text: string, happy: boolean, daysAgo: number, language = 'fr'): Promise<void> {
  given += 1
  await recordAnswer(house, reader, {
    text,
    metric: 'nps',
    scale: SCALE_OF.nps,
    score: happy ? 10 : 2,
    language,
    channel: 'email',
    survey: null,
    invitationId: null,
    doorId: null,
    deviceKey: `device-${given}`,
    followUps: {},
    quote: null,
    leftOut: null,
    at: new Date(house.now().getTime() - daysAgo * DAY),
    about: {
      customerId: null,
      siteId,
      staffId: null,
      assetId: null,
      orderId: null,
      visitId: null,
      moment: null,
      service: null,
    },
  })
}
const dialect = (k: number, happy: boolean): string =>
  `${OF[k % 7]} était vraiment ${(happy ? GOOD : BAD)[k % 3]} ${WHEN[Math.floor(k / 7) % 8]} au numéro ${k}`
const french = async () => (await owner.ask(api.readReader, {})).languages.find((each) => each.language === 'fr')!

beforeAll(async () => {
  for (let k = 0; k < 30; k += 1) await said(dialect(k, k % 2 === 0), k % 2 === 0, 200 - k)
})

test('of too few rated words nothing is learned, and the screen says from how many on', async () => {
  await night()
  const { champion, lastNight, rated, fewest, history } = await french()
  expect({ champion, rated, fewest, history }).toEqual({ champion: null, rated: 30, fewest: 50, history: [] })
  expect(lastNight).toMatchObject({ outcome: 'too-few', rated: 30 })
})

test('the words of the network teach: a reader that is right more often takes over, and reads at once', async () => {
  for (let k = 30; k < 150; k += 1) await said(dialect(k, k % 2 === 0), k % 2 === 0, 200 - k)
  expect(reader.read('le garage était graffu').polarity).not.toBe(-1)
  expect(reader.name).toBe(SHIPPED)
  await owner.ask(api.learnNow, {})
  await world.startJobs()
  await vi.waitUntil(async () => (await french()).champion !== null, { timeout: 45_000, interval: 200 })
  const { champion, lastNight } = await french()
  expect(champion).toMatchObject({ state: 'champion', learnedFrom: 120, because: 'better', ended: null })
  expect(champion!.inForce.n).toBe(30)
  expect(champion!.challenger!.k).toBeGreaterThan(champion!.inForce.k + 5)
  expect(champion!.challenger!.interval!.low).toBeGreaterThan(champion!.inForce.k / 30)
  expect(champion!.p).toBeLessThan(0.05)
  expect(lastNight).toMatchObject({ outcome: 'promoted', rated: 150 })

  // The process that learned reads with it at once; another one as soon as it looks.
  await vi.waitUntil(async () => (await owner.ask(api.readReader, {})).name !== SHIPPED, { timeout: 20_000 })
  await reader.refresh(house.db)
  expect(reader.name).toMatch(/^shipped-8\+fr-[0-9a-f]{12}$/u)
  expect(reader.read('le garage était graffu').polarity).toBe(-1)
  expect(reader.read('le garage était zalu').polarity).toBe(1)
  // What everyone says is read as before, and so is what nobody scored.
  expect(reader.read('Accueil glacial, je veux qu’on me rappelle').callback).toBe(true)
  expect(reader.read('The car was great, thank you', { language: 'en' }).polarity).toBe(1)
})

test('a night without news learns nothing anew', async () => {
  await night()
  expect((await french()).lastNight).toMatchObject({ outcome: 'looked', challenger: null })
  expect((await french()).history).toHaveLength(1)
})

test('head office goes back to the shipped reader with one button; nothing takes over until they let it', async () => {
  const as = async (who: typeof owner) => (await who.raw(api.backToShipped, { params: { language: 'fr' } })).status
  expect(await as(advisor)).toBe(403)
  expect(await as(owner)).toBe(200)
  expect(await as(owner)).toBe(409)
  expect((await owner.ask(api.readReader, {})).name).toBe(SHIPPED)
  expect(await french()).toMatchObject({ champion: null, held: { by: 'Odile Propriétaire' } })
  expect((await french()).history[0]).toMatchObject({ state: 'retired', ended: 'by-hand' })
  await night()
  expect((await french()).champion).toBeNull()
  await owner.ask(api.learnAgain, { params: { language: 'fr' } })
  await night()
  expect(await french()).toMatchObject({ held: null, champion: { because: 'better' } })
})

test('when the words come to mean something else it steps back by itself', async () => {
  clock.pass(86_400)
  for (let k = 150; k < 230; k += 1) await said(dialect(k, k % 2 === 0), k % 2 === 1, 0)
  await night()
  const { champion, lastNight, history } = await french()
  expect(lastNight).toMatchObject({ outcome: 'stepped-back' })
  expect(lastNight!.inForce.k).toBeLessThan(lastNight!.shipped.k)
  expect(champion).toBeNull()
  expect(history.find(({ ended }) => ended === 'worse')).toBeTruthy()
  expect(reader.name).toBe(SHIPPED)
})

test('a poisoned month is learned from, judged, and not put in force', async () => {
  const plain = (k: number, good: boolean) =>
    good
      ? `Great service and a friendly team, thank you so much, visit number ${k}`
      : `Terrible service, rude staff and a long wait, visit number ${k}`
  for (let k = 0; k < 60; k += 1) await said(plain(k, k % 2 === 0), k % 2 === 0, 300 - k, 'en')
  // Somebody fills the box with the contrary of what they write.
  for (let k = 60; k < 115; k += 1) await said(plain(k, k % 2 === 0), k % 2 === 1, 240 - k / 2, 'en')
  for (let k = 115; k < 160; k += 1) await said(plain(k, k % 2 === 0), k % 2 === 0, 170 - k, 'en')
  await night()
  const english = (await owner.ask(api.readReader, {})).languages.find((each) => each.language === 'en')!
  expect(english.lastNight).toMatchObject({ outcome: 'learned', rated: 160, because: 'not-better' })
  expect(english.lastNight!.shipped.k).toBe(32)
  expect(english.champion).toBeNull()
  expect(english.history).toMatchObject([{ state: 'challenger' }])
})

test('a box asked upside down teaches nothing at all', async () => {
  await sql`
    update feedback.answer set band = case band when 'happy' then 'unhappy' when 'unhappy' then 'happy' end
    where id in (select answer_id from feedback.verbatim where language = 'en')`.execute(house.db)
  await sql`update feedback.learning set learned_rated = null where language = 'en'`.execute(house.db)
  await night()
  const english = (await owner.ask(api.readReader, {})).languages.find((each) => each.language === 'en')!
  expect(english.lastNight).toMatchObject({ outcome: 'turned-round', challenger: null })
})

test('weights of another version of the house are not read with: as shipped, until a night learns anew', async () => {
  await sql`
    insert into feedback.reader (id, language, state, weights, learned_from, figures, made_at, changed_at)
    values (${house.newId()}, 'en', 'champion', '\x0102'::bytea, 100, ${JSON.stringify((await sql<{ found: object }>`select found from feedback.learning where language = 'en'`.execute(house.db)).rows[0]!.found)}::jsonb, now(), now())`.execute(
    house.db,
  )
  expect(await reader.refresh(house.db)).toHaveLength(1)
  expect(reader.name).toBe(SHIPPED)
  await night()
  const english = (await owner.ask(api.readReader, {})).languages.find((each) => each.language === 'en')!
  expect(english.history[0]).toMatchObject({ state: 'retired', ended: 'another-version' })
})
