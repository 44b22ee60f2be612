import { sql } from 'kysely'
import type { SiteDay } from '../feedback/changed.store.ts'
import type { Db } from '../kit/house.ts'

/** Nobody's site. */
export const NO_SITE = '00000000-0000-0000-0000-000000000000'

const columns = (days: readonly SiteDay[]) => ({
  sites: days.map((each) => each.siteId),
  dates: days.map((each) => each.day),
})

/**
 * Counts these days anew from the answers themselves, whole: what was there goes, what is true now stands. Doing it again changes nothing.
 * An answer that is left out adds to `left_out` and to nothing else. A score counts where it answers how content they are: what is said of a case that
 * was closed is told beside the cases, and who was asked that is not one more who was invited.
 */
export async function countDays(db: Db, days: readonly SiteDay[]): Promise<void> {
  if (days.length === 0) return
  await countScores(db, days)
  await countWords(db, days)
  await countThemes(db, days)
}

async function countScores(db: Db, days: readonly SiteDay[]): Promise<void> {
  const { sites, dates } = columns(days)
  await sql`delete from voice.score t using unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, day)
    where t.grain in ('d', 'D') and t.start = x.day and t.site_id = x.site_id`.execute(db)
  await sql`
    insert into voice.score
    select case grouping(moment) when 0 then 'd' else 'D' end, day, site_id, metric, coalesce(moment, ''), coalesce(service, ''),
      coalesce(channel, ''), steps,
      count(*) filter (where step = 0), count(*) filter (where step = 1), count(*) filter (where step = 2),
      count(*) filter (where step = 3), count(*) filter (where step = 4), count(*) filter (where step = 5),
      count(*) filter (where step = 6), count(*) filter (where step = 7), count(*) filter (where step = 8),
      count(*) filter (where step = 9), count(*) filter (where step = 10), count(*) filter (where step is null)
    from (
      select x.day, x.site_id, a.metric, coalesce(a.moment, '') as moment, coalesce(a.service, '') as service, a.channel,
        a.scale_max - a.scale_min as steps,
        case when a.left_out is not null then null when a.direction = 'down' then a.scale_max - a.score else a.score - a.scale_min end as step
      from unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, day)
      cross join lateral (
        select * from feedback.answer f where f.site_id = x.site_id
          and f.at >= x.day::timestamp at time zone 'UTC' and f.at < (x.day + 1)::timestamp at time zone 'UTC'
        union all
        select * from feedback.answer f where x.site_id = ${NO_SITE}::uuid and f.site_id is null
          and f.at >= x.day::timestamp at time zone 'UTC' and f.at < (x.day + 1)::timestamp at time zone 'UTC') a
      where not a.after_case and a.metric is not null and a.score is not null and a.scale_max - a.scale_min between 1 and 10) scored
    group by grouping sets ((day, site_id, metric, moment, service, channel, steps), (day, site_id, metric, steps))`.execute(
    db,
  )
}

/** What was said on these days, whatever came of it, with the channel of its answer. */
const saidOn = (days: readonly SiteDay[]) => {
  const { sites, dates } = columns(days)
  return sql`
    select x.day, x.site_id, coalesce(v.moment, '') as moment, coalesce(v.service, '') as service, coalesce(a.channel, '') as channel,
      v.polarity, v.mixed, v.themes, v.kinds, v.callback, v.promise, v.leaving, v.urgent, v.left_out
    from unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, day)
    cross join lateral (
      select * from feedback.verbatim f where f.site_id = x.site_id
        and f.at >= x.day::timestamp at time zone 'UTC' and f.at < (x.day + 1)::timestamp at time zone 'UTC'
      union all
      select * from feedback.verbatim f where x.site_id = ${NO_SITE}::uuid and f.site_id is null
        and f.at >= x.day::timestamp at time zone 'UTC' and f.at < (x.day + 1)::timestamp at time zone 'UTC') v
    left join feedback.answer a on a.id = v.answer_id`
}

async function countWords(db: Db, days: readonly SiteDay[]): Promise<void> {
  const { sites, dates } = columns(days)
  await sql`delete from voice.words t using unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, day)
    where t.grain in ('d', 'D') and t.start = x.day and t.site_id = x.site_id`.execute(db)
  await sql`
    insert into voice.words
    select case grouping(moment) when 0 then 'd' else 'D' end, day, site_id, coalesce(moment, ''), coalesce(service, ''), coalesce(channel, ''),
      count(*) filter (where counts and polarity > 0 and not mixed), count(*) filter (where counts and polarity = 0 and not mixed),
      count(*) filter (where counts and polarity < 0 and not mixed), count(*) filter (where counts and mixed),
      count(*) filter (where counts and 'compliment' = any(kinds)), count(*) filter (where counts and 'problem' = any(kinds)),
      count(*) filter (where counts and 'suggestion' = any(kinds)), count(*) filter (where counts and 'question' = any(kinds)),
      count(*) filter (where counts and callback), count(*) filter (where counts and promise),
      count(*) filter (where counts and leaving), count(*) filter (where counts and urgent), count(*) filter (where not counts)
    from (select said.*, said.left_out is null as counts from (${saidOn(days)}) said) each
    group by grouping sets ((day, site_id, moment, service, channel), (day, site_id))`.execute(db)
}

async function countThemes(db: Db, days: readonly SiteDay[]): Promise<void> {
  const { sites, dates } = columns(days)
  await sql`delete from voice.theme t using unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, day)
    where t.grain in ('d', 'D') and t.start = x.day and t.site_id = x.site_id`.execute(db)
  await sql`
    insert into voice.theme
    select case grouping(moment) when 0 then 'd' else 'D' end, day, site_id, of.theme, coalesce(moment, ''), coalesce(service, ''),
      coalesce(channel, ''),
      count(*) filter (where of.polarity > 0), count(*) filter (where of.polarity = 0), count(*) filter (where of.polarity < 0)
    from (${saidOn(days)}) said
    cross join lateral jsonb_to_recordset(said.themes) of(theme text, polarity int)
    where said.left_out is null and of.theme is not null
    group by grouping sets ((day, site_id, of.theme, moment, service, channel), (day, site_id, of.theme))`.execute(db)
}

/** Invitations sent on these days, and who could have been invited. */
export async function countAsked(db: Db, days: readonly SiteDay[]): Promise<void> {
  if (days.length === 0) return
  const { sites, dates } = columns(days)
  await sql`delete from voice.asked t using unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, day)
    where t.grain in ('d', 'D') and t.start = x.day and t.site_id = x.site_id`.execute(db)
  await sql`
    insert into voice.asked
    select case grouping(i.channel) when 0 then 'd' else 'D' end, x.day, x.site_id, coalesce(i.moment, ''), coalesce(i.service, ''),
      coalesce(i.channel, ''), count(*), count(i.opened_at), count(i.answered_at), count(i.called_off_at)
    from unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, day)
    cross join lateral (
      select * from feedback.invitation f where f.site_id = x.site_id and f.case_id is null
        and f.asked_at >= x.day::timestamp at time zone 'UTC' and f.asked_at < (x.day + 1)::timestamp at time zone 'UTC'
      union all
      select * from feedback.invitation f where x.site_id = ${NO_SITE}::uuid and f.site_id is null and f.case_id is null
        and f.asked_at >= x.day::timestamp at time zone 'UTC' and f.asked_at < (x.day + 1)::timestamp at time zone 'UTC') i
    group by grouping sets ((x.day, x.site_id, i.moment, i.service, i.channel), (x.day, x.site_id))`.execute(db)
  await sql`delete from voice.came t using unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, day)
    where t.grain = 'd' and t.start = x.day and t.site_id = x.site_id`.execute(db)
  await sql`
    insert into voice.came
    select 'd', x.day, x.site_id, count(distinct v.customer_id), count(distinct v.customer_id) filter (where exists (
      select from feedback.invitation i where i.customer_id = v.customer_id and i.case_id is null
        and i.asked_at >= x.day::timestamp at time zone 'UTC' and i.asked_at < (x.day + 15)::timestamp at time zone 'UTC'))
    from unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, day)
    join visits.visit v on v.site_id = x.site_id and v.state <> 'withdrawn'
      and v.arrived_at >= x.day::timestamp at time zone 'UTC' and v.arrived_at < (x.day + 1)::timestamp at time zone 'UTC'
    group by 2, 3`.execute(db)
}

/** The months of these days once more from their days: no figure of a month can differ from the sum of its days. */
export async function countMonths(db: Db, days: readonly SiteDay[]): Promise<void> {
  const months = [...new Set(days.map(({ siteId, day }) => `${siteId} ${day.slice(0, 7)}-01`))].sort()
  if (months.length === 0) return
  const sites = months.map((each) => each.split(' ')[0]!)
  const dates = months.map((each) => each.split(' ')[1]!)
  // Two workers may have days of one month: the second waits here, and then sees what the first wrote. Sorted, so that none waits for the other.
  await sql`select pg_advisory_xact_lock(hashtextextended('voice ' || m, 0)) from unnest(${months}::text[]) m`.execute(
    db,
  )
  await monthsOfScores(db, sites, dates)
  await monthsOfWords(db, sites, dates)
  await monthsOfAsked(db, sites, dates)
}

async function monthsOfScores(db: Db, sites: string[], dates: string[]): Promise<void> {
  await sql`delete from voice.score t using unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, month)
    where t.grain in ('m', 'M') and t.start = x.month and t.site_id = x.site_id`.execute(db)
  await sql`
    insert into voice.score
    select case grouping(t.moment) when 0 then 'm' else 'M' end, x.month, t.site_id, t.metric, coalesce(t.moment, ''), coalesce(t.service, ''), coalesce(t.channel, ''), t.steps, sum(t.s0), sum(t.s1), sum(t.s2), sum(t.s3), sum(t.s4),
      sum(t.s5), sum(t.s6), sum(t.s7), sum(t.s8), sum(t.s9), sum(t.s10), sum(t.left_out)
    from unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, month)
    join voice.score t on t.site_id = x.site_id and t.grain = 'd' and t.start >= x.month and t.start < x.month + interval '1 month'
    group by grouping sets ((x.month, t.site_id, t.metric, t.moment, t.service, t.channel, t.steps), (x.month, t.site_id, t.metric, t.steps))`.execute(
    db,
  )
}

async function monthsOfWords(db: Db, sites: string[], dates: string[]): Promise<void> {
  await sql`delete from voice.words t using unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, month)
    where t.grain in ('m', 'M') and t.start = x.month and t.site_id = x.site_id`.execute(db)
  await sql`
    insert into voice.words
    select case grouping(t.moment) when 0 then 'm' else 'M' end, x.month, t.site_id, coalesce(t.moment, ''), coalesce(t.service, ''), coalesce(t.channel, ''), sum(t.good), sum(t.neutral), sum(t.bad), sum(t.mixed), sum(t.compliment),
      sum(t.problem), sum(t.suggestion), sum(t.question), sum(t.callback), sum(t.promise), sum(t.leaving), sum(t.urgent), sum(t.left_out)
    from unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, month)
    join voice.words t on t.site_id = x.site_id and t.grain = 'd' and t.start >= x.month and t.start < x.month + interval '1 month'
    group by grouping sets ((x.month, t.site_id, t.moment, t.service, t.channel), (x.month, t.site_id))`.execute(db)
  await sql`delete from voice.theme t using unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, month)
    where t.grain in ('m', 'M') and t.start = x.month and t.site_id = x.site_id`.execute(db)
  await sql`
    insert into voice.theme
    select case grouping(t.moment) when 0 then 'm' else 'M' end, x.month, t.site_id, t.theme, coalesce(t.moment, ''), coalesce(t.service, ''), coalesce(t.channel, ''), sum(t.good), sum(t.neutral), sum(t.bad)
    from unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, month)
    join voice.theme t on t.site_id = x.site_id and t.grain = 'd' and t.start >= x.month and t.start < x.month + interval '1 month'
    group by grouping sets ((x.month, t.site_id, t.theme, t.moment, t.service, t.channel), (x.month, t.site_id, t.theme))`.execute(
    db,
  )
}

async function monthsOfAsked(db: Db, sites: string[], dates: string[]): Promise<void> {
  await sql`delete from voice.asked t using unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, month)
    where t.grain in ('m', 'M') and t.start = x.month and t.site_id = x.site_id`.execute(db)
  await sql`
    insert into voice.asked
    select case grouping(t.moment) when 0 then 'm' else 'M' end, x.month, t.site_id, coalesce(t.moment, ''), coalesce(t.service, ''), coalesce(t.channel, ''), sum(t.asked), sum(t.opened), sum(t.answered), sum(t.called_off)
    from unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, month)
    join voice.asked t on t.site_id = x.site_id and t.grain = 'd' and t.start >= x.month and t.start < x.month + interval '1 month'
    group by grouping sets ((x.month, t.site_id, t.moment, t.service, t.channel), (x.month, t.site_id))`.execute(db)
  await sql`delete from voice.came t using unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, month)
    where t.grain = 'm' and t.start = x.month and t.site_id = x.site_id`.execute(db)
  await sql`
    insert into voice.came
    select 'm', x.month, t.site_id, sum(t.came), sum(t.invited)
    from unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, month)
    join voice.came t on t.site_id = x.site_id and t.grain = 'd' and t.start >= x.month and t.start < x.month + interval '1 month'
    group by 2, 3`.execute(db)
}

/** The days on which those who answered on these days had been invited. */
export async function askedDaysOf(db: Db, days: readonly SiteDay[]): Promise<SiteDay[]> {
  const { sites, dates } = columns(days)
  const { rows } = await sql<{ site_id: string; day: string }>`
    select distinct coalesce(i.site_id, ${NO_SITE}::uuid) as site_id, to_char(i.asked_at at time zone 'UTC', 'YYYY-MM-DD') as day
    from unnest(${sites}::uuid[], ${dates}::date[]) x(site_id, day)
    join feedback.answer a on a.site_id = x.site_id
      and a.at >= x.day::timestamp at time zone 'UTC' and a.at < (x.day + 1)::timestamp at time zone 'UTC'
    join feedback.invitation i on i.id = a.invitation_id`.execute(db)
  return rows.map((row) => ({ siteId: row.site_id, day: row.day }))
}

/** Every day of every site since then, and of no site. */
export async function daysSince(db: Db, since: string, until: string): Promise<SiteDay[]> {
  const { rows } = await sql<{ site_id: string; day: string }>`
    select s.id as site_id, to_char(d, 'YYYY-MM-DD') as day
    from generate_series(${since}::date, ${until}::date, interval '1 day') d
    cross join (select id from network.site union all select ${NO_SITE}::uuid) s
    order by d, s.id`.execute(db)
  return rows.map((row) => ({ siteId: row.site_id, day: row.day }))
}
