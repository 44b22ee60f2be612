import { Readable } from 'node:stream'

import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/network.ts'
import { type Caller, callerSites } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { Raw } from '../kit/http.ts'
import { type AuditFilter, audit, auditRows } from '../network/audit.store.ts'
import { stringify } from '../network/audit-csv.ts'

/** Names are looked up when the log is read, so that the log itself holds none of a customer who was erased. */
async function named(house: House, rows: Awaited<ReturnType<typeof auditRows>>) {
  const ids = [...new Set(rows.flatMap((row) => row.customer_id ?? []))]
  const names = ids.length
    ? await house.db
        .selectFrom('customers.customer')
        .select(['id', 'kind', 'given_name', 'family_name', 'company_name'])
        .where('id', 'in', ids)
        .execute()
    : []
  const nameOf = new Map(
    names.map((c) => [c.id, c.kind === 'company' ? c.company_name : `${c.given_name} ${c.family_name}`.trim()]),
  )
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    staffId: row.staff_id,
    actor: row.actor,
    action: row.action,
    customerId: row.customer_id,
    customerName: row.customer_id ? (nameOf.get(row.customer_id) ?? null) : null,
    siteId: row.site_id,
    detail: row.detail,
  }))
}

export async function readAudit(
  house: House,
  { query }: InputOf<typeof api.readAudit>,
  caller: Caller,
): Promise<AnswerOf<typeof api.readAudit>> {
  const rows = await auditRows(house.db, { ...query, sites: callerSites(caller, 'audit.read') }, query.limit + 1)
  const page = rows.slice(0, query.limit)
  const last = page.at(-1)
  return {
    rows: await named(house, page),
    next: rows.length > query.limit && last ? `${last.at.toISOString()}|${last.id}` : null,
  }
}

/** The whole log that fits the filter, streamed as CSV a thousand rows at a time. Reading it is itself audited. */
export async function exportAudit(
  house: House,
  { query }: InputOf<typeof api.exportAudit>,
  caller: Caller,
): Promise<Raw> {
  await audit(house, caller, 'audit.export')
  async function* lines() {
    yield `\uFEFF${stringify(['at', 'actor', 'staff', 'action', 'customer', 'customer name', 'site', 'detail'])}`
    const filter: AuditFilter = { ...query, sites: callerSites(caller, 'audit.read') }
    for (;;) {
      const rows = await auditRows(house.db, filter, 1000)
      for (const row of await named(house, rows))
        yield stringify([
          row.at,
          row.actor,
          row.staffId ?? '',
          row.action,
          row.customerId ?? '',
          row.customerName ?? '',
          row.siteId ?? '',
          JSON.stringify(row.detail),
        ])
      const last = rows.at(-1)
      if (!last || rows.length < 1000) return
      filter.after = `${last.at.toISOString()}|${last.id}`
    }
  }
  return new Raw('text/csv; charset=utf-8', Readable.from(lines()), {
    'content-disposition': 'attachment; filename="audit.csv"',
  })
}
