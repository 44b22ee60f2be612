import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { freshDb } from '../../test/world.ts'
import { type Given, statement, theValuesOf } from './statement.ts'

const { db } = await freshDb()
await sql`create table car (plate text primary key, seen timestamptz, said jsonb)`.execute(db)

interface Car {
  plate: string
  seen: Date | null
  said: unknown
}
const made = (the: Given<Car>) => sql<{ plate: string }>`insert into car (plate, seen, said)
  select ${the((c) => c.plate)}::text, ${the((c) => c.seen)}::timestamptz, ${the((c) => JSON.stringify(c.said))}::jsonb returning plate`
const cars = async () => (await sql<Car>`select * from car order by plate`.execute(db)).rows

it('each use has its own values, each in its place', async () => {
  let written = 0
  const make = statement<{ car: Car; twice: number }, { plate: string; n: number }>((given) => {
    written++
    return sql`with made as (${made((of) => given(({ car }) => of(car)))})
      select plate, ${given(({ twice }) => twice)}::int + ${given(({ twice }) => twice)}::int + ${1}::int as n from made`
  })
  const seen = new Date('2026-05-04T08:30:00Z')
  const sly = `'); drop table car; --`
  expect(await make(db, { car: { plate: sly, seen: null, said: { a: [1] } }, twice: 2 })).toEqual([
    { plate: sly, n: 5 },
  ])
  expect(await make(db, { car: { plate: 'GX471ZQ', seen, said: null }, twice: 7 })).toEqual([
    { plate: 'GX471ZQ', n: 15 },
  ])
  expect(await cars()).toEqual([
    { plate: sly, seen: null, said: { a: [1] } },
    { plate: 'GX471ZQ', seen, said: null },
  ])
  expect(written).toBe(1)
})

it('a part of it runs by itself, and a statement takes part in a transaction', async () => {
  await sql`delete from car`.execute(db)
  const count = statement<{ like: string }, { n: number }>(
    (given) => sql`select count(*)::int as n from car where plate like ${given(({ like }) => like)}`,
  )
  const undone = db.transaction().execute(async (open) => {
    await made(theValuesOf<Car>({ plate: 'GX471ZQ', seen: null, said: 1 })).execute(open)
    expect(await count(open, { like: 'GX%' })).toEqual([{ n: 1 }])
    throw new Error('taken back')
  })
  await expect(undone).rejects.toThrow('taken back')
  expect(await count(db, { like: 'GX%' })).toEqual([{ n: 0 }])
})

it('a value that stands in several places is sent once', async () => {
  let asked = 0
  const add = statement<{ n: number }, { sum: number }>((given) => {
    const n = given(({ n }) => {
      asked++
      return n
    })
    return sql`select ${n}::int + ${1}::int + ${n}::int + ${given(({ n }) => n * 10)}::int as sum`
  })
  expect(await add(db, { n: 4 })).toEqual([{ sum: 49 }])
  expect(asked).toBe(1)
})
