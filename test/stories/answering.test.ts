import { sql } from 'kysely'
import PostalMime from 'postal-mime'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import * as auditApi from '../../contract/audit.ts'
import * as complimentsApi from '../../contract/compliments.ts'
import * as customers from '../../contract/customers.ts'
import * as feedback from '../../contract/feedback.ts'
import * as network from '../../contract/network.ts'
import * as pushApi from '../../contract/push.ts'
import * as api from '../../contract/recovery.ts'
import * as repliesApi from '../../contract/replies.ts'
import * as timeline from '../../contract/timeline.ts'
import { askAgain } from '../../server/flows/loop/ask-again.flow.ts'
import { sendRound } from '../../server/flows/loop/send.flow.ts'
import { caseClock } from '../../server/flows/recovery/case-clock.flow.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { type Answering, answers, plainReader } from '../answers.ts'
import { browser, invite, openSurvey } from '../asking.ts'
import { mailBy, openOutbox } from '../outbox.ts'
import { openRelay } from '../relay.ts'
import { openTown } from '../town.ts'
import { hire } from '../visitor.ts'

/** Somebody is not content: one person answers them, in time, until it is well. Somebody is: whom they thank hears of it. */
const town = await openTown({ at: '2026-10-05T10:00:00+02:00' })
const { owner, advisor, deputy, siteId, anne, clock, world } = town
const { house } = world
const { db } = house
const reader = plainReader()
const relay = await openRelay()
const outbox = openOutbox(askAgain(new PlaybookInForce()))
const { screen: manager } = await hire(town, 'Marc Chef', [{ role: 'site-manager', siteId }])
const elsewhere = await owner.ask(network.createSite, { body: { name: 'Rambouillet' } })
const { screen: abroad } = await hire(town, 'Léo Là', [{ role: 'sales-advisor', siteId: elsewhere.id }])

const HOUR = 3600
const says = (text: string, over: Answering = {}) => {
  clock.pass(60)
  return answers(house, reader, { text, ...over, about: { siteId, customerId: anne.customerId, ...over.about } })
}
const another = async (givenName: string, email?: string) => {
  const { id } = await owner.ask(customers.createCustomer, {
    body: {
      givenName,
      familyName: 'Testeur',
      advisorId: advisor.staffId,
      deputyId: deputy.staffId,
      siteId,
      ...(email ? { emails: [{ address: email }] } : {}),
    },
  })
  return id
}
const cases = async (query: Record<string, unknown> = {}, screen = owner) =>
  (await screen.ask(api.listCases, { query: { whose: 'site', ...query } as never })).cases
const caseOf = async (customerId: string, state: 'open' | 'closed' = 'open') =>
  (await cases({ customer: customerId, state }))[0]!
const page = (id: string, screen = owner) => screen.ask(api.readCase, { params: { id } })
const steps = async (id: string) => (await page(id)).steps.filter(({ undoneAt }) => !undoneAt).map(({ kind }) => kind)
const pushes = async () => {
  const { rows } = await sql<{ name: string; data: { why?: string; staffId?: string } }>`
    select name, data from jobs.job where name in ('case-push', 'compliment-push') order by created_on, id`.execute(db)
  return rows.map(({ name, data }) => [name, data.why ?? '', data.staffId ?? ''])
}
const send = () => sendRound(house, outbox)
const mail = async () => {
  const raw = relay.taken.at(-1)!.raw
  return { ...(await PostalMime.parse(raw)), raw }
}

/** Where the newest letter asks. */
const askedBy = async () => new URL(/https?:\/\/[^\s"<]+\/a\/[^\s"<]+/u.exec((await mail()).text ?? '')![0]).pathname
/** Somebody reads the question, and answers it. */
const answersBy = async (path: string, fields: [string, string][]) => {
  const her = browser(town)
  const page = await her.get(path)
  clock.pass(20)
  const sent = await her.send(page, fields)
  expect(sent.statusCode).toBe(303)
  return page
}

beforeAll(async () => {
  await mailBy(house, relay.port)
  const { version } = await owner.ask(customers.readCustomer, { params: { id: anne.customerId } })
  await owner.ask(customers.updateCustomer, {
    params: { id: anne.customerId },
    body: { version, emails: [{ address: 'anne@example.org' }] },
  })
  const day = [
    ['09:00', '12:00'],
    ['14:00', '19:00'],
  ]
  await owner.ask(network.updateSite, {
    params: { id: siteId },
    body: { hours: { mon: day, tue: day, wed: day, thu: day, fri: day } as never },
  })
})

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

describe('a call, a promise, an end, and a second question', () => {
  let nora = ''
  let id = ''
  test('she is called: the clock stands still, and her timeline knows', async () => {
    nora = await another('Nora', 'nora@example.org')
    await says('Attendu trois heures', { score: 3, about: { customerId: nora } })
    ;({ id } = await caseOf(nora))
    await advisor.ask(api.calledOnCase, { params: { id }, body: { outcome: 'no-answer' } })
    expect(await caseOf(nora)).toMatchObject({ answeredAt: null })
    const { step } = await advisor.ask(api.calledOnCase, {
      params: { id },
      body: { outcome: 'reached', text: 'Calme' },
    })
    expect(await caseOf(nora)).toMatchObject({ answeredAt: expect.any(String) })
    await advisor.ask(api.undoCaseStep, { params: { id: step! } })
    expect(await caseOf(nora)).toMatchObject({ answeredAt: null })
    await advisor.ask(api.calledOnCase, { params: { id }, body: { outcome: 'reached', text: 'Elle est calme' } })
    const { entries } = await owner.ask(timeline.readTimeline, { params: { id: nora }, query: {} as never })
    expect(entries.filter(({ kind }) => kind === 'call').map(({ text }) => text)).toEqual(['Elle est calme', ''])
  })
  test('what is promised has its hour, and the case does not end before it is kept', async () => {
    const at = (hours: number) => new Date(house.now().getTime() + hours * HOUR * 1000).toISOString()
    expect((await advisor.raw(api.promiseOnCase, { params: { id }, body: { words: 'x', dueAt: at(-1) } })).status).toBe(
      422,
    )
    await advisor.ask(api.promiseOnCase, { params: { id }, body: { words: 'Une voiture de prêt', dueAt: at(3) } })
    const { promise } = await caseOf(nora)
    expect(promise).toMatchObject({ words: 'Une voiture de prêt', madeBy: 'Alice Conseil', late: false })
    expect((await advisor.raw(api.closeCase, { params: { id }, body: { outcome: 'repaired' } })).status).toBe(409)
    clock.pass(4 * HOUR)
    await caseClock(house)
    expect((await pushes()).at(-1)).toEqual(['case-push', 'promise', advisor.staffId])
    expect(await caseOf(nora)).toMatchObject({ late: true, promise: { late: true } })
    await advisor.ask(api.keepPromise, { params: { id: promise!.id } })
    expect((await advisor.raw(api.keepPromise, { params: { id: promise!.id } })).status).toBe(409)
    expect(await caseOf(nora)).toMatchObject({ late: false })
    // One that no longer holds says why, and stays in what happened.
    const body = { words: 'Un second essai', dueAt: at(5) }
    await advisor.ask(api.promiseOnCase, { params: { id }, body })
    const second = (await page(id)).promises.find(({ keptAt }) => keptAt === null)!
    expect((await advisor.raw(api.releasePromise, { params: { id: second.id }, body: { text: ' ' } })).status).toBe(422)
    await deputy.ask(api.releasePromise, { params: { id: second.id }, body: { text: 'Elle préfère attendre' } })
    expect((await page(id)).steps[0]).toMatchObject({
      kind: 'released',
      text: 'Un second essai · Elle préfère attendre',
    })
    expect((await caseOf(nora)).promise).toBeNull()
  })
  test('it is handed over in words; whoever has it now is told', async () => {
    await advisor.ask(api.handOverCase, { params: { id }, body: { staffId: deputy.staffId, text: 'Je pars' } })
    expect(await caseOf(nora)).toMatchObject({ owner: 'Denis Suppléant' })
    expect((await pushes()).at(-1)).toEqual(['case-push', 'handed-over', deputy.staffId])
    expect((await advisor.raw(api.handOverCase, { params: { id }, body: { staffId: abroad.staffId } })).status).toBe(
      422,
    )
  })
  test('it ends: her timeline says so, and an hour later she is asked whether it is well', async () => {
    await deputy.ask(api.closeCase, { params: { id }, body: { outcome: 'gesture', text: 'Un lavage offert' } })
    expect(await caseOf(nora, 'closed')).toMatchObject({ outcome: 'gesture', clockAt: null })
    expect((await steps(id)).slice(0, 2).toSorted()).toEqual(['asked', 'closed'])
    expect((await deputy.raw(api.noteOnCase, { params: { id }, body: { text: '' } })).status).toBe(422)
    const before = relay.taken.length
    clock.pass(50 * 60)
    await send()
    expect(relay.taken).toHaveLength(before)
    clock.pass(24 * HOUR)
    await send()
    expect(relay.taken).toHaveLength(before + 1)
    expect((await mail()).subject).toBe('Est-ce réglé pour vous\u00a0?')
  })
  test('it is not: the case is open again, with whoever had it', async () => {
    const link = await askedBy()
    const asked = await answersBy(link, [
      ['score', '1'],
      ['text', 'Non, rien n’a changé'],
    ])
    expect(asked.body).toContain('Est-ce réglé pour vous')
    const found = await caseOf(nora)
    expect(found).toMatchObject({
      owner: 'Denis Suppléant',
      again: expect.stringMatching(/same|worse/u),
      answeredAt: null,
    })
    expect((await steps(id)).slice(0, 2).toSorted()).toEqual(['reopened', 'said-again'])
    expect((await pushes()).at(-1)).toEqual(['case-push', 'reopened', deputy.staffId])
  })
  test('closed by a slip: taken back, and the question does not leave', async () => {
    const { step } = await deputy.ask(api.closeCase, { params: { id }, body: { outcome: 'explained' } })
    await deputy.ask(api.undoCaseStep, { params: { id: step! } })
    expect(await caseOf(nora)).toMatchObject({ closedAt: null, outcome: null })
    const before = relay.taken.length
    clock.pass(3 * 24 * HOUR)
    await send()
    expect(relay.taken).toHaveLength(before)
  })
  test('well now: it is better, and stays closed', async () => {
    await deputy.ask(api.calledOnCase, { params: { id }, body: { outcome: 'reached' } })
    await deputy.ask(api.closeCase, { params: { id }, body: { outcome: 'repaired' } })
    clock.pass(24 * HOUR)
    await send()
    const link = await askedBy()
    await answersBy(link, [['score', '5']])
    expect(await caseOf(nora, 'closed')).toMatchObject({ again: 'better', outcome: 'repaired' })
    const figures = await owner.ask(api.caseFigures, { query: { site: siteId } as never })
    expect(figures).toMatchObject({ asked: expect.any(Number), better: { n: 1, value: 1 }, reopened: 1 })
    expect(figures.inTime!.low).toBeLessThan(figures.inTime!.value)
  })
  test('whom nothing reaches is not asked, and it is said why', async () => {
    const dumb = await another('Sans')
    await says('Nul', { score: 0, about: { customerId: dumb } })
    const found = await caseOf(dumb)
    await advisor.ask(api.closeCase, { params: { id: found.id }, body: { outcome: 'explained' } })
    const { steps } = await page(found.id)
    const not = steps.find(({ kind }) => kind === 'not-asked')!
    expect(not.because.map(({ code }) => code)).toContain('gesture.no-email')
  })
  test('of whom a call was asked, a second answer that is worse goes by the clock of a call, not by the slower one', async () => {
    const olga = await another('Olga', 'olga@example.org')
    await says('Rappelez-moi', { score: 1, about: { customerId: olga } })
    const first = await caseOf(olga)
    expect(first.severity).toBe('callback')
    await advisor.ask(api.closeCase, { params: { id: first.id }, body: { outcome: 'explained' } })
    clock.pass(24 * HOUR)
    await send()
    await answersBy(await askedBy(), [['score', '1']])
    const open = await caseOf(olga)
    expect(open).toMatchObject({ id: first.id, severity: 'callback' })
    // Four hours of opening, not the twenty-four of somebody who is merely unhappy.
    expect(new Date(open.dueAt).getTime() - clock.now().getTime()).toBeLessThan(24 * HOUR * 1000)
    // The same where they say it again while it is open and was answered.
    await advisor.ask(api.calledOnCase, { params: { id: open.id }, body: { outcome: 'reached' } })
    await says('Nul', { score: 0, about: { customerId: olga } })
    const joined = await caseOf(olga)
    expect(joined).toMatchObject({ id: first.id, severity: 'callback', answeredAt: null })
    expect(new Date(joined.dueAt).getTime() - clock.now().getTime()).toBeLessThan(24 * HOUR * 1000)
    await advisor.ask(api.closeCase, { params: { id: open.id }, body: { outcome: 'explained' } })
  })
})

describe('thanks', () => {
  test('reach whom they thank, once; their manager says well done', async () => {
    await advisor.ask(pushApi.subscribePush, {
      body: { endpoint: 'https://push.example.org/a', keys: { p256dh: 'p', auth: 'a' } },
    })
    await says('Merci à Alice, parfait', { score: 10 })
    const { mine } = await advisor.ask(complimentsApi.listCompliments, { query: {} })
    expect(mine).toMatchObject([
      { name: 'Alice', customer: 'Anne Cieille', words: 'Merci à Alice, parfait', mine: true },
    ])
    expect(await deputy.ask(complimentsApi.listCompliments, { query: {} })).toEqual({ mine: [], team: [] })
    const { team } = await manager.ask(complimentsApi.listCompliments, { query: {} })
    expect(team).toMatchObject([{ staff: 'Alice Conseil', mayCheer: true }])
    const params = { id: mine[0]!.id }
    await manager.ask(complimentsApi.cheerCompliment, { params, body: {} })
    expect((await advisor.ask(complimentsApi.listCompliments, { query: {} })).mine).toMatchObject([
      { cheeredBy: 'Marc Chef' },
    ])
    const { rows } = await owner.ask(auditApi.readAudit, { query: { action: 'compliment.view' } })
    expect(rows.map(({ actor }) => actor)).toContain('Alice Conseil')
    expect((await deputy.raw(complimentsApi.seeCompliment, { params, body: {} })).status).toBe(403)
    expect((await advisor.raw(complimentsApi.cheerCompliment, { params, body: {} })).status).toBe(403)
    await advisor.ask(complimentsApi.seeCompliment, { params, body: {} })
    clock.pass(8 * 24 * HOUR)
    expect((await advisor.ask(complimentsApi.listCompliments, { query: {} })).mine).toEqual([])
    expect((await advisor.ask(complimentsApi.listCompliments, { query: { all: true } as never })).mine).toHaveLength(1)
  })
  test('two bear the name: somebody says who is meant, and they hear of it', async () => {
    const { screen: second } = await hire(town, 'Alice Dupont', [{ role: 'service-advisor', siteId }])
    const said = await says('Merci à Alice', { score: 10, about: { customerId: await another('Zoé') } })
    const { team } = await manager.ask(complimentsApi.listCompliments, { query: {} })
    const [asked] = team.filter(({ staffId }) => staffId === null)
    expect(asked!.candidates.map(({ name }) => name).toSorted()).toEqual(['Alice Conseil', 'Alice Dupont'])
    await manager.ask(complimentsApi.whoIsThanked, { params: { id: asked!.id }, body: { staffId: second.staffId } })
    expect((await second.ask(complimentsApi.listCompliments, { query: {} })).mine).toMatchObject([{ name: 'Alice' }])
    expect((await pushes()).at(-1)![0]).toBe('compliment-push')
    expect(said.answerId).toBeTruthy()
  })
  test('reach who works in the workshop too, who reads nothing else of what customers say', async () => {
    const { screen: nadia } = await hire(town, 'Nadia Clef', [{ role: 'workshop', siteId }])
    await says('Merci à Nadia, parfait. Mon numéro : 06 39 98 01 07', {
      score: 10,
      about: { customerId: await another('Uma') },
    })
    expect((await nadia.raw(feedback.listVerbatims, { query: {} as never })).status).toBe(403)
    const { mine, team } = await nadia.ask(complimentsApi.listCompliments, { query: {} })
    expect(team).toEqual([])
    expect(mine).toMatchObject([{ name: 'Nadia', mine: true, mayCheer: false }])
    expect(mine[0]!.words).toContain('Merci à Nadia, parfait. Mon numéro : ••')
    expect((await pushes()).at(-1)![0]).toBe('compliment-push')
    await nadia.ask(complimentsApi.seeCompliment, { params: { id: mine[0]!.id }, body: {} })
    expect((await nadia.ask(complimentsApi.listCompliments, { query: {} })).mine[0]!.seenAt).not.toBeNull()
  })
  test('a person who reads better than the reader says who is praised: it reaches them', async () => {
    await says('Denis est un as', { score: 10, about: { customerId: await another('Yves') } })
    const [first] = (await owner.ask(feedback.listVerbatims, { query: { q: 'denis as' } as never })).verbatims
    await owner.ask(feedback.correctVerbatim, {
      params: { id: first!.id },
      body: { changes: [{ head: 'praised', becomes: ['Denis'] }] },
    })
    expect((await deputy.ask(complimentsApi.listCompliments, { query: {} })).mine).toMatchObject([{ name: 'Denis' }])
  })
})

describe('beside the cases', () => {
  test('an alert that the reader missed and a person saw opens the case it would have opened', async () => {
    const hugo = await another('Hugo')
    await says('On m’avait dit mardi', { score: 7, about: { customerId: hugo } })
    expect(await caseOf(hugo)).toBeUndefined()
    const [found] = (await owner.ask(feedback.listVerbatims, { query: { q: 'mardi' } as never })).verbatims
    await owner.ask(feedback.correctVerbatim, {
      params: { id: found!.id },
      body: { changes: [{ head: 'alert', alert: 'promise', becomes: true }] },
    })
    expect(await caseOf(hugo)).toMatchObject({ severity: 'callback', because: [{ code: 'case.promise' }, {}] })
  })
  test('words without a case are answered too, and taken back until they leave', async () => {
    const mia = await another('Mia', 'mia@example.org')
    await says('Bravo à toute l’équipe', { score: 10, about: { customerId: mia } })
    const [found] = (await advisor.ask(feedback.listVerbatims, { query: { q: 'equipe' } as never })).verbatims
    const { how } = await advisor.ask(repliesApi.replyHow, { params: { id: found!.id } })
    expect(how!.ways[0]!.text).toContain('Merci d’avoir pris le temps de nous écrire.')
    const { subject, text } = how!.ways[0]!
    const sent = await advisor.ask(repliesApi.sendReply, {
      body: { verbatimId: found!.id, channel: 'email', subject, text },
    })
    expect(sent.step).toBeNull()
    const again = (await advisor.ask(feedback.listVerbatims, { query: { q: 'equipe' } as never })).verbatims[0]!
    expect(again.replied).toMatchObject({ by: 'Alice Conseil' })
    await advisor.ask(repliesApi.undoReply, { params: { id: sent.reply } })
    expect((await advisor.ask(repliesApi.replyHow, { params: { id: found!.id } })).replies).toEqual([])
    // By telephone: an answer once they were spoken with, and the law counts every try.
    const rung = (outcome: 'no-answer' | 'reached', screen = advisor) =>
      screen.raw(repliesApi.calledAboutWords, { params: { id: found!.id }, body: { outcome, text: 'Ravie' } })
    expect((await rung('no-answer')).body).toEqual({ call: expect.any(String), reply: null })
    // A slip of the thumb: neither law nor attention counts it, and it is no answer.
    const spent = async () =>
      (await sql`select weight from budget.attention where customer_id = ${mia}::uuid and channel = 'call'`.execute(db))
        .rows
    const slip = (await rung('reached')).body as { call: string }
    expect(await spent()).toHaveLength(1)
    expect((await abroad.raw(repliesApi.undoCallAboutWords, { params: { id: slip.call } })).status).toBe(403)
    await advisor.ask(repliesApi.undoCallAboutWords, { params: { id: slip.call } })
    expect((await advisor.ask(repliesApi.replyHow, { params: { id: found!.id } })).replies).toEqual([])
    expect(await spent()).toEqual([])
    expect((await advisor.raw(repliesApi.undoCallAboutWords, { params: { id: slip.call } })).status).toBe(404)
    expect((await rung('reached')).body.reply).toEqual(expect.any(String))
    expect((await rung('reached', abroad)).status).toBe(403)
    const { replies } = await advisor.ask(repliesApi.replyHow, { params: { id: found!.id } })
    expect(replies).toMatchObject([{ channel: 'call', by: 'Alice Conseil', text: 'Ravie', undoable: false }])
    expect((await advisor.raw(repliesApi.undoReply, { params: { id: replies[0]!.id } })).status).toBe(409)
    const { rows } =
      await sql`select reached from consent.attempt where customer_id = ${mia}::uuid order by at, reached`.execute(db)
    expect(rows).toEqual([{ reached: false }, { reached: true }])
  })
  test('all of it stands on the page of the customer, and goes when they do', async () => {
    const { answers: told, cases: theirs } = await advisor.ask(api.customerVoice, { params: { id: anne.customerId } })
    expect(theirs).toHaveLength(1)
    expect(told.length).toBeGreaterThanOrEqual(3)
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
  await world.startJobs()
  await vi.waitFor(() => expect(town.pushed.length).toBeGreaterThan(0), 20_000)
  for (const { message } of town.pushed.filter(({ message }) => message.open.startsWith('/voice/cases')))
    expect(`${message.title} ${message.body}`).not.toMatch(/attendu|menti/iu)
})
