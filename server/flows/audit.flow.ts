import { Readable } from 'node:stream'
import type * as api from '../../contract/audit.ts'
import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import { type Caller, callerSites } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { Raw } from '../kit/http.ts'
import { type AuditFilter, audit, auditRows } from '../network/audit.store.ts'
import { stringify } from '../network/audit-csv.ts'
import { writeLooks } from '../network/looks.flow.ts'
import type { Looks, Shown } from '../network/looks.ts'

type AuditRow = AnswerOf<typeof api.readAudit>['rows'][number]

/** Names are looked up when the log is read, so that the log itself holds none of a customer who was erased. */
async function named(house: House, rows: Awaited<ReturnType<typeof auditRows>>): Promise<AuditRow[]> {
  const ids = [...new Set(rows.flatMap((row) => row.customer_ids ?? row.customer_id ?? []))]
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
    customers: (row.customer_ids ?? []).map((id) => ({ id, name: nameOf.get(id) ?? null })),
    siteId: row.site_id,
    detail: row.detail,
  }))
}

const AUDIT_READ = 'audit.read'

/** The log shows names, so reading it is a line of it: one in a minute, however many pages are turned. */
export const auditShows = ({ rows }: AnswerOf<typeof api.readAudit>): Shown => ({
  action: AUDIT_READ,
  customerIds: rows.flatMap((row) => (row.customerId ? [row.customerId] : row.customers.map(({ id }) => id))),
})

/** Who reads the log reads all of it: what this process has not written yet is written first. */
const writeBefore = (house: House, looks: Looks): Promise<void> =>
  writeLooks(house, looks, (line, old) => old || line.action !== AUDIT_READ)

export function readAudit(looks: Looks) {
  return async (
    house: House,
    { query }: InputOf<typeof api.readAudit>,
    caller: Caller,
  ): Promise<AnswerOf<typeof api.readAudit>> => {
    await writeBefore(house, looks)
    const rows = await auditRows(house.db, { ...query, sites: callerSites(caller, 'audit.read') }, query.limit + 1)
    const page = rows.slice(0, query.limit)
    const last = page.at(-1)
    return {
      rows: await named(house, page),
      next: rows.length > query.limit && last ? `${last.at.toISOString()}|${last.id}` : null,
    }
  }
}

const COLUMNS = ['at', 'actor', 'staff', 'action', 'customer', 'customer name', 'site', 'detail', 'line']

/** A line about several customers is a row for each of them, so that a spreadsheet can be filtered by customer. */
const csvOf = (row: AuditRow, only: string | undefined): string => {
  const shown = row.customers.filter(({ id }) => !only || id === only)
  return (shown.length > 0 ? shown : [{ id: row.customerId, name: row.customerName }])
    .map(({ id, name }) =>
      stringify([
        row.at,
        row.actor,
        row.staffId ?? '',
        row.action,
        id ?? '',
        name ?? '',
        row.siteId ?? '',
        JSON.stringify(row.detail),
        row.id,
      ]),
    )
    .join('')
}

/** The whole log that fits the filter, streamed as CSV a thousand lines at a time. Reading it is itself audited. */
export function exportAudit(looks: Looks) {
  return async (house: House, { query }: InputOf<typeof api.exportAudit>, caller: Caller): Promise<Raw> => {
    await audit(house, caller, 'audit.export')
    await writeBefore(house, looks)
    async function* lines() {
      yield `\uFEFF${stringify(COLUMNS)}`
      const filter: AuditFilter = { ...query, sites: callerSites(caller, 'audit.read') }
      for (;;) {
        const rows = await auditRows(house.db, filter, 1000)
        for (const row of await named(house, rows)) yield csvOf(row, query.customer)
        const last = rows.at(-1)
        if (!last || rows.length < 1000) return
        filter.after = `${last.at.toISOString()}|${last.id}`
      }
    }
    return new Raw('text/csv; charset=utf-8', Readable.from(lines()), {
      'content-disposition': 'attachment; filename="audit.csv"',
    })
  }
}
