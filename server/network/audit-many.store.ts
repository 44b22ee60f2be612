import { type RawBuilder, sql } from 'kysely'
import type { Caller } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { arraysOf } from '../kit/rows.ts'

export interface AuditLine {
  action: string
  customerId: string
  siteId: string | null
  detail: Record<string, unknown>
}

const LINE = { id: 'uuid', action: 'text', customer_id: 'uuid', site_id: 'uuid', detail: 'jsonb' }

/** Many lines of the audit log in one statement, in the open transaction: what an import does to hundreds of customers at once. */
export async function auditMany(
  house: House,
  caller: Pick<Caller, 'staffId' | 'name'>,
  lines: readonly AuditLine[],
): Promise<void> {
  if (lines.length > 0) await manyLines(house, caller, lines).execute(house.db)
}

/** The statement alone, for one who runs it in turn with others. */
export function manyLines(
  house: Pick<House, 'newId' | 'now'>,
  caller: Pick<Caller, 'staffId' | 'name'>,
  lines: readonly AuditLine[],
): RawBuilder<unknown> {
  const rows = lines.map(({ action, customerId, siteId, detail }) => ({
    id: house.newId(),
    action,
    customer_id: customerId,
    site_id: siteId,
    detail: JSON.stringify(detail),
  }))
  return sql`
    insert into network.audit (id, at, staff_id, actor, action, customer_id, site_id, detail)
    select id, ${house.now()}, ${caller.staffId}::uuid, ${caller.name}, action, customer_id, site_id, detail
    from unnest(${arraysOf(LINE, rows)}) as x(id, action, customer_id, site_id, detail)`
}
