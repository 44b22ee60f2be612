import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createCustomer } from '../../contract/customers.ts'
import { undoIdentityEvent } from '../../contract/identity.ts'
import { noteChanged } from '../../server/customers/changed.store.ts'
import { openResolving } from '../../server/edges/resolving/resolving.edge.ts'
import { atTheDesk, resolveBatch } from '../../server/flows/identity.jobs.ts'
import { passOverEveryone } from '../../server/flows/identity-pass.flow.ts'
import { ModelInForce } from '../../server/identity/model.store.ts'
import type { Resolving } from '../../server/identity/resolving.port.ts'
import { openTown } from '../town.ts'

const town = await openTown()
const { owner, world } = town
const { house } = world
const models = new ModelInForce()
const desk = atTheDesk(models)
const person = (n: number, more = {}) => ({
  givenName: `Anne${'abcdefghij'[n % 10]}`,
  familyName: `Kerv${'abcdefghij'[(n * 7) % 10]}lla${n}`,
  birthDate: `1975-0${1 + (n % 9)}-1${n % 9}`,
  phones: [{ number: `+33639981${String(n).padStart(3, '0')}` }],
  postcode: '29200',
  city: 'Brest',
  ...more,
})
const enter = async (n: number, more = {}): Promise<string> =>
  (await owner.ask(createCustomer, { body: person(n, more) })).id
const whoIs = async (id: string): Promise<string | undefined> => {
  const { rows } = await sql<{
    id: string
  }>`select customer_id as id from identity.record where id = ${id}::uuid`.execute(house.db)
  return rows[0]?.id
}
/** Written as a file writes: nobody looks at them until it has ended. */
const asImported = (ids: readonly string[]) =>
  sql`update customers.changed set by_import = true where customer_id = any(${[...ids]}::uuid[])`.execute(house.db)

/** A pass beside which something else goes on, once everyone is read and before anything is written. */
const beside = (work: () => Promise<void>): Resolving => {
  const real = openResolving()
  return {
    open(generics) {
      const pass = real.open(generics)
      return {
        ...pass,
        take: (page) => pass.take(page),
        close: () => pass.close(),
        chunks: () => pass.chunks(),
        async resolve(task) {
          await work()
          return pass.resolve(task)
        },
      }
    },
  }
}

test('whoever is entered while everyone is looked at finds their double at once, and the pass neither parts nor doubles it', async () => {
  const known = await enter(1)
  const parted = await enter(2)
  const other = await enter(2, { givenName: 'Annec' })
  while ((await resolveBatch(house, models)) > 0);
  // Two that a person parted stay apart through all of it.
  const { rows } = await sql<{ id: string }>`select id from identity.event where other_id = ${other}::uuid`.execute(
    house.db,
  )
  if (rows[0]) await owner.ask(undoIdentityEvent, { params: { id: rows[0].id } })
  town.clock.pass(1)
  const imported = [await enter(3), await enter(4)]
  await asImported(imported)
  const entered: Record<string, string> = {}
  await passOverEveryone(
    house,
    models,
    beside(async () => {
      town.clock.pass(1)
      // Of somebody known, twice; of somebody the pass has brought and whose keys nobody has written yet; of nobody.
      entered.again = await enter(1)
      entered.third = await enter(1, { givenName: 'Anneb' })
      entered.imported = await enter(3)
      entered.alone = await enter(9)
      await desk(house)
      expect(await whoIs(entered.again)).toBe(known)
      expect(await whoIs(entered.third)).toBe(known)
      expect(await whoIs(entered.alone)).toBe(entered.alone)
      expect(await whoIs(entered.imported)).toBe(entered.imported)
    }),
  )
  expect(await whoIs(entered.again!)).toBe(known)
  expect(await whoIs(entered.third!)).toBe(known)
  expect(await whoIs(entered.imported!)).toBe(await whoIs(imported[0]!))
  expect(await whoIs(entered.alone!)).toBe(entered.alone)
  expect(await whoIs(parted)).not.toBe(await whoIs(other))
  // Each merge once.
  const { rows: merges } = await sql<{ n: number }>`
    select count(*) as n from identity.event where kind = 'merge' and undone_at is null and other_id = any(${Object.values(entered)}::uuid[]) group by other_id`.execute(
    house.db,
  )
  expect(merges.every(({ n }) => n === 1)).toBe(true)
  const left = await house.db.selectFrom('identity.meanwhile').selectAll().execute()
  expect(left).toEqual([])
  // And a pass that finds nothing new says the same of everyone.
  const before = await sql`select id, customer_id, keys from identity.record order by id`.execute(house.db)
  const edges = await sql`select a, b, bits from identity.edge order by a, b`.execute(house.db)
  await passOverEveryone(house, models, openResolving())
  expect((await sql`select id, customer_id, keys from identity.record order by id`.execute(house.db)).rows).toEqual(
    before.rows,
  )
  expect((await sql`select a, b, bits from identity.edge order by a, b`.execute(house.db)).rows).toEqual(edges.rows)
})

test('while a file brings people, the desk looks at its own and leaves those of the file', async () => {
  const solenn = { givenName: 'Solenn', familyName: 'Abgrall', birthDate: '1950-12-30' }
  const known = await enter(20, solenn)
  await desk(house)
  town.clock.pass(1)
  const file = await enter(21, { givenName: 'Gwendal', familyName: 'Troadec', birthDate: '1966-06-06' })
  await asImported([file])
  const again = await enter(20, solenn)
  await desk(house)
  expect(await whoIs(again)).toBe(known)
  expect(await whoIs(file)).toBeUndefined()
  await noteChanged(house.db, [file], house.now(), 'import')
  while ((await resolveBatch(house, models)) > 0);
  expect(await whoIs(file)).toBe(file)
})
