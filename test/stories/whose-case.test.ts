import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as answersApi from '../../contract/answers.ts'
import * as customers from '../../contract/customers.ts'
import * as feedback from '../../contract/feedback.ts'
import * as network from '../../contract/network.ts'
import * as api from '../../contract/recovery.ts'
import * as repliesApi from '../../contract/replies.ts'
import * as timeline from '../../contract/timeline.ts'
import { caseClock } from '../../server/flows/recovery/case-clock.flow.ts'
import { type Answering, answers, plainReader } from '../answers.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/** A case is theirs who may open it, and who is not accused in it. */
const town = await openTown({ at: '2026-10-05T10:00:00+02:00' })
const { owner, advisor, deputy, siteId, clock, world } = town
const { house } = world
const { db } = house
const reader = plainReader()
const rueil = await owner.ask(network.createSite, { body: { name: 'Rueil' } })
const { screen: manager } = await hire(town, 'Marc Chef', [{ role: 'site-manager', siteId }])
const { screen: theirs } = await hire(town, 'Rita Rueil', [{ role: 'site-manager', siteId: rueil.id }])
const { screen: workshop } = await hire(town, 'Nadia Clef', [{ role: 'workshop', siteId }])

let people = 0
const customer = async () =>
  (
    await owner.ask(customers.createCustomer, {
      body: { givenName: 'Paul', familyName: `Testeur${++people}`, advisorId: advisor.staffId, siteId },
    })
  ).id
const says = (customerId: string, text: string, { about, ...over }: Answering = {}) => {
  clock.pass(60)
  return answers(house, reader, {
    text,
    score: 1,
    deviceKey: house.newId(),
    ...over,
    about: { siteId, customerId, ...about },
  })
}
const list = async (screen: typeof owner, query: object) =>
  (await screen.ask(api.listCases, { query: { whose: 'site', limit: 200, ...query } as never })).cases
const caseOf = async (customerId: string, screen = owner) => (await list(screen, { customer: customerId }))[0]!
const read = (id: string, screen: typeof owner) => screen.raw(api.readCase, { params: { id } })
const page = (id: string, screen = owner) => screen.ask(api.readCase, { params: { id } })
const kinds = async (id: string) => (await page(id)).steps.map(({ kind }) => kind)

describe('who has a case may open it', () => {
  test('an answer about another place: the manager of that place has it, and can open it', async () => {
    const paul = await customer()
    await says(paul, 'Nul', { about: { siteId: rueil.id } })
    const found = await caseOf(paul)
    expect([found.owner, found.because.map(({ code }) => code)]).toEqual([
      'Rita Rueil',
      ['case.unhappy', 'case.not-their-place', 'is-manager'],
    ])
    expect((await page(found.id, theirs)).whole).toBe(true)
    expect(await list(advisor, { whose: 'mine', customer: paul })).toEqual([])
  })
  test('an answer of no place is of the place that looks after them: their advisor has it, and can open it', async () => {
    const paul = await customer()
    await says(paul, 'Nul', { about: { siteId: null } })
    const found = await caseOf(paul)
    expect([found.owner, found.site]).toEqual(['Alice Conseil', 'Versailles'])
    expect((await page(found.id, advisor)).whole).toBe(true)
  })
  test('it is handed over to who may have it, and offered to nobody else', async () => {
    const paul = await customer()
    await says(paul, 'Nul')
    const { id } = await caseOf(paul)
    const handed = (staffId: string) =>
      advisor.raw(api.handOverCase, { params: { id }, body: { staffId } }).then(({ status }) => status)
    expect([await handed(workshop.staffId), await handed(theirs.staffId), await handed(deputy.staffId)]).toEqual([
      422, 422, 200,
    ])
    const { team } = await page(id, manager)
    expect(team.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['Nadia Clef']))
    expect(team.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['Rita Rueil']))
    expect(team.map(({ name }) => name)).toEqual(expect.arrayContaining(['Alice Conseil', 'Marc Chef']))
  })
  test('whoever left, or moved to another place, leaves their cases to the manager, who is told', async () => {
    const { screen: leaving } = await hire(town, 'Luc Parti', [{ role: 'service-advisor', siteId }])
    const { screen: moving } = await hire(town, 'Mia Partie', [{ role: 'service-advisor', siteId }])
    const ids: string[] = []
    for (const screen of [leaving, moving]) {
      const paul = await customer()
      await says(paul, 'Nul')
      const { id } = await caseOf(paul)
      await manager.ask(api.handOverCase, { params: { id }, body: { staffId: screen.staffId } })
      ids.push(id)
    }
    await owner.ask(network.updateStaff, { params: { id: leaving.staffId }, body: { archived: true } })
    await owner.ask(network.updateStaff, {
      params: { id: moving.staffId },
      body: { roles: [{ role: 'service-advisor', siteId: rueil.id }] },
    })
    expect(await list(moving, { whose: 'mine' })).toEqual([])
    await caseClock(house)
    for (const id of ids) {
      const { case: line, steps } = await page(id)
      expect(line.owner).not.toMatch(/Parti/u)
      expect(steps[0]).toMatchObject({ kind: 'handed-over', by: '' })
    }
    const { rows } = await sql<{ staff: string }>`
      select data ->> 'staffId' as staff from jobs.job where name = 'case-push' and data ->> 'caseId' = any(${ids}::text[])
      order by created_on desc limit 2`.execute(db)
    expect(rows.map(({ staff }) => staff)).not.toEqual(expect.arrayContaining([leaving.staffId]))
    // Looked at again, nothing moves.
    const before = await kinds(ids[0]!)
    await caseClock(house)
    expect(await kinds(ids[0]!)).toEqual(before)
  })
})

describe('who is accused', () => {
  test.each([
    'Mon conseiller m’envoie des messages personnels le soir, je suis mariée',
    'My advisor groped me',
    'Il m’a touché les fesses pendant l’essai',
    'Alice m’a traitée de menteuse',
  ])('neither has the case, nor reads its words anywhere, nor acts on it: %s', async (text) => {
    const paul = await customer()
    const { answerId } = await says(paul, text)
    const found = await caseOf(paul)
    expect([found.owner, found.because.map(({ code }) => code)]).toEqual([
      'Marc Chef',
      expect.arrayContaining(['case.names-owner']),
    ])
    expect((await page(found.id, manager)).accused).toMatchObject([{ name: 'Alice Conseil', cleared: false }])
    const params = { id: found.id }
    const { rows } = await sql<{
      id: string
    }>`select id from feedback.verbatim where answer_id = ${answerId}::uuid`.execute(db)
    const words = rows[0]!.id
    const refused = await Promise.all([
      advisor.raw(api.readCase, { params }),
      advisor.raw(api.noteOnCase, { params, body: { text: 'x' } }),
      advisor.raw(api.calledOnCase, { params, body: { outcome: 'reached' } }),
      advisor.raw(api.closeCase, { params, body: { outcome: 'no-fault' } }),
      advisor.raw(api.handOverCase, { params, body: { staffId: advisor.staffId } }),
      advisor.raw(repliesApi.sendReply, { body: { caseId: found.id, channel: 'sms', text: 'x' } }),
      advisor.raw(feedback.readVerbatim, { params: { id: words } }),
      advisor.raw(repliesApi.replyHow, { params: { id: words } }),
    ])
    expect(refused.map(({ status }) => status)).toEqual(Array(8).fill(403))
    expect(await list(advisor, { customer: paul })).toEqual([])
    const inbox = async (screen: typeof owner) =>
      (await screen.ask(feedback.listVerbatims, { query: { customer: paul } as never })).verbatims.length
    expect([await inbox(advisor), await inbox(deputy)]).toEqual([0, 1])
    const voice = await advisor.ask(api.customerVoice, { params: { id: paul } })
    expect([voice.cases.length, voice.answers.map(({ verbatim }) => verbatim)]).toEqual([0, [null]])
    const told = async (screen: typeof owner) =>
      (await screen.ask(timeline.readTimeline, { params: { id: paul }, query: {} as never })).entries.map(
        ({ text }) => text,
      )
    expect([(await told(advisor)).join(''), (await told(deputy)).join('').length > 0]).toEqual(['', true])
    // By nobody's hand it comes back to them.
    const back = await manager.raw(api.handOverCase, { params, body: { staffId: advisor.staffId } })
    expect(back.status).toBe(422)
    expect((await page(found.id, manager)).team.map(({ id }) => id)).not.toContain(advisor.staffId)
  })

  test('by a later answer, by a changed one, and by the answer to « Est-ce réglé ? »: it moves to the manager', async () => {
    const [joins, changes, again] = [await customer(), await customer(), await customer()]
    const key = house.newId()
    await says(joins, 'Nul')
    await says(changes, 'Nul', { deviceKey: key })
    await says(again, 'Nul')
    for (const each of [joins, changes, again]) expect((await caseOf(each)).owner).toBe('Alice Conseil')
    await says(joins, 'Alice m’a traitée de menteuse')
    await says(changes, 'Nul, Alice m’a traitée de menteuse', { deviceKey: key })
    const { id } = await caseOf(again)
    await advisor.ask(api.closeCase, { params: { id }, body: { outcome: 'no-fault' } })
    const invitation = house.newId()
    await sql`insert into feedback.invitation (id, survey_id, survey_version, customer_id, site_id, channel, case_id, asked_at, expires_at)
      values (${invitation}, ${house.newId()}, 1, ${again}, ${siteId}, 'email', ${id}, ${house.now()}, ${house.now()})`.execute(
      db,
    )
    await says(again, 'Mon conseiller m’a menti', { invitationId: invitation, deviceKey: null })
    for (const each of [joins, changes, again]) {
      const line = await caseOf(each)
      expect([line.owner, line.closedAt]).toEqual(['Marc Chef', null])
      expect((await read(line.id, advisor)).status).toBe(403)
      expect((await page(line.id)).steps[0]).toMatchObject({ kind: 'handed-over', about: 'Marc Chef' })
    }
  })

  test('a manager who is accused does not have it either: head office does, and is who is told when the clock is out', async () => {
    const paul = await customer()
    await says(paul, 'Votre directeur m’a insulté, mon conseiller aussi')
    const line = await caseOf(paul)
    expect(line.owner).not.toMatch(/Marc|Alice/u)
    expect((await read(line.id, manager)).status).toBe(403)
    clock.pass(60 * 86_400)
    await caseClock(house)
    const { steps } = await page(line.id)
    expect(JSON.stringify(steps.filter(({ kind }) => kind === 'told'))).not.toMatch(/Marc/u)
  })

  test('is said by a person too: whom the words did not name, and whom they do not mean; both are taken back', async () => {
    const paul = await customer()
    await says(paul, 'Nul, elle a ri de moi')
    const { id } = await caseOf(paul)
    const about = (screen: typeof owner, accused: boolean) =>
      screen
        .raw(api.setAccused, { params: { id }, body: { staffId: advisor.staffId, accused } })
        .then(({ status }) => status)
    expect([await about(deputy, true), await about(theirs, true), await about(manager, true)]).toEqual([403, 403, 200])
    expect([(await caseOf(paul)).owner, (await read(id, advisor)).status]).toEqual(['Marc Chef', 403])
    expect(await about(manager, false)).toBe(200)
    expect((await read(id, advisor)).status).toBe(200)
    await manager.ask(api.handOverCase, { params: { id }, body: { staffId: advisor.staffId } })
    // The words are read again: what a person said of them stands.
    await says(paul, 'Alice m’attend, dit-elle')
    expect(await about(manager, false)).toBe(200)
    await says(paul, 'Alice m’a traitée de menteuse')
    expect((await page(id, manager)).accused).toMatchObject([{ name: 'Alice Conseil', cleared: true }])
  })
})

describe('a house of one', async () => {
  test('has its cases itself, also those that are about it', async () => {
    const alone = await openTown({ at: '2026-10-05T10:00:00+02:00' })
    const { owner, world, siteId, advisor, deputy, reception } = alone
    for (const { staffId } of [advisor, deputy, reception])
      await owner.ask(network.updateStaff, { params: { id: staffId }, body: { archived: true } })
    const [known, other] = await Promise.all(
      ['Un', 'Deux'].map((familyName) =>
        owner.ask(customers.createCustomer, { body: { givenName: 'Léa', familyName, siteId } }),
      ),
    )
    const say = (customerId: string, text: string) =>
      answers(world.house, reader, { text, score: 1, deviceKey: world.house.newId(), about: { siteId, customerId } })
    await say(known!.id, 'Les freins ne marchent plus, rappelez-moi vite')
    await say(other!.id, 'Le patron m’a insulté')
    const { cases, counts } = await owner.ask(api.listCases, { query: { whose: 'mine' } as never })
    expect(cases).toHaveLength(2)
    expect(counts.nobodys).toBe(0)
    for (const { id } of cases) expect((await read(id, owner)).status).toBe(200)
  })
})

describe('what a case stands on', () => {
  test('an answer that a person says does not count takes its case along, untouched as it is; counted again, it is open again', async () => {
    const paul = await customer()
    const { answerId } = await says(paul, 'Nul')
    const { id } = await caseOf(paul)
    const count = (leftOut: 'staff' | null) =>
      owner.ask(answersApi.countAnswer, { params: { id: answerId }, body: { leftOut } })
    await count('staff')
    expect((await page(id)).case).toMatchObject({ closedAt: expect.any(String), outcome: 'withdrawn' })
    expect((await kinds(id)).slice(0, 2)).toEqual(['closed', 'left-out'])
    const { entries } = await owner.ask(timeline.readTimeline, {
      params: { id: paul },
      query: { kinds: 'case' } as never,
    })
    expect(entries[0]).toMatchObject({ closedAt: expect.any(String) })
    await count(null)
    expect((await page(id)).case).toMatchObject({ closedAt: null, owner: 'Alice Conseil' })
    // Somebody spoke with them: whoever has it says how it ends.
    await advisor.ask(api.calledOnCase, { params: { id }, body: { outcome: 'reached' } })
    await count('staff')
    expect((await page(id)).case.closedAt).toBeNull()
    expect((await kinds(id))[0]).toBe('left-out')
  })
  test('another answer is behind it: it stays', async () => {
    const paul = await customer()
    const { answerId } = await says(paul, 'Nul')
    await says(paul, 'Nul encore')
    await owner.ask(answersApi.countAnswer, { params: { id: answerId }, body: { leftOut: 'staff' } })
    expect((await caseOf(paul)).closedAt).toBeNull()
  })
  test.each(['kept', 'released'] as const)(
    'a promise that was %s since is not taken back as a slip by its author',
    async (what) => {
      const paul = await customer()
      await says(paul, 'Nul')
      const { id } = await caseOf(paul)
      const dueAt = new Date(house.now().getTime() + 86_400_000).toISOString()
      const { step } = await advisor.ask(api.promiseOnCase, { params: { id }, body: { words: 'Un café', dueAt } })
      const promised = async () => (await page(id, advisor)).steps.find(({ kind }) => kind === 'promised')!
      expect((await promised()).undoable).toBe(true)
      const params = { id: (await page(id)).promises[0]!.id }
      if (what === 'kept') await manager.ask(api.keepPromise, { params })
      else await manager.ask(api.releasePromise, { params, body: { text: 'Déjà fait' } })
      expect(await promised()).toMatchObject({ undoable: false, undoneAt: null })
      const undone = await advisor.raw(api.undoCaseStep, { params: { id: step! } })
      expect([undone.status, undone.body.code]).toEqual([409, 'said-since'])
      expect((await page(id)).promises.length).toBe(what === 'kept' ? 1 : 0)
    },
  )
})

test('a stranger at a QR who leaves the number of somebody we know stays a stranger, and whoever rings knows whom they may have on the line', async () => {
  const { answerId } = await answers(house, reader, {
    text: 'Plus de freins, rappelez-moi au 06 39 98 01 01',
    channel: 'qr',
    deviceKey: house.newId(),
    about: { siteId },
  })
  const { rows } = await sql<{
    id: string
  }>`select case_id as id from recovery.case_answer where answer_id = ${answerId}::uuid`.execute(db)
  const { id } = rows[0]!
  const found = await page(id, manager)
  expect([found.case.known, found.case.customerId, found.perhaps]).toEqual([
    false,
    null,
    { id: town.anne.customerId, name: 'Anne Cieille' },
  ])
  // A colleague who does not handle it reads neither.
  expect((await page(id, deputy)).perhaps).toBeNull()
  expect((await page(id, deputy)).verbatims[0]!.text).toContain('••')
})
