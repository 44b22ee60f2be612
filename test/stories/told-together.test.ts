import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import * as factsApi from '../../contract/facts.ts'
import * as messagesApi from '../../contract/messages.ts'
import * as timeline from '../../contract/timeline.ts'
import * as work from '../../contract/work.ts'
import { hearNews } from '../../server/flows/loop/news.flow.ts'
import { lookAtTasks } from '../../server/flows/loop/tasks-again.flow.ts'
import { inTransaction } from '../../server/kit/house.ts'
import { playbookNow } from '../../server/work/playbook-now.flow.ts'
import { openSending, pageOf } from '../sending.ts'

// Two moments of one group, on one day: told once, and gone where the contact that tells them goes. A Wednesday.
const street = await openSending('2026-11-25T10:24:00+01:00')
const { owner, house, db, taken, provider, round, leaves, someone } = street

const page = (one: string, two: string) =>
  pageOf(
    [
      ['one', one, 'Un'],
      ['two', two, 'Deux'],
    ]
      .map(
        ([id, gestures, word], at) => `
  - id: ${id}
    title: { fr: ${word} }
    core: true
    merge: workshop
    priority: ${at + 1}
    on: ${id === 'two' ? 'order.placed' : 'site.one'}
    after: 1 hour
    within: 3 days
    do: ${gestures}
    subject: { fr: ${word} }
    message: { fr: 'Lettre ${word}' }
    sms: { fr: 'Texto ${word}' }
    opening: { fr: '${word} ?' }`,
      )
      .join(''),
  )
let orders = 0
/** Both moments are started. */
const both = async (id: string) => {
  const { id: order } = await owner.ask(timeline.createOrder, {
    params: { id },
    body: { number: `T-${orders++}`, kind: 'repair', title: 'Freins' },
  })
  await street.tell(id, 'site.one')
  return order
}
const states = async (id: string) =>
  Object.fromEntries((await street.touches(id)).map(({ moment, state }) => [moment, state]))

beforeEach(() => street.nextDay(page('email', 'email')))

test('one goes by SMS, the next only by letter: the letter does not tell again what the SMS told', async () => {
  await street.inForce(page('[sms, email]', 'email'))
  const id = await someone(['+33639980130'], ['a@example.org'])
  await both(id)
  await leaves(61)
  const told = Object.fromEntries(taken.map(({ path, text }) => [path, text.split('\n')[0]]))
  expect(told).toEqual({ '/email': 'Lettre Deux', '/sms': 'Texto Un' })
  expect(taken.some(({ text }) => text.includes('Lettre Un'))).toBe(false)
})

describe('what is told in the letter of another', () => {
  /** One letter of both, that waits for its provider. */
  const waits = async (email: string) => {
    const id = await someone([], [email])
    const order = await both(id)
    provider.away = true
    await leaves(61)
    provider.away = false
    expect(await states(id)).toEqual({ one: 'doing', two: 'doing' })
    expect((await street.messages(id)).map(({ body, state }) => [body, state])).toEqual([
      ['Lettre Un\n\nLettre Deux', 'ready'],
    ])
    return { id, order, message: (await street.messages(id))[0]!.id }
  }

  test('is done once it left, and took one contact', async () => {
    const { id } = await waits('b@example.org')
    await leaves()
    expect(await states(id)).toEqual({ one: 'done', two: 'done' })
    expect(taken).toHaveLength(1)
    const { rows } = await sql`select from budget.attention where customer_id = ${id}`.execute(db)
    expect(rows).toHaveLength(1)
  })

  test('is let go with it when a person calls the letter off', async () => {
    const { id, message } = await waits('c@example.org')
    await owner.ask(messagesApi.callOffMessage, { params: { id: message } })
    await leaves()
    expect(await states(id)).toEqual({ one: 'dropped', two: 'dropped' })
    expect(taken).toEqual([])
  })

  test('comes back with it when that is taken back, and is told once', async () => {
    const { id, message } = await waits('c2@example.org')
    const off = await owner.ask(messagesApi.callOffMessage, { params: { id: message } })
    expect(off.state).toBe('called-off')
    const back = await owner.ask(messagesApi.takeUpMessage, { params: { id: message } })
    expect([back.state, back.because.at(-1)?.code]).toEqual(['ready', 'taken-up-by'])
    expect(await states(id)).toEqual({ one: 'doing', two: 'doing' })
    await expect(owner.ask(messagesApi.takeUpMessage, { params: { id: message } })).rejects.toThrow('not-called-off')
    await leaves()
    expect(taken.map(({ text }) => text.split('\n')[0])).toEqual(['Lettre Un'])
    expect(await states(id)).toEqual({ one: 'done', two: 'done' })
  })

  test('is told by itself when the other means nothing any more, and not told when itself means nothing any more', async () => {
    const { id, order } = await waits('d@example.org')
    await sql`update timeline."order" set state = 'cancelled' where id = ${order}`.execute(db)
    await leaves()
    expect(taken.map(({ text }) => text.split('\n')[0])).toEqual(['Lettre Un'])
    expect(taken[0]!.text).not.toContain('Deux')
    expect(await states(id)).toEqual({ one: 'done', two: 'dropped' })
    const other = await waits('e@example.org')
    await sql`update moments.touch set expires_at = ${house.now()} where customer_id = ${other.id} and moment = 'one'`.execute(
      db,
    )
    await leaves()
    expect(taken[1]!.text).toContain('Lettre Deux')
    expect(taken[1]!.text).not.toContain('Un')
    expect(await states(other.id)).toEqual({ one: 'dropped', two: 'done' })
  })

  test('was not done when the letter came back', async () => {
    const { id, message } = await waits('f@example.org')
    await leaves()
    const { rows } = await sql<{
      id: string
    }>`select provider_id as id from messages.message where id = ${message}`.execute(db)
    await hearNews(
      house,
      { id: rows[0]!.id, channel: 'email' },
      [{ kind: 'bounced', messageId: message, key: 'k', code: '4.2.2', dead: false }] as never,
      null,
    )
    expect(await states(id)).toEqual({ one: 'dropped', two: 'dropped' })
  })

  test('finds another way when the address is dead', async () => {
    await street.inForce(page('[email, sms]', '[email, sms]'))
    const id = await someone(['+33639980131'], ['g@example.org'])
    await both(id)
    await leaves(61)
    const [letter] = await street.messages(id)
    const { rows } = await sql<{
      id: string
    }>`select provider_id as id from messages.message where id = ${letter!.id}`.execute(db)
    await hearNews(
      house,
      { id: rows[0]!.id, channel: 'email' },
      [{ kind: 'bounced', messageId: letter!.id, key: 'd', code: '5.1.1', dead: true }] as never,
      null,
    )
    await leaves(1)
    expect(taken.map(({ path }) => path)).toEqual(['/email', '/sms'])
    expect(taken[1]!.text).toContain('Texto Un')
    expect(taken[1]!.text).toContain('Texto Deux')
    expect(await states(id)).toEqual({ one: 'done', two: 'done' })
  })
})

test('one call for both: let go, both are; taken back, both are to be made; made, both are done', async () => {
  await street.inForce(page('call', 'call'))
  const id = await someone(['+33639980132'])
  await both(id)
  street.pass(61)
  await round()
  const [task] = await street.tasks(id)
  const opening = async () => (await owner.ask(work.readTask, { params: { id: task!.id } })).task.opening
  expect(await opening()).toBe('Un ?\nDeux ?')
  const say = (outcome: 'let-go' | 'reached') =>
    owner.ask(work.sayOutcome, { params: { id: task!.id }, body: { outcome } })
  await say('let-go')
  expect(await states(id)).toEqual({ one: 'dropped', two: 'dropped' })
  const { history } = await owner.ask(work.readTask, { params: { id: task!.id } })
  await owner.ask(work.undoOutcome, { params: { id: history[0]!.id } })
  expect(await states(id)).toEqual({ one: 'doing', two: 'doing' })
  await say('reached')
  expect(await states(id)).toEqual({ one: 'done', two: 'done' })
})

test('one call for both, and the second means nothing any more: it is not said, and the first still is', async () => {
  await street.inForce(page('call', 'call'))
  const id = await someone(['+33639980133'])
  const order = await both(id)
  street.pass(61)
  await round()
  const [task] = await street.tasks(id)
  await sql`update work.task set staff_id = ${owner.staffId} where id = ${task!.id}`.execute(db)
  await sql`update timeline."order" set state = 'cancelled' where id = ${order}`.execute(db)
  const mine = async () => {
    const day = await owner.ask(work.myDay, {})
    return [...day.list, ...day.later.map((one) => one.task), ...day.barred].find((one) => one.id === task!.id)?.opening
  }
  expect(await mine()).toBe('Un ?')
  await lookAtTasks(street.playbooks, playbookNow(street.playbooks))(house)
  expect(await states(id)).toEqual({ one: 'doing', two: 'dropped' })
  expect((await owner.ask(work.readTask, { params: { id: task!.id } })).task.opening).toBe('Un ?')
  await owner.ask(work.sayOutcome, { params: { id: task!.id }, body: { outcome: 'reached' } })
  expect(await states(id)).toEqual({ one: 'done', two: 'dropped' })
})

test('a fact whose moment starts at once takes in what waits and goes with it; what another worker has in hand it leaves alone', async () => {
  await street.inForce(page('email', 'email').replace('on: site.one\n    after: 1 hour', 'on: site.one'))
  const [id, other] = [await someone([], ['h@example.org']), await someone([], ['i@example.org'])]
  for (const customer of [id, other])
    await owner.ask(timeline.createOrder, {
      params: { id: customer },
      body: { number: `T-${orders++}`, kind: 'repair', title: 'Freins' },
    })
  await round()
  expect(await states(id)).toEqual({ two: 'planned' })
  await street.tell(id, 'site.one')
  expect(await states(id)).toEqual({ one: 'doing', two: 'doing' })
  expect((await street.messages(id)).map(({ body }) => body)).toEqual(['Lettre Un\n\nLettre Deux'])
  await inTransaction(house, async (held) => {
    await sql`select from moments.touch where customer_id = ${other} for update`.execute(held.db)
    await street.tell(other, 'site.one')
  })
  expect((await street.messages(other)).map(({ body }) => body)).toEqual(['Lettre Un'])
  await leaves(61)
  expect(taken.map(({ to }) => to).sort()).toEqual(['h@example.org', 'i@example.org', 'i@example.org'])
})

describe('two facts come in one breath and start at once', () => {
  const now = (priorities = ['1', '2']) =>
    pageOf(
      ['one', 'two', 'late']
        .map(
          (id, at) => `
  - id: ${id}
    title: { fr: ${id} }
    core: true
    merge: workshop
    priority: ${priorities[at] ?? 5}
    on: site.${id}
    ${id === 'late' ? 'after: 1 day' : ''}
    within: 3 days
    do: email
    subject: { fr: ${id} }
    message: { fr: 'Lettre ${id}' }`,
        )
        .join(''),
    )
  const bodies = async (id: string) => (await street.messages(id)).map(({ body }) => body)

  test('one letter tells both, the one of higher rank first, whichever came first', async () => {
    await street.inForce(now(['2', '1']))
    const id = await someone([], ['j@example.org'])
    await street.tell(id, 'site.one', 'site.two')
    expect(await bodies(id)).toEqual(['Lettre two\n\nLettre one'])
    expect(await states(id)).toEqual({ one: 'doing', two: 'doing' })
    await leaves(1)
    expect(taken).toHaveLength(1)
    expect(await states(id)).toEqual({ one: 'done', two: 'done' })
  })

  test('and what the same breath plans for tomorrow, when it goes with them', async () => {
    await street.inForce(now())
    const id = await someone([], ['k@example.org'])
    await street.tell(id, 'site.late', 'site.one', 'site.two')
    expect(await bodies(id)).toEqual(['Lettre one\n\nLettre two\n\nLettre late'])
    await leaves(1)
    expect(await states(id)).toEqual({ late: 'done', one: 'done', two: 'done' })
  })

  test('two people in one breath are two', async () => {
    await street.inForce(now())
    const [a, b] = [await someone([], ['l@example.org']), await someone([], ['m@example.org'])]
    await owner.ask(factsApi.tellFacts, {
      body: {
        source: 'test',
        facts: [a, b].map((id, n) => ({
          key: `breath-${n}`,
          kind: n ? 'site.two' : 'site.one',
          who: { id },
          at: house.now().toISOString(),
        })),
      },
    })
    await round()
    expect([await bodies(a), await bodies(b)]).toEqual([['Lettre one'], ['Lettre two']])
  })
})
