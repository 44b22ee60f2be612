import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** One contact, to be counted. */
export interface Spent {
  id: string
  customerId: string
  at: Date
  channel: string
  weight: number
  moment: string | null
  core: boolean
  touchId: string | null
  staffId: string | null
  siteId: string | null
}
export interface SpentBefore {
  id: string
  weight: number
  at: string
}

/** What this touch took of their attention so far. */
export async function spentOnTouch(db: Db, touchId: string): Promise<SpentBefore | null> {
  const row = await db
    .selectFrom('budget.attention')
    .select(['id', 'weight', 'at'])
    .where('touch_id', '=', touchId)
    .executeTakeFirst()
  return row ? { id: row.id, weight: row.weight, at: row.at.toISOString() } : null
}

/** Counts a contact. A touch is counted once, at the most it came to: rung twice and then reached, it is one call. */
export async function spend(db: Db, spent: Spent): Promise<void> {
  await sql`
    insert into budget.attention (id, customer_id, at, channel, weight, from_them, moment, core, touch_id, staff_id, site_id)
    values (${spent.id}, ${spent.customerId}, ${spent.at}, ${spent.channel}, ${spent.weight}, false, ${spent.moment}, ${spent.core},
      ${spent.touchId}, ${spent.staffId}, ${spent.siteId})
    on conflict (touch_id) do update set weight = greatest(attention.weight, excluded.weight), at = excluded.at, channel = excluded.channel,
      staff_id = excluded.staff_id`.execute(db)
}

/** Puts what a contact took back as it was before: less, or nothing. */
export async function unspend(db: Db, id: string, before: SpentBefore | null): Promise<void> {
  if (before)
    await sql`update budget.attention set weight = ${before.weight}, at = ${before.at}::timestamptz where id = ${before.id}`.execute(
      db,
    )
  else await db.deleteFrom('budget.attention').where('id', '=', id).execute()
}

/** A contact turns out to have asked for more, or less, than was thought. */
export async function weighAgain(db: Db, id: string, weight: number): Promise<void> {
  await db.updateTable('budget.attention').set({ weight }).where('id', '=', id).execute()
}

/** A message of a touch came back: nobody was reached by it. */
export async function takeBackContact(db: Db, touchId: string, channel: string): Promise<void> {
  await sql`delete from budget.attention where touch_id = ${touchId}::uuid and channel = ${channel} and not from_them`.execute(
    db,
  )
}
