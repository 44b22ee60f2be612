import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import * as visits from '../../contract/visits.ts'
import * as work from '../../contract/work.ts'
import { CALL_PLACED, hearFacts, tellCallPlaced } from '../../server/flows/loop/what-facts-tell.flow.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { playbookNow } from '../../server/work/playbook-now.flow.ts'
import { openWorkDay } from '../working.ts'

/** A task that nobody touched is closed by what the telephone, a visit or time says. */
const town = await openWorkDay()
const { advisor, anne, siteId, clock, house, given, day, say, undo, touchOf, attempts } = town

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
