import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import * as compliments from '../../contract/compliments.ts'
import * as decisions from '../../contract/decisions.ts'
import * as feedback from '../../contract/feedback.ts'
import type { Reading } from '../../contract/reading.ts'
import * as recovery from '../../contract/recovery.ts'
import { SCALE_OF } from '../../contract/surveys.ts'
import * as timeline from '../../contract/timeline.ts'
import { readAgain } from '../../server/flows/feedback/read-again.flow.ts'
import { insertCompliments } from '../../server/recovery/compliment.store.ts'
import { quotable } from '../../server/voice/report-facts.store.ts'
import { type Answering, answers, plainReader } from '../answers.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/** The score stands over the words: what says the opposite of its score is thanks to nobody, no quote and no letter, and a person reads it. */
const town = await openTown()
const { owner, siteId, anne, clock } = town
const { house } = town.world
const { screen: marine } = await hire(town, 'Marine Duval', [{ role: 'reception', siteId }])
/** A colleague: whom words accuse does not read them at all. */
const { screen: rose } = await hire(town, 'Rose Autre', [{ role: 'reception', siteId }])

/** A reader that takes everything with her name for praise of her, as a reader of words alone may. */
const credulously = (text: string): Partial<Reading> => {
  if (/déconseill/u.test(text)) return { polarity: -1, kinds: ['problem'], themes: WELCOME(-1) }
  if (!text.includes('Marine')) return {}
  return { polarity: 1, sure: 0.92, kinds: ['compliment'], praised: ['Marine'], themes: WELCOME(1) }
}
const credulous = plainReader('credulous-1', credulously)
const WELCOME = (polarity: -1 | 1) => [{ theme: 'welcome', polarity, sure: 0.9 }]
const says = (text: string, score: number | null, over: Answering = {}) => {
  clock.pass(60)
  return answers(house, credulous, {
    text,
    score,
    metric: 'csat',
    scale: SCALE_OF.csat,
    ...over,
    about: { siteId, customerId: anne.customerId, ...over.about },
  })
}
const verbatim = async (text: string, screen = owner) =>
  (await screen.ask(feedback.listVerbatims, { query: { limit: 100 } as never })).verbatims.find(
    (each) =>
      each.text.length === text.length &&
      (each.text.startsWith(text.slice(0, 6)) || each.text.endsWith(text.slice(-8))),
  )!
const thanks = async (screen = marine) => (await screen.ask(compliments.listCompliments, { query: {} })).mine

const UNKIND: [string, number | null][] = [
  ['Cette connasse de Marine', 1],
  ['Cette connasse de Marine', 5],
  ['Marine, quelle connasse', null],
  ['Merci Marine, vous m’avez bien arnaqué', 1],
  ['Marine doesn’t care, what a bitch', 3],
]

describe('an insult, or praise under one star', () => {
  beforeAll(async () => {
    for (const [text, score] of UNKIND) await says(text, score)
    await says('Marine a été parfaite', 5)
  })
  test('is no thanks: only what score and words agree on reaches whom it names', async () => {
    expect((await thanks()).map(({ words }) => words)).toEqual(['Marine a été parfaite'])
    const { team } = await owner.ask(compliments.listCompliments, { query: {} })
    expect(team.map(({ words }) => words)).toEqual(['Marine a été parfaite'])
  })
  test.each(UNKIND)(
    '%s (%s of 5): the name is covered for colleagues, and nobody is said to be praised',
    async (text) => {
      const seen = await verbatim(text, rose)
      expect(seen.text).not.toContain('Marine')
      expect(seen.praised).toEqual([])
      expect(seen.kinds).not.toContain('compliment')
      expect((await verbatim(text)).text).toBe(text)
    },
  )
  test('on the list of cases and on the timeline too', async () => {
    const { cases } = await rose.ask(recovery.listCases, { query: { whose: 'site' } as never })
    const { entries } = await rose.ask(timeline.readTimeline, { params: { id: anne.customerId }, query: {} as never })
    const shown = JSON.stringify([cases, entries])
    expect(shown).toContain('Cette connasse de ••••••')
    expect(shown).not.toContain('connasse de Marine')
    expect(shown).not.toContain('Merci Marine')
  })
  test('who looks for colleagues by name finds the praise alone', async () => {
    const { verbatims } = await rose.ask(feedback.listVerbatims, { query: { q: 'marine' } as never })
    expect(verbatims.map(({ text }) => text)).toEqual(['Marine a été parfaite'])
  })
})

describe('score and words that say the opposite', () => {
  const ADVISED = 'On m’a déconseillé une réparation inutile'
  test('are doubtful, and before a person', async () => {
    await says(ADVISED, 5)
    expect(await verbatim(ADVISED)).toMatchObject({ polarity: -1, sure: 0.5, atOdds: true })
    expect(await verbatim(UNKIND[3]![0])).toMatchObject({ polarity: 1, sure: 0.5, atOdds: true })
    const { verbatims } = await owner.ask(feedback.listVerbatims, { query: { unsure: 'true' } as never })
    expect(verbatims.map(({ text }) => text)).toContain(ADVISED)
  })
  test('are quoted neither as praise nor as what hurts; praise that holds a complaint is not quoted either', async () => {
    await says('Marine parfaite, mais une attente bien longue', 5)
    await sql`update feedback.answer set quote = 'named'`.execute(house.db)
    await sql`update feedback.verbatim set themes = themes || '[{"theme": "waiting", "polarity": -1, "sure": 0.8}]' where text like '%attente%'`.execute(
      house.db,
    )
    const month = { from: '2026-01-01', to: '2026-12-31' }
    const good = await quotable(house.db, 'all', month, 'welcome', 'good')
    expect(good.map(({ text }) => text)).toEqual(['Marine a été parfaite'])
    expect(await quotable(house.db, 'all', month, 'welcome', 'bad')).toEqual([])
  })
  test('nobody is written to of « what was not well » before a person says that it was not', async () => {
    const { id } = await owner.ask(decisions.takeDecision, {
      body: { text: 'Un accueil à toute heure', siteIds: [siteId] },
    })
    const audience = { theme: 'welcome', sites: null, from: '2026-01-01', to: '2026-12-31' }
    const words = { fr: { subject: 'Vous l’aviez dit', message: 'C’est fait.', sms: '' } }
    const preview = () => owner.ask(decisions.previewTelling, { params: { id }, body: { audience, words } })
    expect(await preview()).toMatchObject({ n: 0, doubted: 1, people: [] })
    const { id: verbatimId } = await verbatim(ADVISED)
    // Read right after all: saying so is a word, though nothing changes.
    const said = await owner.ask(feedback.correctVerbatim, {
      params: { id: verbatimId },
      body: { changes: [{ head: 'polarity', becomes: 'bad' }] },
    })
    expect(said.verbatim).toMatchObject({ atOdds: false, polarity: -1 })
    expect(await preview()).toMatchObject({ n: 1, doubted: 0 })
    expect((await quotable(house.db, 'all', { from: '2026-01-01', to: '2026-12-31' }, 'welcome', 'bad')).length).toBe(1)
  })
  test('a person who says that it is praise thanks whom it praises', async () => {
    const { id } = await verbatim(UNKIND[3]![0])
    await owner.ask(feedback.correctVerbatim, {
      params: { id },
      body: { changes: [{ head: 'praised', becomes: ['Marine'] }] },
    })
    expect(await thanks()).toHaveLength(3)
  })
})

test('thanks that were given before the score was looked at are taken back when the words are read anew', async () => {
  const { answerId } = await says('Marine, on ne m’y reprendra pas', 1, { about: { customerId: null } })
  const { id: verbatimId } = await house.db
    .selectFrom('feedback.verbatim')
    .select('id')
    .where('answer_id', '=', answerId)
    .executeTakeFirstOrThrow()
  const given = { verbatimId, customerId: null, siteId, name: 'Marine', staffId: marine.staffId, candidates: [] }
  await insertCompliments(house.db, [{ ...given, id: house.newId() }], house.now())
  expect(await thanks()).toHaveLength(4)
  while (await readAgain(house, plainReader('credulous-2', credulously)));
  expect((await thanks()).map(({ verbatimId: each }) => each)).not.toContain(verbatimId)
  expect(await thanks()).toHaveLength(3)
})

test('thanks that were given before words of a body or a private life were held are taken back as they are read anew', async () => {
  const kind = await says('Marine a été parfaite, enceinte de sept mois', 5, { about: { customerId: null } })
  const { id: verbatimId } = await house.db
    .selectFrom('feedback.verbatim')
    .select('id')
    .where('answer_id', '=', kind.answerId)
    .executeTakeFirstOrThrow()
  const given = { verbatimId, customerId: null, siteId, name: 'Marine', staffId: marine.staffId, candidates: [] }
  await insertCompliments(house.db, [{ ...given, id: house.newId() }], house.now())
  expect((await thanks()).map(({ verbatimId: each }) => each)).toContain(verbatimId)
  while (await readAgain(house, plainReader('credulous-3', credulously)));
  expect(await thanks()).toHaveLength(3)
})
