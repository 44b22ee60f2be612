import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import * as answersApi from '../../contract/answers.ts'
import * as complimentsApi from '../../contract/compliments.ts'
import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as api from '../../contract/recovery.ts'
import * as repliesApi from '../../contract/replies.ts'
import { askAgain } from '../../server/flows/loop/ask-again.flow.ts'
import { sendRound } from '../../server/flows/loop/send.flow.ts'
import { caseClock } from '../../server/flows/recovery/case-clock.flow.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { eraseRecovery } from '../../server/recovery/person-data.store.ts'
import { type Answering, answers, plainReader } from '../answers.ts'
import { mailBy, openOutbox } from '../outbox.ts'
import { openRelay } from '../relay.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/** An answer may be changed for some days. Whoever has been answered meanwhile, and writes something else, is heard again. */
const town = await openTown({ at: '2026-10-05T10:00:00+02:00' })
const { owner, advisor, siteId, clock, world } = town
const { house } = world
const { db } = house
const reader = plainReader()
const relay = await openRelay()
const outbox = openOutbox(askAgain(new PlaybookInForce()))
const { screen: marine } = await hire(town, 'Marine Roche', [{ role: 'service-advisor', siteId }])

beforeAll(async () => {
  await mailBy(house, relay.port)
  const day = [['09:00', '19:00']]
  await owner.ask(network.updateSite, {
    params: { id: siteId },
    body: { hours: { mon: day, tue: day, wed: day, thu: day, fri: day } as never },
  })
})

let people = 0
/** Somebody who may change what they answered. */
async function somebody(...emails: string[]) {
  people += 1
  const { id: customerId } = await owner.ask(customers.createCustomer, {
    body: {
      givenName: 'Paul',
      familyName: `Testeur${people}`,
      advisorId: advisor.staffId,
      siteId,
      emails: emails.map((address) => ({ address })),
    },
  })
  const deviceKey = house.newId()
  const says = (text: string, score: number, over: Answering = {}) => {
    clock.pass(60)
    return answers(house, reader, { text, score, deviceKey, ...over, about: { siteId, customerId, ...over.about } })
  }
  const open = async () => (await list({ customer: customerId }))[0]
  return { customerId, says, open }
}
const list = async (query: object) =>
  (await owner.ask(api.listCases, { query: { whose: 'site', ...query } as never })).cases
const steps = async (id: string) =>
  (await owner.ask(api.readCase, { params: { id } })).steps.map(({ kind, because }) => [
    kind,
    ...because.flatMap(({ code }) => (code.startsWith('case.') ? code : [])),
  ])
const told = async () => {
  const { rows } = await sql<{ why: string }>`
    select data ->> 'why' as why from jobs.job where name = 'case-push' order by created_on, id`.execute(db)
  return rows.map(({ why }) => why)
}
const close = (id: string) => advisor.ask(api.closeCase, { params: { id }, body: { outcome: 'explained' } })
const reached = (id: string) =>
  advisor.ask(api.calledOnCase, { params: { id }, body: { outcome: 'reached', text: 'Calme' } })

describe('an answer whose case is over is changed', () => {
  test('into something that cannot wait: the case is open again, by the clock of what is said now, and who has it is told', async () => {
    const paul = await somebody()
    await paul.says('Trop cher', 2)
    const { id } = (await paul.open())!
    await close(id)
    await paul.says('Plus de freins, rappelez-moi', 1)
    expect(await paul.open()).toMatchObject({
      id,
      severity: 'urgent',
      owner: 'Alice Conseil',
      answeredAt: null,
      level: 0,
    })
    expect((await steps(id))[0]).toEqual([
      'reopened',
      'case.said-otherwise',
      'case.urgent',
      'case.callback',
      'case.unhappy',
    ])
    expect((await told()).at(-1)).toBe('reopened')
  })
  test('by other words, or a worse score, under which they are still not content', async () => {
    for (const [text, score] of [
      ['Trop cher, et personne ne m’écoute', 2],
      ['Trop cher', 1],
    ] as const) {
      const paul = await somebody()
      await paul.says('Trop cher', 2)
      const { id } = (await paul.open())!
      await close(id)
      await paul.says(text, score)
      expect(await paul.open()).toMatchObject({ id, severity: 'unhappy' })
    }
  })
  test('words are added where there were none', async () => {
    const paul = await somebody()
    await paul.says('', 2)
    const { id } = (await paul.open())!
    await close(id)
    await paul.says('Toujours pas réparé', 2)
    expect(await paul.open()).toMatchObject({ id })
  })
  test.each<[string, string, number]>([
    ['into praise', 'Parfait', 10],
    ['for a better score, the words the same', 'Trop cher', 3],
    ['into the same', 'Trop cher', 2],
  ])('%s: it stays over', async (_how, text, score) => {
    const paul = await somebody()
    await paul.says('Trop cher', 2)
    const { id } = (await paul.open())!
    await close(id)
    await paul.says(text, score)
    expect(await paul.open()).toBeUndefined()
  })
})

describe('an answer whose case is over is changed while another case of the same matter is open', () => {
  async function twice() {
    const paul = await somebody()
    await paul.says('Trop cher', 2)
    const { id: over } = (await paul.open())!
    await close(over)
    await paul.says('Rayure sur l’aile', 2, { deviceKey: house.newId() })
    const { id: now } = (await paul.open())!
    expect(now).not.toBe(over)
    return { ...paul, over, now, all: () => list({ customer: paul.customerId }) }
  }
  test('it goes over to the open one, whose clock it may make shorter; each edit after it is heard there', async () => {
    const paul = await twice()
    await paul.says('Trop cher, rappelez-moi', 1)
    expect(await paul.all()).toEqual([expect.objectContaining({ id: paul.now, severity: 'callback', answers: 2 })])
    expect((await steps(paul.now))[0]).toEqual(['joined', 'case.said-otherwise', 'case.callback', 'case.unhappy'])
    expect((await told()).at(-1)).toBe('joined')
    await paul.says('Trop cher, plus de freins', 1)
    expect(await paul.all()).toEqual([expect.objectContaining({ id: paul.now, severity: 'urgent' })])
    expect((await steps(paul.now))[0]![0]).toBe('changed')
  })
  test('nobody opens the other beside it by hand', async () => {
    const paul = await twice()
    const again = await owner.raw(api.reopenCase, { params: { id: paul.over }, body: { text: '' } })
    expect(again).toMatchObject({ status: 409, body: { code: 'matter-open' } })
    await close(paul.now)
    const { step } = await owner.ask(api.reopenCase, { params: { id: paul.over }, body: { text: '' } })
    expect(step).toBeTruthy()
    expect((await paul.all()).map(({ id }) => id)).toEqual([paul.over])
  })
})

describe('an answer whose case is open is changed', () => {
  test('after they were spoken with: the clock runs anew, and who has it is told', async () => {
    const paul = await somebody()
    await paul.says('Trop cher', 2)
    const { id } = (await paul.open())!
    await reached(id)
    expect(await paul.open()).toMatchObject({ answeredAt: expect.any(String), clockAt: null })
    await paul.says('Trop cher, et l’on m’a raccroché au nez', 2)
    expect(await paul.open()).toMatchObject({ answeredAt: null, clockAt: expect.any(String) })
    expect((await told()).at(-1)).toBe('joined')
  })
  test('before anybody answered: who has it is told of what cannot wait, not of a word more', async () => {
    const paul = await somebody()
    await paul.says('Trop cher', 2)
    const before = await told()
    await paul.says('Trop cher, vraiment', 2)
    expect(await told()).toEqual(before)
    await paul.says('Trop cher, vraiment. Rappelez-moi', 2)
    expect(await told()).toEqual([...before, 'joined'])
    expect(await paul.open()).toMatchObject({ severity: 'callback' })
  })
  test('a tick that says nothing new is no news in what happened', async () => {
    const paul = await somebody()
    await paul.says('Trop cher', 2)
    const { id } = (await paul.open())!
    await paul.says('Trop cher', 2, { followUps: { why: ['price'] } })
    expect((await steps(id)).map(([kind]) => kind)).toEqual(['opened'])
    await paul.says('Trop cher', 2, { followUps: { why: ['price'], callback: true } })
    expect((await steps(id)).map(([kind]) => kind)).toEqual(['changed', 'opened'])
  })
})

test('what is not counted is heard when it is changed, too', async () => {
  const deviceKey = house.newId()
  const says = (text: string) => {
    clock.pass(60)
    const stuffed = { channel: 'qr', leftOut: 'one-device', deviceKey, about: { siteId } } as const
    return answers(house, reader, { text, score: 1, ...stuffed })
  }
  await says('Rappelez-moi')
  const alarm = async () => (await list({})).find(({ known }) => !known)
  const { id } = (await alarm())!
  expect(await alarm()).toMatchObject({ severity: 'callback' })
  await says('Rappelez-moi, plus de freins')
  expect(await alarm()).toMatchObject({ id, severity: 'urgent' })
  await close(id)
  await says('Toujours plus de freins')
  expect(await alarm()).toMatchObject({ id, severity: 'urgent' })
})

test('a reply that bounces answers nothing, whatever reached them before the case was opened again', async () => {
  const paul = await somebody('paul@example.org')
  await paul.says('Trop cher', 2)
  const { id } = (await paul.open())!
  const reply = async (text: string) => {
    await advisor.ask(repliesApi.sendReply, { body: { caseId: id, channel: 'email', subject: 'Votre message', text } })
    clock.pass(90)
    await sendRound(house, outbox)
  }
  await reply('Voici pourquoi.')
  await reached(id)
  await close(id)
  await paul.says('Trop cher, et c’est tout ce que vous dites', 1)
  await reply('Voici encore pourquoi.')
  expect(await paul.open()).toMatchObject({ answeredAt: expect.any(String) })
  await sql`update messages.message set state = 'failed' where id = (select message_id from recovery.reply where case_id = ${id}::uuid order by at desc limit 1)`.execute(
    db,
  )
  await caseClock(house)
  expect(await paul.open()).toMatchObject({ answeredAt: null, clockAt: expect.any(String) })
})

test('thanks go with an answer that a person sets aside, and come back with it', async () => {
  const { answerId } = await answers(house, reader, {
    text: 'Merci à Marine, parfait',
    score: 10,
    channel: 'qr',
    deviceKey: house.newId(),
    about: { siteId },
  })
  const thanked = async () => (await marine.ask(complimentsApi.listCompliments, { query: {} as never })).mine.length
  expect(await thanked()).toBe(1)
  await owner.ask(answersApi.countAnswer, { params: { id: answerId }, body: { leftOut: 'staff' } })
  expect(await thanked()).toBe(0)
  await owner.ask(answersApi.countAnswer, { params: { id: answerId }, body: { leftOut: null } })
  expect(await thanked()).toBe(1)
})

describe('how many heard from us in time', () => {
  const inTime = async () => {
    const { inTime } = await owner.ask(api.caseFigures, { query: {} as never })
    return { n: inTime!.n, k: Math.round(inTime!.value * inTime!.n) }
  }
  test('who was answered late was, also when a case opened again has a later clock', async () => {
    const paul = await somebody()
    await paul.says('Trop cher', 2)
    const { id } = (await paul.open())!
    clock.pass(6 * 86_400)
    const before = await inTime()
    await reached(id)
    const late = await inTime()
    expect(late).toEqual(before)
    await close(id)
    await paul.says('Trop cher, et pas réparé', 1)
    expect(await inTime()).toEqual(late)
    await reached(id)
    expect(await inTime()).toEqual(late)
  })
  test('an erasure changes nothing of it; who was still waiting, and is erased, is in no figure of answers', async () => {
    const [answered, waiting] = [await somebody(), await somebody()]
    await answered.says('Trop cher', 2)
    await reached((await answered.open())!.id)
    await waiting.says('Trop cher', 2)
    const before = await inTime()
    await eraseRecovery(db, [answered.customerId, waiting.customerId], house.now())
    expect(await inTime()).toEqual(before)
  })
})
