import { z } from 'zod'
import { day, endpoint, id, instant, pageQuery } from './endpoint.ts'

export const auditRow = z.object({
  id,
  at: instant,
  staffId: id.nullable(),
  actor: z.string(),
  action: z.string(),
  customerId: id.nullable(),
  customerName: z.string().nullable(),
  /** Whom a screen showed, where it showed several at once: a search, the desk, the floor. No name: erased. */
  customers: z.array(z.object({ id, name: z.string().nullable() })),
  siteId: id.nullable(),
  detail: z.record(z.string(), z.unknown()),
})
const auditFilter = z.object({
  staff: id.optional(),
  customer: id.optional(),
  action: z.string().max(60).optional(),
  from: day.optional(),
  to: day.optional(),
})
export const readAudit = endpoint({
  name: 'readAudit',
  method: 'GET',
  path: '/api/audit',
  access: 'audit.read',
  summary: 'Who saw and changed what, newest first; with `customer`, lines about them and screens that showed them',
  query: pageQuery.extend(auditFilter.shape),
  answer: z.object({ rows: z.array(auditRow), next: z.string().nullable() }),
})
/** Answers text/csv, streamed. */
export const exportAudit = endpoint({
  name: 'exportAudit',
  method: 'GET',
  path: '/api/audit.csv',
  access: 'audit.read',
  summary: 'The same, as CSV: a screen that showed several customers is a row for each of them, under one line number',
  query: auditFilter,
  answer: z.string(),
})
