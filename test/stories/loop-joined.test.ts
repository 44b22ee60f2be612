import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as customers from '../../contract/customers.ts'
import * as identity from '../../contract/identity.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner } = town
const { db, newId, now } = town.world.house

const enter = async (givenName: string): Promise<string> =>
  (await owner.ask(customers.createCustomer, { body: { givenName, familyName: 'Vasseur' } })).id
const touch = async (customer: string, moment: string, occasion: string, state = 'planned'): Promise<string> => {
  const id = newId()
  await sql`insert into moments.touch (id, customer_id, moment, occasion, core, priority, purpose, playbook_version, due_at, state, created_at, changed_at)
    values (${id}, ${customer}, ${moment}, ${occasion}, false, 5, 'service', 1, ${now()}, ${state}, ${now()}, ${now()})`.execute(
    db,
  )
  return id
}
const ofTouches = async (ids: readonly string[]) => {
  const { rows } = await sql<{ id: string; customer_id: string; state: string; code: string | null }>`
    select id, customer_id, state, because -> -1 ->> 'code' as code from moments.touch where id = any(${[...ids]}::uuid[])`.execute(
    db,
  )
  return ids.map((id) => rows.find((row) => row.id === id))
}

test('what the loop keeps of two who are one goes along, once, and comes back', async () => {
  const [kept, other] = [await enter('Claire'), await enter('Clara')]
  const birthday = [await touch(kept, 'birthday', '2026'), await touch(other, 'birthday', '2026')]
  const thanks = await touch(other, 'thanks', 'f1')
  await sql`insert into budget.attention (id, customer_id, at, channel, weight) values (${newId()}, ${other}, ${now()}, 'email', 1)`.execute(
    db,
  )
  await sql`insert into work.task (id, customer_id, kind, not_before, state, created_at, changed_at)
    values (${newId()}, ${other}, 'call', ${now()}, 'open', ${now()}, ${now()})`.execute(db)
  await sql`insert into messages.message (id, customer_id, channel, purpose, to_address, body, state, not_before, created_at, changed_at)
    values (${newId()}, ${other}, 'email', 'service', 'c@example.org', 'x', 'left', ${now()}, ${now()}, ${now()})`.execute(
    db,
  )
  await sql`insert into timeline.fact (id, customer_id, kind, at, source, key, state, accepted_at)
    values (${newId()}, ${other}, 'service.done', ${now()}, 'test', 'f1', 'decided', ${now()})`.execute(db)
  await sql`insert into consent.preference (customer_id, per_month, changed_at) values (${kept}, 4, ${now()}), (${other}, 1, ${now()})`.execute(
    db,
  )
  const whose = async () => {
    const { rows } = await sql<{ what: string; n: number }>`
      select 'attention' as what, count(*)::int as n from budget.attention where customer_id = ${kept}
      union all select 'task', count(*)::int from work.task where customer_id = ${kept}
      union all select 'message', count(*)::int from messages.message where customer_id = ${kept}
      union all select 'fact', count(*)::int from timeline.fact where customer_id = ${kept} and source = 'test'`.execute(
      db,
    )
    return Object.fromEntries(rows.map((row) => [row.what, row.n]))
  }

  const { eventId } = await owner.ask(identity.mergeCustomers, { params: { id: kept }, body: { other } })
  expect(await whose()).toEqual({ attention: 1, task: 1, message: 1, fact: 1 })
  expect(await ofTouches([...birthday, thanks])).toMatchObject([
    { customer_id: kept, state: 'planned' },
    { customer_id: other, state: 'dropped', code: 'touch.one-person' },
    { customer_id: kept, state: 'planned' },
  ])
  const rhythm = await sql<{
    per_month: number
  }>`select per_month from consent.preference where customer_id = ${kept}`.execute(db)
  expect(rhythm.rows).toEqual([{ per_month: 1 }])

  await owner.ask(identity.undoIdentityEvent, { params: { id: eventId } })
  expect(await whose()).toEqual({ attention: 0, task: 0, message: 0, fact: 0 })
  expect(await ofTouches([thanks])).toMatchObject([{ customer_id: other, state: 'planned' }])
})
