import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Counts, Held, Row } from '../plain/held.ts'

type Ids = readonly string[]

/** What they were asked, what they answered, their own words and how these were read. */
export function heldFeedback(db: Db, ids: Ids): Held[] {
  const own = [...ids]
  const pages = (table: string, query: (from: number, most: number) => ReturnType<typeof sql<Row>>): Held => ({
    table,
    page: async (from, most) => (await query(from, most).execute(db)).rows,
  })
  return [
    pages(
      'feedback.invitation',
      (from, most) => sql<Row>`
        select id, survey_id, survey_version, customer_id, site_id, asset_id, order_id, visit_id, moment, service, channel, touch_id, message_id, case_id,
          asked_at, opened_at, answered_at, expires_at, called_off_at
        from feedback.invitation where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
    ),
    pages(
      'feedback.answer',
      (from, most) => sql<Row>`
        select id, survey_id, survey_version, invitation_id, customer_id, site_id, asset_id, order_id, visit_id, moment, service, channel, language, metric,
          score, scale_min, scale_max, direction, band, follow_ups, quote, quote_wording, quote_at, quote_taken_back, after_case,
          at, changed_at
        from feedback.answer where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
    ),
    pages(
      'feedback.verbatim',
      (from, most) => sql<Row>`
        select id, answer_id, customer_id, site_id, moment, service, language, text, more, polarity, sure, mixed, themes, kinds, callback, promise, leaving, urgent,
          praised, reader, second, corrected_at, tells_private, at, changed_at
        from feedback.verbatim where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
    ),
    pages(
      'feedback.correction',
      (from, most) => sql<Row>`
        select c.id, c.verbatim_id, c.head, c.was, c.becomes, c.at, c.undone_at
        from feedback.correction c join feedback.verbatim v on v.id = c.verbatim_id
        where v.customer_id = any(${own}::uuid[]) order by c.id limit ${most} offset ${from}`,
    ),
  ]
}

/** Their words go, and whom a score came from; the bare score of a day and a site stays in the counts, and is nobody's. */
export async function eraseFeedback(db: Db, ids: Ids, now: Date): Promise<Counts> {
  const own = [...ids]
  const count = async (query: ReturnType<typeof sql>): Promise<number> =>
    Number((await query.execute(db)).numAffectedRows ?? 0n)
  await sql`
    insert into feedback.changed (site_id, day, at)
    select distinct coalesce(site_id, '00000000-0000-0000-0000-000000000000'), (at at time zone 'UTC')::date, ${now}::timestamptz
    from feedback.answer where customer_id = any(${own}::uuid[])
    on conflict (site_id, day) do update set at = excluded.at`.execute(db)
  return {
    'feedback.correction': await count(
      sql`delete from feedback.correction where verbatim_id in (select id from feedback.verbatim where customer_id = any(${own}::uuid[]))`,
    ),
    'feedback.verbatim': await count(sql`delete from feedback.verbatim where customer_id = any(${own}::uuid[])`),
    'feedback.invitation': await count(sql`delete from feedback.invitation where customer_id = any(${own}::uuid[])`),
    'feedback.answer': await count(sql`
      update feedback.answer set customer_id = null, invitation_id = null, device_key = null, asset_id = null, order_id = null, visit_id = null,
        follow_ups = '{}', quote = null, quote_wording = '', quote_at = null, quote_taken_back = null,
        changed_at = ${now}::timestamptz
      where customer_id = any(${own}::uuid[])`),
  }
}
