import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

export interface Blocked {
  channel: string
  address: string
  because: string
}

/** Addresses not to be written to any more. The first reason stays. */
export async function insertBlocked(db: Db, blocked: readonly Blocked[], now: Date): Promise<void> {
  if (blocked.length === 0) return
  await sql`
    insert into messages.blocked (channel, address, because, at)
    select distinct on (channel, lower(address)) channel, lower(address), because, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(blocked)}::jsonb) as x(channel text, address text, because text)
    on conflict (channel, address) do nothing`.execute(db)
}

/** They may be written to again: an address mended by its provider, a STOP taken back. */
export async function removeBlocked(db: Db, channel: string, address: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('messages.blocked')
    .where('channel', '=', channel)
    .where('address', '=', address.toLowerCase())
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** A person takes back their own STOP: their addresses may be written to again. What came back as dead stays dead. */
export async function freeStopped(db: Db, channel: string, customerId: string): Promise<void> {
  await sql`
    delete from messages.blocked where channel = ${channel} and because in ('stop', 'unsubscribe', 'complaint') and (
      address in (select lower(e.address) from customers.email e where e.customer_id = ${customerId})
      or address in (select p.e164 from customers.phone p where p.customer_id = ${customerId}))`.execute(db)
}

/** Blocked by what was read in an answer, and was none: free again. */
export async function freeRead(db: Db, addresses: readonly string[]): Promise<void> {
  if (addresses.length === 0) return
  await sql`delete from messages.blocked where because = 'answer' and address = any(${addresses.map((each) => each.toLowerCase())}::text[])`.execute(
    db,
  )
}

export async function blockedPage(db: Db, limit: number): Promise<(Blocked & { at: Date })[]> {
  return db
    .selectFrom('messages.blocked')
    .select(['channel', 'address', 'because', 'at'])
    .orderBy('at', 'desc')
    .limit(limit)
    .execute()
}
