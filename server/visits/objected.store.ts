import { sql } from 'kysely'
import type { Call } from '../../contract/visits.ts'
import type { Db } from '../kit/house.ts'
import { asCall, type VisitRow } from './visit.store.ts'

/**
 * Whom a camera recognised and to whom nobody has moved yet, and who has objected since, or whose car has; locked, but for those somebody else is
 * looking at.
 */
export async function recognisedButObjected(db: Db): Promise<VisitRow[]> {
  return db
    .selectFrom('visits.visit')
    .selectAll()
    .where('state', '=', 'arrived')
    .where('certainty', '=', 'sure')
    .where('going_by', 'is', null)
    .where(sql<boolean>`(exists (select from customers.customer c where c.id = visits.visit.customer_id and c.recognition = 'objected')
      or exists (select from customers.asset a where a.id = visits.visit.asset_id and a.recognition = 'objected'))`)
    .limit(20)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** Calls that ring with the name of who has objected since: they are not on the screens any more, nor kept. @returns them, over */
export async function dropCallsOfObjected(db: Db): Promise<Call[]> {
  const rows = await db
    .deleteFrom('visits.call')
    .where('state', '=', 'ringing')
    .where('certainty', '=', 'sure')
    .where(
      sql<boolean>`exists (select from customers.customer c where c.id = customer_id and c.recognition = 'objected')`,
    )
    .returningAll()
    .execute()
  return rows.map((row) => ({ ...asCall(row), state: 'ended' as const }))
}

/**
 * Open short lists lose whoever has objected since; one on which nobody is left, and those of the gate of a site where recognition was switched
 * off, are gone. @returns those that changed
 */
export async function strikeFromLists(db: Db): Promise<{ id: string; siteId: string }[]> {
  const { rows } = await sql<{ id: string; siteId: string }>`
    with open as (
      select p.id, p.site_id, p.door = 'gate' and s.recognition = 'off' as off, jsonb_array_length(p.candidates) as before,
        (select coalesce(jsonb_agg(c.value order by c.ordinality), '[]') from jsonb_array_elements(p.candidates) with ordinality c
          where not exists (select from customers.customer k where k.id = (c.value ->> 'customerId')::uuid and k.recognition = 'objected')
            and not exists (select from customers.asset a where a.id = (c.value ->> 'assetId')::uuid and a.recognition = 'objected')) as willing
      from visits.perhaps p join network.site s on s.id = p.site_id where p.answered_at is null
    ), fewer as (select * from open where off or jsonb_array_length(willing) < before),
    gone as (delete from visits.perhaps p using fewer f where p.id = f.id and (f.off or f.willing = '[]') returning p.id),
    kept as (update visits.perhaps p set candidates = f.willing from fewer f where p.id = f.id and not f.off and f.willing <> '[]' returning p.id)
    select id, site_id as "siteId" from fewer`.execute(db)
  return rows
}
