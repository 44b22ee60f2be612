import { type Selectable, sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Tables } from '../tables.ts'

export interface DoorQuestion {
  siteId: string
  assetId: string | null
  customerId: string
  /** Since when the car's visits count. */
  since: Date
}

/** The last visits of a car on a site, and those of a person that are open there, newest first; none that was withdrawn. Locked. */
export async function visitsAtDoor(
  db: Db,
  { siteId, assetId, customerId, since }: DoorQuestion,
): Promise<Selectable<Tables['visits.visit']>[]> {
  return db
    .selectFrom('visits.visit')
    .selectAll()
    .where(
      'id',
      'in',
      sql<string>`(
        (select id from visits.visit where asset_id = ${assetId}::uuid and site_id = ${siteId}::uuid
          and arrived_at >= ${since}::timestamptz and state <> 'withdrawn' order by arrived_at desc limit 5)
        union
        (select id from visits.visit where customer_id = ${customerId}::uuid and site_id = ${siteId}::uuid
          and state in ('arrived', 'greeted') order by arrived_at desc limit 5))`,
    )
    .orderBy('arrived_at', 'desc')
    .orderBy('id', 'desc')
    .forUpdate()
    .execute()
}

/** Where this car stood at the door somebody else may come in with it: its visit stays open, and holds the place no longer. */
export async function freeDoor(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await db
      .updateTable('visits.visit')
      .set({ door_person: null, door_car: null })
      .where('id', 'in', [...ids])
      .execute()
}

/** Where the car of a visit is, as far as a camera can tell. Nothing that a screen shows, so the version stands. */
export async function carMoved(db: Db, id: string, outSince: Date | null): Promise<void> {
  await db.updateTable('visits.visit').set({ out_since: outSince }).where('id', '=', id).execute()
}
