import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** A contact somebody received. */
export interface NewAttention {
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

/** Writes contacts received, in one statement; of one touch, once. */
export async function writeAttention(db: Db, contacts: readonly NewAttention[]): Promise<void> {
  if (contacts.length === 0) return
  const rows = contacts.map((one) => ({
    id: one.id,
    customer_id: one.customerId,
    at: one.at,
    channel: one.channel,
    weight: one.weight,
    moment: one.moment,
    core: one.core,
    touch_id: one.touchId,
    staff_id: one.staffId,
    site_id: one.siteId,
  }))
  await sql`
    insert into budget.attention (id, customer_id, at, channel, weight, moment, core, touch_id, staff_id, site_id)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, customer_id uuid, at timestamptz, channel text, weight real,
      moment text, core boolean, touch_id uuid, staff_id uuid, site_id uuid)
    on conflict (touch_id) do nothing`.execute(db)
}

/** They were heard from, by their own will: it ends a silence, and asks nothing of their attention. */
export async function heardFrom(
  db: Db,
  heard: Pick<NewAttention, 'id' | 'customerId' | 'at' | 'channel' | 'moment' | 'siteId'>,
): Promise<void> {
  await sql`
    insert into budget.attention (id, customer_id, at, channel, weight, from_them, moment, site_id)
    values (${heard.id}, ${heard.customerId}, ${heard.at}::timestamptz, ${heard.channel}, 0, true, ${heard.moment}, ${heard.siteId})`.execute(
    db,
  )
}
