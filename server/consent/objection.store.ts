import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

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
