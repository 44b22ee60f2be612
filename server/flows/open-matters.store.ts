import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** What waits for an advisor among their own customers on a site: open cases, vehicles ready, orders past their promised day. */
export async function openMatters(db: Db, staffId: string, siteId: string, now: Date) {
  const { rows } = await sql<{
    kind: 'case' | 'vehicle-ready' | 'order-late'
    customerId: string
    name: string
    text: string
    at: Date
  }>`
    select m.kind, m.customer_id as "customerId", m.text, m.at,
      case when c.kind = 'company' then c.company_name else trim(c.given_name || ' ' || c.family_name) end as name
    from (
      select 'case' as kind, customer_id, text, at from timeline.entry where kind = 'case' and closed_at is null and data ->> 'caseId' is null
      union all
      select 'vehicle-ready', customer_id, title, changed_at from timeline."order" where kind = 'repair' and state = 'ready' and site_id = ${siteId}
      union all
      select 'order-late', customer_id, title, promised_on::timestamptz from timeline."order"
        where state in ('placed', 'in-progress') and promised_on < ${now}::date
    ) m
    join customers.customer c on c.id = m.customer_id and c.archived_at is null
    where c.advisor_id = ${staffId} or (c.deputy_id = ${staffId} and exists (
      select from network.duty d where d.staff_id = c.advisor_id and d.state = 'away' and (d.until is null or d.until > ${now})))
    order by m.at
    limit 50`.execute(db)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
