import { sql } from 'kysely'
import { beforeAll, expect, it } from 'vitest'
import { freshDb } from '../../test/world.ts'
import type { Db } from '../kit/house.ts'
import { dropCallsOfObjected, recognisedButObjected, strikeFromLists } from './objected.store.ts'
import { expectedVehicles } from './today.store.ts'

const { db } = await freshDb()
const SITE = '01980000-0000-7000-8000-0000000000aa'
const NOW = new Date('2026-06-03T10:00:00Z')
const uuid = (kind: string) => sql.raw(`('${kind}-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid`)

beforeAll(async () => {
  await sql`insert into network.site (id, name, country, time_zone) values (${SITE}, 'Versailles', 'FR', 'Europe/Paris')`.execute(
    db,
  )
  await sql`insert into customers.customer (id, family_name, recognition, created_at, updated_at)
    select ${uuid('01980001')}, 'Martin', case when n = 7 then 'objected' else 'default' end, ${NOW}, ${NOW} from generate_series(1, 20000) n`.execute(
    db,
  )
  await sql`insert into customers.asset (id, kind, make, model, created_at, updated_at)
    select ${uuid('01980002')}, 'vehicle', 'Renault', 'Clio', ${NOW}, ${NOW} from generate_series(1, 20000) n`.execute(
    db,
  )
  await sql`insert into timeline.entry (id, customer_id, kind, at, site_id)
    select ${uuid('01980003')}, ${uuid('01980001')}, case when n % 2000 = 0 then 'case' else 'note' end, ${NOW}, ${SITE} from generate_series(1, 20000) n`.execute(
    db,
  )
  await sql`insert into visits.perhaps (id, site_id, source_id, door, at, expires_at, candidates)
    select ${uuid('01980004')}, ${SITE}, ${SITE}, 'gate', ${NOW}, ${NOW},
      jsonb_build_array(jsonb_build_object('customerId', ${uuid('01980001')}, 'assetId', ${uuid('01980002')}))
    from generate_series(6, 9) n`.execute(db)
  for (const table of ['customers.customer', 'customers.asset', 'timeline.entry'])
    await sql`analyze ${sql.table(table)}`.execute(db)
})

/** How many rows of these large tables were read one after the other, by no index. */
async function readWhole(work: (db: Db) => Promise<unknown>): Promise<Record<string, number>> {
  return db.transaction().execute(async (tx) => {
    await work(tx)
    const { rows } = await sql<{ name: string; read: number }>`
      select schemaname || '.' || relname as name, seq_tup_read::int as read from pg_stat_xact_user_tables
      where relname in ('customer', 'asset', 'entry') and seq_tup_read > 0`.execute(tx)
    return Object.fromEntries(rows.map(({ name, read }) => [name, read]))
  })
}

it.each<[string, (db: Db) => Promise<unknown>]>([
  ['whom a camera recognised and who has objected since', recognisedButObjected],
  ['whose call rings and who has objected since', dropCallsOfObjected],
  ['whom an open short list loses', strikeFromLists],
  ['who is expected today', (tx) => expectedVehicles(tx, SITE, NOW, '2026-06-03', 'Europe/Paris')],
])('%s is asked all the time, and reads no large table whole', async (_story, work) => {
  expect(await readWhole(work)).toEqual({})
})

it('and the one who has objected is off the list', async () => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from visits.perhaps`.execute(db)
  expect(rows).toEqual([{ n: 3 }])
})
