import { type Selectable, sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Tables } from '../tables.ts'

/**
 * Visits to which nobody goes and of which nobody else is to be told by the clock, those first who came first: nobody was on duty, or
 * everybody on duty was told and fewer than `most` are. Those that somebody else holds just now are left for the next round.
 */
export async function unheard(
  db: Db,
  { since, most, now }: { since: Date; most: number; now: Date },
): Promise<Selectable<Tables['visits.visit']>[]> {
  return db
    .selectFrom('visits.visit')
    .selectAll()
    .where('state', '=', 'arrived')
    .where('going_by', 'is', null)
    .where((eb) =>
      eb.or([eb('escalate_at', 'is', null), eb.and([eb('who_id', 'is', null), eb('escalate_at', '>', now)])]),
    )
    .where('escalation', '<', most)
    .where('arrived_at', '>=', since)
    .orderBy('arrived_at')
    .forUpdate()
    .skipLocked()
    .execute()
}

/**
 * Who said that they are going, or was told, and works here no more or receives nobody on that site any more: nobody is going, and the next
 * is told now.
 * @param roles those that receive people
 */
export async function freeOfGone(db: Db, roles: readonly string[], now: Date): Promise<void> {
  await sql`update visits.visit v set going_by = null, going_at = null, escalate_at = ${now}, version = v.version + 1, updated_at = ${now}
    where v.state = 'arrived' and coalesce(v.going_by, v.who_id) is not null
      and (v.going_by is not null or v.escalate_at > ${now})
      and not exists (
        select from network.staff s join network.staff_role r on r.staff_id = s.id
        where s.id = coalesce(v.going_by, v.who_id) and s.archived_at is null
          and r.role = any(${[...roles]}::text[]) and (r.site_id is null or r.site_id = v.site_id))`.execute(db)
}
