import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as visits from '../../contract/visits.ts'
import { openTown } from '../town.ts'

/** A site where more people come in a day than one screen has ever shown. */
const town = await openTown()
const { reception, advisor, siteId, anne, world } = town
const { house } = world
const MANY = 520
const card = { why: [], who: null, say: null, thank: null, mind: null }
const day = { site: siteId }

test('whoever arrives after five hundred others is on the floor and on the desk', async () => {
  const since = new Date(house.now().getTime() - 3_600_000)
  await sql`with people as (
      insert into customers.customer (id, kind, given_name, family_name, company_name, created_at, updated_at)
      select gen_random_uuid(), 'person', 'P' || n, 'Q', '', ${since}, ${since} from generate_series(1, ${MANY}::int) n returning id)
    insert into visits.visit (id, site_id, customer_id, door, state, arrived_at, certainty, probability, card, updated_at, left_at, greeted_by, greeted_at)
    select gen_random_uuid(), ${siteId}::uuid, id, 'counter', 'left', ${since}::timestamptz + row_number() over () * interval '1 second', 'told', 1,
      ${JSON.stringify(card)}::jsonb, ${since}, ${since}, ${advisor.staffId}::uuid, ${since}::timestamptz + interval '1 hour' from people`.execute(
    house.db,
  )
  const visit = await reception.ask(visits.arrive, { body: { siteId, customerId: anne.customerId } })
  const floor = await reception.ask(visits.readFloor, { query: day })
  expect(floor.waiting.map(({ id }) => id)).toEqual([visit.id])
  expect(floor.left).toBe(MANY)
  expect(
    floor.expected.map(({ customerId }) => customerId),
    'she has come',
  ).not.toContain(anne.customerId)
  const desk = await advisor.ask(visits.readDesk, { query: day })
  expect([...desk.forMe, ...desk.others].map(({ id }) => id)).toEqual([visit.id])
  expect(desk.greetedToday).toBe(MANY)
})

test('and stays with whoever greeted her', async () => {
  const [waiting] = (await reception.ask(visits.readFloor, { query: day })).waiting
  await advisor.ask(visits.greeted, { params: { id: waiting!.id } })
  const floor = await reception.ask(visits.readFloor, { query: day })
  expect(floor.waiting).toEqual([])
  expect(floor.greeted.map(({ id }) => id)).toEqual([waiting!.id])
  const desk = await advisor.ask(visits.readDesk, { query: day })
  expect(desk.forMe.map(({ id }) => id)).toEqual([waiting!.id])
  expect(desk.greetedToday).toBe(MANY + 1)
})
