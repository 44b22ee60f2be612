import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../kit/house.ts'
import type { CompiledMoment } from '../../moments/compiled.ts'
import { FROM_THEM } from '../../moments/from-them.ts'
import type { VisitRhythm } from '../../moments/next-visit.ts'
import type { ServiceDone, Window } from '../../moments/occurrences.ts'
import { dayAfter } from '../../moments/span.ts'
import { type Warning, whereOf } from '../../moments/weather-warning.ts'
import { addDays } from '../../plain/civil.ts'

/** Months shift by their length and zones by a day: who is near is asked for, the pure function decides. */
const SLACK = 4
const WEATHER_REST_MS = 6 * 86_400_000

interface Range {
  from: string
  to: string
}

/** The days on which a date of theirs must be for the moment to fall due in the window. */
function targets({ before, after }: CompiledMoment, { from, to }: Window): Range {
  const back = (day: string): string => (before ? dayAfter(day, before, 1) : after ? dayAfter(day, after, -1) : day)
  return { from: addDays(back(from), -SLACK), to: addDays(back(to), SLACK) }
}

export interface ClockKnown {
  now: Date
  network: VisitRhythm | null
  warnings: readonly Warning[]
}

/** The days looked at, and up to which of them it was looked before, when. */
export interface Looking {
  window: Window
  seen: { until: string; at: Date } | null
}

/**
 * Customers for whom this moment may fall due in these days, by their id, a page at a time. Nobody else is loaded: nor who has a touch of
 * that very occasion, and for a silence or a likely visit, of days that were looked at before, who was not written since.
 */
export async function candidates(
  db: Db,
  each: CompiledMoment,
  looking: Looking,
  known: ClockKnown,
  after: string,
  limit: number,
): Promise<string[]> {
  const who = whoMayBe(each, looking, known)
  if (who === null) return []
  const { rows } = await sql<{ id: string }>`
    select c.id from customers.customer c where c.archived_at is null and c.id > ${after}::uuid and ${who} order by c.id limit ${limit}`.execute(
    db,
  )
  return rows.map((row) => row.id)
}

function whoMayBe(each: CompiledMoment, { window, seen }: Looking, known: ClockKnown): RawBuilder<boolean> | null {
  const { on } = each.moment
  if (typeof on === 'string') return null
  if ('date' in on) return dated(each.moment.id, on, targets(each, window))
  if ('weather' in on) return weathered(each.moment.id, on.weather, known)
  const { silence } = each
  const { network } = known
  const near = (days: Window): RawBuilder<boolean> | null => {
    if ('prediction' in on) return network ? likely(network, targets(each, days)) : null
    if (!silence) return null
    const back = (day: string, slack: number): string => addDays(dayAfter(day, silence, -1), slack)
    return silent({ from: back(days.from, -SLACK), to: back(days.to, SLACK) })
  }
  const ahead = near({ from: seen?.until ?? window.from, to: window.to })
  const behind = seen && near({ from: window.from, to: seen.until })
  return ahead && behind ? sql<boolean>`(${ahead} or (${writtenSince(seen.at)} and ${behind}))` : ahead
}

/** They, or something of theirs that this may rest on, were written since then. */
const writtenSince = (at: Date) => sql<boolean>`(c.updated_at >= ${at}
  or exists (select from timeline.fact w where w.customer_id = c.id and w.accepted_at >= ${at})
  or exists (select from timeline."order" w where w.customer_id = c.id and w.changed_at >= ${at}))`

const owned = (asset: RawBuilder<unknown>) => sql<boolean>`exists (select 1 from customers.ownership o
  join customers.asset a on a.id = o.asset_id and a.archived_at is null where o.customer_id = c.id and o.until is null and ${asset})`

/** No touch of this moment has this occasion yet. */
const unplanned = (
  moment: string,
  occasion: RawBuilder<unknown>,
) => sql<boolean>`not exists (select from moments.touch t
  where t.customer_id = c.id and t.moment = ${moment} and t.occasion ${occasion})`

const daysOf = ({ from, to }: Range): string[] => {
  const days: string[] = []
  for (let day = from; day < to; day = addDays(day, 1)) days.push(day)
  return days
}

/** Month and day as a number: 229 is 29 February, which falls on the 28th where there is none. */
const inYear = (column: RawBuilder<unknown>, range: Range) => {
  const days = new Set(daysOf(range).map((day) => Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10))))
  if (days.has(228)) days.add(229)
  return sql<boolean>`extract(month from ${column}) * 100 + extract(day from ${column}) = any(${[...days]}::int[])`
}

function dated(
  moment: string,
  on: { date: string; years?: number[] | undefined },
  range: Range,
): RawBuilder<boolean> | null {
  const { from, to } = range
  const near = (column: RawBuilder<unknown>, about: RawBuilder<unknown>) => {
    const each = (on.years ?? [0]).map((n) => {
      const day = sql`to_char(${column} + make_interval(years => ${n}::int), 'YYYY-MM-DD')`
      const occasion = sql`= ${about} || ':' || ${day} || ${on.years ? `:${n}` : ''}`
      return sql`(${column} >= ${from}::date - make_interval(years => ${n}::int) and ${column} < ${to}::date - make_interval(years => ${n}::int)
        and ${unplanned(moment, occasion)})`
    })
    return sql<boolean>`(${sql.join(each, sql` or `)})`
  }
  const yearly = (column: RawBuilder<unknown>, about: RawBuilder<unknown>) =>
    sql`(${inYear(column, range)} and ${unplanned(moment, sql`= any(select ${about} || ':' || d from unnest(${daysOf(range)}::text[]) d)`)})`
  const asset = (name: string) => sql`a.id || ${`:${name}`}`
  switch (on.date) {
    case 'customer.birthDate':
      return (on.years ? near : yearly)(sql`c.birth_date`, sql`'birthday'`) as RawBuilder<boolean>
    case 'asset.boughtOn':
      return owned(near(sql`a.bought_on`, asset('boughtOn')))
    case 'asset.warrantyUntil':
      return owned(near(sql`a.warranty_until`, asset('warrantyUntil')))
    case 'asset.nextServiceOn':
      return owned(near(sql`a.next_service_on`, asset('nextServiceOn')))
    case 'asset.controlDue': {
      const due = (column: RawBuilder<unknown>) => yearly(column, asset('controlDue'))
      return owned(
        sql`a.kind = 'vehicle' and (${due(sql`a.bought_on`)} or ${due(sql`a.registered_on`)} or ${due(sql`a.control_until`)})`,
      )
    }
    case 'order.promisedOn':
      return sql`exists (select 1 from timeline."order" r where r.customer_id = c.id and r.state not in ('delivered', 'cancelled')
        and ${near(sql`r.promised_on`, sql`r.id::text`)})`
    case 'contract.until':
      return sql`exists (select 1 from consent.contract k where k.customer_id = c.id
        and ${near(sql`k.until`, sql`k.kind || ':' || coalesce(k.asset_id::text, k.order_id::text, '')`)})`
    default:
      return null
  }
}

/** Something came from them in these days, or they were first seen then: whether it was the last is the pure function's to say. */
const silent = ({ from, to }: Range) => sql<boolean>`(
  (c.created_at >= ${from}::date and c.created_at < ${to}::date)
  or exists (select 1 from visits.visit v where v.customer_id = c.id and v.arrived_at >= ${from}::date and v.arrived_at < ${to}::date)
  or exists (select 1 from timeline."order" r where r.customer_id = c.id and r.placed_at >= ${from}::date and r.placed_at < ${to}::date)
  or exists (select 1 from visits.call l where l.customer_id = c.id and l.at >= ${from}::date and l.at < ${to}::date)
  or exists (select 1 from budget.attention t where t.customer_id = c.id and t.from_them and t.at >= ${from}::date and t.at < ${to}::date)
  or exists (select 1 from timeline.fact f where f.customer_id = c.id and f.kind = any(${[...FROM_THEM]}::text[])
    and f.at >= ${from}::date and f.at < ${to}::date))`

/** The same sum as `nextVisit`, over all vehicles at once. */
const likely = (network: VisitRhythm, { from, to }: Range) =>
  owned(sql`a.id in (
    select asset_id from (
      select asset_id, max(day) as last, count(before) as n, percentile_cont(0.5) within group (order by day - before) as middle
      from (select asset_id, day, lag(day) over (partition by asset_id order by day) as before
        from (select distinct asset_id, at::date as day from timeline.fact where kind = 'service.done' and asset_id is not null) days) spans
      group by asset_id) vehicles
    where last + ((n * coalesce(middle, 0) + 2 * ${network.days}::float8) / (n + 2))::int between ${from}::date and ${to}::date)`)

function weathered(moment: string, kind: string, { warnings, now }: ClockKnown): RawBuilder<boolean> | null {
  const areas = [...new Set(warnings.flatMap((each) => (each.kind === kind ? [each.area] : [])))]
  if (areas.length === 0) return null
  const since = new Date(now.getTime() - WEATHER_REST_MS)
  const near = areas.map((area) => {
    const { countries, begins } = whereOf(area)
    const like = /^2[AB]$/u.test(begins) ? '20' : begins
    return sql`(upper(trim(c.country)) = any(${[...countries]}::text[]) and upper(c.postcode) like ${`${like}%`})`
  })
  return sql`(${sql.join(near, sql` or `)}) and not exists (select 1 from moments.touch t where t.customer_id = c.id and t.moment = ${moment}
    and t.state <> 'dropped' and t.created_at > ${since})`
}

/** Services of these customers' vehicles. */
export async function servicesOf(db: Db, assetIds: readonly string[]): Promise<ServiceDone[]> {
  if (assetIds.length === 0) return []
  const { rows } = await sql<{ asset_id: string; at: Date }>`select asset_id, at from timeline.fact
    where kind = 'service.done' and asset_id = any(${[...assetIds]}::uuid[])`.execute(db)
  return rows.map((row) => ({ assetId: row.asset_id, at: row.at.getTime() }))
}
