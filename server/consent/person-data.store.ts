import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Counts, Held, Row } from '../plain/held.ts'
import { eraseReceipts } from './receipts.store.ts'
import { forgetWho } from './requests.store.ts'

type Ids = readonly string[]

/** What they asked, what they said yes and no to word for word, their contracts, the tries to reach them, their rhythm. */
export function heldConsent(db: Db, ids: Ids): Held[] {
  const own = [...ids]
  const pages = (table: string, query: (from: number, most: number) => ReturnType<typeof sql<Row>>): Held => ({
    table,
    page: async (from, most) => (await query(from, most).execute(db)).rows,
  })
  return [
    pages(
      'consent.request',
      (from, most) => sql<Row>`
        select id, kind, who, door, note, received_on, due_on, extended_because, state, erase_at, answer, answered_at, created_at
        from consent.request where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
    ),
    pages(
      'consent.receipt',
      (from, most) => sql<Row>`
        select id, at, action, channel, purpose, contact, wording, wording_version, place, site_id, evidence, hash
        from consent.receipt where customer_id = any(${own}::uuid[]) order by seq limit ${most} offset ${from}`,
    ),
    pages(
      'consent.contract',
      (from, most) => sql<Row>`
        select * from consent.contract where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
    ),
    pages(
      'consent.attempt',
      (from, most) => sql<Row>`
        select id, customer_id, at, channel, purpose, reached, refused, legal_entity, touch_id, source, key
        from consent.attempt where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
    ),
    pages(
      'consent.preference',
      (from, most) => sql<Row>`
        select * from consent.preference where customer_id = any(${own}::uuid[]) order by customer_id limit ${most} offset ${from}`,
    ),
  ]
}

/** Of receipts the content goes and the chain stays; of requests, who asked. */
export async function eraseConsent(db: Db, ids: Ids, now: Date): Promise<Counts> {
  const own = [...ids]
  const count = async (query: ReturnType<typeof sql>): Promise<number> =>
    Number((await query.execute(db)).numAffectedRows ?? 0n)
  const receipts = await db
    .selectFrom('consent.receipt')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('customer_id', 'in', own)
    .executeTakeFirstOrThrow()
  await eraseReceipts(db, own, now)
  return {
    'consent.receipt': receipts.n,
    'consent.contract': await count(sql`delete from consent.contract where customer_id = any(${own}::uuid[])`),
    'consent.attempt': await count(sql`delete from consent.attempt where customer_id = any(${own}::uuid[])`),
    'consent.preference': await count(sql`delete from consent.preference where customer_id = any(${own}::uuid[])`),
    'consent.request': await forgetWho(db, ids, now),
  }
}
