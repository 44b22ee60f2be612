import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { statement } from '../kit/statement.ts'
import type { PersonRecord } from './person-record.ts'
import { asRecord } from './record.store.ts'
import type { KeptEdge, KeptRecord } from './record.ts'

/** A key, and how many records may share it before it says nothing. */
export interface CappedKey {
  key: number
  cap: number
}

export interface Candidate {
  person: PersonRecord
  customerId: string
  /** Of the keys asked for, those it holds. */
  keys: number[]
}

interface Holder {
  id: string
  customer_id: string
  person: Omit<PersonRecord, 'id'>
  keys: number[]
}

const held = statement<readonly CappedKey[], Holder>(
  (given) => sql`
    with held as (
      select x.key, h.ids
      from unnest(${given((keys) => keys.map(({ key }) => key))}::int[], ${given((keys) => keys.map(({ cap }) => cap))}::int[]) x(key, cap)
      cross join lateral (select array(select k.record_id from identity.key k where k.key = x.key limit x.cap + 1) as ids) h
      where cardinality(h.ids) between 1 and x.cap),
    near as (select u.id, array_agg(held.key) as keys from held cross join lateral unnest(held.ids) u(id) group by u.id)
    select r.id, r.customer_id, r.person, near.keys from near join identity.record r on r.id = near.id`,
)

/** The records that hold any of these keys; a key that more records hold than its cap says nothing and is left out. */
export async function holdersOf(db: Db, keys: readonly CappedKey[]): Promise<Candidate[]> {
  if (keys.length === 0) return []
  return (await held(db, keys)).map((row) => ({
    person: { ...row.person, id: row.id },
    customerId: row.customer_id,
    keys: row.keys,
  }))
}

/** A component larger than this is no person: a shared number that slipped through. Its farthest records wait for the next look. */
const MOST_IN_COMPONENT = 400

export interface Neighbourhood {
  records: KeptRecord[]
  edges: KeptEdge[]
  judgements: { a: string; b: string; verdict: string }[]
}

interface Around {
  records: { id: string; customer_id: string; person: unknown; since: string }[] | null
  edges: KeptEdge[] | null
  judgements: Neighbourhood['judgements'] | null
}

const around = statement<readonly string[], Around>(
  (given) => sql`
    with recursive near(id) as (
      select * from unnest(${given((ids) => [...ids])}::uuid[])
      union
      select x.id from near n cross join lateral (
        select b as id from identity.edge where a = n.id
        union all select a from identity.edge where b = n.id
        union all select b from identity.judgement where a = n.id and verdict = 'same' and undone_at is null
        union all select a from identity.judgement where b = n.id and verdict = 'same' and undone_at is null) x),
    around as (select id from near limit ${given((ids) => MOST_IN_COMPONENT + ids.length * 20)}::int)
    select
      (select json_agg(json_build_object('id', r.id, 'customer_id', r.customer_id, 'person', r.person, 'since', r.since))
        from around join identity.record r using (id)) as records,
      (select json_agg(json_build_object('a', e.a, 'b', e.b, 'bits', e.bits, 'related', e.related))
        from around join identity.edge e on e.a = around.id where e.b in (select id from around)) as edges,
      (select json_agg(json_build_object('a', j.a, 'b', j.b, 'verdict', j.verdict)) from (
        select distinct on (j.a, j.b) j.a, j.b, j.verdict from around join identity.judgement j on j.a = around.id
        where j.undone_at is null and j.b in (select id from around) order by j.a, j.b, j.at desc, j.id desc) j) as judgements`,
)

/** All records that hang together with some, by edges or by what people said, with the edges and the last answers among them. */
export async function neighbourhoodOf(db: Db, recordIds: readonly string[]): Promise<Neighbourhood> {
  if (recordIds.length === 0) return { records: [], edges: [], judgements: [] }
  const [found] = await around(db, recordIds)
  const { records, edges, judgements } = found!
  return {
    records: (records ?? []).map((row) => asRecord({ ...row, since: new Date(row.since) })),
    edges: edges ?? [],
    judgements: judgements ?? [],
  }
}
