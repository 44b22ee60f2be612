import { type RawBuilder, sql } from 'kysely'
import type { RetentionHold } from '../../contract/privacy.ts'
import { countOldChanges } from '../customers/import-people.store.ts'
import { displayName, type Named } from '../customers/name.ts'
import type { Db } from '../kit/house.ts'
import { FROM_THEM } from '../moments/from-them.ts'

/** Kinds of entries that come from the person: they came, rang, bought, answered. Not a note, a message of ours, a change. */
const ENTRIES = ['visit', 'call', 'sale', 'delivery', 'service', 'survey', 'case', 'appointment']

/**
 * All that comes from a person and tells that they are there (RET-1): they came, rang, bought, answered, wrote back, said yes, asked something,
 * or did something on their own page, `c` being that person. Not what we sent, and never that something was opened. A no is none: who was asked whether we may keep
 * them, and says no, is kept no longer for it; nor a wish to be forgotten. A call that we made says so in its data.
 */
const CONTACTS: readonly RawBuilder<unknown>[] = [
  sql`select x.arrived_at as at from visits.visit x where x.customer_id = c.id and x.state <> 'withdrawn'`,
  sql`select x.at as at from visits.call x where x.customer_id = c.id`,
  sql`select x.at as at from visits.appointment x where x.customer_id = c.id and x.state = 'kept'`,
  sql`select x.placed_at as at from timeline."order" x where x.customer_id = c.id`,
  sql`select x.at as at from timeline.entry x where x.customer_id = c.id and x.kind = any(${ENTRIES}::text[]) and x.data ->> 'direction' is distinct from 'out'`,
  sql`select x.at as at from timeline.fact x where x.customer_id = c.id and x.kind = any(${[...FROM_THEM]}::text[]) and x.state <> 'aside'`,
  sql`select x.bought_on::timestamptz as at from customers.ownership w join customers.asset x on x.id = w.asset_id where w.customer_id = c.id`,
  sql`select x.at as at from consent.receipt x where x.customer_id = c.id and x.action = 'given' and x.place <> 'correction'`,
  sql`select x.received_on::timestamptz as at from consent.request x where x.customer_id = c.id and x.kind not in ('objection', 'erasure')`,
  sql`select x.heard_at as at from consent.preference x where x.customer_id = c.id`,
  sql`select x.at as at from feedback.answer x where x.customer_id = c.id`,
  sql`select x.at as at from messages.news x where x.customer_id = c.id and x.kind = 'reply'`,
  sql`select x.at as at from budget.attention x where x.customer_id = c.id and x.from_them`,
  // What another system says: when they were last in touch, or since when it knows them.
  sql`select greatest((x.data -> 'since' ->> 'lastContact')::date, (x.data -> 'since' ->> 'knownSince')::date)::timestamptz as at
    from customers.source_record x where x.customer_id = c.id`,
]

/** The day of an import is no contact of theirs, where the source that brought them says since when it knows them. */
const knownBefore = sql<boolean>`exists (select from customers.source_record x where x.customer_id = c.id
  and x.data -> 'since' is not null and (x.data ->> 'made')::timestamptz = c.created_at)`

/** Did anything come from them since? What is booked says that they are to come. */
const cameSince = (since: Date): RawBuilder<boolean> => sql<boolean>`(
  (c.created_at >= ${since}::timestamptz and not ${knownBefore})
  or exists (select from visits.appointment a where a.customer_id = c.id and a.state = 'booked' and greatest(a.created_at, a.at) >= ${since}::timestamptz)
  or ${sql.join(
    CONTACTS.map((contact) => sql`exists (select from (${contact}) t where t.at >= ${since}::timestamptz)`),
    sql` or `,
  )})`

/** When something last came from them. */
const lastContact: RawBuilder<Date> = sql<Date>`greatest(case when not ${knownBefore} then c.created_at end, ${sql.join(
  CONTACTS.map((contact) => sql`(select max(t.at) from (${contact}) t)`),
)})`

/** They bought something here, or had it looked after. */
const isCustomer: RawBuilder<boolean> = sql<boolean>`(
  exists (select from timeline."order" o where o.customer_id = c.id and o.state <> 'cancelled')
  or exists (select from timeline.entry e where e.customer_id = c.id and e.kind in ('sale', 'delivery', 'service'))
  or exists (select from customers.ownership w join customers.asset s on s.id = w.asset_id where w.customer_id = c.id and s.bought_site_id is not null))`

/** What is finished first: what they asked is answered, what they ordered handed over, what they complained of closed. */
const HOLDS: Readonly<Record<RetentionHold, RawBuilder<boolean>>> = {
  'request-open': sql<boolean>`exists (select from consent.request r where r.customer_id = c.id and r.state in ('open', 'scheduled'))`,
  'order-in-progress': sql<boolean>`exists (select from timeline."order" o where o.customer_id = c.id and o.state in ('placed', 'in-progress', 'ready'))`,
  'case-open': sql<boolean>`(exists (select from recovery."case" k where k.customer_id = c.id and k.closed_at is null)
    or exists (select from timeline.entry k where k.customer_id = c.id and k.kind = 'case' and k.closed_at is null))`,
  'here-now': sql<boolean>`exists (select from visits.visit v where v.customer_id = c.id and v.state in ('arrived', 'greeted'))`,
}
const held: RawBuilder<boolean> = sql<boolean>`(${sql.join(Object.values(HOLDS), sql` or `)})`
/** Who joined another page goes with it. */
const own: RawBuilder<boolean> = sql<boolean>`not exists (select from identity.event m where m.other_id = c.id and m.kind = 'merge' and m.undone_at is null)`

/** The rules about people, and whom each means. */
export type PeopleRule = 'prospects' | 'customers' | 'contracts'
const WHOM: Record<PeopleRule, RawBuilder<boolean>> = {
  prospects: sql<boolean>`not ${isCustomer}`,
  customers: sql<boolean>`${isCustomer} and c.archived_at is null`,
  contracts: isCustomer,
}

const over = (rule: PeopleRule, before: Date): RawBuilder<boolean> =>
  sql<boolean>`not ${cameSince(before)} and ${WHOM[rule]} and ${own}`
const due = (rule: PeopleRule, before: Date): RawBuilder<boolean> => sql<boolean>`${over(rule, before)} and not ${held}`

/** How many a rule means whose last contact is older. */
export async function countDue(db: Db, rule: PeopleRule, before: Date): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from customers.customer c where ${due(rule, before)}`.execute(db)
  return rows[0]!.n
}

/** Some of them, with when something last came from them. */
export async function sampleDue(db: Db, rule: PeopleRule, before: Date, most: number) {
  const { rows } = await sql<
    Named & {
      id: string
      last: Date
    }
  >`select c.id, c.kind, c.given_name as "givenName", c.family_name as "familyName", c.company_name as "companyName", ${lastContact} as last
    from customers.customer c where ${due(rule, before)} order by c.created_at, c.id limit ${most}`.execute(db)
  return rows.map((row) => ({ customerId: row.id, name: displayName(row), lastContact: row.last.toISOString() }))
}

/** Who is over their time and stays for now: how many, and of some of them what is finished first. */
export async function heldBack(db: Db, rule: PeopleRule, before: Date, most: number) {
  const { rows } = await sql<Named & { id: string; n: number; because: RetentionHold[] }>`
    select c.id, c.kind, c.given_name as "givenName", c.family_name as "familyName", c.company_name as "companyName", count(*) over () as n,
      array_remove(array[${sql.join(Object.entries(HOLDS).map(([because, holds]) => sql`case when ${holds} then ${because}::text end`))}], null) as because
    from customers.customer c where ${over(rule, before)} and ${held} order by c.created_at, c.id limit ${most}`.execute(
    db,
  )
  return {
    n: rows[0]?.n ?? 0,
    sample: rows.map((row) => ({ customerId: row.id, name: displayName(row), because: row.because })),
  }
}

/** Of one page in the archive: who put it there, and what the rules ask of it. Undefined where it is not archived, or part of another page. */
export async function archivedPage(db: Db, id: string) {
  const { rows } = await sql<{
    archivedAt: Date
    rule: string | null
    logged: boolean
    customer: boolean
    last: Date | null
    held: RetentionHold[]
  }>`
    select c.archived_at as "archivedAt", l.rule, l.id is not null as logged, ${isCustomer} as customer,
      greatest(${lastContact}, (select max(greatest(a.created_at, a.at)) from visits.appointment a where a.customer_id = c.id and a.state = 'booked')) as last,
      array_remove(array[${sql.join(Object.entries(HOLDS).map(([because, holds]) => sql`case when ${holds} then ${because}::text end`))}], null) as held
    from customers.customer c left join lateral (
      select x.id, x.detail ->> 'rule' as rule from network.audit x
      where x.customer_id = c.id and x.action = 'customer.archive' order by x.at desc limit 1) l on true
    where c.id = ${id}::uuid and c.archived_at is not null and ${own}`.execute(db)
  return rows[0]
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
