import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as consentApi from '../../contract/consent.ts'
import * as loop from '../../contract/loop.ts'
import * as network from '../../contract/network.ts'
import * as timeline from '../../contract/timeline.ts'
import * as visits from '../../contract/visits.ts'
import * as work from '../../contract/work.ts'
import { writeReceipts } from '../../server/consent/receipts.store.ts'
import { CALL_PLACED, hearFacts, tellCallPlaced } from '../../server/flows/loop/what-facts-tell.flow.ts'
import { inTransaction } from '../../server/kit/house.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { saveTouches } from '../../server/moments/touch.store.ts'
import { playbookNow } from '../../server/work/playbook-now.flow.ts'
import { insertTasks } from '../../server/work/task.store.ts'
import type { NewTask } from '../../server/work/task.ts'
import { openTown } from '../town.ts'

// Tuesday 24 November 2026, 10:24 in Paris.
const town = await openTown()
const { owner, advisor, deputy, anne, siteId, world, clock } = town
const { house } = world
const DAY = 86_400_000

let made = 0
/** A touch of the loop, given to a person as a task. */
async function given(more: Partial<NewTask> = {}): Promise<{ taskId: string; touchId: string }> {
  const [taskId, touchId] = [house.newId(), house.newId()]
  const now = house.now()
  made += 1
  const purpose = more.purpose ?? 'service'
  await saveTouches(
    house.db,
    [
      {
        id: touchId,
        customerId: anne.customerId,
        moment: more.moment ?? 'after-delivery',
        occasion: `occasion ${made}`,
        core: more.core ?? false,
        priority: more.priority ?? 5,
        purpose,
        factId: null,
        assetId: null,
        orderId: null,
        siteId,
        dueAt: now.getTime(),
        expiresAt: now.getTime() + 20 * DAY,
        playbookVersion: 1,
        state: 'doing',
        gesture: 'call',
        staffId: advisor.staffId,
        because: [],
        judged: null,
        arm: null,
      },
    ],
    now,
  )
  await insertTasks(
    house.db,
    [
      {
        id: taskId,
        touchId,
        customerId: anne.customerId,
        staffId: advisor.staffId,
        siteId,
        assetId: null,
        orderId: null,
        kind: 'call',
        purpose,
        moment: 'after-delivery',
        title: 'Dix jours après les clés',
        because: [{ code: 'is-advisor', values: {} }],
        opening: 'Votre voiture vous plaît ?',
        message: '',
        thank: 'Sa confiance',
        avoid: '',
        priority: 5,
        core: false,
        minutes: 5,
        notBefore: now.getTime(),
        dueOn: null,
        expiresAt: now.getTime() + 20 * DAY,
        ...more,
      },
    ],
    now,
  )
  return { taskId, touchId }
}
const day = (who = advisor) => who.ask(work.myDay)
const say = (id: string, outcome: work.Outcome, more: { until?: string; note?: string } = {}, who = advisor) =>
  who.ask(work.sayOutcome, { params: { id }, body: { outcome, ...more } })
const undo = (id: string, who = advisor) => who.ask(work.undoOutcome, { params: { id } })
const touchOf = async (id: string) =>
  (await house.db.selectFrom('moments.touch').select(['state', 'because']).where('id', '=', id).executeTakeFirst())!
const attempts = () =>
  house.db.selectFrom('consent.attempt').select(['purpose', 'reached', 'refused']).orderBy('id').execute()
const weights = async () =>
  (await house.db.selectFrom('budget.attention').select('weight').execute()).map(({ weight }) => weight)
const written = async () =>
  (
    await advisor.ask(timeline.readTimeline, {
      params: { id: anne.customerId },
      query: { kinds: 'call,note,message' as never },
    })
  ).entries
const receipts = () =>
  house.db.selectFrom('consent.receipt').select(['action', 'place', 'wording', 'evidence']).orderBy('seq').execute()
const onDuty = (who: typeof advisor, state: 'on' | 'away', until: string | null = null) =>
  owner.ask(network.setDuty, { params: { id: who.staffId }, body: { state, until, deputyId: null } })

await onDuty(advisor, 'on')

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

describe('a commercial call', () => {
  const consent = () =>
    inTransaction(house, (house) =>
      writeReceipts(house, [
        {
          customerId: anne.customerId,
          action: 'given',
          channel: 'call',
          purpose: 'commercial',
          wording: 'Vous pouvez m’appeler pour vos offres.',
          wordingVersion: '1',
          place: 'counter',
        },
      ]),
    )

  test('without consent it is not in the list, and says by which article', async () => {
    const { taskId } = await given({ purpose: 'commercial' })
    const { list, barred } = await day()
    expect(list).toEqual([])
    expect(barred.map(({ id }) => id)).toEqual([taskId])
    expect(barred[0]!.verdict.articles.join()).toMatch(/CALL/u)
  })

  test('with consent: it is, and begins with who calls, for whom, and that it is commercial (CALL-6)', async () => {
    await consent()
    const [task] = (await day()).list
    expect(task!.identity).toBe(
      'Bonjour, Alice Conseil, pour Réseau du Val, Versailles. Je vous appelle pour une proposition commerciale\u00a0: avez-vous un instant\u202f?',
    )
  })

  test('not interested: a refusal is counted, none is placed for sixty days, and the consent stays', async () => {
    const [task] = (await day()).list
    const said = (await receipts()).length
    const after = await say(task!.id, 'not-interested')
    expect((await attempts()).at(-1)).toEqual({ purpose: 'commercial', reached: true, refused: true })
    expect(await receipts()).toHaveLength(said)
    expect((await day()).list).toEqual([])
    const verdict = await advisor.ask(consentApi.judgeContact, {
      params: { id: anne.customerId },
      query: { channel: 'call', purpose: 'commercial' },
    })
    expect([verdict.answer, verdict.because.at(-1)!.code]).toEqual(['not-before', 'law-refused-lately'])
    await undo(after.last!.id)
    expect((await day()).list).not.toEqual([])
  })

  test('asked not to be called: a refusal is counted, the consent ends; a slip of the thumb gives it back with its wording', async () => {
    const [task] = (await day()).list
    const after = await say(task!.id, 'no-calls')
    expect((await attempts()).at(-1)).toEqual({ purpose: 'commercial', reached: true, refused: true })
    expect((await receipts()).at(-1)).toMatchObject({ action: 'withdrawn', place: 'call' })
    await given({ purpose: 'commercial' })
    expect((await day()).barred).toHaveLength(1)
    await undo(after.last!.id)
    expect((await receipts()).at(-1)).toMatchObject({
      action: 'given',
      place: 'correction',
      wording: 'Vous pouvez m’appeler pour vos offres.',
    })
    expect((await day()).barred).toEqual([])
  })

  test('after ten minutes only their own word gives a consent back', async () => {
    const [task] = (await day()).list
    const after = await say(task!.id, 'no-calls')
    clock.pass(11 * 60)
    const refused = await advisor.raw(work.undoOutcome, { params: { id: after.last!.id } })
    expect([refused.status, refused.body.code]).toEqual([409, 'consent-ended'])
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

describe('what the telephone, a visit or time says', () => {
  const hear = () => hearFacts(playbookNow(new PlaybookInForce()))(house)
  const callJob = tellCallPlaced(playbookNow(new PlaybookInForce()))
  /** A call of ours, as the telephone tells it; the jobs it made are run here. */
  const rang = async (
    steps: ('ringing' | 'answered' | 'ended' | 'missed')[],
    to = anne.phone,
    call = `c${queuedCalls++}`,
  ) => {
    for (const state of steps) {
      queued.length = 0
      await town.post(phone.path, {
        call,
        from: '+33199005500',
        to,
        state,
        direction: 'out',
        agent: 'aliceconseil@example.org',
      })
      for (const data of queued) await callJob(house, data)
    }
  }
  let queuedCalls = 0
  const queued: Record<string, unknown>[] = []
  const add = house.queue.add.bind(house.queue)
  house.queue.add = async (within, name, data, when) => {
    if (name === CALL_PLACED) queued.push(data as Record<string, unknown>)
    else await add(within, name, data, when)
  }
  const last = async (taskId: string) => {
    const { task } = await advisor.ask(work.readTask, { params: { id: taskId } })
    return [task.state, task.outcome, task.last?.toldBy]
  }
  let phone: { id: string; path: string }
  const clean = async () => {
    await house.db.updateTable('work.task').set({ state: 'let-go' }).where('state', '=', 'open').execute()
  }

  test('a call that was answered closes the task by itself, in the name of whoever rang', async () => {
    await clean()
    phone = await town.camera('json', 'phone')
    const { taskId } = await given()
    await rang(['ringing', 'answered', 'ended'])
    expect(await last(taskId)).toEqual(['done', 'reached', 'call'])
    const { done } = await day()
    const closed = done.find(({ id }) => id === taskId)
    expect(closed!.last).toMatchObject({ toldBy: 'call', by: 'Alice Conseil' })
    await undo(closed!.last!.id)
    expect(await last(taskId)).toEqual(['open', null, undefined])
    await say(taskId, 'otherwise')
  })

  test('nobody answered: tried, once, however the system says it', async () => {
    await clean()
    clock.pass(3600)
    const { taskId } = await given()
    await rang(['ringing', 'missed', 'ended'])
    const { task } = await advisor.ask(work.readTask, { params: { id: taskId } })
    expect([task.state, task.outcome, task.tries]).toEqual(['open', 'no-answer', 1])
    await say(taskId, 'otherwise')
  })

  test('« no answer » by hand, and then they answered: corrected, and the attempt counted once', async () => {
    await clean()
    clock.pass(3600)
    const { taskId } = await given()
    const before = (await attempts()).length
    await say(taskId, 'no-answer')
    await rang(['answered'])
    expect(await last(taskId)).toEqual(['done', 'reached', 'call'])
    expect((await attempts()).length).toBe(before + 1)
  })

  test('a word left stands: a machine answers too', async () => {
    await clean()
    clock.pass(3600)
    const { taskId } = await given()
    await say(taskId, 'left-word')
    await rang(['answered', 'ended'])
    expect(await last(taskId)).toEqual(['done', 'left-word', 'hand'])
  })

  test('whom else our people ring is no business of the house', async () => {
    await clean()
    await given()
    await rang(['answered', 'ended'], '+33639989999')
    expect(queued).toEqual([])
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from work.outcome where before::text like '%639989999%'`.execute(house.db)
    expect(rows[0]!.n).toBe(0)
  })

  test('greeted by their advisor: the call is done otherwise, once, and stays as it was when taken back', async () => {
    await clean()
    clock.pass(3600)
    const { taskId } = await given()
    clock.pass(60)
    const visit = await advisor.ask(visits.arrive, { body: { siteId, customerId: anne.customerId, assetId: null } })
    await advisor.ask(visits.greeted, { params: { id: visit.id } })
    await hear()
    expect(await last(taskId)).toEqual(['done', 'otherwise', 'visit'])
    const { task } = await advisor.ask(work.readTask, { params: { id: taskId } })
    await undo(task.last!.id)
    await hear()
    expect(await last(taskId)).toEqual(['open', null, undefined])
  })

  test('what means nothing any more is let go, and says so', async () => {
    await clean()
    const { taskId, touchId } = await given({ expiresAt: house.now().getTime() + 60_000 })
    clock.pass(120)
    await hear()
    expect(await last(taskId)).toEqual(['let-go', 'let-go', 'time'])
    expect(await touchOf(touchId)).toMatchObject({
      state: 'dropped',
      because: [{ code: 'means-nothing-now', values: {} }],
    })
  })
})
