import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { CUSTOMER_COLUMN, type CustomerField } from './customer-fields.ts'

/** Ids of the rows that changed hands, by table. */
export type MovedRows = Record<string, string[]>

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map((row) => row.id)

/**
 * All that hangs on one customer in this slice goes to another. What the other has already (the same number, the same car) stays
 * where it is: it says nothing new, and is there should the two be parted again.
 */
export async function moveCustomer(db: Db, from: string, to: string): Promise<MovedRows> {
  const { rows: phones } = await sql<{ id: string }>`
    update customers.phone p set customer_id = ${to}::uuid, position = position + 100 where customer_id = ${from}::uuid
      and not exists (select from customers.phone q where q.customer_id = ${to}::uuid and q.e164 = p.e164) returning id`.execute(
    db,
  )
  const { rows: emails } = await sql<{ id: string }>`
    update customers.email e set customer_id = ${to}::uuid, position = position + 100 where customer_id = ${from}::uuid
      and not exists (select from customers.email f where f.customer_id = ${to}::uuid and f.address = e.address) returning id`.execute(
    db,
  )
  const { rows: owned } = await sql<{ id: string; asset_id: string }>`
    update customers.ownership o set customer_id = ${to}::uuid where customer_id = ${from}::uuid
      and not exists (select from customers.ownership p where p.customer_id = ${to}::uuid and p.asset_id = o.asset_id) returning id, asset_id`.execute(
    db,
  )
  const { rows: relations } = await sql<{ id: string }>`
    update customers.relation r set customer_id = ${to}::uuid where customer_id = ${from}::uuid and other_id <> ${to}::uuid
      and not exists (select from customers.relation s where s.customer_id = ${to}::uuid and s.other_id = r.other_id and s.kind = r.kind) returning id`.execute(
    db,
  )
  const { rows: others } = await sql<{ id: string }>`
    update customers.relation r set other_id = ${to}::uuid where other_id = ${from}::uuid and customer_id <> ${to}::uuid
      and not exists (select from customers.relation s where s.other_id = ${to}::uuid and s.customer_id = r.customer_id and s.kind = r.kind) returning id`.execute(
    db,
  )
  const { rows: records } = await sql<{ id: string }>`
    update customers.source_record set customer_id = ${to}::uuid where customer_id = ${from}::uuid returning id`.execute(
    db,
  )
  const { rows: voices } = await sql<{ id: string }>`
    update customers.voice set customer_id = ${to}::uuid where customer_id = ${from}::uuid
      and not exists (select from customers.voice v where v.customer_id = ${to}::uuid) returning customer_id as id`.execute(
    db,
  )
  return {
    phone: idsOf(phones),
    email: idsOf(emails),
    ownership: idsOf(owned),
    asset: owned.map((row) => row.asset_id),
    relation: idsOf(relations),
    relationOther: idsOf(others),
    sourceRecord: idsOf(records),
    voice: voices.length > 0 ? [from] : [],
  }
}

/** The way back of {@link moveCustomer}: what is still with `from` of the rows that came from `to`. */
export async function moveCustomerBack(db: Db, moved: MovedRows, from: string, to: string): Promise<void> {
  const ids = (kind: string): string[] => moved[kind] ?? []
  await sql`update customers.phone p set customer_id = ${to}::uuid, position = greatest(position - 100, 0)
    where id = any(${ids('phone')}::uuid[]) and customer_id = ${from}::uuid
      and not exists (select from customers.phone q where q.customer_id = ${to}::uuid and q.e164 = p.e164)`.execute(db)
  await sql`update customers.email e set customer_id = ${to}::uuid, position = greatest(position - 100, 0)
    where id = any(${ids('email')}::uuid[]) and customer_id = ${from}::uuid
      and not exists (select from customers.email f where f.customer_id = ${to}::uuid and f.address = e.address)`.execute(
    db,
  )
  await sql`update customers.ownership set customer_id = ${to}::uuid
    where id = any(${ids('ownership')}::uuid[]) and customer_id = ${from}::uuid`.execute(db)
  await sql`update customers.relation set customer_id = ${to}::uuid
    where id = any(${ids('relation')}::uuid[]) and customer_id = ${from}::uuid`.execute(db)
  await sql`update customers.relation set other_id = ${to}::uuid
    where id = any(${ids('relationOther')}::uuid[]) and other_id = ${from}::uuid`.execute(db)
  await sql`update customers.source_record set customer_id = ${to}::uuid
    where id = any(${ids('sourceRecord')}::uuid[]) and customer_id = ${from}::uuid`.execute(db)
  if (ids('voice').length > 0)
    await sql`update customers.voice set customer_id = ${to}::uuid where customer_id = ${from}::uuid
      and not exists (select from customers.voice v where v.customer_id = ${to}::uuid)`.execute(db)
}

/**
 * What came to `from` since it took in `to`, by way of the sources of `to`: numbers and addresses that only they give, and vehicles
 * that only they name.
 */
export async function moveNewcomersBack(db: Db, from: string, to: string, since: Date): Promise<void> {
  const said = (list: string) => sql`
    exists (select from customers.source_record r where r.customer_id = ${to}::uuid and jsonb_exists(r.data -> ${sql.lit(list)}, x.value))
    and not exists (select from customers.source_record r where r.customer_id = ${from}::uuid and jsonb_exists(r.data -> ${sql.lit(list)}, x.value))`
  await sql`update customers.phone p set customer_id = ${to}::uuid from (select id, e164 as value from customers.phone where customer_id = ${from}::uuid) x
    where x.id = p.id and ${said('phones')} and not exists (select from customers.phone q where q.customer_id = ${to}::uuid and q.e164 = p.e164)`.execute(
    db,
  )
  await sql`update customers.email e set customer_id = ${to}::uuid from (select id, address as value from customers.email where customer_id = ${from}::uuid) x
    where x.id = e.id and ${said('emails')} and not exists (select from customers.email f where f.customer_id = ${to}::uuid and f.address = e.address)`.execute(
    db,
  )
  await sql`update customers.ownership o set customer_id = ${to}::uuid from customers.asset a
    where a.id = o.asset_id and o.customer_id = ${from}::uuid and a.created_at > ${since}::timestamptz
      and exists (select from customers.source_record r where r.asset_id = o.asset_id and r.customer_id = ${to}::uuid)
      and not exists (select from customers.source_record r where r.asset_id = o.asset_id and r.customer_id = ${from}::uuid)
      and not exists (select from customers.ownership p where p.customer_id = ${to}::uuid and p.asset_id = o.asset_id)`.execute(
    db,
  )
}

/** The cars of a customer, in the past too. */
export async function assetIdsOf(db: Db, customerId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('customers.ownership')
    .select('asset_id')
    .where('customer_id', '=', customerId)
    .execute()
  return rows.map((row) => row.asset_id)
}

/** Two customers, locked in one order. */
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
  fields: Partial<Record<CustomerField, unknown>>,
  archivedAt: Date | null | undefined,
  now: Date,
): Promise<void> {
  const columns = Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [CUSTOMER_COLUMN[field as CustomerField], value]),
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
