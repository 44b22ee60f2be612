import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { LookLine } from './looks.ts'

/** Writes whom screens showed, in one statement; a line that is there already stays as it is. */
export async function saveLooks(db: Db, lines: readonly (LookLine & { id: string })[]): Promise<void> {
  const rows = lines.map(({ id, at, staffId, actor, action, siteId, customerIds }) => ({
    id,
    at,
    staff_id: staffId,
    actor,
    action,
    site_id: siteId,
    customer_ids: customerIds,
  }))
  await sql`
    insert into network.audit (id, at, staff_id, actor, action, site_id, customer_ids)
    select id, at, staff_id, actor, action, site_id, customer_ids
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as x(id uuid, at timestamptz, staff_id uuid, actor text, action text, site_id uuid, customer_ids uuid[])
    on conflict (id) do nothing`.execute(db)
}
