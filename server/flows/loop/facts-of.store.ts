import { sql } from 'kysely'
import type { Db } from '../../kit/house.ts'
import type { LoopFact } from '../../moments/loop-person.ts'
import type { WaitingFact } from '../../timeline/facts.store.ts'

export const asFact = (row: WaitingFact, customerId: string): LoopFact => ({
  id: row.id,
  customerId,
  kind: row.kind,
  at: row.at.getTime(),
  assetId: row.asset_id,
  orderId: row.order_id,
  siteId: row.site_id,
  staffId: row.staff_id,
  data: row.data,
  causedBy: row.caused_by,
})

/** The facts that started these touches. */
export async function factsOf(db: Db, ids: readonly string[]): Promise<Map<string, LoopFact>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<WaitingFact>`
    select id, customer_id, who, kind, at, asset_id, order_id, site_id, staff_id, data, caused_by
    from timeline.fact where id = any(${[...new Set(ids)]}::uuid[]) and customer_id is not null`.execute(db)
  return new Map(rows.map((row) => [row.id, asFact(row, row.customer_id as string)]))
}
