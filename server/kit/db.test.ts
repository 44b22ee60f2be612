import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { freshDb } from '../../test/world.ts'
import { DatabaseFault, exactInteger, openPool, retryable } from './db.ts'

const { db, pool } = await freshDb()

describe('values come back', () => {
  it('as what they are', async () => {
    const { rows } =
      await sql`select 42::int8 as n, '{1,NULL,3}'::int8[] as ns, '{}'::int8[] as none, date '2026-02-28' as day,
      '{2026-01-01,NULL}'::date[] as days, timestamptz '2026-02-28T12:00:00+02' as at, 1.10::numeric as exact, '{"a":1}'::jsonb as j`.execute(
        db,
      )
    expect(rows).toEqual([
      {
        n: 42,
        ns: [1, null, 3],
        none: [],
        day: '2026-02-28',
        days: ['2026-01-01', null],
        at: new Date('2026-02-28T10:00:00Z'),
        exact: '1.10',
        j: { a: 1 },
      },
    ])
  })
  it('or not at all: a number that cannot be exact is refused', async () => {
    expect(() => exactInteger('9007199254740993')).toThrow(RangeError)
    await expect(sql`select 9007199254740993::int8 as n`.execute(db)).rejects.toThrow(/too large/)
  })
})

describe('retryable', () => {
  const coded = (code: string, more = {}) => Object.assign(new Error('x'), { code, ...more })
  it.each([
    [coded('ECONNREFUSED'), true],
    [coded('57P01'), true],
    [coded('57P03'), true],
    [coded('08006'), true],
    [coded('53300'), true],
    [coded('ENOENT', { syscall: 'connect' }), true],
    [new Error('Connection terminated unexpectedly'), true],
    [new Error('timeout exceeded when trying to connect'), true],
    [new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]), true],
    [new Error('wrapped', { cause: coded('ECONNRESET') }), true],
    [coded('ENOENT', { syscall: 'open' }), false],
    [coded('23505'), false],
    [coded('40001'), false],
    [coded('28P01'), false],
    [new Error('no such column'), false],
    ['ECONNREFUSED', false],
  ])('%s → %s', (error, expected) => expect(retryable(error)).toBe(expected))
})

it('what is asked again and again is prepared by name, and answers or fails as ever', async () => {
  const client = await pool.connect()
  try {
    const tenth = (n: number) => client.query<{ n: number }>('select 10 / $1::int as n', [n])
    for (const n of [1, 2, 5, 10]) expect((await tenth(n)).rows).toEqual([{ n: 10 / n }])
    const named = await client.query(`select statement from pg_prepared_statements where name like 'ok\\_%'`)
    expect(named.rows).toEqual([{ statement: 'select 10 / $1::int as n' }])
    await expect(tenth(0)).rejects.toMatchObject({ code: '22012' })
    expect((await tenth(5)).rows).toEqual([{ n: 2 }])
    // As the pool asks: with a function to call back.
    const heard = (n: number) =>
      new Promise((done) =>
        client.query('select 10 / $1::int as n', [n], (error, result) => done(error ?? result.rows)),
      )
    expect(await heard(2)).toEqual([{ n: 5 }])
    expect(await heard(0)).toMatchObject({ code: '22012' })
  } finally {
    client.release()
  }
})

it('a connection cut in the middle of a query is an error of that query, and the pool goes on', async () => {
  const client = await pool.connect()
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const sleeping = client.query('select pg_sleep(30)').catch((error: unknown) => error)
  await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  expect(retryable(await sleeping)).toBe(true)
  client.release(true)
  expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
})

it('reads an instant as a day of UTC, whatever zone the server is set to', async () => {
  const { url, pool: own } = await freshDb({ max: 2 })
  await own.query(
    `do $$ begin execute format('alter database %I set timezone to %L', current_database(), 'Pacific/Auckland'); end $$`,
  )
  const fresh = await openPool(url, { max: 2 })
  const days = () =>
    fresh.query(`select current_setting('TimeZone') as zone, ('2026-11-27T23:30:00Z'::timestamptz)::date as day`)
  for (const { rows } of await Promise.all([days(), days()])) expect(rows).toEqual([{ zone: 'UTC', day: '2026-11-27' }])
  await fresh.end()
})

it('says why it cannot get in, and never the password', async () => {
  const failed = openPool('postgres://okaeri:hunter2@127.0.0.1:1/okaeri', { patienceMs: 0 }).catch(
    (error: unknown) => error,
  )
  const fault = (await failed) as Error
  expect(fault).toBeInstanceOf(DatabaseFault)
  expect(fault.message).toMatch(/DATABASE_URL/)
  expect(fault.message).not.toContain('hunter2')
})
