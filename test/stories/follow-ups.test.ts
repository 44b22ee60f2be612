import { expect, test } from 'vitest'
import * as answersApi from '../../contract/answers.ts'
import * as complimentsApi from '../../contract/compliments.ts'
import * as feedback from '../../contract/feedback.ts'
import * as network from '../../contract/network.ts'
import * as api from '../../contract/recovery.ts'
import * as timeline from '../../contract/timeline.ts'
import * as voiceApi from '../../contract/voice.ts'
import { readAgain } from '../../server/flows/feedback/read-again.flow.ts'
import { answerToPublish } from '../../server/flows/reviews/experience.store.ts'
import { type Answering, answers, plainReader } from '../answers.ts'
import { browser, invite, openSurvey } from '../asking.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/** What somebody writes or chooses under the questions that follow is read, found, shown and counted like the rest of what they say. */
const town = await openTown({ at: '2026-10-05T10:00:00+02:00' })
const { owner, advisor, siteId, anne, clock, world } = town
const { house } = world
const reader = plainReader()
const survey = await openSurvey(town)
const asked = { id: survey.id, version: survey.version }
const { screen: tom } = await hire(town, 'Tom Accueil', [{ role: 'reception', siteId }])

const says = (over: Answering = {}) => {
  clock.pass(60)
  return answers(house, reader, {
    survey: asked,
    ...over,
    about: { siteId, customerId: anne.customerId, ...over.about },
  })
}
const found = async (q: string, screen = advisor) =>
  (await screen.ask(feedback.listVerbatims, { query: { q, counted: 'all' } as never })).verbatims
const listed = async (answerId: string, screen = advisor) =>
  (await screen.ask(feedback.listVerbatims, { query: { counted: 'all', limit: 100 } as never })).verbatims.find(
    (one) => one.answerId === answerId,
  )!

test('by the page: who is thanked under the question hears of it, and the words are found and marked where they stand', async () => {
  const { get, send } = browser(town)
  const { path } = await invite(town, survey)
  const first = await get(path)
  clock.pass(9)
  await send(first, [
    ['score', '10'],
    ['text', 'Tout était prêt à l’heure dite.'],
  ])
  await send(await get(`${path}/more`), [
    ['f-praise', 'Oui, merci à Alice pour son accueil chaleureux ! Mon numéro : 06 39 98 01 01'],
  ])
  const { mine } = await advisor.ask(complimentsApi.listCompliments, { query: {} })
  expect(mine).toMatchObject([{ name: 'Alice' }])
  expect(mine[0]!.words).toMatch(/^Tout était prêt à l’heure dite\.\n\nOui, merci à Alice .* : •{14}$/u)
  const [line] = await found('chaleureux')
  expect(line).toMatchObject({ text: 'Tout était prêt à l’heure dite.', hidden: [], praised: ['Alice'] })
  const [below] = line!.followUps
  expect(below).toMatchObject({ key: 'praise', kind: 'text', title: 'Quelqu’un mérite-t-il d’être remercié ?' })
  expect(below!.text).toMatch(/^Oui, merci à Alice .* : •{14}$/u)
  expect(below!.hidden).toMatchObject([{ for: 'phone' }])
  const praised = below!.marks.find((mark) => mark.for === 'praised')!
  expect(below!.text.slice(praised.from, praised.to)).toContain('Alice')
  const { entries } = await owner.ask(timeline.readTimeline, { params: { id: anne.customerId }, query: {} as never })
  expect(entries.find(({ kind }) => kind === 'survey')!.text).toContain('merci à Alice')
})

test('alone, without a word of their own, it is read all the same; in the reader’s language', async () => {
  const { answerId } = await says({ score: 10, followUps: { praise: 'Merci à Denis, parfait' } })
  expect(await listed(answerId)).toMatchObject({ text: '', polarity: 1, praised: ['Denis'], kinds: ['compliment'] })
  const { screen: english } = await hire(town, 'Emma Desk', [{ role: 'reception', siteId }])
  await english.ask(network.updateMe, { body: { locale: 'en' } as never })
  expect((await listed(answerId, english)).followUps).toMatchObject([{ title: 'Is there somebody to thank?' }])
})

test('an alert in it opens the case it would open anywhere', async () => {
  const { answerId } = await says({ score: 7, text: 'Bien', followUps: { praise: 'Personne, rappelez-moi' } })
  const { cases } = await owner.ask(api.listCases, { query: { whose: 'site', customer: anne.customerId } as never })
  expect(cases).toMatchObject([{ severity: 'callback', words: 'Bien\n\nPersonne, rappelez-moi' }])
  const { verbatims } = await owner.ask(api.readCase, { params: { id: cases[0]!.id } })
  expect(verbatims[0]).toMatchObject({ answerId, text: 'Bien', followUps: [{ text: 'Personne, rappelez-moi' }] })
  await owner.ask(api.closeCase, { params: { id: cases[0]!.id }, body: { outcome: 'explained' } })
})

test('what was chosen stands beside their words, on the page of the customer, and in the case where they wrote none', async () => {
  const worded = await says({ score: 7, text: 'Pas tenu au courant.', followUps: { why: ['informed', 'delay'] } })
  expect((await listed(worded.answerId)).followUps).toMatchObject([
    {
      kind: 'choices',
      title: 'Qu’aurions-nous dû mieux faire ?',
      picked: ['Me tenir au courant', 'Respecter l’heure ou la date'],
      text: '',
    },
  ])
  const mute = await says({ score: 3, followUps: { why: ['price'], callback: true } })
  const { answers: told } = await advisor.ask(api.customerVoice, { params: { id: anne.customerId } })
  expect(told.find(({ id }) => id === mute.answerId)).toMatchObject({
    verbatim: null,
    followUps: [{ picked: ['Expliquer le prix'] }, { kind: 'yes-no', value: true }],
  })
  const { cases } = await owner.ask(api.listCases, { query: { whose: 'site', customer: anne.customerId } as never })
  const { scores } = await owner.ask(api.readCase, { params: { id: cases[0]!.id } })
  expect(scores.find(({ answerId }) => answerId === mute.answerId)!.followUps[0]!.picked).toEqual(['Expliquer le prix'])
})

test('a word of a person stands as long as all the words do; taken back, the whole is read anew', async () => {
  const given = { score: 10, text: 'Très bien', followUps: { praise: 'Merci à Alice' }, deviceKey: 'k-1' }
  const { answerId } = await says(given)
  const { id } = await listed(answerId)
  const { batch } = await advisor.ask(feedback.correctVerbatim, {
    params: { id },
    body: { changes: [{ head: 'praised', becomes: ['Alice', 'Denis'] }] },
  })
  await says(given)
  expect((await listed(answerId)).praised).toEqual(['Alice', 'Denis'])
  await advisor.ask(feedback.undoCorrection, { params: { id: batch! } })
  expect((await listed(answerId)).praised).not.toContain('Denis')
  await advisor.ask(feedback.correctVerbatim, {
    params: { id },
    body: { changes: [{ head: 'praised', becomes: ['Denis'] }] },
  })
  await says({ ...given, followUps: { praise: 'Personne en particulier' } })
  expect(await listed(answerId)).toMatchObject({ praised: [], corrections: [] })
  // Another reader reads all of it, and what it is found by.
  await readAgain(
    house,
    plainReader('plain-2', (text) => ({ praised: [...text.matchAll(/particulier/gu)].map(String) })),
  )
  expect((await listed(answerId)).praised).toEqual(['particulier'])
  expect(await found('particulier')).toHaveLength(1)
})

test('a name in unkind words below is covered for a colleague, and shown to the manager', async () => {
  const { answerId } = await says({
    score: 10,
    text: 'Bravo',
    followUps: { praise: 'Sûrement pas Denis, menti deux fois' },
  })
  const line = await listed(answerId, tom)
  expect(line.followUps[0]!.text).toMatch(/^Sûrement pas •{5}, menti deux fois$/u)
  expect(line.followUps[0]!.hidden).toMatchObject([{ for: 'colleague', from: 13, to: 18 }])
  expect((await listed(answerId, owner)).followUps[0]!.text).toContain('Denis')
})

test('only their own words are what they agree to publish or to have quoted', async () => {
  const { answerId } = await says({ score: 10, text: 'Parfait', followUps: { praise: 'Merci à Alice' } })
  expect((await answerToPublish(house.db, answerId))!.words).toBe('Parfait')
})

test('what is not counted shows it too, covered', async () => {
  await says({
    score: 10,
    followUps: { praise: 'Merci, 06 39 98 01 02', why: ['price'] },
    leftOut: 'burst',
    about: { customerId: null },
  })
  const { answers: out } = await tom.ask(answersApi.leftOutAnswers, { params: { id: survey.id }, query: {} as never })
  expect(out[0]!.followUps).toMatchObject([{ text: 'Merci, ••••••••••••••' }, { picked: ['Expliquer le prix'] }])
})

test('choices are counted: the share of those who answered, with its interval, by survey and site, and as CSV', async () => {
  const other = await owner.ask(network.createSite, { body: { name: 'Meaux' } })
  const about = { siteId: other.id, customerId: null }
  for (let n = 0; n < 10; n += 1)
    await says({
      score: 5,
      text: `Réponse ${n}`,
      followUps: { why: n < 6 ? ['informed', 'price'] : ['price'], callback: n === 0 },
      about,
    })
  await says({ score: 5, text: 'Une pluie de réponses', followUps: { why: ['delay'] }, leftOut: 'burst', about })
  const query = { site: other.id }
  const { surveys } = await owner.ask(voiceApi.voiceFollowUps, { query })
  expect(surveys).toMatchObject([{ id: survey.id, title: 'Après la livraison' }])
  const [why, callback] = surveys[0]!.questions
  expect(why).toMatchObject({ key: 'why', n: 10, title: 'Qu’aurions-nous dû mieux faire ?' })
  expect(why!.choices.map(({ title, share }) => [title, share.k])).toEqual([
    ['Me tenir au courant', 6],
    ['Respecter l’heure ou la date', 0],
    ['L’accueil', 0],
    ['Le travail lui-même', 0],
    ['Expliquer le prix', 10],
    ['Autre chose', 0],
  ])
  // Wilson, 6 of 10.
  expect(why!.choices[0]!.share.interval!.low).toBeCloseTo(0.3127, 3)
  expect(why!.choices[0]!.share.interval!.high).toBeCloseTo(0.8318, 3)
  expect(callback!.choices.map(({ key, share }) => [key, share.k])).toEqual([
    ['true', 1],
    ['false', 9],
  ])
  // Words are read, not counted.
  const all = (await owner.ask(voiceApi.voiceFollowUps, { query: {} })).surveys
  expect(all.flatMap(({ questions }) => questions.map(({ key }) => key))).not.toContain('praise')
  const csv = await world.app.inject({
    method: 'GET',
    url: `/api/voice/follow-ups.csv?site=${other.id}`,
    headers: { cookie: owner.cookie },
  })
  expect(csv.body).toContain(',why,Qu’aurions-nous dû mieux faire ?,informed,Me tenir au courant,10,6,31.27,83.18')
  expect((await tom.raw(voiceApi.voiceFollowUps, { query })).status).toBe(403)
})
