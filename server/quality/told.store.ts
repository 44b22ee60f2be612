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

/** How many were told by the newest return: whose message left; how many wait for theirs, whose did not arrive, and how many were held back, by reason. */
export async function toldByEvent(db: Db, eventId: string) {
  const { rows } = await sql<{ how: 'told' | 'waiting' | 'lost' | 'not'; because: Because | null; n: number }>`
    select case when t.message_id is null then 'not' when m.state in ('ready', 'leaving') then 'waiting'
        when m.state in ('failed', 'called-off') then 'lost' else 'told' end as how,
      case when t.message_id is null then t.because -> 0 end as because, count(*)::int as n
    from quality.told t left join messages.message m on m.id = t.message_id where t.event_id = ${eventId}::uuid group by 1, 2`.execute(
    db,
  )
  return rows
}

/**
 * Returns since then some of whose people were held back by one of these reasons only for a time: of products that are on the shelf still, the
 * newest that told anybody.
 */
export async function returnsToTellAgain(
  db: Db,
  codes: readonly string[],
  since: Date,
): Promise<{ eventId: string; productId: string }[]> {
  const { rows } = await sql<{ eventId: string; productId: string }>`
    with newest as (
      select distinct on (e.product_id) e.id, e.product_id, e.at from quality.event e
      where e.undone_at is null and exists (select from quality.told t where t.event_id = e.id) order by e.product_id, e.at desc, e.id desc
    )
    select n.id as "eventId", n.product_id as "productId" from newest n join quality.product p on p.id = n.product_id
    where n.at >= ${since}::timestamptz and p.archived_at is null and p.state in ('returned', 'on-shelf')
      and exists (select from quality.told t, jsonb_to_recordset(t.because) b(code text)
        where t.event_id = n.id and t.message_id is null and b.code = any(${[...codes]}::text[]))
    order by n.at, n.id`.execute(db)
  return rows
}

/** Those of a return who were held back by such a reason, and were not told by another since: their lines go, to be written anew. */
export async function takeHeldBack(db: Db, eventId: string, codes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ customer_id: string }>`
    delete from quality.told t using quality.event e
    where t.event_id = ${eventId}::uuid and e.id = t.event_id and t.message_id is null
      and exists (select from jsonb_to_recordset(t.because) b(code text) where b.code = any(${[...codes]}::text[]))
      and not exists (select from quality.told o join quality.event oe on oe.id = o.event_id
        where oe.product_id = e.product_id and o.customer_id = t.customer_id and o.message_id is not null and o.at >= t.at)
    returning t.customer_id`.execute(db)
  return rows.map((row) => row.customer_id).sort()
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
