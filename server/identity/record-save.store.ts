import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { arraysOf, arrayText } from '../kit/rows.ts'
import type { PersonRecord } from './person-record.ts'
import type { KeptEdge, KeptHousehold } from './record.ts'

export interface NewRecord {
  id: string
  person: Omit<PersonRecord, 'id'>
  since: Date
  keys: readonly number[]
}

const RECORD = { id: 'uuid', person: 'jsonb', since: 'timestamptz', keys: 'text' }
const KEYS = { id: 'uuid', keys: 'text' }
const HOME = { a: 'uuid', b: 'uuid', related: 'real' }
const EDGE = { a: 'uuid', b: 'uuid', bits: 'real', related: 'real' }

const asRow = ({ id, person, since, keys = [] }: Omit<NewRecord, 'keys'> & Partial<NewRecord>) => ({
  id,
  person: JSON.stringify(person),
  since: since.toISOString(),
  keys: arrayText(keys),
})

/**
 * Writes records with their keys, and drops the edges they had: they are found anew. One statement; of the keys of a record that was
 * kept before, only those that came or went are written.
 * @param known ids of those that were kept before
 */
export async function saveRecords(
  db: Db,
  records: readonly NewRecord[],
  known: readonly string[],
  now: Date,
): Promise<void> {
  if (records.length === 0) return
  await sql`
    with incoming as (
      select x.id, x.person, x.since, x.keys::int[] as keys
      from unnest(${arraysOf(RECORD, records.map(asRow))}) as x(id, person, since, keys)),
    gone as (
      delete from identity.key k using incoming i, identity.record r
      where i.id = any(${[...known]}::uuid[]) and r.id = i.id and k.key = any(r.keys) and k.record_id = i.id and not k.key = any(i.keys)),
    kept as (
      insert into identity.record (id, customer_id, person, since, at, keys)
      select id, id, person, since, ${now}::timestamptz, keys from incoming
      on conflict (id) do update set person = excluded.person, at = excluded.at, keys = excluded.keys),
    ${edgesDropped(known)}
    insert into identity.key (key, record_id)
    select k.key, i.id from incoming i cross join lateral unnest(i.keys) k(key) order by k.key
    on conflict do nothing`.execute(db)
}

const edgesDropped = (ids: readonly string[]) => sql`
  edges_a as (delete from identity.edge where a = any(${[...ids]}::uuid[])),
  edges_b as (delete from identity.edge where b = any(${[...ids]}::uuid[]) and not a = any(${[...ids]}::uuid[])),
  homes_a as (delete from identity.household where a = any(${[...ids]}::uuid[])),
  homes_b as (delete from identity.household where b = any(${[...ids]}::uuid[]) and not a = any(${[...ids]}::uuid[]))`

/** Erased, or put away: records that are compared with nobody any more. */
export async function forgetRecords(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await sql`
    with ${edgesDropped(ids)},
    keys as (
      delete from identity.key k using identity.record r
      where r.id = any(${[...ids]}::uuid[]) and k.key = any(r.keys) and k.record_id = r.id)
    delete from identity.record where id = any(${[...ids]}::uuid[])`.execute(db)
}

/** Pairs that are one person or asked about, and pairs that live together. */
export async function savePairs(
  db: Db,
  edges: readonly KeptEdge[],
  households: readonly KeptHousehold[],
): Promise<void> {
  if (edges.length === 0 && households.length === 0) return
  await sql`
    with homes as (
      insert into identity.household (a, b, related)
      select * from unnest(${arraysOf(HOME, households)}) as x(a, b, related)
      on conflict (a, b) do update set related = excluded.related)
    insert into identity.edge (a, b, bits, related)
    select * from unnest(${arraysOf(EDGE, edges)}) as x(a, b, bits, related)
    on conflict (a, b) do update set bits = excluded.bits, related = excluded.related`.execute(db)
}

/** Writes records alone: their keys and pairs are for the pass over everyone that comes after. */
export async function writeRecords(
  db: Db,
  records: readonly Pick<NewRecord, 'id' | 'person' | 'since'>[],
  now: Date,
): Promise<void> {
  if (records.length === 0) return
  await sql`
    insert into identity.record (id, customer_id, person, since, at)
    select id, id, person, since, ${now}::timestamptz
    from unnest(${arraysOf(RECORD, records.map(asRow))}) as x(id, person, since, keys)
    on conflict (id) do update set person = excluded.person, at = excluded.at`.execute(db)
}

/**
 * Gives records other keys; those they have already are not written again. Who was erased meanwhile gets none.
 *
 * Where a record had none, as after a first import, nothing can be there already: written without looking, a key costs two thirds of the log
 * and of the time. Should the table hold one all the same, PostgreSQL says so (23505), and `looking` passes over it.
 */
export async function writeKeys(
  db: Db,
  rows: readonly { id: string; keys: readonly number[] }[],
  how: 'looking' | 'blindly' = 'looking',
): Promise<void> {
  if (rows.length === 0) return
  const keyed = rows.map(({ id, keys }) => ({ id, keys: arrayText(keys) }))
  const guard = how === 'blindly' ? sql`` : sql`on conflict do nothing`
  await sql`
    with incoming as materialized (
      select x.id, x.keys::int[] as keys, r.keys as had from unnest(${arraysOf(KEYS, keyed)}) as x(id, keys)
      join identity.record r on r.id = x.id),
    gone as (
      delete from identity.key k using incoming i
      where i.had <> '{}' and k.key = any(i.had) and k.record_id = i.id and not k.key = any(i.keys)),
    kept as (
      update identity.record r set keys = i.keys from incoming i where r.id = i.id and i.keys <> i.had),
    added as (
      insert into identity.key (key, record_id)
      select k.key, i.id from incoming i cross join lateral unnest(i.keys) k(key)
      where i.had <> '{}' and not k.key = any(i.had) order by 1, 2
      on conflict do nothing)
    insert into identity.key (key, record_id)
    select k.key, i.id from incoming i cross join lateral unnest(i.keys) k(key)
    where i.had = '{}' order by 1, 2 ${guard}`.execute(db)
}

/**
 * All pairs whose first record is after one id and up to another are these from now on.
 * @param but records whose pairs were found one by one since: those stay as they are
 */
export async function replacePairs(
  db: Db,
  stretch: { after: string | null; upTo: string },
  edges: readonly KeptEdge[],
  households: readonly KeptHousehold[],
  but: ReadonlySet<string>,
): Promise<void> {
  const after = stretch.after ?? '00000000-0000-0000-0000-000000000000'
  const left = but.size === 0 ? sql`` : sql`and not (a = any(${[...but]}::uuid[]) or b = any(${[...but]}::uuid[]))`
  await sql`
    with homes as (delete from identity.household where a > ${after}::uuid and a <= ${stretch.upTo}::uuid ${left})
    delete from identity.edge where a > ${after}::uuid and a <= ${stretch.upTo}::uuid ${left}`.execute(db)
  const ours = ({ a, b }: { a: string; b: string }): boolean => !but.has(a) && !but.has(b)
  await savePairs(
    db,
    but.size === 0 ? edges : edges.filter(ours),
    but.size === 0 ? households : households.filter(ours),
  )
}
