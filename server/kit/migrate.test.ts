import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrations } from '../../test/global-setup.ts'
import { emptyDb, realPostgres } from '../../test/world.ts'
import { dbOver, openPool } from './db.ts'
import { checksumOf, lineAt, migrate, orderOf, pendingOf, readMigrations } from './migrate.ts'

const file = (name: string, text = 'select 1') => ({ name, sql: text })

describe('the order of the files', () => {
  it('is by number', () => {
    expect(orderOf([file('0010_b.sql'), file('0002_a.sql')]).map(({ number }) => number)).toEqual([2, 10])
  })
  it.each([['1_short.sql'], ['0001-dash.sql'], ['0001_Upper.sql'], ['notes.sql']])('refuses %s', (name) => {
    expect(() => orderOf([file(name)])).toThrow(/named like/)
  })
  it('refuses two with one number', () => {
    expect(() => orderOf([file('0001_a.sql'), file('0001_b.sql')])).toThrow(/one number/)
  })
  it('takes Windows line ends for the same text', () => {
    expect(checksumOf('a\r\nb')).toBe(checksumOf('a\nb'))
  })
})

describe('what is pending', () => {
  const files = orderOf([file('0001_a.sql'), file('0002_b.sql'), file('0004_d.sql')])
  const [a, b] = files
  it('all of it, at first', () => expect(pendingOf(files, [])).toEqual(files))
  it('the rest, later', () => expect(pendingOf(files, [a!, b!]).map(({ name }) => name)).toEqual(['0004_d.sql']))
  it('refuses a changed one', () =>
    expect(() => pendingOf(files, [{ ...a!, checksum: 'x' }])).toThrow(/0001_a\.sql was changed/))
  it('refuses a database from the future', () => {
    expect(() => pendingOf(files, [{ number: 9, name: '0009_z.sql', checksum: 'x' }])).toThrow(/newer Okaeri/)
  })
  it('refuses a late-comer', () => {
    expect(() => pendingOf(orderOf([file('0001_a.sql'), file('0002_b.sql')]), [b!])).toThrow(/next number/)
  })
})

it('counts lines as PostgreSQL counts characters', () => {
  expect(lineAt('é\n€\nxx', '5')).toBe(3)
  expect(lineAt('a', undefined)).toBeUndefined()
})

describe('on a database', () => {
  let dir: string
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'okaeri-migrations-'))
  })
  afterEach(() => rmSync(dir, { recursive: true, force: true }))
  const write = (name: string, text: string) => writeFileSync(join(dir, name), text)

  it('runs what is new, once, and leaves nothing of a file that fails', async () => {
    await using fresh = await disposable()
    write('0001_a.sql', 'create table a (id int); insert into a values (1);')
    expect(await migrate(fresh.db, dir)).toEqual(['0001_a.sql'])
    expect(await migrate(fresh.db, dir)).toEqual([])

    write('0002_b.sql', 'create table b (id int);\ncreate table c (id nothing_known);\n')
    await expect(migrate(fresh.db, dir)).rejects.toThrow(
      /0002_b\.sql, line 2: type "nothing_known" does not exist\. Nothing of this file/,
    )
    expect((await sql`select to_regclass('b') as b, (select count(*) from a) as n`.execute(fresh.db)).rows).toEqual([
      { b: null, n: 1 },
    ])

    write('0002_b.sql', 'create table b (id int);')
    expect(await migrate(fresh.db, dir)).toEqual(['0002_b.sql'])
    write('0001_a.sql', 'create table a (id bigint);')
    await expect(migrate(fresh.db, dir)).rejects.toThrow(/changed after it ran/)
  })

  it('serves several processes that start at once', async () => {
    await using fresh = await disposable()
    for (let n = 1; n <= 5; n += 1) write(`000${n}_t.sql`, `create table t${n} (id int);`)
    const ran = await Promise.all([1, 2, 3].map(() => migrate(fresh.db, dir)))
    expect(ran.flat().sort()).toEqual(['0001_t.sql', '0002_t.sql', '0003_t.sql', '0004_t.sql', '0005_t.sql'])
  })
})

it("ours run on Debian's PostgreSQL too", async (context) => {
  const real = await realPostgres()
  if (!real) return context.skip("Debian's PostgreSQL is not here")
  try {
    const db = dbOver(await openPool(real.url))
    try {
      expect(await migrate(db, migrations)).toHaveLength((await readMigrations(migrations)).length)
    } finally {
      await db.destroy()
    }
  } finally {
    await real.stop()
  }
})

async function disposable() {
  const fresh = await emptyDb()
  return { db: fresh.db, [Symbol.asyncDispose]: () => fresh.drop() }
}
