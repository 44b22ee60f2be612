import { sql } from 'kysely'
import type { Db } from '../../kit/house.ts'

const DAY = 86_400_000
/** A year of contacts, two of spending: cars are not bought every year. */
const CONTACTS_DAYS = 365
const SPENDING_DAYS = 730
const PRESSURE_DAYS = 30

/** Why a core moment was not owed after all: what it was about is no more, or they chose so themselves. */
const NOT_OWED = [
  'touch.no-longer',
  'touch.fact-withdrawn',
  'touch.order-cancelled',
  'touch.not-delivered',
  'touch.heard-from',
  'touch.one-person',
  'touch.moment-gone',
  'touch.nobody',
  'budget.only-my-assets',
  'budget.rhythm-none',
]

/** People read at once: so few that the gate waits for none of it. */
const AT_ONCE = 5_000

/**
 * Everybody on file: what they spent, the contacts they had, how many core moments were owed to them and how many were made. People who are alike
 * in all of it stand at one place, with how many they are; those who spent less come first. Counted by the database and read from a cursor: a million
 * in one answer stopped everything else for a second.
 */
export async function everybodysAttention(db: Db, sites: 'all' | readonly string[], now: Date) {
  const ago = (days: number) => new Date(now.getTime() - days * DAY)
  const here = sites === 'all' ? sql`true` : sql`c.site_id = any(${[...sites]}::uuid[])`
  const all = { times: [], spent: [], contacts: [], lately: [], due: [], made: [] } as Record<
    'times' | 'spent' | 'contacts' | 'lately' | 'due' | 'made',
    number[]
  >
  const reading = await db.startTransaction().setAccessMode('read only').execute()
  try {
    await sql`set local cursor_tuple_fraction = 1`.execute(reading)
    await sql`declare everybody no scroll cursor for
      select coalesce(o.spent, 0)::float8 as spent, coalesce(a.year, 0)::float8 as contacts, coalesce(a.month, 0)::float8 as lately,
        coalesce(t.due, 0)::float8 as due, coalesce(t.made, 0)::float8 as made, count(*)::float8 as times
      from customers.customer c
        left join (select customer_id, sum(amount_cents) as spent from timeline."order"
          where state <> 'cancelled' and placed_at > ${ago(SPENDING_DAYS)} group by 1) o on o.customer_id = c.id
        left join (select customer_id, sum(weight) as year, sum(weight) filter (where at > ${ago(PRESSURE_DAYS)}) as month from budget.attention
          where at > ${ago(CONTACTS_DAYS)} and not from_them group by 1) a on a.customer_id = c.id
        left join (select customer_id, count(*) as due, count(*) filter (where state = 'done') as made from moments.touch
          where core and due_at > ${ago(CONTACTS_DAYS)} and (state = 'done' or state = 'dropped'
            and coalesce(because -> -1 ->> 'code', '') <> all(${NOT_OWED}::text[])) group by 1) t on t.customer_id = c.id
      where c.archived_at is null and ${here} group by 1, 2, 3, 4, 5
      -- Of those who spent the same, which come first must not follow the contacts they had.
      order by 1, hashfloat8(coalesce(a.year, 0)::float8 + coalesce(t.due, 0)::float8)`.execute(reading)
    for (;;) {
      const { rows } = await sql<Record<keyof typeof all, number>>`fetch ${sql.lit(AT_ONCE)} from everybody`.execute(
        reading,
      )
      for (const row of rows) for (const name of Object.keys(all) as (keyof typeof all)[]) all[name].push(row[name])
      if (rows.length < AT_ONCE) return all
    }
  } finally {
    await reading.rollback().execute()
  }
}

export interface ArmRow {
  moment: string
  arm: 'treated' | 'held-out'
  n: number
  came: number
  waiting: number
}

/**
 * Of each moment with a hold-out: how many on each side, and how many of them came (a visit, an order) within so many days of when it was due.
 * Whoever was drawn stays on their side whatever came of it (a letter that bounced, a call let go): as intended, not as done. Those whose days are
 * not over wait; those whom law, channel or room kept from it were never drawn.
 */
export async function armsOf(db: Db, days: number, now: Date): Promise<ArmRow[]> {
  const { rows } = await sql<ArmRow>`
    select moment, arm, count(*) filter (where over)::int as n, count(*) filter (where over and came)::int as came,
      count(*) filter (where not over)::int as waiting
    from (
      select t.moment, t.arm, t.due_at + make_interval(days => ${days}::int) <= ${now} as over,
        exists (select from visits.visit v where v.customer_id = t.customer_id and v.state <> 'withdrawn'
          and v.arrived_at > t.due_at and v.arrived_at <= t.due_at + make_interval(days => ${days}::int))
        or exists (select from timeline."order" o where o.customer_id = t.customer_id
          and o.placed_at > t.due_at and o.placed_at <= t.due_at + make_interval(days => ${days}::int)) as came
      from moments.touch t where t.arm is not null
    ) x group by 1, 2`.execute(db)
  return rows
}
