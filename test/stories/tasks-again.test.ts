import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as factsApi from '../../contract/facts.ts'
import * as timeline from '../../contract/timeline.ts'
import * as work from '../../contract/work.ts'
import { takeInFacts } from '../../server/flows/loop/decide.flow.ts'
import { decideDue } from '../../server/flows/loop/due.flow.ts'
import { lookAtTasks } from '../../server/flows/loop/tasks-again.flow.ts'
import { PlaybookInForce } from '../../server/moments/playbook.store.ts'
import { playbookNow } from '../../server/work/playbook-now.flow.ts'
import { openTown } from '../town.ts'

// A task is looked at again while it is open. Wednesday 25 November 2026, 10:24 in Paris.
const town = await openTown({ at: '2026-11-25T10:24:00+01:00' })
const { owner, advisor, deputy, siteId, clock } = town
const { house } = town.world
const { db } = house
const playbooks = new PlaybookInForce()
const again = () => lookAtTasks(playbooks, playbookNow(playbooks))(house)

const YAML = (purpose = 'service') => `
playbook: 1
name: Essai
languages: [fr]
compass: { fr: x }
registers: {}
budget: { perMonth: 30, gapDays: 0 }
moments:
  - id: keys
    title: { fr: Les clés }
    on: order.placed
    core: true
    purpose: ${purpose}
    do: call
    opening: { fr: 'Alors, cette {{ order.title }} ?' }
  - id: missed
    title: { fr: Manqué }
    on: appointment.missed
    core: true
    after: 2 hours
    do: call
    opening: { fr: 'Nous vous attendions' }
  - id: rang
    title: { fr: Rappeler }
    on: call.missed
    core: true
    within: 1 day
    do: call
    opening: { fr: 'Vous avez appelé' }
`
beforeAll(async () => {
  await sql`insert into moments.playbook (version, yaml, origin, at, live_from) values (1, ${YAML()}, 'test', ${house.now()}, ${house.now()})`.execute(
    db,
  )
})
const round = async () => {
  while ((await takeInFacts(house, playbooks)) > 0);
  while ((await decideDue(house, playbooks)) > 0);
}
let people = 0
const someone = async () =>
  (
    await owner.ask(customers.createCustomer, {
      body: {
        givenName: `Client${people}`,
        familyName: 'Essai',
        siteId,
        advisorId: advisor.staffId,
        phones: [{ number: `+3363998013${people++}` }],
      },
    })
  ).id
const ordered = async (customerId: string) => {
  const title = `Rio ${people}`
  await owner.ask(timeline.createOrder, {
    params: { id: customerId },
    body: { number: title, kind: 'vehicle', title },
  })
  await round()
}
const listOf = async (who: typeof advisor) => {
  const { list, later, barred } = await who.ask(work.myDay)
  return [...list, ...later.map(({ task }) => task), ...barred].map((task) => task.customerId)
}
const task = async (customerId: string) =>
  (
    await sql<{ state: string; touch: string; staff: string; codes: string[] }>`
    select t.state, m.state as touch, t.staff_id as staff, array(select b ->> 'code' from jsonb_array_elements(m.because) b) as codes
    from work.task t join moments.touch m on m.id = t.touch_id where t.customer_id = ${customerId}`.execute(db)
  ).rows[0]!

describe('an open task', () => {
  test('of an order that was cancelled since is in nobody’s list, and is let go with its reason', async () => {
    const id = await someone()
    await ordered(id)
    expect(await listOf(advisor)).toContain(id)
    await sql`update timeline."order" set state = 'cancelled' where customer_id = ${id}`.execute(db)
    expect(await listOf(advisor)).not.toContain(id)
    await again()
    expect(await task(id)).toMatchObject({ state: 'let-go', touch: 'dropped' })
    expect((await task(id)).codes).toContain('touch.order-cancelled')
  })

  test('of a customer who has another advisor since is in the list of that one', async () => {
    const id = await someone()
    await ordered(id)
    await sql`update customers.customer set advisor_id = ${deputy.staffId} where id = ${id}`.execute(db)
    await again()
    expect([(await listOf(advisor)).includes(id), (await listOf(deputy)).includes(id)]).toEqual([false, true])
    await again()
    expect(await task(id)).toMatchObject({ state: 'open', staff: deputy.staffId })
  })

  test('of an advisor who works here no more is in the list of somebody who does', async () => {
    const id = await someone()
    await ordered(id)
    await sql`update network.staff set archived_at = ${house.now()} where id = ${advisor.staffId}`.execute(db)
    try {
      const lists = await Promise.all([deputy, owner, town.reception].map(listOf))
      expect(lists.flat()).toContain(id)
    } finally {
      await sql`update network.staff set archived_at = null where id = ${advisor.staffId}`.execute(db)
    }
  })

  test('that was promised stays, whatever became of the order: they said when to be reached', async () => {
    const id = await someone()
    await ordered(id)
    await sql`update work.task set promised = true where customer_id = ${id}`.execute(db)
    await sql`update timeline."order" set state = 'cancelled' where customer_id = ${id}`.execute(db)
    await again()
    expect(await task(id)).toMatchObject({ state: 'open' })
  })

  test('of an appointment that was missed means nothing once they came late or made another one', async () => {
    const [late, silent] = [await someone(), await someone()]
    for (const id of [late, silent])
      await owner.ask(factsApi.tellFacts, {
        body: {
          source: 'test',
          facts: [{ key: `m${id}`, kind: 'appointment.missed', who: { id }, at: house.now().toISOString() }],
        },
      })
    await round()
    clock.pass(1800)
    await owner.ask(factsApi.tellFacts, {
      body: {
        source: 'test',
        facts: [{ key: `a${late}`, kind: 'appointment.made', who: { id: late }, at: house.now().toISOString() }],
      },
    })
    clock.pass(7200)
    await round()
    expect(await task(late)).toBeUndefined()
    expect(await listOf(advisor)).toContain(silent)
    await owner.ask(factsApi.tellFacts, {
      body: {
        source: 'test',
        facts: [{ key: `v${silent}`, kind: 'visit.greeted', who: { id: silent }, at: house.now().toISOString() }],
      },
    })
    await round()
    expect(await listOf(advisor)).not.toContain(silent)
  })

  test('waits while a complaint of theirs is open, and says so; one that answers a call of theirs does not', async () => {
    const id = await someone()
    await ordered(id)
    await owner.ask(timeline.addEntry, { params: { id }, body: { kind: 'case', text: 'Elle fume' } })
    const day = await advisor.ask(work.myDay)
    expect(day.list.some(({ customerId }) => customerId === id)).toBe(false)
    const barred = day.barred.find(({ customerId }) => customerId === id)
    expect(barred?.verdict.because.map(({ code }) => code)).toEqual(['budget.open-case'])
    // By its own address too: nobody dials from there either.
    const { task: opened } = await owner.ask(work.readTask, { params: { id: barred!.id } })
    expect([opened.verdict.answer, opened.verdict.because.map(({ code }) => code)]).toEqual([
      'no',
      ['budget.open-case'],
    ])
    const rings = await someone()
    await owner.ask(timeline.addEntry, { params: { id: rings }, body: { kind: 'case', text: 'Elle fume' } })
    const fact = { key: rings, kind: 'call.missed', who: { id: rings }, at: house.now().toISOString() }
    await owner.ask(factsApi.tellFacts, { body: { source: 'pbx', facts: [fact] } })
    await round()
    expect(await task(rings)).toMatchObject({ state: 'open', touch: 'doing' })
    const { list } = await advisor.ask(work.myDay)
    expect(list.find(({ customerId }) => customerId === rings)?.opening).toBe('Vous avez appelé')
  })

  test('whose moment became an offer is judged as one: a call without consent is barred', async () => {
    const id = await someone()
    await ordered(id)
    const before = await advisor.ask(work.myDay)
    expect(before.barred.map((each) => each.customerId)).not.toContain(id)
    await sql`update moments.playbook set live_until = ${house.now()}`.execute(db)
    await sql`insert into moments.playbook (version, yaml, origin, at, live_from) values (2, ${YAML('commercial')}, 'test', ${house.now()}, ${house.now()})`.execute(
      db,
    )
    await sql`update timeline."order" set placed_at = placed_at - interval '900 days' where customer_id = ${id}`.execute(
      db,
    )
    const offered = await advisor.ask(work.myDay)
    expect([...offered.list, ...offered.barred].find((each) => each.customerId === id)?.purpose).toBe('commercial')
  })
})
