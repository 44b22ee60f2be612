import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { createCustomer } from '../../contract/customers.ts'
import { openDesk } from '../../test/desk.ts'
import { freshDb } from '../../test/world.ts'
import { countChanged } from '../customers/changed.store.ts'
import { createCustomerFlow } from '../customers/customers.flow.ts'
import { openResolving } from '../edges/resolving/resolving.edge.ts'
import { ModelInForce } from '../identity/model.store.ts'
import { resolving } from './identity.jobs.ts'

const { db } = await freshDb()

/** A desk at which somebody was just entered, while an import of so many rows is in this state. */
async function whileImporting(rows: number, state: 'running' | 'paused', kind: 'customers' | 'orders' = 'customers') {
  const desk = openDesk(db)
  const id = desk.house.newId()
  await db
    .insertInto('customers.import')
    .values({
      id,
      name: 'clients.csv',
      source: 'dms',
      site_id: null,
      kind,
      state,
      rows,
      done: 2000,
      mapping: '{}',
      columns: '[]',
      dialect: '{}',
      problem: null,
      created_by: null,
      feed_id: null,
      created_at: desk.clock.now,
    })
    .execute()
  await desk.ask(createCustomer, createCustomerFlow, { body: { familyName: 'Cieille' } })
  const tick = resolving(new ModelInForce(), openResolving())
  return {
    move: (done: number) => db.updateTable('customers.import').set({ done }).where('id', '=', id).execute(),
    end: () => db.updateTable('customers.import').set({ state: 'done' }).where('id', '=', id).execute(),
    /** How many wait to be looked at once the clock has ticked so much later. */
    async waitingAfter(seconds: number) {
      desk.clock.now = new Date(desk.clock.now.getTime() + seconds * 1000)
      await tick(desk.house)
      return countChanged(db)
    },
  }
}
afterEach(async () => {
  for (const table of ['customers.import', 'customers.changed', 'customers.customer'] as const)
    await db.deleteFrom(table).execute()
})

test('while a large import comes in nobody is looked at; when it has ended, everyone', async () => {
  const house = await whileImporting(10_000, 'running')
  expect(await house.waitingAfter(1)).toBe(1)
  await house.move(4000)
  expect(await house.waitingAfter(50)).toBe(1)
  await house.move(6000)
  expect(await house.waitingAfter(50)).toBe(1)
  await house.end()
  expect(await house.waitingAfter(1)).toBe(0)
})

test('very many who came with a large import are looked at as soon as it has ended; of others one waits whether more come', async () => {
  const many = () =>
    sql`insert into customers.changed (customer_id, at, by_import) select gen_random_uuid(), now(), true from generate_series(1, 6000)`.execute(
      db,
    )
  const house = await whileImporting(10_000, 'running')
  expect(await house.waitingAfter(1)).toBe(1)
  await many()
  await house.end()
  for (const _ of ['looked', 'nobody came']) expect(await house.waitingAfter(1)).toBe(0)
  await many()
  expect(await house.waitingAfter(1)).toBe(6000)
  expect(await house.waitingAfter(1)).toBe(0)
})

test('a large import that gets nowhere for a minute holds nobody up', async () => {
  const house = await whileImporting(10_000, 'running')
  expect(await house.waitingAfter(1)).toBe(1)
  expect(await house.waitingAfter(59)).toBe(1)
  expect(await house.waitingAfter(1)).toBe(0)
})

test.each([
  ['a small import', 4_999, 'running', 'customers'],
  ['a paused import', 10_000, 'paused', 'customers'],
  ['an import of orders', 10_000, 'running', 'orders'],
] as const)('%s holds nobody up', async (_what, rows, state, kind) => {
  const house = await whileImporting(rows, state, kind)
  expect(await house.waitingAfter(1)).toBe(0)
})
