import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
import * as pushApi from '../../contract/push.ts'
import * as api from '../../contract/recovery.ts'
import * as repliesApi from '../../contract/replies.ts'
import * as timeline from '../../contract/timeline.ts'
import { caseClock } from '../../server/flows/recovery/case-clock.flow.ts'
import { answers } from '../answers.ts'
import { invite, openSurvey } from '../asking.ts'
import { HOUR, openCaringTown } from '../caring.ts'

/** Somebody is not content: one person answers them, in time. */
const town = await openCaringTown()
const {
  owner,
  advisor,
  deputy,
  manager,
  abroad,
  siteId,
  anne,
  clock,
  world,
  house,
  reader,
  relay,
  says,
  another,
  cases,
  caseOf,
  page,
  steps,
  pushes,
  send,
  mail,
  answersBy,
} = town
const { db } = house

describe('an unhappy answer', () => {
  test('opens a case: her advisor has it, with a clock of opening hours, and the loop is silent', async () => {
    await says('Attendu deux heures, et trop cher. Mon numéro : 06 39 98 01 01', { score: 2 })
    const found = await caseOf(anne.customerId)
    expect(found).toMatchObject({
      customer: 'Anne Cieille',
      owner: 'Alice Conseil',
      severity: 'unhappy',
      site: 'Versailles',
      score: 2,
      band: 'unhappy',
      words: 'Attendu deux heures, et trop cher. Mon numéro : ••••••••••••••',
      read: false,
      late: false,
      level: 0,
    })
    expect(found.because[0]).toEqual({ code: 'case.unhappy', values: { score: 2, best: 10 } })
    // Twenty-four hours of opening: the rest of Monday, Tuesday, Wednesday, a minute of Thursday's.
    expect(found.dueAt).toBe('2026-10-08T08:01:00.000Z')
    expect((await pushes()).at(-1)).toEqual(['case-push', 'opened', advisor.staffId])
    const { entries } = await owner.ask(timeline.readTimeline, { params: { id: anne.customerId }, query: {} as never })
    expect(entries[0]).toMatchObject({ kind: 'case', closedAt: null })
    expect(entries[0]!.text).not.toContain('06 39')
  })

  test('said again about the same matter it is the same case, more pressing, and one person goes on', async () => {
    await says('Rappelez-moi', { score: 1 })
    expect(await cases({ customer: anne.customerId })).toHaveLength(1)
    const found = await caseOf(anne.customerId)
    expect(found).toMatchObject({ severity: 'callback', answers: 2, owner: 'Alice Conseil' })
    // Four hours of opening, at two minutes past ten: until two past four, over the midday break.
    expect(found.dueAt).toBe('2026-10-05T14:02:00.000Z')
    expect(await steps(found.id)).toEqual(['joined', 'opened'])
  })

  test.each<[string, string, number | null, boolean, number, string?]>([
    ['content', 'Parfait', 10, true, 0],
    ['content, and a promise that was kept', 'Promis, et tenu', 10, true, 0],
    ['unhappy, and nobody knows who', 'Nul', 0, false, 0],
    ['nobody knows who, and it is urgent', 'Plus de freins', null, false, 1],
    ['half content, and says that they leave', 'Bof, plus jamais', 7, true, 1],
    ['not counted', 'Nul', 0, true, 0, 'burst'],
  ])('%s', async (_title, text, score, known, opened, leftOut) => {
    const customerId = known ? await another('Paul') : null
    const before = (await cases({ limit: 200 })).length
    await says(text, { score, leftOut: (leftOut ?? null) as never, about: { customerId } })
    expect((await cases({ limit: 200 })).length - before).toBe(opened)
  })

  test('whoever their words speak ill of does not answer for themselves: the manager does', async () => {
    const paul = await another('Paula')
    await says('Alice a menti, incapable', { score: 0, about: { customerId: paul } })
    const found = await caseOf(paul)
    expect(found.owner).toBe('Marc Chef')
    expect(found.because.map(({ code }) => code)).toContain('case.names-owner')
    // A colleague's name is for managers.
    expect((await cases({ customer: paul }, deputy))[0]!.words).not.toContain('Alice')
    expect((await cases({ customer: paul }, manager))[0]!.words).toContain('Alice')
  })

  test('whoever changes their answer has one case; it is said, and whoever has it decides', async () => {
    const jean = await another('Jean')
    const { path } = await invite(town, await openSurvey(town), jean)
    await answersBy(path, [
      ['score', '1'],
      ['text', 'Nul, Alice a menti, rappelez au 06 39 98 01 01'],
    ])
    const { id } = await caseOf(jean)
    expect(await caseOf(jean)).toMatchObject({ severity: 'callback', content: false })
    expect((await page(id)).how!.ways[0]!.text).toContain('je regrette')
    await answersBy(`${path}?edit=1`, [
      ['score', '9'],
      ['text', 'Finalement bien'],
    ])
    expect(await cases({ customer: jean })).toHaveLength(1)
    expect(await steps(id)).toEqual(['changed', 'opened'])
    // What somebody may have called about already is not gone; numbers and names are not for everybody.
    expect((await page(id)).steps[0]).toMatchObject({
      kind: 'changed',
      score: 9,
      text: 'Nul, ••••• a menti, rappelez au ••••••••••••••',
    })
    expect(await caseOf(jean)).toMatchObject({ score: 9, words: 'Finalement bien', closedAt: null })
    expect(await caseOf(jean)).toMatchObject({ severity: 'unhappy', content: true })
    expect((await page(id)).how!.ways[0]!.text).not.toContain('regrette')
  })
})

describe('who sees it', () => {
  test('whole for who handles it and their manager; covered for a colleague; not at all from another site', async () => {
    const { id } = await caseOf(anne.customerId)
    const texts = async (screen: typeof owner) => (await page(id, screen)).verbatims.map(({ text }) => text).join(' ')
    expect(await texts(advisor)).toContain('06 39 98 01 01')
    expect(await texts(manager)).toContain('06 39 98 01 01')
    expect(await texts(deputy)).not.toContain('06 39 98 01 01')
    expect((await page(id, deputy)).how).toBeNull()
    expect((await abroad.raw(api.readCase, { params: { id } })).status).toBe(403)
    expect(await cases({}, abroad)).toEqual([])
    const { rows } = await owner.ask(auditApi.readAudit, { query: { action: 'case.view' } })
    expect(rows[0]).toMatchObject({ customerId: anne.customerId, siteId })
  })
  test('the first look of somebody who may act says that it was read', async () => {
    expect(await caseOf(anne.customerId)).toMatchObject({ read: true })
    const { counts } = await owner.ask(api.listCases, { query: { whose: 'site' } as never })
    expect(counts.unread).toBeGreaterThan(0)
  })
  test('mine are mine; late ones first', async () => {
    const mine = await cases({ whose: 'mine' }, advisor)
    expect(new Set(mine.map(({ owner }) => owner))).toEqual(new Set(['Alice Conseil']))
    const clocks = mine.map(({ clockAt }) => clockAt!)
    expect(clocks).toEqual(clocks.toSorted())
  })
})

describe('a reply', () => {
  let id = ''
  test('begins in her language and the register of the way; a gap left open does not leave', async () => {
    ;({ id } = await caseOf(anne.customerId))
    const { how } = await page(id, advisor)
    const [email, sms, call] = how!.ways
    expect(how).toMatchObject({ addressAs: 'Madame Cieille', pronunciation: 'anne si-èye', formality: 'vous' })
    expect(email).toMatchObject({ channel: 'email', open: true, to: ['anne@example.org'], subject: 'Votre message' })
    expect(email!.text).toContain('je regrette cette attente')
    expect(email!.text).toContain('Alice Conseil')
    expect(sms).toMatchObject({ open: false, because: [{ code: 'gesture.no-channel' }] })
    expect(call).toMatchObject({ channel: 'call', open: true, to: ['06 39 98 01 01'] })
    const answer = await advisor.raw(repliesApi.sendReply, {
      body: { caseId: id, channel: 'email', subject: email!.subject, text: email!.text },
    })
    expect(answer.status).toBe(422)
    expect(JSON.stringify(answer.body)).toContain('gap-left')
    // Half filled in, or in the subject, it is a gap all the same; brackets of their own leave.
    for (const [subject, text] of [
      ['Votre message', 'Bonjour,\n\n[Ce que]\n\nAlice'],
      ['[Ce que je propose]', 'Bonjour'],
    ] as const) {
      const gap = await advisor.raw(repliesApi.sendReply, { body: { caseId: id, channel: 'email', subject, text } })
      expect(gap.status).toBe(422)
    }
  })
  test('is seen as it will leave, and leaves a minute later; until then it is taken back and the clock runs', async () => {
    const body = {
      caseId: id,
      channel: 'email' as const,
      subject: 'Votre message',
      text: 'Je vous rappelle à midi. {{ x }}',
    }
    const seen = await advisor.ask(repliesApi.previewReply, { body })
    expect(seen).toMatchObject({ refused: [], to: 'anne@example.org', from: 'Alice Conseil, Versailles' })
    expect(seen.text).toContain('Je vous rappelle à midi. (( x ))')
    const before = await caseOf(anne.customerId)
    const first = await advisor.ask(repliesApi.sendReply, { body })
    expect(await caseOf(anne.customerId)).toMatchObject({ answeredAt: expect.any(String), clockAt: null })
    await send()
    expect(relay.taken).toHaveLength(0)
    await advisor.ask(api.undoCaseStep, { params: { id: first.step! } })
    expect(await caseOf(anne.customerId)).toMatchObject({ answeredAt: null, clockAt: before.clockAt })
    clock.pass(90)
    await send()
    expect(relay.taken).toHaveLength(0)
    await advisor.ask(repliesApi.sendReply, { body })
    clock.pass(90)
    await send()
    expect(relay.taken).toHaveLength(1)
    expect(await mail()).toMatchObject({ subject: 'Votre message' })
    expect((await mail()).text).toContain('Je vous rappelle à midi.')
  })
  test('one that has left is not taken back', async () => {
    const left = (await page(id, advisor)).steps.find(({ kind, undoneAt }) => kind === 'replied' && !undoneAt)!
    expect((await advisor.raw(api.undoCaseStep, { params: { id: left.id } })).status).toBe(409)
  })
  test('one that did not arrive was none: the clock goes on', async () => {
    await sql`update messages.message set state = 'failed' where moment = 'reply' and state = 'left'`.execute(db)
    await caseClock(house)
    expect(await caseOf(anne.customerId)).toMatchObject({ answeredAt: null })
    await sql`update messages.message set state = 'left' where moment = 'reply' and state = 'failed'`.execute(db)
  })
  test('an address that bounced for good, or a STOP, is a way that is shut, and says why', async () => {
    const rita = await another('Rita', 'rita@example.org')
    await says('Nul', { score: 0, about: { customerId: rita } })
    const { id } = await caseOf(rita)
    const body = { caseId: id, channel: 'email' as const, subject: 'Bonjour', text: 'Bonjour' }
    // Written while the way was open; shut before it leaves: it does not leave, and the clock goes on.
    await advisor.ask(repliesApi.sendReply, { body })
    await sql`insert into messages.blocked (channel, address, because, at) values ('email', 'rita@example.org', 'hard-bounce', ${house.now()})`.execute(
      db,
    )
    const before = relay.taken.length
    clock.pass(90)
    await send()
    expect(relay.taken).toHaveLength(before)
    await caseClock(house)
    expect(await caseOf(rita)).toMatchObject({ answeredAt: null })
    expect((await page(id, advisor)).how!.ways[0]).toMatchObject({
      open: false,
      because: [{ code: 'gesture.blocked' }],
    })
    expect((await advisor.raw(repliesApi.sendReply, { body })).status).toBe(409)
    expect((await advisor.ask(repliesApi.previewReply, { body })).refused).toMatchObject([{ code: 'gesture.blocked' }])
  })
})

describe('the clock', () => {
  test('runs out: first the managers of the site, then head office, each once', async () => {
    const late = await another('Lise')
    await says('Nul', { score: 0, about: { customerId: late } })
    const { id, dueAt } = await caseOf(late)
    clock.pass((new Date(dueAt).getTime() - house.now().getTime()) / 1000 - 1)
    await caseClock(house)
    expect(await steps(id)).toEqual(['opened'])
    clock.pass(2)
    await caseClock(house)
    await caseClock(house)
    expect(await steps(id)).toEqual(['told', 'opened'])
    expect((await pushes()).filter(([, why, who]) => why === 'late' && who === manager.staffId).length).toBeGreaterThan(
      0,
    )
    expect(await caseOf(late)).toMatchObject({ late: true, level: 1 })
    clock.pass(7 * 24 * HOUR)
    while ((await caseClock(house)) > 0);
    expect(await steps(id)).toEqual(['told', 'told', 'opened'])
    expect((await pushes()).some(([, why, who]) => why === 'late' && who === owner.staffId)).toBe(true)
    clock.pass(30 * 24 * HOUR)
    expect(await caseClock(house)).toBe(0)
  })
  test('each site sets its own; nonsense is refused', async () => {
    const body = { urgent: 30, callback: 60, unhappy: 480, askAfter: 60 }
    expect(await manager.ask(api.setCaseClock, { params: { id: siteId }, body })).toEqual(body)
    expect((await advisor.raw(api.setCaseClock, { params: { id: siteId }, body })).status).toBe(403)
    expect((await owner.raw(api.setCaseClock, { params: { id: siteId }, body: { ...body, urgent: 0 } })).status).toBe(
      422,
    )
  })
})

describe('on the page of the customer', () => {
  test('all of it stands on the page of the customer, and goes when they do', async () => {
    const { answers: told, cases: theirs } = await advisor.ask(api.customerVoice, { params: { id: anne.customerId } })
    expect(theirs).toHaveLength(1)
    expect(told).toHaveLength(2)
    expect(told.at(-1)!.verbatim!.case).toEqual({ id: theirs[0]!.id, state: 'open' })
  })
})

test('twenty answers of one customer at once are one case', async () => {
  const busy = await another('Foule')
  await Promise.all(
    Array.from({ length: 20 }, () =>
      answers(house, reader, { text: 'Nul', score: 0, about: { siteId, customerId: busy } }),
    ),
  )
  expect(await cases({ customer: busy })).toHaveLength(1)
  expect((await caseOf(busy)).answers).toBe(20)
})

test('a telephone rings for whoever has it, and says no word of what was written', async () => {
  await advisor.ask(pushApi.subscribePush, {
    body: { endpoint: 'https://push.example.org/a', keys: { p256dh: 'p', auth: 'a' } },
  })
  await world.startJobs()
  await vi.waitFor(() => expect(town.pushed.length).toBeGreaterThan(0), 20_000)
  for (const { message } of town.pushed.filter(({ message }) => message.open.startsWith('/voice/cases')))
    expect(`${message.title} ${message.body}`).not.toMatch(/attendu|menti/iu)
})
