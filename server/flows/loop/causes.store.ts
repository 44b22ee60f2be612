import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../kit/house.ts'

interface Caused {
  moment: string
  caused_by: string[] | null
}

/** The moments that led to a touch: its own, and those that made the fact that started it. */
async function causesOf(db: Db, touchId: RawBuilder<unknown>, moment: string | null): Promise<string[]> {
  const { rows } = await sql<Caused>`
    select t.moment, f.caused_by from moments.touch t left join timeline.fact f on f.id = t.fact_id
    where t.id = ${touchId}`.execute(db)
  const found = rows.flatMap((row) => [...(row.caused_by ?? []), row.moment])
  return [...new Set(moment ? [...found, moment] : found)]
}

/** What led to the message that somebody replied to. */
export const causesOfTouch = (db: Db, touchId: string | null, moment: string | null): Promise<string[]> =>
  touchId === null ? Promise.resolve(moment ? [moment] : []) : causesOf(db, sql`${touchId}::uuid`, moment)

/** What led to the question that somebody answered. */
export const causesOfInvitation = (db: Db, invitationId: string | null, moment: string | null): Promise<string[]> =>
  invitationId === null
    ? Promise.resolve(moment ? [moment] : [])
    : causesOf(db, sql`(select touch_id from feedback.invitation where id = ${invitationId})`, moment)

/** How often each moment was started of late for these people by what moments of ours had made happen. */
export async function startedByOurs(db: Db, customerIds: readonly string[], since: Date): Promise<Map<string, number>> {
  if (customerIds.length === 0) return new Map()
  const { rows } = await sql<{ customer_id: string; moment: string; n: number }>`
    select t.customer_id, t.moment, count(*)::int as n from moments.touch t join timeline.fact f on f.id = t.fact_id
    where t.customer_id = any(${[...customerIds]}::uuid[]) and t.created_at > ${since}::timestamptz and cardinality(f.caused_by) > 0
    group by 1, 2`.execute(db)
  return new Map(rows.map(({ customer_id, moment, n }) => [`${customer_id}|${moment}`, n]))
}
