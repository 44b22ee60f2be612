import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** Since when a repair of this car is in progress on this site, and whether somebody who has it is awaited there now, whose appointment no visit has. */
export async function whyCarIsHere(
  db: Db,
  { siteId, assetId, people, now }: { siteId: string; assetId: string; people: readonly string[]; now: Date },
): Promise<{ repairSince: Date | null; awaited: boolean }> {
  const { rows } = await sql<{ repairSince: Date | null; awaited: boolean }>`select
    (select min(placed_at) from timeline."order" where asset_id = ${assetId}::uuid and kind = 'repair' and state = 'in-progress'
      and (site_id = ${siteId}::uuid or site_id is null)) as "repairSince",
    exists (select from visits.appointment a where a.customer_id = any(${[...people]}::uuid[]) and a.site_id = ${siteId}::uuid and a.state = 'booked'
      and a.at between ${now}::timestamptz - interval '75 minutes' and ${now}::timestamptz + interval '75 minutes'
      and not exists (select from visits.visit v where v.appointment_id = a.id and v.state <> 'withdrawn')) as awaited`.execute(
    db,
  )
  return rows[0]!
}
