import { sql } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Db } from '../kit/house.ts'

/** Whom a return told, or why not. */
export async function insertTold(
  db: Db,
  eventId: string,
  rows: readonly { customerId: string; messageId: string | null; because: readonly Because[] }[],
  now: Date,
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into quality.told (event_id, customer_id, message_id, because, at)
    select ${eventId}::uuid, x.customer_id, x.message_id, x.because, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows.map((row) => ({ customer_id: row.customerId, message_id: row.messageId, because: row.because })))}::jsonb)
      as x(customer_id uuid, message_id uuid, because jsonb)
    on conflict (event_id, customer_id) do nothing`.execute(db)
}

/** How many were told by the newest return, and how many not, by reason. */
export async function toldByEvent(db: Db, eventId: string) {
  const { rows } = await sql<{ told: boolean; because: Because | null; n: number }>`
    select message_id is not null as told, case when message_id is null then because -> 0 end as because, count(*)::int as n
    from quality.told where event_id = ${eventId}::uuid group by 1, 2`.execute(db)
  return rows
}

/** Messages of a return, to be called off with it. */
export async function messagesOfEvent(db: Db, eventId: string): Promise<string[]> {
  const { rows } = await sql<{ message_id: string }>`
    select message_id from quality.told where event_id = ${eventId}::uuid and message_id is not null`.execute(db)
  return rows.map((row) => row.message_id)
}

/** Whose message was called off has not been told. */
export async function forgetTold(db: Db, eventId: string, messages: readonly string[]): Promise<void> {
  await sql`delete from quality.told where event_id = ${eventId}::uuid and (message_id is null or message_id = any(${[...messages]}::uuid[]))`.execute(
    db,
  )
}
