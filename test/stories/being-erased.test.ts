import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as answersApi from '../../contract/answers.ts'
import * as complimentsApi from '../../contract/compliments.ts'
import * as decisions from '../../contract/decisions.ts'
import type { Who } from '../../contract/facts.ts'
import * as feedback from '../../contract/feedback.ts'
import * as privacy from '../../contract/privacy.ts'
import * as api from '../../contract/recovery.ts'
import * as reviewsApi from '../../contract/reviews.ts'
import { caseClock } from '../../server/flows/recovery/case-clock.flow.ts'
import { quotable } from '../../server/voice/report-facts.store.ts'
import { openSurvey } from '../asking.ts'
import { answers, newcomer, reviewed } from '../reviewing.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/** An erasure is decided, and done seven days later. Until then what they said is in no list; called off, all of it is there again. */
const town = await openTown({ at: '2026-10-05T10:00:00+02:00' })
const { owner, siteId, clock, world } = town
const { house } = world
await hire(town, 'Marine Roche', [{ role: 'service-advisor', siteId }])
const survey = await openSurvey(town)

const lucie = await newcomer(town, { familyName: 'Martin' })
await reviewed(town, survey, {
  customerId: lucie,
  score: 2,
  text: 'Deux heures d’attente et personne ne m’a prévenue.',
})
await answers(town, survey, { customerId: lucie, score: 10, text: 'Merci à Marine, accueil parfait.' })
await sql`update feedback.answer set quote = 'named' where customer_id = ${lucie}`.execute(house.db)
const words = async () =>
  (await owner.ask(feedback.listVerbatims, { query: {} as never })).verbatims.filter(({ text }) =>
    /attente|Marine/u.test(text),
  )
const [complaint] = (await words()).filter(({ text }) => text.includes('attente'))
const decision = await owner.ask(decisions.takeDecision, {
  body: { text: 'Deux personnes au comptoir', siteIds: [siteId], verbatimIds: [complaint!.id] },
})
const open = async () => await owner.ask(api.listCases, { query: { whose: 'site' } as never })
const { id: caseId } = (await open()).cases[0]!
const month = { from: '2026-01-01', to: '2026-12-31' }

/** In how many places what they said is shown: each by its name. */
async function shownIn() {
  const [inbox, cases, thanks, moderated, said, good, bad, page, json] = await Promise.all([
    words(),
    open(),
    owner.ask(complimentsApi.listCompliments, { query: {} as never }),
    owner.ask(reviewsApi.listReviews, { query: { state: 'published' } as never }),
    owner.ask(decisions.readDecision, { params: { id: decision.id } }),
    quotable(house.db, 'all', month, 'welcome', 'good'),
    quotable(house.db, 'all', month, 'waiting', 'bad'),
    world.app.inject({ url: '/r' }),
    world.app.inject({ url: '/r/network.json' }),
  ])
  const public_ = [page, json].filter(({ body }) => body.includes('personne ne m’a prévenue'))
  return {
    inbox: inbox.length,
    cases: cases.cases.length,
    counted: cases.counts.site,
    thanks: thanks.team.length,
    moderated: moderated.reviews.length,
    decided: said.linked.length,
    quotable: good.length + bad.length,
    public: public_.length,
  }
}
const EVERYWHERE = { inbox: 2, cases: 1, counted: 1, thanks: 1, moderated: 1, decided: 1, quotable: 2, public: 2 }
const NOWHERE = { inbox: 0, cases: 0, counted: 0, thanks: 0, moderated: 0, decided: 0, quotable: 0, public: 0 }
const read = () => owner.raw(api.readCase, { params: { id: caseId } }).then(({ status }) => status)
const note = () =>
  owner.raw(api.noteOnCase, { params: { id: caseId }, body: { text: 'Vu' } }).then(({ status }) => status)
const told = async () =>
  (await sql`select from recovery.step where case_id = ${caseId}::uuid and kind = 'told'`.execute(house.db)).rows.length

test('from the moment it is decided what they said is nowhere, and nobody is told to hurry', async () => {
  expect(await shownIn()).toEqual(EVERYWHERE)
  const { id } = await owner.ask(privacy.scheduleErasure, {
    params: { id: lucie },
    body: { confirm: 'Lucie Martin' },
  })
  expect(await shownIn()).toEqual(NOWHERE)
  expect([await read(), await note()]).toEqual([404, 404])
  expect((await owner.raw(feedback.readVerbatim, { params: { id: complaint!.id } })).status).toBe(404)
  clock.pass(5 * 86_400)
  await caseClock(house)
  expect(await told()).toBe(0)

  await owner.ask(privacy.callOffErasure, { params: { id } })
  expect(await shownIn()).toEqual(EVERYWHERE)
  expect([await read(), await note()]).toEqual([200, 200])
  await caseClock(house)
  expect(await told()).toBe(1)
})

test('what another system tells of them meanwhile is nobody’s: what cannot wait stands before a person all the same', async () => {
  const email = 'erased@example.org'
  const id = await newcomer(town, { familyName: 'Durand', email })
  await owner.ask(privacy.scheduleErasure, { params: { id }, body: { confirm: 'Lucie Durand' } })
  const tell = (key: string, who: Who) =>
    owner.ask(answersApi.tellAnswers, {
      body: {
        source: 'old-tool',
        answers: [
          { key, at: clock.now().toISOString(), who, siteId, metric: 'csat', score: 1, text: 'Plus de freins' },
        ],
      } as never,
    })
  const before = (await open()).cases.length
  for (const [key, who] of [
    ['by address', { email }],
    ['by id', { id }],
  ] as const)
    expect(await tell(key, who)).toEqual({ kept: 1, known: 0, refused: [], nobodys: [key] })
  const now = (await open()).cases
  expect(now.length).toBe(before + 2)
  expect(now.filter(({ known, severity }) => !known && severity === 'urgent').length).toBe(2)
  const theirs = await sql`select from recovery."case" where customer_id = ${id}::uuid`.execute(house.db)
  expect(theirs.rows).toEqual([])
})
