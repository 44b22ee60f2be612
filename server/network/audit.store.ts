import { sql } from 'kysely'
import type { Caller } from '../kit/caller.ts'
import type { Db, House } from '../kit/house.ts'
import { arraysOf } from '../kit/rows.ts'
import { daysOf } from './places.store.ts'

/**
 * Writes one line of the audit log, in the open transaction. `detail` holds ids and field names, never values of
 * personal data: the log must be able to outlive what it speaks of.
 */
export async function audit(
  house: House,
  caller: Pick<Caller, 'staffId' | 'name'>,
  action: string,
  about: { customerId?: string | null; siteId?: string | null; detail?: Record<string, unknown> } = {},
): Promise<void> {
  await house.db
    .insertInto('network.audit')
    .values({
      id: house.newId(),
      at: house.now(),
      staff_id: caller.staffId,
      actor: caller.name,
      action,
      customer_id: about.customerId ?? null,
      site_id: about.siteId ?? null,
      detail: JSON.stringify(about.detail ?? {}),
    })
    .execute()
}

export interface AuditLine {
  id: string
  staffId: string | null
  actor: string
  action: string
  customerId: string
  detail: Record<string, unknown>
}

const LINE = { id: 'uuid', staffId: 'uuid', actor: 'text', action: 'text', customerId: 'uuid', detail: 'jsonb' }

/** Many lines of the log at once, as {@link audit} writes one: a part of a statement. */
export function auditLines(lines: readonly AuditLine[], now: Date) {
  const rows = lines.map(({ detail, ...line }) => ({ ...line, detail: JSON.stringify(detail) }))
  return sql`
    insert into network.audit (id, at, staff_id, actor, action, customer_id, detail)
    select x.id, ${now}::timestamptz, x.staff_id, x.actor, x.action, x.customer_id, x.detail
    from unnest(${arraysOf(LINE, rows)}) as x(id, staff_id, actor, action, customer_id, detail)`
}

export interface AuditFilter {
  staff?: string | undefined
  customer?: string | undefined
  action?: string | undefined
  from?: string | undefined
  to?: string | undefined
  /** Who audits some sites sees their lines only; lines of no site (a customer’s page, people) are for those who audit all. */
  sites?: 'all' | string[]
  /** `at|id` of the last row seen. */
  after?: string | undefined
}

/**
 * The lines about a customer, and those of screens that showed them, by their two indexes. `offset 0` keeps the planner from walking
 * the whole log by time instead, in the hope of meeting them soon.
 */
const linesAbout = (db: Db, customer: string) =>
  db
    .selectFrom('network.audit')
    .selectAll()
    .where((line) =>
      line.or([
        line('customer_id', '=', customer),
        line('customer_ids', '@>', sql<string[]>`array[${customer}]::uuid[]`),
      ]),
    )
    .offset(0)

/** Rows newest first, a page at a time. */
export async function auditRows(db: Db, filter: AuditFilter, limit: number) {
  const lines = filter.customer ? linesAbout(db, filter.customer) : db.selectFrom('network.audit').selectAll()
  let query = db
    .selectFrom(lines.as('a'))
    .select([
      'a.id',
      'a.at',
      'a.staff_id',
      'a.actor',
      'a.action',
      'a.customer_id',
      'a.customer_ids',
      'a.site_id',
      'a.detail',
    ])
    .orderBy('a.at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(limit)
  if (filter.staff) query = query.where('a.staff_id', '=', filter.staff)
  if (filter.action) query = query.where('a.action', '=', filter.action)
  for (const day of daysOf(sql.ref('a.at'), filter)) query = query.where(day)
  if (filter.sites && filter.sites !== 'all')
    query = query.where(
      'a.site_id',
      'in',
      filter.sites.length ? filter.sites : ['00000000-0000-0000-0000-000000000000'],
    )
  const [at, id] = filter.after?.split('|') ?? []
  if (at && id) query = query.where(sql<boolean>`(a.at, a.id) < (${at}::timestamptz, ${id}::uuid)`)
  return query.execute()
}
