import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openHouseProcess } from '../house-process.ts'
import { type FreshDb, freshDb } from '../world.ts'

/** Names enough that the weights can be learned, and a quarter of the people twice. */
const SYLLABLES = ['ba', 'cor', 'di', 'fen', 'gui', 'lor', 'mar', 'nel', 'pic', 'ros', 'tan', 'vi']
const at = <T>(list: readonly T[], n: number): T => list[n % list.length]!
const PEOPLE = Array.from({ length: 480 }, (_, n) => {
  const family = `${at(SYLLABLES, n)}${at(SYLLABLES, (n * 5 + 3) >> 1)}${at(SYLLABLES, n * 7 + 1)}`
  const given = `${at(SYLLABLES, n * 3 + 2)}${at(['ette', 'ien', 'o', 'ine'], n)}`
  const birth = `19${String(40 + (n % 60))}-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`
  const person = { given, family, birth, phone: `+3363998${String((n * 97) % 10_000).padStart(4, '0')}` }
  return n % 4 === 0 ? [person, { ...person, family: family.toUpperCase() }] : [person]
}).flat()
const idOf = (n: number): string => `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

const ALL_AT_ONCE = 'update identity.setting set asked = 1, learn = true'

/** A base where an import has just written everyone, and nobody has looked at who they are. */
async function entered(): Promise<FreshDb> {
  const fresh = await freshDb()
  const { pool } = fresh
  const rows = JSON.stringify(PEOPLE.map((person, n) => ({ ...person, id: idOf(n + 1), phone_id: idOf(n + 100_001) })))
  await pool.query(
    `insert into customers.customer (id, given_name, family_name, birth_date, created_at, updated_at)
     select id, given, family, birth, '2026-01-01', '2026-01-01'
     from json_to_recordset($1::json) as x(id uuid, given text, family text, birth date)`,
    [rows],
  )
  await pool.query(
    `insert into customers.phone (id, customer_id, e164) select phone_id, id, phone
     from json_to_recordset($1::json) as x(id uuid, phone_id uuid, phone text)`,
    [rows],
  )
  await pool.query(
    `insert into customers.changed (customer_id, at, by_import) select id, now(), true from customers.customer`,
  )
  return fresh
}

/** Who is who, told by ids. */
async function whoIsWho({ pool }: FreshDb): Promise<string[]> {
  const { rows } = await pool.query<{ ids: string }>(
    `select string_agg(id::text, ' ' order by id) as ids from identity.record group by customer_id order by 1`,
  )
  return rows.map((row) => row.ids)
}

/** Nobody is lost, and nobody is half of somebody: who is put away has joined one who is not, with all that hung on them. */
async function expectWhole({ pool }: FreshDb): Promise<void> {
  const count = async (query: string): Promise<number> =>
    Number((await pool.query<{ n: string }>(`select count(*) as n ${query}`)).rows[0]!.n)
  expect(await count('from customers.customer')).toBe(PEOPLE.length)
  expect(await count('from customers.phone')).toBe(PEOPLE.length)
  const joined = `from customers.customer c where c.archived_at is not null`
  expect(
    await count(
      `${joined} and (select count(*) from identity.event e where e.other_id = c.id and e.kind = 'merge') <> 1`,
    ),
  ).toBe(0)
  expect(
    await count(`${joined} and not exists (select from identity.record r where r.id = c.id and r.customer_id <> c.id)`),
  ).toBe(0)
  expect(
    await count(
      'from identity.record r join customers.customer c on c.id = r.customer_id where c.archived_at is not null',
    ),
  ).toBe(0)
}

const folder = mkdtempSync(join(tmpdir(), 'okaeri-killed-resolving-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const openOn = ({ url }: FreshDb) => openHouseProcess({ OKAERI_DATA: folder, DATABASE_URL: url })
const pause = () => new Promise((resolve) => setTimeout(resolve, 20))

/** Starts a house that comes to a halt at a table that is held, kills it there, and lets the table go. */
async function killedAt(fresh: FreshDb, table: string): Promise<void> {
  const holder = await fresh.pool.connect()
  await holder.query(`begin; lock table ${table} in share mode`)
  const house = await openOn(fresh)
  const halted = `select from pg_locks where not granted and relation = '${table}'::regclass`
  while ((await fresh.pool.query(halted)).rowCount === 0) await pause()
  await house.stop('SIGKILL')
  await holder.query('rollback')
  holder.release()
}

/** A house that runs until nobody waits and nothing is asked for. */
async function runToTheEnd(fresh: FreshDb): Promise<void> {
  const house = await openOn(fresh)
  const busy = 'select from customers.changed union all select from identity.setting where asked > looked limit 1'
  while ((await fresh.pool.query(busy)).rowCount !== 0) await pause()
  await house.stop()
}

test('killed in each phase of a pass over everyone: nobody is lost or half of somebody, and the end is that of a pass never killed', {
  timeout: 180_000,
}, async () => {
  const undisturbed = await entered()
  await undisturbed.pool.query(ALL_AT_ONCE)
  await runToTheEnd(undisturbed)
  const expected = await whoIsWho(undisturbed)
  expect(expected.length).toBeLessThan(PEOPLE.length)

  const fresh = await entered()
  await fresh.pool.query(ALL_AT_ONCE)
  // Reading, telling how far it is, learning, keys, pairs, joining.
  for (const table of ['record', 'pass', 'model', 'key', 'edge', 'event']) {
    await killedAt(fresh, `identity.${table}`)
    await expectWhole(fresh)
  }
  await runToTheEnd(fresh)
  await expectWhole(fresh)
  expect(await whoIsWho(fresh)).toEqual(expected)
  const { rows } = await fresh.pool.query(`select distinct state from identity.model where state = 'running'`)
  expect(rows).toEqual([])
})

test('killed in the middle of a batch, before records are kept and while customers are joined: the batch is looked at again', async () => {
  const fresh = await entered()
  for (const table of ['record', 'edge', 'event']) {
    await killedAt(fresh, `identity.${table}`)
    await expectWhole(fresh)
  }
  const { rows } = await fresh.pool.query<{ n: string }>('select count(*) as n from customers.changed')
  expect(Number(rows[0]!.n)).toBe(PEOPLE.length)
  await runToTheEnd(fresh)
  await expectWhole(fresh)
  expect((await whoIsWho(fresh)).length).toBeLessThan(PEOPLE.length)
})
