import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { ordered } from './judgement.store.ts'

/** Two records of people who live together as far as we know, one of the customer asked about, one of somebody else. */
export interface LivesWith {
  own: string
  other: string
  customerId: string
}

/** More than a household: a hostel, a company. */
const MOST = 8

/**
 * With whom a customer lives, likeliest first; each customer once. Who is said to already, who was said not to, and pairs about which it
 * is not yet answered whether they are two people at all, are left out.
 */
export async function livesWith(db: Db, customerId: string): Promise<LivesWith[]> {
  const { rows } = await sql<LivesWith>`
    select own, other, "customerId" from (
      select distinct on (o.customer_id) r.id as own, o.id as other, o.customer_id as "customerId", h.related
      from identity.record r
      cross join lateral (
        select b as id, related from identity.household where a = r.id
        union all select a, related from identity.household where b = r.id) h
      join identity.record o on o.id = h.id
      join customers.customer c on c.id = o.customer_id and c.archived_at is null
      where r.customer_id = ${customerId}::uuid and o.customer_id <> r.customer_id
        and not exists (select from customers.relation x where x.kind = 'household'
          and ((x.customer_id = r.customer_id and x.other_id = o.customer_id) or (x.customer_id = o.customer_id and x.other_id = r.customer_id)))
        and not exists (select from identity.apart x where x.a = least(r.customer_id, o.customer_id) and x.b = greatest(r.customer_id, o.customer_id))
        and not exists (select from identity.edge e where e.a = least(r.id, o.id) and e.b = greatest(r.id, o.id) and not exists (
          select from identity.judgement j where j.a = e.a and j.b = e.b and j.verdict = 'different' and j.undone_at is null))
      order by o.customer_id, h.related desc, r.id, o.id) near
    order by related desc, "customerId" limit ${MOST}`.execute(db)
  return rows
}

/** "They do not live together", kept; said twice, the first stands. */
export async function sayApart(db: Db, one: string, other: string, by: string | null, now: Date): Promise<void> {
  const [a, b] = ordered(one, other)
  await db
    .insertInto('identity.apart')
    .values({ a, b, by, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Takes it back: they are proposed again. */
export async function forgetApart(db: Db, one: string, other: string): Promise<void> {
  const [a, b] = ordered(one, other)
  await db.deleteFrom('identity.apart').where('a', '=', a).where('b', '=', b).execute()
}
