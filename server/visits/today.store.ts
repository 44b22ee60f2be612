import { type RawBuilder, sql } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Service } from '../../contract/network.ts'
import type { Db } from '../kit/house.ts'
import type { CardFacts } from './card-lines.ts'
import type { ExpectedVehicle } from './expected-today.ts'
import type { TodayContext } from './why.ts'

/**
 * Every vehicle with a reason to come to this site today, one row a plate: appointments of the day, and of ninety minutes around now where
 * that is over midnight (`expected-now` within 90 minutes, else `expected-today`; when no car was named, each car of the customer), repairs and orders that are ready, open
 * cases of customers of this site, and calls of today. `arrived-already` for those who are here now. What brings somebody who may not
 * be named here says nothing of a vehicle that somebody else has who may: they would be greeted by the other's appointment.
 */
export async function expectedVehicles(
  db: Db,
  siteId: string,
  now: Date,
  today: string,
  timeZone: string,
): Promise<ExpectedVehicle[]> {
  const { rows } = await sql<ExpectedVehicle>`
    with reason as (
      select a.customer_id, a.asset_id,
        case when abs(extract(epoch from a.at - ${now})) <= 5400 then 'expected-now' else 'expected-today' end as code
      from visits.appointment a
      where a.site_id = ${siteId} and a.state = 'booked'
        and a.at >= least((${today}::date)::timestamp at time zone ${timeZone}, ${now}::timestamptz - interval '90 minutes')
        and a.at < greatest((${today}::date + 1)::timestamp at time zone ${timeZone}, ${now}::timestamptz + interval '90 minutes')
      union all
      select o.customer_id, o.asset_id, case when o.kind = 'repair' then 'vehicle-ready' else 'order-to-deliver-today' end
      from timeline."order" o
      where o.site_id = ${siteId} and o.state = 'ready' and coalesce(o.state_at, o.changed_at) > ${now}::timestamptz - interval '14 days'
      union all
      select e.customer_id, e.asset_id, 'case-open'
      from timeline.entry e
      where e.site_id = ${siteId} and e.kind = 'case' and e.closed_at is null and e.at > ${now}::timestamptz - interval '60 days'
      union all
      select c.customer_id, null, 'called-today'
      from visits.call c
      where c.site_id = ${siteId} and c.at >= ${now}::timestamptz - interval '10 hours'
      union all
      select v.customer_id, v.asset_id, 'arrived-already'
      from visits.visit v
      where v.site_id = ${siteId} and v.arrived_at >= ${now}::timestamptz - interval '12 hours' and v.state in ('arrived', 'greeted')
    ), sayable as (
      select r.* from reason r join customers.customer c on c.id = r.customer_id cross join (select recognition from network.site where id = ${siteId}) s
      where case when r.code = 'arrived-already' or c.recognition = 'consented' or (c.recognition = 'default' and s.recognition <> 'opt-in') then true
        else not exists (
          select from customers.ownership mine
          join customers.ownership o on o.asset_id = mine.asset_id and o.customer_id <> mine.customer_id and (o.until is null or o.until > ${today}::date)
          join customers.customer other on other.id = o.customer_id and other.archived_at is null
          where mine.customer_id = r.customer_id and (r.asset_id is null or mine.asset_id = r.asset_id)
            and other.recognition <> 'objected' and (s.recognition <> 'opt-in' or other.recognition = 'consented')) end
    ), vehicle as (
      select asset_id, code from sayable where asset_id is not null
      union
      select o.asset_id, r.code from sayable r join customers.ownership o on o.customer_id = r.customer_id
      where r.asset_id is null and (o.until is null or o.until > ${today}::date)
    )
    select v.asset_id as "assetId", p.plate, a.make, a.colour, array_agg(distinct v.code) as becauses
    from vehicle v
    join customers.asset a on a.id = v.asset_id and a.archived_at is null
    join customers.plate p on p.asset_id = v.asset_id and (p.until is null or p.until >= ${today}::date)
    group by v.asset_id, p.plate, a.make, a.colour
    limit 2000`.execute(db)
  return rows
}

/** All that the card of one customer draws on, in one round trip. */
export interface Known {
  today: TodayContext
  facts: CardFacts
}

/** As {@link knownOf} brings it. */
export interface KnownRow {
  appointments: { id: string; at: string; service: Service; reason: string; asset: string | null; site: string }[]
  orders: {
    open: {
      kind: TodayContext['orders'][number]['kind']
      state: string
      title: string
      number: string
      at: string
      asset: string | null
      site: string | null
    }[]
    /** The first order ever. */
    since: string | null
    delivered: string | null
    /** The newest repair that was handed back lately. */
    repair: { title: string; at: string } | null
  }
  entries: {
    id: string
    kind: string
    hint: 'say' | 'thank' | 'mind' | null
    text: string
    at: string
    closed: string | null
    score: number | null
    said: number | null
    max: number | null
  }[]
  calls: string[]
  visits: {
    at: string
    waited: number | null
    left: boolean
    /** What was said then, as its card had it. */
    told: (Because | null)[] | null
  }[]
  asset: { service: string | null; warranty: string | null } | null
}

/**
 * What is known of a customer today: appointments around now, open orders, open cases and hints, surveys of a year, calls of
 * today, past visits, the vehicle they came in, the last case closed and the last repair handed back within nine months. One jsonb, so that a query which has just found the customer brings it along.
 * @param who each is an SQL expression of a uuid; `visitId` is left out of the past visits
 */
export const knownOf = (
  who: { customerId: RawBuilder<unknown>; assetId: RawBuilder<unknown>; visitId: RawBuilder<string | null> },
  now: RawBuilder<Date>,
): RawBuilder<KnownRow> => sql<KnownRow>`jsonb_build_object(
    'appointments', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'at', at, 'service', service, 'reason', reason, 'asset', asset_id, 'site', site_id) order by at), '[]')
      from visits.appointment where customer_id = ${who.customerId} and state = 'booked'
        and at between ${now}::timestamptz - interval '14 hours' and ${now}::timestamptz + interval '26 hours'),
    'entries', (select coalesce(jsonb_agg(e order by e.at desc), '[]') from (
      select id, kind, case when hint_done_at is null then hint end as hint, text, at, closed_at as closed, (data ->> 'score')::float8 as score,
        (data ->> 'said')::float8 as said, (data ->> 'max')::float8 as max
      from timeline.entry where customer_id = ${who.customerId}
        and ((hint is not null and hint_done_at is null and at > ${now}::timestamptz - interval '2 years')
          or (kind = 'case' and (closed_at is null or closed_at > ${now}::timestamptz - interval '9 months'))
          or (kind = 'survey' and at > ${now}::timestamptz - interval '1 year'))
      order by kind = 'case' and closed_at is null desc, at desc limit 30) e),
    'calls', (select coalesce(jsonb_agg(at order by at desc), '[]') from visits.call
      where customer_id = ${who.customerId} and at > ${now}::timestamptz - interval '10 hours'),
    'visits', (select coalesce(jsonb_agg(v order by v.at desc), '[]') from (
      select arrived_at as at, extract(epoch from greeted_at - arrived_at)::float8 as waited, left_at is not null as left,
        case when greeted_at is not null then jsonb_build_array(card -> 'say', card -> 'thank') end as told
      from visits.visit where customer_id = ${who.customerId} and state <> 'withdrawn'
        and id is distinct from ${who.visitId}::uuid
      order by arrived_at desc limit 5) v),
    'asset', (select jsonb_build_object('service', next_service_on, 'warranty', warranty_until) from customers.asset where id = ${who.assetId}),
    'orders', (select jsonb_build_object(
        'open', coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'state', state, 'title', title, 'number', number, 'at', changed_at, 'asset', asset_id, 'site', site_id) order by changed_at desc)
          filter (where state in ('placed', 'in-progress', 'ready')), '[]'),
        'since', min(placed_at),
        'delivered', max(coalesce(state_at, changed_at)) filter (where kind = 'vehicle' and state = 'delivered'),
        'repair', (array_agg(jsonb_build_object('title', title, 'at', coalesce(state_at, changed_at)) order by coalesce(state_at, changed_at) desc)
          filter (where kind = 'repair' and state = 'delivered' and title <> '' and coalesce(state_at, changed_at) > ${now}::timestamptz - interval '9 months'))[1])
      from timeline."order" where customer_id = ${who.customerId}))`

/** {@link knownOf} for a customer one has by id. */
export async function knownToday(
  db: Db,
  who: { customerId: string; assetId: string | null; siteId: string; visitId?: string },
  now: Date,
): Promise<Known> {
  const known = knownOf(
    {
      customerId: sql`${who.customerId}::uuid`,
      assetId: sql`${who.assetId}::uuid`,
      visitId: sql.val(who.visitId ?? null),
    },
    sql.val(now),
  )
  const { rows } = await sql<{ known: KnownRow }>`select ${known} as known`.execute(db)
  return asKnown(rows[0]!.known, who, now)
}

/** What {@link knownOf} brought, for this car on this site. */
export function asKnown(row: KnownRow, who: { assetId: string | null; siteId: string }, now: Date): Known {
  const cases = row.entries.flatMap((e) =>
    e.kind === 'case' && !e.closed ? [{ text: e.text, at: new Date(e.at) }] : [],
  )
  // The newest case that was closed lately, in its own words.
  const settled = row.entries
    .flatMap((e) => (e.kind === 'case' && e.closed ? [{ text: e.text, at: new Date(e.closed) }] : []))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())[0]
  const dayAgo = now.getTime() - 14 * 3_600_000
  return {
    today: {
      appointments: row.appointments.map((a) => ({
        id: a.id,
        at: new Date(a.at),
        service: a.service,
        reason: a.reason,
        assetId: a.asset,
        here: a.site === who.siteId,
      })),
      orders: row.orders.open.map((o) => ({
        kind: o.kind,
        state: o.state,
        title: o.title,
        number: o.number,
        changedAt: new Date(o.at),
        assetId: o.asset,
        here: o.site === null || o.site === who.siteId,
      })),
      cases,
      callsToday: row.calls.map((at) => ({ at: new Date(at) })),
      visitsToday: row.visits.filter((v) => v.left && Date.parse(v.at) > dayAgo).map((v) => ({ at: new Date(v.at) })),
      asset: row.asset ? { nextServiceOn: row.asset.service, warrantyUntil: row.asset.warranty } : null,
      assetId: who.assetId,
    },
    facts: {
      hints: row.entries.flatMap((e) =>
        e.hint ? [{ id: e.id, kind: e.kind, hint: e.hint, text: e.text, at: new Date(e.at) }] : [],
      ),
      cases,
      surveys: row.entries
        .filter((e) => e.kind === 'survey')
        .map((e) => ({
          at: new Date(e.at),
          score: e.score,
          said: e.said === null || e.max === null ? null : { score: e.said, max: e.max },
          text: e.text,
        })),
      told: row.visits.flatMap(({ told }) => (told ?? []).filter((line) => line !== null)),
      waits: row.visits.flatMap((v) => (v.waited === null ? [] : [{ at: new Date(v.at), waitedS: v.waited }])),
      settled: settled ?? null,
      repair: row.orders.repair && { title: row.orders.repair.title, at: new Date(row.orders.repair.at) },
      since: row.orders.since ? new Date(row.orders.since) : null,
      delivered: row.orders.delivered ? new Date(row.orders.delivered) : null,
    },
  }
}
