import { sql } from 'kysely'
import type { Band } from '../../contract/surveys.ts'
import { notBeingErased } from '../consent/being-erased.store.ts'
import type { Db } from '../kit/house.ts'
import type { CallKind } from './choose-calls.ts'
import type { Quotable } from './choose-quotes.ts'
import type { Period } from './period.ts'

type Sites = 'all' | readonly string[]
const here = (column: ReturnType<typeof sql.ref>, sites: Sites) =>
  sites === 'all' ? sql`true` : sql`${column} = any(${[...sites]}::uuid[])`
const during = (column: ReturnType<typeof sql.ref>, { from, to }: Period) =>
  sql`${column} >= ${from}::date::timestamp at time zone 'UTC' and ${column} < (${to}::date + 1)::timestamp at time zone 'UTC'`

/** The mark of a text: it is quoted only while it is the same. */
const MARK = sql`encode(substring(sha256(convert_to(v.text, 'UTF8')) for 8), 'hex')`

const ALL_PRAISE = sql`v.polarity > 0 and not v.mixed and v.band is distinct from 'unhappy'
  and not exists (select from jsonb_to_recordset(v.themes) other(polarity int) where other.polarity < 0)`
const PLAIN_COMPLAINT = sql`(v.mixed or v.polarity < 0 and (v.band is distinct from 'happy' or v.corrected_at is not null))`

/**
 * Words on a theme whose author agreed to be quoted; the surest first. What they say as a whole leans the same way, and so does their score: praise
 * that holds a complaint, or stands under a bad score, is no praise to hand out; a complaint under a good score may be a misreading.
 */
export async function quotable(
  db: Db,
  sites: Sites,
  period: Period,
  theme: string,
  side: 'good' | 'bad',
): Promise<(Quotable & { mark: string })[]> {
  const { rows } = await sql<Quotable & { mark: string }>`
    select v.id as "verbatimId", coalesce(v.customer_id, v.answer_id, v.id) as author, v.site_id as "siteId", v.text, t.sure, ${MARK} as mark
    from feedback.verbatim v join feedback.answer a on a.id = v.answer_id and a.quote is not null
    cross join lateral jsonb_to_recordset(v.themes) t(theme text, polarity int, sure float8)
    where ${during(sql.ref('v.at'), period)} and ${here(sql.ref('v.site_id'), sites)} and v.left_out is null and ${notBeingErased(sql`v.customer_id`)}
      and t.theme = ${theme} and t.polarity ${side === 'good' ? sql`> 0` : sql`< 0`}
      and ${side === 'good' ? ALL_PRAISE : PLAIN_COMPLAINT} and v.language in ('fr', 'en')
    order by t.sure desc, v.id limit 200`.execute(db)
  return rows
}

export interface QuotedRow {
  verbatimId: string
  text: string
  siteId: string | null
  at: Date
  quote: 'named' | 'unnamed'
  givenName: string | null
  language: string
  polarity: number
  mixed: boolean
  band: Band | null
  praised: string[]
}

/** Words that may be quoted now: consent is there, and they are those that were chosen. */
export async function quotesNow(db: Db, refs: readonly { verbatimId: string; mark: string }[]): Promise<QuotedRow[]> {
  if (refs.length === 0) return []
  const { rows } = await sql<QuotedRow>`
    select v.id as "verbatimId", v.text, v.site_id as "siteId", v.at, a.quote, c.given_name as "givenName", v.language, v.polarity, v.mixed, v.band, v.praised
    from unnest(${refs.map((one) => one.verbatimId)}::uuid[], ${refs.map((one) => one.mark)}::text[]) x(id, mark)
    join feedback.verbatim v on v.id = x.id and ${MARK} = x.mark
    join feedback.answer a on a.id = v.answer_id and a.quote is not null
    left join customers.customer c on c.id = v.customer_id
    where ${notBeingErased(sql`v.customer_id`)}`.execute(db)
  return rows
}

/** Days promised on orders that fell into the period: kept when it was ready or delivered by then. */
export async function promisesOf(db: Db, sites: Sites, period: Period, today: string) {
  const { rows } = await sql<{ due: number; kept: number; late: number; stillLate: number }>`
    select count(*)::int as due, count(*) filter (where done <= promised_on)::int as kept,
      count(*) filter (where done > promised_on)::int as late,
      count(*) filter (where done is null and promised_on < ${today}::date)::int as "stillLate"
    from (
      select o.promised_on, case when o.state in ('ready', 'delivered') then coalesce(
        (select min(f.at) from timeline.fact f where f.order_id = o.id and f.kind in ('order.ready', 'order.delivered')), o.state_at, o.changed_at)::date end as done
      from timeline."order" o
      where o.promised_on between ${period.from}::date and ${period.to}::date and o.state <> 'cancelled' and ${here(sql.ref('o.site_id'), sites)}
    ) promised`.execute(db)
  return rows[0]!
}

export async function casesOf(db: Db, sites: Sites, period: Period) {
  const { rows } = await sql<{ opened: number; closed: number; open: number; medianDays: number | null }>`
    select count(*) filter (where ${during(sql.ref('e.at'), period)})::int as opened,
      count(*) filter (where ${during(sql.ref('e.closed_at'), period)})::int as closed,
      count(*) filter (where e.at < (${period.to}::date + 1) and (e.closed_at is null or e.closed_at >= (${period.to}::date + 1)))::int as open,
      percentile_cont(0.5) within group (order by extract(epoch from e.closed_at - e.at) / 86400)
        filter (where ${during(sql.ref('e.closed_at'), period)}) as "medianDays"
    from timeline.entry e where e.kind = 'case' and ${here(sql.ref('e.site_id'), sites)}`.execute(db)
  return rows[0]!
}

export interface CandidateRow {
  customerId: string
  siteId: string | null
  kind: CallKind
  advisorId: string | null
  score: number | null
  outOf: number | null
  openCase: boolean
  at: Date
}

/**
 * Who answered in this month and might be called: the newest answer of each. Unhappy and settled: a case closed since, or a decision on their
 * words that is over. Whom the committee was to call in the last six months is not among them.
 */
export async function callCandidates(
  db: Db,
  sites: Sites,
  period: Period,
  since: string,
  reportId: string,
): Promise<CandidateRow[]> {
  // In an order that the month alone decides: of very many, not always the oldest customers are looked at.
  const { rows } = await sql<CandidateRow>`
    select * from (select distinct on (a.customer_id) a.customer_id as "customerId", coalesce(a.site_id, c.site_id) as "siteId", c.advisor_id as "advisorId",
      a.score, a.scale_max as "outOf", x.open as "openCase", a.at,
      case when a.band = 'happy' then 'praising'
        when not x.open and (exists (select from timeline.entry e where e.customer_id = a.customer_id and e.kind = 'case' and e.closed_at >= a.at)
          or exists (select from voice.decision_word w join voice.decision d on d.id = w.decision_id and d.told_at is not null
            join feedback.verbatim v on v.id = w.verbatim_id where v.answer_id = a.id)) then 'settled'
        else 'open' end as kind
    from feedback.answer a
    join customers.customer c on c.id = a.customer_id and c.archived_at is null
    left join feedback.verbatim v on v.answer_id = a.id
    cross join lateral (select exists (select from timeline.entry e where e.customer_id = a.customer_id and e.kind = 'case' and e.closed_at is null) as open) x
    where ${during(sql.ref('a.at'), period)} and ${here(sql.ref('a.site_id'), sites)} and a.left_out is null and not a.after_case
      and (a.band = 'unhappy' or (a.band = 'happy' and v.id is not null))
      and not exists (select from voice.call k where k.customer_id = a.customer_id
        and (k.month > ${since}::date and k.report_id <> ${reportId}::uuid or k.report_id = ${reportId}::uuid))
    order by a.customer_id, a.at desc) found order by md5("customerId"::text || ${since}) limit 600`.execute(db)
  return rows
}
