import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { stands } from './standing.store.ts'

/** Since when somebody objects to all commercial contact; null: they do not. Written by the receipt that says so. */
export async function objectsSince(db: Db, customerId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('consent.preference')
    .select('objected_at')
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  return row?.objected_at ?? null
}

/** An objection written by a slip is taken back. It is no yes to anything: what needs a yes still does. */
export async function forgetObjection(db: Db, customerId: string, now: Date): Promise<void> {
  await sql`update consent.preference set objected_at = null, changed_at = ${now}::timestamptz where customer_id = ${customerId}::uuid`.execute(
    db,
  )
}

/** Each no to all offers that holds today, the oldest first; by whose hand it was written, and by what door. */
export async function standingObjections(db: Db, customerId: string) {
  const { rows } = await sql<{ id: string; byStaff: string | null; place: string }>`
    select r.id, r.by_staff as "byStaff", r.place from consent.receipt r
    where r.customer_id = ${customerId}::uuid and r.channel = 'all' and r.purpose = 'commercial' and r.action in ('withdrawn', 'refused')
      and ${stands('r')} and not exists (select from consent.receipt yes where yes.customer_id = r.customer_id and yes.channel = 'all'
        and yes.purpose = 'commercial' and yes.action = 'given' and (yes.at, yes.seq) > (r.at, r.seq))
    order by r.seq`.execute(db)
  return rows
}
