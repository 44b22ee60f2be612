import { type RawBuilder, sql } from 'kysely'
import type { Card, Visit } from '../../contract/visits.ts'
import type { Db } from '../kit/house.ts'
import { type Given, theValuesOf } from '../kit/statement.ts'

export interface NewVisit {
  id: string
  siteId: string
  customerId: string
  assetId: string | null
  appointmentId: string | null
  door: Visit['door']
  arrivedAt: Date
  certainty: Card['certainty']
  probability: number
  card: Card
  whoId: string | null
  escalateAt: Date | null
  sourceId: string | null
  track: string | null
  signalId: string | null
  confirmed: boolean | null
}

/** A visit as it stands the moment it is made. */
export const newVisit = (visit: NewVisit): Visit => ({
  id: visit.id,
  siteId: visit.siteId,
  customerId: visit.customerId,
  assetId: visit.assetId,
  appointmentId: visit.appointmentId,
  door: visit.door,
  state: 'arrived',
  arrivedAt: visit.arrivedAt.toISOString(),
  goingBy: null,
  goingAt: null,
  greetedBy: null,
  greetedAt: null,
  leftAt: null,
  whoId: visit.whoId,
  escalation: 0,
  escalateAt: visit.escalateAt?.toISOString() ?? null,
  confirmed: visit.confirmed,
  card: visit.card,
  version: 1,
})

/**
 * Makes a visit where a condition holds. Not while another of this person, or of this car, stands at the door of this site: two that are made
 * at the same moment are one. A part of a statement: its row is the id, or none.
 */
export const visitMade = (
  the: Given<NewVisit>,
  where: RawBuilder<unknown>,
  now: RawBuilder<Date>,
): RawBuilder<{ id: string }> => sql<{
  id: string
}>`insert into visits.visit (id, site_id, customer_id, asset_id, appointment_id, door, state, arrived_at, certainty, probability,
      card, who_id, escalate_at, source_id, track, signal_id, confirmed, door_person, door_car, updated_at)
    select ${the((v) => v.id)}::uuid, ${the((v) => v.siteId)}::uuid, ${the((v) => v.customerId)}::uuid, ${the((v) => v.assetId)}::uuid,
      ${the((v) => v.appointmentId)}::uuid, ${the((v) => v.door)}::text, 'arrived', ${the((v) => v.arrivedAt)}::timestamptz,
      ${the((v) => v.certainty)}::text, ${the((v) => v.probability)}::float8, ${the((v) => JSON.stringify(v.card))}::jsonb,
      ${the((v) => v.whoId)}::uuid, ${the((v) => v.escalateAt)}::timestamptz, ${the((v) => v.sourceId)}::uuid,
      ${the((v) => v.track)}::text, ${the((v) => v.signalId)}::uuid, ${the((v) => v.confirmed)}::boolean,
      ${the((v) => v.customerId)}::uuid, ${the((v) => v.assetId)}::uuid, ${now}::timestamptz
    where ${where}
    on conflict do nothing
    returning id`

/** {@link visitMade} alone; nothing when this person or this car has come in at the same moment. */
export async function insertVisit(db: Db, visit: NewVisit, now: Date): Promise<Visit | undefined> {
  const { rows } = await visitMade(theValuesOf(visit), sql`true`, sql.val(now)).execute(db)
  return rows.length > 0 ? newVisit(visit) : undefined
}

/**
 * Whatever says on this site that this person or this car came lately: one of their visits that is open, one of the car that is not withdrawn. A
 * part of a query: its rows are ids. Two look-ups by index; one `or` over both columns would read every visit of the site.
 */
export const cameLately = (
  the: Given<Pick<NewVisit, 'siteId' | 'assetId' | 'customerId'>>,
  since: RawBuilder<Date>,
): RawBuilder<{ id: string }> => sql<{ id: string }>`select id from visits.visit
        where customer_id = ${the((v) => v.customerId)}::uuid and site_id = ${the((v) => v.siteId)}::uuid
        and arrived_at >= ${since}::timestamptz and state in ('arrived', 'greeted')
      union all
      select id from visits.visit where asset_id = ${the((v) => v.assetId)}::uuid
        and site_id = ${the((v) => v.siteId)}::uuid and arrived_at >= ${since}::timestamptz and state <> 'withdrawn'`

/** The visit of a camera's track that arrived between two instants, whatever its state. A part of a query: its row is the id, or none. */
export const seenOnTrack = (
  the: Given<Pick<NewVisit, 'sourceId' | 'track'>>,
  from: RawBuilder<Date>,
  to: RawBuilder<Date>,
): RawBuilder<{ id: string }> =>
  sql<{ id: string }>`select id from visits.visit where source_id = ${the((v) => v.sourceId)}::uuid
    and track = ${the((v) => v.track)}::text and arrived_at between ${from}::timestamptz and ${to}::timestamptz`

/**
 * A camera counts from the start again: who held this number of a track lets go of it, where a condition holds. A part of a
 * statement: its rows are the ids. Nothing that a screen shows, so the version stands.
 */
export const trackFreed = (
  the: Given<Pick<NewVisit, 'sourceId' | 'track'>>,
  where: RawBuilder<unknown>,
): RawBuilder<{ id: string }> => sql<{ id: string }>`update visits.visit set track = null
    where source_id = ${the((v) => v.sourceId)}::uuid and track = ${the((v) => v.track)}::text and ${where}
    returning id`
