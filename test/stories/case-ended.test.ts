import { describe, expect, test } from 'vitest'
import * as api from '../../contract/recovery.ts'
import * as timeline from '../../contract/timeline.ts'
import { caseClock } from '../../server/flows/recovery/case-clock.flow.ts'
import { HOUR, openCaringTown } from '../caring.ts'

/** What follows an answer: a call, a promise that is kept, an end, and the question whether it is well. */
const town = await openCaringTown()
const {
  owner,
  advisor,
  deputy,
  abroad,
  siteId,
  clock,
  house,
  relay,
  says,
  another,
  caseOf,
  page,
  steps,
  pushes,
  send,
  mail,
  askedBy,
  answersBy,
} = town

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
    // Over Sunday, when nobody is written to.
    clock.pass(48 * HOUR)
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
