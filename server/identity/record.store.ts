import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { WIDEST_BLOCK } from './blocking-keys.ts'
import type { PersonRecord } from './person-record.ts'

/** A kept record. */
export interface KeptRecord {
  id: string
  customerId: string
  person: PersonRecord
  since: Date
}

export interface KeptEdge {
  a: string
  b: string
  bits: number
  related: number
}

/** One writer of edges and clusters at a time, in whatever process: two that met would each see half. */
export async function oneResolverAtATime(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('identity'))`.execute(db)
}

/** Writes records with their keys, and drops the edges they had: they are found anew. */
export async function saveRecords(
  db: Db,
  records: readonly { id: string; person: Omit<PersonRecord, 'id'>; since: Date; keys: readonly number[] }[],
  now: Date,
): Promise<void> {
  if (records.length === 0) return
  const ids = records.map((record) => record.id)
  await sql`insert into identity.record (id, customer_id, person, since, at)
    select id, id, person, since, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(records.map(({ id, person, since }) => ({ id, person, since })))}::json) as x(id uuid, person jsonb, since timestamptz)
    on conflict (id) do update set person = excluded.person, at = excluded.at`.execute(db)
  await sql`delete from identity.key where record_id = any(${ids}::uuid[])`.execute(db)
  await sql`insert into identity.key (key, record_id)
    select * from unnest(${records.flatMap(({ keys }) => [...keys])}::int[], ${records.flatMap(({ id, keys }) => keys.map(() => id))}::uuid[])`.execute(
    db,
  )
  await dropEdges(db, ids)
}

/** Erased, or put away: a record that is compared with nobody any more. */
export async function forgetRecords(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`delete from identity.record where id = any(${[...ids]}::uuid[])`.execute(db)
  await dropEdges(db, ids)
}

async function dropEdges(db: Db, ids: readonly string[]): Promise<void> {
  await sql`delete from identity.edge where a = any(${[...ids]}::uuid[])`.execute(db)
  await sql`delete from identity.edge where b = any(${[...ids]}::uuid[])`.execute(db)
}

/** The records that hold each key, by key; a key that too many hold says nothing and is left out. */
export async function holdersOf(db: Db, keys: readonly number[]): Promise<Map<number, string[]>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ key: number; ids: string[] }>`
    select x.key, array(select record_id from identity.key k where k.key = x.key limit ${WIDEST_BLOCK + 1}) as ids
    from unnest(${[...keys]}::int[]) x(key)`.execute(db)
  return new Map(rows.filter(({ ids }) => ids.length <= WIDEST_BLOCK).map(({ key, ids }) => [key, ids]))
}

export async function recordsById(db: Db, ids: readonly string[]): Promise<KeptRecord[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('identity.record')
    .selectAll()
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()
  return rows.map(asRecord)
}

export async function recordsOfCustomers(db: Db, customerIds: readonly string[]): Promise<KeptRecord[]> {
  if (customerIds.length === 0) return []
  const rows = await db
    .selectFrom('identity.record')
    .selectAll()
    .where(sql<boolean>`customer_id = any(${[...customerIds]}::uuid[])`)
    .orderBy('since')
    .orderBy('id')
    .execute()
  return rows.map(asRecord)
}

const asRecord = (row: { id: string; customer_id: string; person: unknown; since: Date }): KeptRecord => ({
  id: row.id,
  customerId: row.customer_id,
  person: { ...(row.person as Omit<PersonRecord, 'id'>), id: row.id },
  since: row.since,
})

export async function saveEdges(db: Db, edges: readonly KeptEdge[]): Promise<void> {
  if (edges.length === 0) return
  await sql`insert into identity.edge (a, b, bits, related)
    select * from json_to_recordset(${JSON.stringify(edges)}::json) as x(a uuid, b uuid, bits real, related real)
    on conflict (a, b) do update set bits = excluded.bits, related = excluded.related`.execute(db)
}

/** A component larger than this is no person: a shared number that slipped through. Its farthest records wait for the next look. */
const MOST_IN_COMPONENT = 400

/** All records that hang together with one, by edges or by what people said, and the edges among them. */
export async function componentAround(db: Db, recordId: string): Promise<{ ids: string[]; edges: KeptEdge[] }> {
  const { rows } = await sql<{ id: string }>`
    with recursive near(id) as (
      select ${recordId}::uuid
      union
      select x.id from near n cross join lateral (
        select b as id from identity.edge where a = n.id
        union all select a from identity.edge where b = n.id
        union all select b from identity.judgement where a = n.id and verdict = 'same' and undone_at is null
        union all select a from identity.judgement where b = n.id and verdict = 'same' and undone_at is null) x)
    select id from near limit ${MOST_IN_COMPONENT}`.execute(db)
  const ids = rows.map((row) => row.id)
  const edges = await db
    .selectFrom('identity.edge')
    .selectAll()
    .where(sql<boolean>`a = any(${ids}::uuid[])`)
    .where(sql<boolean>`b = any(${ids}::uuid[])`)
    .execute()
  return { ids, edges }
}

/** These records are part of this customer from now on. */
export async function assignRecords(db: Db, ids: readonly string[], customerId: string): Promise<void> {
  if (ids.length === 0) return
  await sql`update identity.record set customer_id = ${customerId}::uuid where id = any(${[...ids]}::uuid[])`.execute(
    db,
  )
}

/** Every record, page by page in the order of their ids. */
export async function* recordPages(db: Db, size: number): AsyncGenerator<KeptRecord[]> {
  for (let after: string | null = null; ; ) {
    let query = db.selectFrom('identity.record').selectAll().orderBy('id').limit(size)
    if (after) query = query.where('id', '>', after)
    const page: KeptRecord[] = (await query.execute()).map(asRecord)
    if (page.length > 0) yield page
    if (page.length < size) return
    after = page.at(-1)!.id
  }
}
