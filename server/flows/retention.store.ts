import { type RawBuilder, sql } from 'kysely'
import { countOldChanges } from '../customers/import-people.store.ts'
import { displayName } from '../customers/name.ts'
import type { Db } from '../kit/house.ts'

/** Kinds of entries that come from the person: they came, rang, bought, answered. Not a note, a message of ours, a change. */
const FROM_THEM = ['visit', 'call', 'sale', 'delivery', 'service', 'survey', 'case', 'appointment']

/** Did anything come from them since? Not what we sent, and never that something was opened. A call that we made says so in its data. */
const cameSince = (since: Date): RawBuilder<boolean> => sql<boolean>`(
  c.created_at >= ${since}::timestamptz
  or exists (select from visits.visit v where v.customer_id = c.id and v.arrived_at >= ${since}::timestamptz and v.state <> 'withdrawn')
  or exists (select from visits.call l where l.customer_id = c.id and l.at >= ${since}::timestamptz)
  or exists (select from visits.appointment a where a.customer_id = c.id and ((a.state = 'kept' and a.at >= ${since}::timestamptz) or (a.state = 'booked' and greatest(a.created_at, a.at) >= ${since}::timestamptz)))
  or exists (select from timeline."order" o where o.customer_id = c.id and o.placed_at >= ${since}::timestamptz)
  or exists (select from timeline.entry e where e.customer_id = c.id and e.at >= ${since}::timestamptz and e.kind = any(${FROM_THEM}::text[])
    and e.data ->> 'direction' is distinct from 'out')
  or exists (select from customers.ownership w join customers.asset s on s.id = w.asset_id where w.customer_id = c.id and s.bought_on >= ${since}::date))`

/** When something last came from them. */
const lastContact: RawBuilder<Date> = sql<Date>`greatest(c.created_at,
  (select max(arrived_at) from visits.visit v where v.customer_id = c.id and v.state <> 'withdrawn'),
  (select max(at) from visits.call l where l.customer_id = c.id),
  (select max(at) from visits.appointment a where a.customer_id = c.id and a.state = 'kept'),
  (select max(placed_at) from timeline."order" o where o.customer_id = c.id),
  (select max(at) from timeline.entry e where e.customer_id = c.id and e.kind = any(${FROM_THEM}::text[]) and e.data ->> 'direction' is distinct from 'out'),
  (select max(bought_on)::timestamptz from customers.ownership w join customers.asset s on s.id = w.asset_id where w.customer_id = c.id))`

/** They bought something here, or had it looked after. */
const isCustomer: RawBuilder<boolean> = sql<boolean>`(
  exists (select from timeline."order" o where o.customer_id = c.id and o.state <> 'cancelled')
  or exists (select from timeline.entry e where e.customer_id = c.id and e.kind in ('sale', 'delivery', 'service'))
  or exists (select from customers.ownership w join customers.asset s on s.id = w.asset_id where w.customer_id = c.id and s.bought_site_id is not null))`

/** Who joined another page goes with it; who asked something is answered first; what is in progress is finished first. */
const free: RawBuilder<boolean> = sql<boolean>`
  not exists (select from identity.event m where m.other_id = c.id and m.kind = 'merge' and m.undone_at is null)
  and not exists (select from consent.request r where r.customer_id = c.id and r.state in ('open', 'scheduled'))
  and not exists (select from timeline."order" o where o.customer_id = c.id and o.state in ('placed', 'in-progress', 'ready'))
  and not exists (select from visits.visit v where v.customer_id = c.id and v.state in ('arrived', 'greeted'))`

/** The rules about people, and whom each means. */
export type PeopleRule = 'prospects' | 'customers' | 'contracts'
const WHOM: Record<PeopleRule, RawBuilder<boolean>> = {
  prospects: sql<boolean>`not ${isCustomer}`,
  customers: sql<boolean>`${isCustomer} and c.archived_at is null`,
  contracts: isCustomer,
}

const due = (rule: PeopleRule, before: Date): RawBuilder<boolean> =>
  sql<boolean>`not ${cameSince(before)} and ${WHOM[rule]} and ${free}`

/** How many a rule means whose last contact is older. */
export async function countDue(db: Db, rule: PeopleRule, before: Date): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from customers.customer c where ${due(rule, before)}`.execute(db)
  return rows[0]!.n
}

/** Some of them, with when something last came from them. */
export async function sampleDue(db: Db, rule: PeopleRule, before: Date, most: number) {
  const { rows } = await sql<{
    id: string
    kind: 'person' | 'company'
    givenName: string
    familyName: string
    companyName: string
    last: Date
  }>`select c.id, c.kind, c.given_name as "givenName", c.family_name as "familyName", c.company_name as "companyName", ${lastContact} as last
    from customers.customer c where ${due(rule, before)} order by c.created_at, c.id limit ${most}`.execute(db)
  return rows.map((row) => ({ customerId: row.id, name: displayName(row), lastContact: row.last.toISOString() }))
}

/** Takes some of them, each by one worker only, until the open transaction ends. */
export async function takeDue(db: Db, rule: PeopleRule, before: Date, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select c.id from customers.customer c where ${due(rule, before)}
    order by c.created_at, c.id limit ${most} for update of c skip locked`.execute(db)
  return rows.map((row) => row.id)
}

/** How many rows of the other rules are older. */
export async function countRows(db: Db, rule: string, before: Date, today: string): Promise<number> {
  const count = async (query: RawBuilder<{ n: number }>): Promise<number> => (await query.execute(db)).rows[0]!.n
  switch (rule) {
    case 'cards':
      return count(sql<{
        n: number
      }>`select (select count(*) from visits.visit where arrived_at < ${before}::timestamptz and card ->> 'name' <> '')
        + (select count(*) from visits.call where at < ${before}::timestamptz and card ->> 'name' <> '') as n`)
    case 'signals':
      return count(sql<{ n: number }>`select count(*) as n from signals.signal where at < ${before}::timestamptz`)
    case 'refused-rows':
      return (
        (await countOldChanges(db, before)) +
        (await count(sql<{
          n: number
        }>`select count(*) as n from customers.import_refused r join customers.import i on i.id = r.import_id
        where coalesce(i.finished_at, i.created_at) < ${before}::timestamptz and i.state <> 'running'`))
      )
    case 'audit':
      return count(
        sql<{
          n: number
        }>`select count(*) as n from network.audit where at < ${before}::timestamptz and at < now() - interval '1 year'`,
      )
    case 'requests':
      return count(
        sql<{
          n: number
        }>`select count(*) as n from consent.request where state not in ('open', 'scheduled') and answered_at < ${before}::timestamptz`,
      )
    case 'orders':
      return count(sql<{ n: number }>`select count(*) as n from timeline."order" where kept_until < ${today}::date`)
    default:
      return 0
  }
}
