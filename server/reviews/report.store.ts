import { sql } from 'kysely'
import type { ReportReason } from '../../contract/reviews.ts'
import type { Db } from '../kit/house.ts'

export interface ReportRow {
  id: string
  reviewId: string
  reason: ReportReason
  words: string
  at: Date
  more: number
  state: 'open' | 'kept' | 'upheld'
}

/** Open reports of one review that are kept with their words; what comes after is a count. */
const MOST_OPEN = 20

/**
 * Keeps a report, and nothing of who made it. A thousand about one review are twenty and a count: they weigh no more, for a review is taken
 * down by a reason and never by a number. The same words twice are one.
 */
export async function addReport(
  db: Db,
  report: { id: string; reviewId: string; reason: ReportReason; words: string },
  now: Date,
): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`report ${report.reviewId}`}, 0))`.execute(db)
  const { rows } = await sql<{ open: number; last: string | null; same: string | null }>`
    select count(*)::int as open, (array_agg(id order by at desc, id desc))[1] as last,
      (array_agg(id) filter (where reason = ${report.reason} and words = ${report.words}))[1] as same
    from reviews.report where review_id = ${report.reviewId}::uuid and state = 'open'`.execute(db)
  const { open = 0, last = null, same = null } = rows[0] ?? {}
  const into = same ?? (open >= MOST_OPEN ? last : null)
  if (into) await sql`update reviews.report set more = more + 1 where id = ${into}::uuid`.execute(db)
  else
    await db
      .insertInto('reviews.report')
      .values({ id: report.id, review_id: report.reviewId, reason: report.reason, words: report.words, at: now })
      .execute()
}

export async function reportsOf(db: Db, reviewId: string): Promise<ReportRow[]> {
  const { rows } = await sql<ReportRow>`
    select id, review_id as "reviewId", reason, words, at, more, state from reviews.report
    where review_id = ${reviewId}::uuid order by at desc, id desc limit 200`.execute(db)
  return rows
}

/** The reports of a review are over: it stays, or it was taken down. @returns how many there were */
export async function closeReports(
  db: Db,
  reviewId: string,
  state: 'kept' | 'upheld',
  by: string | null,
  now: Date,
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update reviews.report set state = ${state}, settled_by = ${by}, settled_at = ${now}
    where review_id = ${reviewId}::uuid and state = 'open'`.execute(db)
  return Number(numAffectedRows)
}
