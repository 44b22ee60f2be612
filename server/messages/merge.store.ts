import { sql } from 'kysely'
import type { Joinings } from '../customers/merge.store.ts'
import type { Db } from '../kit/house.ts'

type MovedRows = Record<string, string[]>

/** What was sent to a customer, and what came back, goes along when they join another. */
export const messageMoves = ({ absorb, keep }: Joinings) => ({
  message: sql`
    update messages.message t set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where t.customer_id = m.absorb returning 'message' as kind, m.absorb, t.id`,
  news: sql`
    update messages.news t set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where t.customer_id = m.absorb returning 'news' as kind, m.absorb, t.id`,
  device: sql`
    update messages.device t set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where t.customer_id = m.absorb returning 'device' as kind, m.absorb, t.id`,
})

/** The way back: to each what went out under their own name, and what came back to that. */
export async function moveMessagesBack(db: Db, moved: MovedRows, from: string, to: string): Promise<void> {
  await sql`update messages.message set customer_id = ${to}::uuid where customer_id = ${from}::uuid and id = any(${moved.message ?? []}::uuid[])`.execute(
    db,
  )
  await sql`update messages.device set customer_id = ${to}::uuid where customer_id = ${from}::uuid and id = any(${moved.device ?? []}::uuid[])`.execute(
    db,
  )
  await sql`update messages.news n set customer_id = ${to}::uuid where n.customer_id = ${from}::uuid
    and (n.id = any(${moved.news ?? []}::uuid[]) or exists (select from messages.message m where m.id = n.message_id and m.customer_id = ${to}::uuid))`.execute(
    db,
  )
}
