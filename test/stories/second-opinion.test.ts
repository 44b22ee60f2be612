import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as feedback from '../../contract/feedback.ts'
import * as api from '../../contract/reader.ts'
import { openSecondOpinion } from '../../server/edges/reader/openai-compatible.edge.ts'
import { openReader } from '../../server/edges/reader/shipped-reader.edge.ts'
import type { Reader } from '../../server/feedback/reading.ts'
import { readAgain } from '../../server/flows/feedback/read-again.flow.ts'
import { recordAnswer } from '../../server/flows/feedback/record-answer.flow.ts'
import { askSecondOpinions } from '../../server/flows/feedback/second-opinion.flow.ts'
import { openTown } from '../town.ts'
import { atEnd } from '../world.ts'

/** A model on the network's own machine, that says what the story wants. */
const town = await openTown()
const { owner, advisor, siteId, anne, clock, world } = town
const { house } = world
const shipped = openReader()
/** Weights change from release to release; what it hesitates at is the story's. */
const reader: Reader = {
  name: shipped.name,
  read: (text, hints) => ({
    ...shipped.read(text, hints),
    ...(text.includes('borne') ? { polarity: 1, sure: 0.5, mixed: false } : {}),
  }),
}
let says = '{"polarity":-1,"mixed":false,"themes":[{"theme":"phone","polarity":-1}],"kinds":["problem"]}'
const sent: { text: string; key: string | undefined }[] = []
const server = createServer(async (request, response) => {
  let body = ''
  for await (const part of request) body += String(part)
  const { messages } = JSON.parse(body) as { messages: { content: string }[] }
  sent.push({ text: messages[1]!.content, key: request.headers.authorization })
  response.end(JSON.stringify({ choices: [{ message: { content: says } }] }))
}).listen(0, '127.0.0.1')
await once(server, 'listening')
atEnd(async () => void server.close())
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
const setting = { url, model: 'tiny', on: true, agreed: true, refine: false, mostADay: 50 }
const round = async () => {
  clock.pass(60)
  await askSecondOpinions(house, openSecondOpinion({ timeoutMs: 3000 }))
}
const UNSURE = 'Ils ont la borne du hall, moi la mienne'

async function said(text: string, key: string): Promise<string> {
  await recordAnswer(house, reader, {
    text,
    metric: null,
    scale: null,
    score: null,
    language: 'fr',
    channel: 'email',
    survey: null,
    invitationId: null,
    doorId: null,
    deviceKey: key,
    followUps: {},
    quote: null,
    leftOut: null,
    at: house.now(),
    about: {
      customerId: anne.customerId,
      siteId,
      staffId: null,
      assetId: null,
      orderId: null,
      visitId: null,
      moment: null,
      service: null,
    },
  })
  const { rows } = await sql<{ id: string }>`
    select v.id from feedback.verbatim v join feedback.answer a on a.id = v.answer_id where a.device_key = ${key}`.execute(
    house.db,
  )
  return rows[0]!.id
}
const row = async (id: string) =>
  (
    await sql<{
      polarity: number
      sure: number
      themes: { theme: string }[]
      second: { polarity: number; used: boolean; first: { polarity: number } } | null
    }>`
      select polarity, sure, themes, second from feedback.verbatim where id = ${id}::uuid`.execute(house.db)
  ).rows[0]!

test('off by default; it takes the right, an address, and a yes to sending texts', async () => {
  const before = await said(UNSURE, 'before')
  expect(await owner.ask(api.readSecondOpinion, {})).toMatchObject({ on: false, hasKey: false, read: 0 })
  const set = async (who: typeof owner, body: object) =>
    (await who.raw(api.setSecondOpinion, { body: { ...setting, ...body } as never })).status
  expect(await set(advisor, {})).toBe(403)
  expect(await set(owner, { agreed: false })).toBe(422)
  expect(await set(owner, { url: 'http://169.254.169.254/v1' })).toBe(422)
  await round()
  expect(sent).toEqual([])
  expect(await set(owner, { key: 'sk-secret' })).toBe(200)
  const told = await owner.ask(api.readSecondOpinion, {})
  expect(told).toMatchObject({ on: true, hasKey: true, agreed: { by: 'Odile Propriétaire' } })
  expect(JSON.stringify(told)).not.toContain('sk-secret')
  const { rows } = await sql<{ sealed: string }>`select key_sealed as sealed from feedback.second_opinion`.execute(
    house.db,
  )
  expect(rows[0]!.sealed).not.toContain('sk-secret')
  // What was written before is not sent.
  await round()
  expect(sent).toEqual([])
  expect((await row(before)).second).toBeNull()
})

let hesitant = ''
test('what the reader was unsure of is asked about, covered; what it is sure of is not', async () => {
  hesitant = await said(`${UNSURE}, au 06 12 34 56 78, Anne Cieille`, 'unsure')
  const sure = await said('Accueil parfait, merci beaucoup, je recommande', 'sure')
  expect((await row(sure)).sure).toBeGreaterThan(0.7)
  const was = (await row(hesitant)).polarity
  await round()
  const asked = sent.filter(({ text }) => text.includes('borne'))
  expect(asked).toHaveLength(1)
  expect(asked[0]!.text).not.toMatch(/06 12|56 78|Cieille/u)
  expect(asked[0]!.key).toBe('Bearer sk-secret')
  // Beside, not instead.
  expect(await row(hesitant)).toMatchObject({
    polarity: was,
    second: { polarity: -1, used: false, first: { polarity: was } },
  })
  await round()
  expect(sent.filter(({ text }) => text.includes('borne'))).toHaveLength(1)
  const { agreement } = await owner.ask(api.readSecondOpinion, {})
  expect(agreement.readerSecond.n).toBeGreaterThan(0)
  const { texts } = await owner.ask(api.listDisagreements, {})
  expect(texts.find(({ id }) => id === hesitant)?.text).toMatch(/borne.*•/u)
})

test('where the network wants it the figures go by it; never over a colleague; and its word is taken back', async () => {
  await owner.ask(api.setSecondOpinion, { body: { ...setting, refine: true } })
  const id = await said(`${UNSURE} ce matin`, 'refined')
  const first = await row(id)
  await round()
  expect(await row(id)).toMatchObject({ polarity: -1, second: { used: true, first: { polarity: first.polarity } } })
  expect((await row(id)).themes.map(({ theme }) => theme)).toContain('phone')
  // Read anew, it is used again without being asked again.
  const times = sent.length
  await sql`update feedback.verbatim set reader = 'older' where id = ${id}::uuid`.execute(house.db)
  await readAgain(house, reader)
  await round()
  expect(await row(id)).toMatchObject({ polarity: -1, second: { used: true } })
  expect(sent).toHaveLength(times)

  await owner.ask(feedback.correctVerbatim, {
    params: { id },
    body: { same: false, changes: [{ head: 'polarity', becomes: 'good' }] },
  })
  await round()
  expect(await row(id)).toMatchObject({ polarity: 1 })
  const { agreement } = await owner.ask(api.readSecondOpinion, {})
  expect(agreement.secondPeople).toMatchObject({ n: 1, same: 0 })

  const other = await said(`${UNSURE} hier soir`, 'taken-back')
  const before = await row(other)
  await round()
  expect((await row(other)).polarity).toBe(-1)
  await owner.ask(api.setSecondOpinion, { body: { ...setting, on: false } })
  await readAgain(house, reader)
  expect(await row(other)).toMatchObject({ polarity: before.polarity, themes: before.themes })
  expect((await row(id)).polarity).toBe(1)
})

test('an answer that is none is counted and never used; one a day is one a day; the key stays with its machine', async () => {
  await owner.ask(api.setSecondOpinion, { body: setting })
  says = 'I would rather not say.'
  const id = await said(`${UNSURE} depuis lundi`, 'bad')
  await round()
  expect((await row(id)).second).toBeNull()
  expect(await owner.ask(api.readSecondOpinion, {})).toMatchObject({ bad: 1, problem: { code: 'bad-answer' } })
  const times = sent.length
  await owner.ask(api.setSecondOpinion, { body: { ...setting, mostADay: 1 } })
  await said(`${UNSURE} depuis mardi`, 'too-many')
  await round()
  expect(sent).toHaveLength(times)
  await owner.ask(api.setSecondOpinion, { body: { ...setting, url: 'http://127.0.0.1:9/v1' } })
  expect((await owner.ask(api.readSecondOpinion, {})).hasKey).toBe(false)
})

test('one text is tried before anything is turned on: what would be sent, what each says', async () => {
  says = '{"polarity":1,"mixed":false,"themes":[],"kinds":[]}'
  const tried = await owner.ask(api.trySecondOpinion, {
    body: { url, model: 'tiny', key: 'sk-2', text: 'Merci, parfait. 06 12 34 56 78' },
  })
  expect(tried).toMatchObject({ reader: { polarity: 1 }, second: { polarity: 1 }, problem: null })
  expect(tried.sent).not.toContain('56 78')
  expect(sent.at(-1)).toMatchObject({ text: tried.sent, key: 'Bearer sk-2' })
})
