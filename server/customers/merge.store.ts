import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { arraysOf } from '../kit/rows.ts'
import { CUSTOMER_COLUMN, type CustomerField } from './customer-fields.ts'

/** Ids of the rows that changed hands, by table. */
export type MovedRows = Record<string, string[]>

/** Who joins whom, as two lists side by side: the ids, or where a statement will be given them. */
export interface Joinings {
  absorb: readonly string[] | RawBuilder<readonly string[]>
  keep: readonly string[] | RawBuilder<readonly string[]>
}

/**
 * All that hangs on some customers in this slice goes to others: a statement for each table, giving `kind, absorb, id` of what moved
 * (and the vehicle). What the other has already (the same number, the same car), or gets from another who joins them at the
 * same time, stays where it is: it says nothing new, and is there should they be parted again.
 */
export const customerMoves = ({ absorb, keep }: Joinings) => ({
  phone: sql`
    update customers.phone p set customer_id = x.keep, position = p.position + 100
    from (select distinct on (m.keep, q.e164) q.id, m.absorb, m.keep
      from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep) join customers.phone q on q.customer_id = m.absorb
      where not exists (select from customers.phone k where k.customer_id = m.keep and k.e164 = q.e164) order by m.keep, q.e164, q.id) x
    where p.id = x.id returning 'phone' as kind, x.absorb, p.id`,
  email: sql`
    update customers.email e set customer_id = x.keep, position = e.position + 100
    from (select distinct on (m.keep, q.address) q.id, m.absorb, m.keep
      from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep) join customers.email q on q.customer_id = m.absorb
      where not exists (select from customers.email k where k.customer_id = m.keep and k.address = q.address) order by m.keep, q.address, q.id) x
    where e.id = x.id returning 'email' as kind, x.absorb, e.id`,
  ownership: sql`
    update customers.ownership o set customer_id = x.keep
    from (select distinct on (m.keep, q.asset_id) q.id, m.absorb, m.keep
      from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep) join customers.ownership q on q.customer_id = m.absorb
      where not exists (select from customers.ownership k where k.customer_id = m.keep and k.asset_id = q.asset_id) order by m.keep, q.asset_id, q.id) x
    where o.id = x.id returning 'ownership' as kind, x.absorb, o.id, o.asset_id`,
  relation: sql`
    update customers.relation r set customer_id = x.one, other_id = x.other
    from (select distinct on (w.one, w.other, w.kind) w.* from (
      select q.id, q.kind, a.absorb, b.absorb as other_absorb, coalesce(a.keep, q.customer_id) as one, coalesce(b.keep, q.other_id) as other
      from customers.relation q
      left join unnest(${absorb}::uuid[], ${keep}::uuid[]) a(absorb, keep) on a.absorb = q.customer_id
      left join unnest(${absorb}::uuid[], ${keep}::uuid[]) b(absorb, keep) on b.absorb = q.other_id
      where q.customer_id = any(${absorb}::uuid[]) or q.other_id = any(${absorb}::uuid[])) w
      where w.one <> w.other and not exists (
        select from customers.relation k where k.customer_id = w.one and k.other_id = w.other and k.kind = w.kind)
      order by w.one, w.other, w.kind, w.id) x
    where r.id = x.id returning x.absorb, x.other_absorb, r.id`,
  sourceRecord: sql`
    update customers.source_record s set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where s.customer_id = m.absorb returning 'sourceRecord' as kind, m.absorb, s.id`,
  voice: sql`
    update customers.voice v set customer_id = x.keep
    from (select distinct on (m.keep) q.customer_id as id, m.keep
      from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep) join customers.voice q on q.customer_id = m.absorb
      where not exists (select from customers.voice k where k.customer_id = m.keep) order by m.keep, q.customer_id) x
    where v.customer_id = x.id returning 'voice' as kind, x.id as absorb, x.id`,
})

/** The cars of a customer, in the past too. */
export async function assetIdsOf(db: Db, customerId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('customers.ownership')
    .select('asset_id')
    .where('customer_id', '=', customerId)
    .execute()
  return rows.map((row) => row.asset_id)
}

/** Customers, locked in one order. */
export async function lockCustomers(db: Db, ids: readonly string[]): Promise<Map<string, Record<string, unknown>>> {
  const rows = await db
    .selectFrom('customers.customer')
    .selectAll()
    .where(sql<boolean>`id = any(${[...ids].sort()}::uuid[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, row as unknown as Record<string, unknown>]))
}

/** Writes some plain fields, and whether the customer is put away. */
export async function writeMerged(
  db: Db,
  id: string,
  fields: Partial<Record<CustomerField | 'vouched', unknown>>,
  archivedAt: Date | null | undefined,
  now: Date,
): Promise<void> {
  const columns = Object.fromEntries(
    Object.entries(fields).map(([field, value]) =>
      field === 'vouched' ? [field, JSON.stringify(value ?? {})] : [CUSTOMER_COLUMN[field as CustomerField], value],
    ),
  )
  await db
    .updateTable('customers.customer')
    .set({
      ...columns,
      ...(archivedAt === undefined ? {} : { archived_at: archivedAt }),
      version: sql<number>`version + 1`,
      updated_at: now,
    } as never)
    .where('id', '=', id)
    .execute()
}

const asWritten = (row: Readonly<Record<string, unknown>>) => ({ ...row, vouched: JSON.stringify(row.vouched ?? {}) })
const TAKEN_IN = {
  id: 'uuid',
  title: 'text',
  given_name: 'text',
  family_name: 'text',
  company_name: 'text',
  pronunciation: 'text',
  address_as: 'text',
  birth_date: 'date',
  advisor_id: 'uuid',
  deputy_id: 'uuid',
  site_id: 'uuid',
  note: 'text',
  street: 'text',
  postcode: 'text',
  city: 'text',
  country: 'text',
  recognition: 'text',
  vouched: 'jsonb',
}

/** Customers who took others in, as they are now; and those who joined them, put away and found by nothing any more. */
export const mergedCustomers = (
  kept: readonly Record<string, unknown>[],
  { absorb }: Pick<Joinings, 'absorb'>,
  now: Date,
) => ({
  takenIn: sql`
    update customers.customer c set title = x.title, given_name = x.given_name, family_name = x.family_name,
      company_name = x.company_name, pronunciation = x.pronunciation, address_as = x.address_as, birth_date = x.birth_date,
      advisor_id = x.advisor_id, deputy_id = x.deputy_id, site_id = x.site_id, note = x.note, street = x.street, postcode = x.postcode,
      city = x.city, country = x.country, recognition = x.recognition, vouched = x.vouched, version = c.version + 1,
      updated_at = ${now}::timestamptz
    from unnest(${arraysOf(TAKEN_IN, kept.map(asWritten))}) as x(id, title, given_name, family_name, company_name, pronunciation, address_as,
      birth_date, advisor_id, deputy_id, site_id, note, street, postcode, city, country, recognition, vouched) where c.id = x.id`,
  putAway: sql`
    update customers.customer c set archived_at = ${now}::timestamptz, version = c.version + 1, updated_at = ${now}::timestamptz
    where c.id = any(${absorb}::uuid[])`,
  unfound: sql`delete from customers.needle where customer_id = any(${absorb}::uuid[])`,
})
