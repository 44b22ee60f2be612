import { sql } from 'kysely'
import type { Joinings } from '../customers/merge.store.ts'
import type { Db } from '../kit/house.ts'
import type { PersonRecord } from './person-record.ts'
import type { KeptRecord, ReadRecord } from './record.ts'

/** One writer of edges and clusters at a time, in whatever process: two that met would each see half. */
export async function oneResolverAtATime(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('identity'))`.execute(db)
}

export async function recordsById(db: Db, ids: readonly string[]): Promise<KeptRecord[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('identity.record')
    .select(['id', 'customer_id', 'person', 'since'])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute()
  return rows.map(asRecord)
}

export async function recordsOfCustomers(db: Db, customerIds: readonly string[]): Promise<KeptRecord[]> {
  if (customerIds.length === 0) return []
  const rows = await db
    .selectFrom('identity.record')
    .select(['id', 'customer_id', 'person', 'since'])
    .where(sql<boolean>`customer_id = any(${[...customerIds]}::uuid[])`)
    .orderBy('since')
    .orderBy('id')
    .execute()
  return rows.map(asRecord)
}

export const asRecord = (row: { id: string; customer_id: string; person: unknown; since: Date }): KeptRecord => ({
  id: row.id,
  customerId: row.customer_id,
  person: { ...(row.person as Omit<PersonRecord, 'id'>), id: row.id },
  since: row.since,
})

/** The records of who joins someone go along: a statement, giving `kind, absorb, id`. */
export const recordMoves = ({ absorb, keep }: Joinings) => sql`
  update identity.record r set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
  where r.customer_id = m.absorb returning 'record' as kind, m.absorb, r.id`

/** These records are part of this customer from now on. */
export async function assignRecords(db: Db, ids: readonly string[], customerId: string): Promise<void> {
  if (ids.length === 0) return
  await sql`update identity.record set customer_id = ${customerId}::uuid where id = any(${[...ids]}::uuid[])`.execute(
    db,
  )
}

/** Every record, page by page in the order of their ids. */
export async function* recordPages(db: Db, size: number): AsyncGenerator<ReadRecord[]> {
  for (let after: string | null = null; ; ) {
    let query = db
      .selectFrom('identity.record')
      .select(['id', 'customer_id', 'person', 'since', 'keys'])
      .orderBy('id')
      .limit(size)
    if (after) query = query.where('id', '>', after)
    const page: ReadRecord[] = (await query.execute()).map((row) => ({ ...asRecord(row), keys: row.keys }))
    if (page.length > 0) yield page
    if (page.length < size) return
    after = page.at(-1)!.id
  }
}
