import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** A message that left, for the timeline of whom it went to. */
export interface Sent {
  id: string
  customerId: string
  at: Date
  siteId: string | null
  staffId: string | null
  text: string
  data: Record<string, unknown>
}

/** Writes them on the timelines in one statement. */
export async function insertSent(db: Db, sent: readonly Sent[]): Promise<void> {
  if (sent.length === 0) return
  const rows = sent.map((one) => ({
    id: one.id,
    customer_id: one.customerId,
    at: one.at,
    site_id: one.siteId,
    staff_id: one.staffId,
    text: one.text,
    data: one.data,
  }))
  await sql`
    insert into timeline.entry (id, customer_id, kind, at, site_id, staff_id, text, data, source, created_at)
    select id, customer_id, 'message', at, site_id, staff_id, text, data, 'okaeri', at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, customer_id uuid, at timestamptz, site_id uuid, staff_id uuid,
      text text, data jsonb)`.execute(db)
}
