import { sql } from 'kysely'
import type { Marked } from '../customers/erased-marks.ts'
import { nameKey } from '../customers/import-known.ts'
import { displayName, type Named } from '../customers/name.ts'
import { apartAcross } from '../identity/judgement.store.ts'
import type { Db } from '../kit/house.ts'

/** A page that speaks of the same person, as far as marks can tell, or that who-is-who asks about. */
export interface Copy {
  customerId: string
  name: string
  createdAt: Date
  /** By their name with a number, an address, a plate, a VIN or a birth date: a row like it would be refused once they are erased. */
  marked: boolean
  /** A source brought it, nobody of the house entered it. */
  brought: boolean
}

/** From an even chance on, who-is-who thinks that a pair may be one. */
const EVEN = 0
const MOST = 20

/**
 * Living pages beside these customers that may be the same person. Whom somebody has said to be another is none.
 * @param ids the person, with all that was joined into them
 */
export async function copiesOf(db: Db, ids: readonly string[], marked: Marked): Promise<Copy[]> {
  const own = [...ids]
  const { rows } = await sql<
    Named & {
      id: string
      createdAt: Date
      asked: boolean
      brought: boolean
    }
  >`
    with near as (
      select customer_id as id, false as asked from customers.phone where e164 = any(${[...marked.phones]}::text[])
      union all select customer_id, false from customers.email where address = any(${marked.emails.map((one) => one.toLowerCase())}::text[])
      union all select o.customer_id, false from customers.plate p join customers.ownership o on o.asset_id = p.asset_id where p.plate = any(${[...marked.plates]}::text[])
      union all select o.customer_id, false from customers.asset a join customers.ownership o on o.asset_id = a.id where a.vin = any(${[...marked.vins]}::text[])
      union all select id, false from customers.customer where birth_date = any(${[...marked.births]}::date[])
      union all select case when ra.customer_id = any(${own}::uuid[]) then rb.customer_id else ra.customer_id end, true
        from identity.record mine join identity.edge e on mine.id in (e.a, e.b)
        join identity.record ra on ra.id = e.a join identity.record rb on rb.id = e.b
        where mine.customer_id = any(${own}::uuid[]) and ra.customer_id <> rb.customer_id and e.bits >= ${EVEN})
    select c.id, c.kind, c.given_name as "givenName", c.family_name as "familyName", c.company_name as "companyName", c.created_at as "createdAt",
      bool_or(n.asked) as asked, exists (select from customers.source_record r where r.customer_id = c.id and r.source <> 'hand') as brought
    from near n join customers.customer c on c.id = n.id
    where c.archived_at is null and c.id <> all(${own}::uuid[]) group by c.id order by c.id`.execute(db)
  const copies = rows.flatMap(({ id: customerId, asked, createdAt, brought, ...name }): Copy[] => {
    const isMarked = marked.names.includes(nameKey(name))
    return isMarked || asked ? [{ customerId, name: displayName(name), createdAt, marked: isMarked, brought }] : []
  })
  if (copies.length === 0) return []
  const apart = await apartAcross(
    db,
    own,
    copies.map(({ customerId }) => customerId),
  )
  const others = new Set(apart.flatMap(({ a, b }) => [a, b]))
  return copies.filter(({ customerId }) => !others.has(customerId)).slice(0, MOST)
}

/** Came by a source while the erasure waited: it is of the one who goes, and goes too. */
export const goesWith = ({ marked, brought, createdAt }: Copy, scheduledAt: Date | null): boolean =>
  marked && brought && scheduledAt !== null && createdAt >= scheduledAt
