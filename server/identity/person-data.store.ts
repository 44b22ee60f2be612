import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Counts, Held, Row } from '../plain/held.ts'

type Ids = readonly string[]

/** The records these customers stand on: a record's id is that of the customer it came as. */
const records = (own: string[]) =>
  sql`select id from identity.record where customer_id = any(${own}::uuid[]) or id = any(${own}::uuid[])`

/** Records, links, answers and merges. Of a pair with somebody else, that it was: not what the other record says. */
export function heldIdentity(db: Db, ids: Ids): Held[] {
  const own = [...ids]
  const pages = (table: string, query: (from: number, most: number) => ReturnType<typeof sql<Row>>): Held => ({
    table,
    page: async (from, most) => (await query(from, most).execute(db)).rows,
  })
  return [
    pages(
      'identity.record',
      (from, most) =>
        sql<Row>`select * from identity.record where customer_id = any(${own}::uuid[]) or id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
    ),
    pages(
      'identity.edge',
      (from, most) =>
        sql<Row>`select * from identity.edge where a in (${records(own)}) or b in (${records(own)}) order by a, b limit ${most} offset ${from}`,
    ),
    pages(
      'identity.household',
      (from, most) =>
        sql<Row>`select * from identity.household where a in (${records(own)}) or b in (${records(own)}) order by a, b limit ${most} offset ${from}`,
    ),
    pages(
      'identity.apart',
      (from, most) =>
        sql<Row>`select a, b, at from identity.apart where a = any(${own}::uuid[]) or b = any(${own}::uuid[]) order by a, b limit ${most} offset ${from}`,
    ),
    pages(
      'identity.judgement',
      (
        from,
        most,
      ) => sql<Row>`select id, a, b, verdict, at, undone_at, case when a in (${records(own)}) and b in (${records(own)}) then reason else '' end as reason
      from identity.judgement where a in (${records(own)}) or b in (${records(own)}) order by id limit ${most} offset ${from}`,
    ),
    pages(
      'identity.second_reading',
      (from, most) =>
        sql<Row>`select id, a, b, verdict, at, undone_at from identity.second_reading where a in (${records(own)}) or b in (${records(own)}) order by id limit ${most} offset ${from}`,
    ),
    pages(
      'identity.event',
      (
        from,
        most,
      ) => sql<Row>`select id, at, kind, customer_id, other_id, undone_at, because -> 'probability' as probability,
        case when customer_id = any(${own}::uuid[]) and other_id = any(${own}::uuid[]) then because -> 'contributions' end as contributions
      from identity.event where customer_id = any(${own}::uuid[]) or other_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
    ),
  ]
}

/**
 * Erases records with their keys, links, answers and merges. The events of a merge hold what each of the two said: they go for both, and
 * the other half of a merge that was undone keeps all that is theirs.
 */
export async function eraseIdentity(db: Db, ids: Ids): Promise<Counts> {
  const own = [...ids]
  const count = async (query: ReturnType<typeof sql>): Promise<number> =>
    Number((await query.execute(db)).numAffectedRows ?? 0n)
  return {
    'identity.event': await count(
      sql`delete from identity.event where customer_id = any(${own}::uuid[]) or other_id = any(${own}::uuid[])`,
    ),
    'identity.judgement': await count(
      sql`delete from identity.judgement where a in (${records(own)}) or b in (${records(own)})`,
    ),
    'identity.second_reading': await count(
      sql`delete from identity.second_reading where a in (${records(own)}) or b in (${records(own)})`,
    ),
    'identity.meanwhile': await count(sql`delete from identity.meanwhile where record_id in (${records(own)})`),
    'identity.control': await count(
      sql`delete from identity.control where a in (${records(own)}) or b in (${records(own)})`,
    ),
    'identity.edge': await count(sql`delete from identity.edge where a in (${records(own)}) or b in (${records(own)})`),
    'identity.household': await count(
      sql`delete from identity.household where a in (${records(own)}) or b in (${records(own)})`,
    ),
    'identity.apart': await count(
      sql`delete from identity.apart where a = any(${own}::uuid[]) or b = any(${own}::uuid[])`,
    ),
    // By the record's own list: the keys have no index by record.
    'identity.key': await count(sql`delete from identity.key k using identity.record r
      where (r.customer_id = any(${own}::uuid[]) or r.id = any(${own}::uuid[])) and k.key = any(r.keys) and k.record_id = r.id`),
    'identity.record': await count(
      sql`delete from identity.record where customer_id = any(${own}::uuid[]) or id = any(${own}::uuid[])`,
    ),
  }
}
