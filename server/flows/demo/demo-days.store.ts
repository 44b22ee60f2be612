import { sql } from 'kysely'
import type { Db } from '../../kit/house.ts'

/** When the last appointment of a place is, of those to come. */
export async function untilWhenBooked(db: Db, siteId: string, now: Date): Promise<Date | null> {
  const row = await db
    .selectFrom('visits.appointment')
    .select(({ fn }) => fn.max('at').as('at'))
    .where('site_id', '=', siteId)
    .where('state', '=', 'booked')
    .where('at', '>=', now)
    .executeTakeFirst()
  return row?.at ?? null
}

/** Customers of a place, with their car, who have not been there of late and are not expected: whoever, as many as asked. */
export async function someWithoutAppointment(
  db: Db,
  siteId: string,
  now: Date,
  most: number,
): Promise<{ customerId: string; assetId: string }[]> {
  const { rows } = await sql<{ customerId: string; assetId: string }>`
    select c.id as "customerId", (array_agg(o.asset_id order by o.asset_id))[1] as "assetId"
    from customers.customer c join customers.ownership o on o.customer_id = c.id
    where c.site_id = ${siteId}::uuid and c.archived_at is null
      and not exists (select from visits.appointment a where a.customer_id = c.id and a.at > ${now}::timestamptz - interval '20 days')
    group by c.id order by random() limit ${most}::int`.execute(db)
  return rows
}
