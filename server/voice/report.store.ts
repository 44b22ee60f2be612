import { sql } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { ReportContent, ReportSection } from '../../contract/report.ts'
import { NO_SITE } from '../feedback/answer.store.ts'
import type { Db } from '../kit/house.ts'
import type { CallKind } from './choose-calls.ts'

export interface ReportRow {
  id: string
  state: 'draft' | 'closed'
  content: ReportContent | null
  words: Partial<Record<ReportSection, string>>
  comment: string
  closedBy: string | null
  closedAt: Date | null
}

/** Of a month and a site; no site is the whole network. */
export interface ReportKey {
  month: string
  siteId: string | null
}
const first = ({ month }: Pick<ReportKey, 'month'>): string => `${month}-01`

export async function reportRow(db: Db, key: ReportKey, { lock = false } = {}): Promise<ReportRow | undefined> {
  const { rows } = await sql<ReportRow>`
    select r.id, r.state, r.content, r.words, r.comment, s.name as "closedBy", r.closed_at as "closedAt"
    from voice.report r left join network.staff s on s.id = r.closed_by
    where r.month = ${first(key)}::date and r.site_id = ${key.siteId ?? NO_SITE}::uuid ${lock ? sql`for update of r` : sql``}`.execute(
    db,
  )
  return rows[0]
}

/** The row a report stands on: made when it is not there. @returns whether it was made */
export async function beginReport(db: Db, id: string, key: ReportKey, now: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('voice.report')
    .values({
      id,
      month: first(key),
      site_id: key.siteId ?? NO_SITE,
      words: '{}',
      closed_by: null,
      created_at: now,
      changed_at: now,
    })
    .onConflict((c) => c.columns(['month', 'site_id']).doNothing())
    .executeTakeFirstOrThrow()
  return Boolean(numInsertedOrUpdatedRows)
}

export async function writeWords(
  db: Db,
  id: string,
  set: { words?: Partial<Record<ReportSection, string>> | undefined; comment?: string | undefined },
  now: Date,
): Promise<void> {
  await sql`update voice.report set words = words || ${JSON.stringify(set.words ?? {})}::jsonb,
    comment = coalesce(${set.comment ?? null}, comment), changed_at = ${now} where id = ${id}::uuid`.execute(db)
}

export async function writeClosed(
  db: Db,
  id: string,
  content: ReportContent | null,
  by: string | null,
  now: Date,
): Promise<void> {
  await db
    .updateTable('voice.report')
    .set({
      state: content ? 'closed' : 'draft',
      content: content ? JSON.stringify(content) : null,
      closed_by: content ? by : null,
      closed_at: content ? now : null,
      changed_at: now,
    })
    .where('id', '=', id)
    .execute()
}

/** Months with answers of these sites, and the state of their report. */
export async function reportMonths(db: Db, sites: 'all' | string[], siteId: string | null) {
  const { rows } = await sql<{ month: string; answers: number; state: 'draft' | 'closed' | 'none' }>`
    with answered as (
      select to_char(start, 'YYYY-MM') as month, sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10)::int as answers
      from voice.score where grain = 'm' ${sites === 'all' ? sql`` : sql`and site_id = any(${sites}::uuid[])`} group by 1
    ), written as (
      select to_char(month, 'YYYY-MM') as month, state from voice.report where site_id = ${siteId ?? NO_SITE}::uuid
    )
    select coalesce(a.month, w.month) as month, coalesce(a.answers, 0) as answers, coalesce(w.state, 'none') as state
    from answered a full join written w on w.month = a.month order by 1 desc limit 60`.execute(db)
  return rows
}

export async function committee(db: Db): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select s.id, s.name from voice.committee c join network.staff s on s.id = c.staff_id and s.archived_at is null
    order by c.position, s.name`.execute(db)
  return rows
}

export async function writeCommittee(db: Db, staffIds: readonly string[]): Promise<void> {
  await db.deleteFrom('voice.committee').execute()
  if (staffIds.length > 0)
    await db
      .insertInto('voice.committee')
      .values(staffIds.map((staff_id, position) => ({ staff_id, position })))
      .execute()
}

export interface CallRow {
  id: string
  staffId: string
  staff: string
  customerId: string
  customerKind: 'person' | 'company' | null
  givenName: string | null
  familyName: string | null
  companyName: string | null
  siteId: string | null
  advisor: string | null
  kind: CallKind
  because: Because[]
  taskId: string | null
  task: 'open' | 'done' | 'let-go' | null
}

/** The calls of a report that stand. A customer who was put away is called by nobody. */
export async function callsOf(db: Db, reportId: string): Promise<CallRow[]> {
  const { rows } = await sql<CallRow>`
    select k.id, k.staff_id as "staffId", s.name as staff, k.customer_id as "customerId", c.kind as "customerKind", c.given_name as "givenName",
      c.family_name as "familyName", c.company_name as "companyName", c.site_id as "siteId", a.name as advisor, k.kind, k.because,
      k.task_id as "taskId", t.state as task
    from voice.call k join network.staff s on s.id = k.staff_id
    join customers.customer c on c.id = k.customer_id and c.archived_at is null
    left join network.staff a on a.id = c.advisor_id left join work.task t on t.id = k.task_id
    where k.report_id = ${reportId}::uuid and k.put_aside_at is null order by k.at, k.id`.execute(db)
  return rows
}

/** Calls whose customer is there no more, or that no member of the committee makes, and that nobody has begun: another is chosen. */
export async function dropStaleCalls(db: Db, reportId: string): Promise<void> {
  await sql`delete from voice.call k where k.report_id = ${reportId}::uuid and k.task_id is null and k.put_aside_at is null and (
    not exists (select from customers.customer c where c.id = k.customer_id and c.archived_at is null)
    or not exists (select from voice.committee m where m.staff_id = k.staff_id))`.execute(db)
}

export async function insertCalls(
  db: Db,
  report: { id: string; month: string },
  calls: readonly { id: string; staffId: string; customerId: string; kind: CallKind; because: readonly Because[] }[],
  now: Date,
): Promise<void> {
  if (calls.length === 0) return
  await db
    .insertInto('voice.call')
    .values(
      calls.map((call) => ({
        id: call.id,
        report_id: report.id,
        month: `${report.month}-01`,
        staff_id: call.staffId,
        customer_id: call.customerId,
        kind: call.kind,
        because: JSON.stringify(call.because),
        task_id: null,
        at: now,
      })),
    )
    .onConflict((c) => c.columns(['report_id', 'staff_id']).where('put_aside_at', 'is', null).doNothing())
    .execute()
}

export const putCallAside = (db: Db, id: string, now: Date) =>
  db.updateTable('voice.call').set({ put_aside_at: now }).where('id', '=', id).execute()
export const writeCallTask = (db: Db, id: string, taskId: string) =>
  db.updateTable('voice.call').set({ task_id: taskId }).where('id', '=', id).execute()
