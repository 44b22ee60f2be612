import { describe, expect, test } from 'vitest'
import * as loop from '../../contract/loop.ts'
import * as work from '../../contract/work.ts'
import { openWorkDay } from '../working.ts'

/** The short list of a day: who, why, what came of it, taken back, given to another. */
const town = await openWorkDay()
const {
  owner,
  advisor,
  deputy,
  anne,
  clock,
  house,
  given,
  day,
  say,
  undo,
  touchOf,
  attempts,
  weights,
  written,
  onDuty,
} = town

describe('a day', () => {
  test('the list has who, how to say it, why, what to say, whom to ring', async () => {
    const { taskId } = await given({ core: true })
    const { list, used, allowance } = await day()
    expect(list).toHaveLength(1)
    expect(list[0]).toMatchObject({
      id: taskId,
      name: 'Anne Cieille',
      addressAs: 'Madame Cieille',
      pronunciation: 'anne si-èye',
      opening: 'Votre voiture vous plaît ?',
      identity: '',
      phones: [{ number: anne.phone, shown: '06 39 98 01 01' }],
      today: [{ code: 'core-for-everyone', values: {} }],
      verdict: { answer: 'yes' },
    })
    expect([used, allowance]).toEqual([
      { calls: 0, minutes: 0 },
      { calls: 5, minutes: 30 },
    ])
    await say(taskId, 'otherwise')
  })

  test('no answer: counted as an attempt, a quarter of a contact, on the timeline; again in three hours; then taken back, all of it', async () => {
    const { taskId, touchId } = await given()
    const before = { attempts: await attempts(), weights: await weights(), written: await written() }
    const after = await say(taskId, 'no-answer', { note: 'Rappeler après le déjeuner' })
    expect([after.state, after.tries, after.dueAgain]).toEqual(['open', 1, '2026-11-24T12:24:00.000Z'])
    expect((await attempts()).length).toBe(before.attempts.length + 1)
    expect((await weights()).length).toBe(before.weights.length + 1)
    expect((await written())[0]).toMatchObject({
      kind: 'call',
      text: 'Rappeler après le déjeuner',
      data: { code: 'outcome-no-answer' },
    })
    expect((await touchOf(touchId)).state).toBe('doing')
    expect((await touchOf(touchId)).because.at(-2)).toMatchObject({ code: 'no-answer-again' })
    const { list, later } = await day()
    expect([list, later.map(({ from }) => from)]).toEqual([[], ['2026-11-24T12:24:00.000Z']])

    const back = await undo(after.last!.id)
    expect([back.state, back.tries, back.last]).toEqual(['open', 0, null])
    expect({ attempts: await attempts(), weights: await weights(), written: await written() }).toEqual(before)
    expect(await touchOf(touchId)).toMatchObject({ state: 'doing', because: [] })
    expect((await day()).list.map(({ id }) => id)).toEqual([taskId])
    await say(taskId, 'otherwise')
  })

  test('rung, then reached: one contact, not two; two attempts; the touch is done', async () => {
    const { taskId, touchId } = await given()
    const before = (await weights()).length
    await say(taskId, 'no-answer')
    await say(taskId, 'reached')
    expect((await weights()).slice(before)).toEqual([1])
    expect((await touchOf(touchId)).state).toBe('done')
    expect((await day()).done.map(({ id }) => id)).toContain(taskId)
    expect((await day()).used.calls).toBeGreaterThanOrEqual(2)
  })

  test('another word on what is done corrects it; a word twice is one', async () => {
    const { taskId, touchId } = await given()
    const before = (await attempts()).length
    await say(taskId, 'reached')
    const after = await say(taskId, 'let-go')
    expect([after.state, after.outcome]).toEqual(['let-go', 'let-go'])
    expect((await attempts()).length).toBe(before)
    expect((await touchOf(touchId)).state).toBe('dropped')
    await say(taskId, 'let-go')
    const { history } = await advisor.ask(work.readTask, { params: { id: taskId } })
    expect(history.map(({ outcome, undoneAt }) => [outcome, undoneAt === null])).toEqual([
      ['let-go', true],
      ['let-go', false],
      ['reached', false],
    ])
  })

  test('not now: promised for that day, and not before a moment that is past', async () => {
    const { taskId } = await given()
    const refused = await advisor.raw(work.sayOutcome, { params: { id: taskId }, body: { outcome: 'not-now' } })
    expect([refused.status, (refused.body.faults as { path: string }[])[0]!.path]).toEqual([422, 'body.until'])
    const after = await say(taskId, 'not-now', { until: '2026-11-26T10:00:00+01:00' })
    expect([after.promised, after.dueAgain]).toEqual([true, '2026-11-26T09:00:00.000Z'])
    expect((await day()).list).toEqual([])
    clock.pass(2 * 86_400)
    const [promised] = (await day()).list
    expect(promised).toMatchObject({ id: taskId, today: [{ code: 'promised-today', values: {} }] })
    await say(taskId, 'reached')
  })

  test('a wrong number is left for whoever meets them next', async () => {
    const { taskId } = await given()
    await say(taskId, 'wrong-number')
    expect((await written())[0]).toMatchObject({
      kind: 'note',
      hint: 'say',
      text: 'Le 06\u00a039\u00a098\u00a001\u00a001 n’est pas leur numéro\u00a0: demander le bon.',
    })
  })

  test('what cannot come of a coffee is refused; a stranger’s task is not there', async () => {
    const { taskId } = await given({ kind: 'coffee' })
    const refused = await advisor.raw(work.sayOutcome, { params: { id: taskId }, body: { outcome: 'no-answer' } })
    expect(refused.status).toBe(422)
    expect((await advisor.raw(work.readTask, { params: { id: house.newId() } })).status).toBe(404)
    await say(taskId, 'reached')
  })
})

describe('who does it', () => {
  test('the advisor is away: their tasks are in the deputy’s list', async () => {
    const { taskId } = await given()
    expect((await day(deputy)).list).toEqual([])
    await onDuty(advisor, 'away')
    const [task] = (await day(deputy)).list
    expect([task!.id, task!.staffName]).toEqual([taskId, 'Alice Conseil'])
    await onDuty(advisor, 'on')
    expect((await day(deputy)).list).toEqual([])
    await say(taskId, 'otherwise')
  })

  test('handed over in words: the receiver sees them on the person, in their list and on the page; ended, they go back', async () => {
    const { taskId } = await given()
    const words = 'Elle attend son troisième : un break, sans doute.'
    const made = await advisor.ask(work.makeHandover, {
      body: { toId: deputy.staffId, words, customerIds: [anne.customerId] },
    })
    expect(made).toMatchObject({ from: 'Alice Conseil', to: 'Denis Suppléant', people: 1 })
    expect((await day()).list).toEqual([])
    const [task] = (await day(deputy)).list
    expect(task).toMatchObject({ id: taskId, handover: { from: 'Alice Conseil', words } })
    const page = await deputy.ask(loop.customerTouches, { params: { id: anne.customerId } })
    expect(page.handovers).toMatchObject([{ from: 'Alice Conseil', to: 'Denis Suppléant', words }])

    await deputy.ask(work.endHandover, { params: { id: made.id } })
    expect((await day()).list.map(({ id }) => id)).toEqual([taskId])
    expect((await deputy.ask(work.listHandovers)).handovers[0]!.endedAt).not.toBeNull()
    await say(taskId, 'otherwise')
  })

  test('nobody hands over for a colleague but who manages the staff of their site', async () => {
    const body = { fromId: advisor.staffId, toId: deputy.staffId, words: 'Parti.' }
    expect((await town.reception.raw(work.makeHandover, { body })).status).toBe(403)
    const made = await owner.ask(work.makeHandover, { body })
    expect(made.customers).toBeNull()
    expect(made.people).toBe(1)
    await owner.ask(work.endHandover, { params: { id: made.id } })
  })

  test('faults are told each by its field', async () => {
    const refused = await advisor.raw(work.makeHandover, {
      body: {
        toId: advisor.staffId,
        words: 'x',
        until: '2020-01-01T00:00:00Z',
        customerIds: [house.newId()],
      },
    })
    expect((refused.body.faults as { path: string }[]).map(({ path }) => path)).toEqual([
      'body.toId',
      'body.until',
      'body.customerIds',
    ])
  })
})

test('the answer was lost and it is said again: one call without an answer is one, a second is another', async () => {
  const { taskId } = await given()
  const send = (after: string | null) =>
    advisor.ask(work.sayOutcome, { params: { id: taskId }, body: { outcome: 'no-answer', note: 'répondeur', after } })
  const history = async () => (await advisor.ask(work.readTask, { params: { id: taskId } })).history.length
  const first = await send(null)
  expect(await send(null)).toMatchObject({ last: { id: first.last!.id } })
  expect(await history()).toBe(1)
  await send(first.last!.id)
  expect(await history()).toBe(2)
})

test('my time is mine: set to one call, the list has one', async () => {
  await given()
  await given()
  await advisor.ask(work.setAllowance, { body: { calls: 50, minutes: 480 } })
  expect((await day()).list).toHaveLength(2)
  const { used } = await day()
  await advisor.ask(work.setAllowance, { body: { calls: used.calls + 1, minutes: 480 } })
  const { list, beyond } = await day()
  expect([list.length, beyond]).toEqual([1, 1])
  expect(await advisor.ask(work.myAllowance)).toEqual({ calls: used.calls + 1, minutes: 480 })
})

test('what we did and chose not to do is on their page, newest first', async () => {
  const { touches, next, contacts } = await advisor.ask(loop.customerTouches, {
    params: { id: anne.customerId },
    query: { limit: 5 } as never,
  })
  expect(touches).toHaveLength(5)
  expect(next).not.toBeNull()
  expect(contacts).toBeGreaterThan(2)
  const states = (await advisor.ask(loop.customerTouches, { params: { id: anne.customerId } })).touches.map(
    ({ state }) => state,
  )
  expect(new Set(states)).toEqual(new Set(['doing', 'done', 'dropped']))
})
