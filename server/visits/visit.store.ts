import { type Selectable, sql } from 'kysely'
import type { Call, Card, Visit } from '../../contract/visits.ts'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'
import type { Tables } from '../tables.ts'
import { HERE_MS } from './here.ts'
import type { Held } from './load.ts'

export type VisitRow = Selectable<Tables['visits.visit']>

export const asVisit = (row: VisitRow): Visit => ({
  id: row.id,
  siteId: row.site_id,
  customerId: row.customer_id,
  assetId: row.asset_id,
  appointmentId: row.appointment_id,
  door: row.door,
  state: row.state,
  arrivedAt: row.arrived_at.toISOString(),
  goingBy: row.going_by,
  goingAt: row.going_at?.toISOString() ?? null,
  greetedBy: row.greeted_by,
  greetedAt: row.greeted_at?.toISOString() ?? null,
  leftAt: row.left_at?.toISOString() ?? null,
  whoId: row.who_id,
  escalation: row.escalation,
  escalateAt: row.escalate_at?.toISOString() ?? null,
  confirmed: row.confirmed,
  card: row.card,
  version: row.version,
})

/** One visit, locked until the end of the transaction. */
export async function lockVisit(db: Db, id: string): Promise<VisitRow> {
  const row = await db.selectFrom('visits.visit').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('visit')
  return row
}

export async function visitById(db: Db, id: string): Promise<VisitRow> {
  const row = await db.selectFrom('visits.visit').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('visit')
  return row
}

/** Writes some columns and moves the version on. */
export async function changeVisit(
  db: Db,
  id: string,
  set: Partial<{
    customer_id: string
    asset_id: string | null
    appointment_id: string | null
    state: VisitRow['state']
    going_by: string | null
    going_at: Date | null
    greeted_by: string | null
    greeted_at: Date | null
    left_at: Date | null
    certainty: VisitRow['certainty']
    probability: number
    card: Card
    who_id: string | null
    escalation: number
    escalate_at: Date | null
    signal_id: string | null
    track: string | null
    confirmed: boolean | null
    out_since: Date | null
  }>,
  now: Date,
): Promise<Visit> {
  const { card, ...columns } = set
  const row = await db
    .updateTable('visits.visit')
    .set({
      ...columns,
      ...(card ? { card: JSON.stringify(card) } : {}),
      // Over: the next who comes is another visit.
      ...(set.state === 'left' || set.state === 'withdrawn' ? { door_person: null, door_car: null } : {}),
      version: sql<number>`version + 1`,
      updated_at: now,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return asVisit(row)
}

/** Who came to a site since an instant, withdrawn cards left out: all of them, without their cards. */
export async function cameSince(db: Db, siteId: string, since: Date) {
  return db
    .selectFrom('visits.visit')
    .select([
      'customer_id as customerId',
      'appointment_id as appointmentId',
      'state',
      'greeted_by as greetedBy',
      'arrived_at as arrivedAt',
    ])
    .where('site_id', '=', siteId)
    .where('arrived_at', '>=', since)
    .where('state', '!=', 'withdrawn')
    .execute()
}

/** Everyone who waits on a site since an instant, the longest waiting first: nobody is left out, however many came. */
export async function waitingOn(db: Db, siteId: string, since: Date): Promise<Visit[]> {
  const rows = await db
    .selectFrom('visits.visit')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('arrived_at', '>=', since)
    .where('state', '=', 'arrived')
    .orderBy('arrived_at')
    .orderBy('id')
    .execute()
  return rows.map(asVisit)
}

/** Who was greeted on a site since an instant and is still here, by one person or by all; who came last first, the last five hundred. */
export async function greetedOn(db: Db, siteId: string, since: Date, by: string | null): Promise<Visit[]> {
  let query = db
    .selectFrom('visits.visit')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('arrived_at', '>=', since)
    .where('state', '=', 'greeted')
    .orderBy('arrived_at', 'desc')
    .orderBy('id', 'desc')
    .limit(500)
  if (by) query = query.where('greeted_by', '=', by)
  return (await query.execute()).map(asVisit)
}

/** The visit that holds this number of a camera's track, whenever it was. Locked. */
export async function visitOfTrack(db: Db, sourceId: string, track: string): Promise<VisitRow | undefined> {
  return db
    .selectFrom('visits.visit')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('track', '=', track)
    .forUpdate()
    .executeTakeFirst()
}

/** The camera has given this visit's track to another car. Nothing that a screen shows, so the version stands. */
export async function freeTrack(db: Db, id: string): Promise<void> {
  await db.updateTable('visits.visit').set({ track: null }).where('id', '=', id).execute()
}

/** Seconds from arrival to greeting of the visits greeted in a period, with the civil day of their site. */
export async function waits(db: Db, siteIds: readonly string[], from: Date) {
  return db
    .selectFrom('visits.visit as v')
    .innerJoin('network.site as s', 's.id', 'v.site_id')
    .select([
      'v.site_id as siteId',
      sql<string>`to_char(v.arrived_at at time zone s.time_zone, 'YYYY-MM-DD')`.as('day'),
      sql<number>`extract(epoch from v.greeted_at - v.arrived_at)::float8`.as('seconds'),
    ])
    .where(sql<boolean>`v.site_id = any(${[...siteIds]}::uuid[])`)
    .where('v.arrived_at', '>=', from)
    .where('v.greeted_at', 'is not', null)
    .where('v.state', '!=', 'withdrawn')
    .execute()
}

/** Visits that wait, on every site, with who was told or is on the way, since an instant; oldest first. */
export async function lookedAfter(db: Db, since: Date): Promise<Held[]> {
  const rows = await db
    .selectFrom('visits.visit')
    .select((eb) => ['id', 'arrived_at', eb.fn.coalesce('going_by', 'who_id').as('staff')])
    .where('state', '=', 'arrived')
    .where('arrived_at', '>=', since)
    .orderBy('arrived_at')
    .execute()
  return rows.map((row) => ({ visitId: row.id, staffId: row.staff, arrivedAt: row.arrived_at }))
}

/** A call rings no longer: what is older was not ended. */
const CALLED_MS = 5 * 60_000

/** Who waits for this person on these sites and to whom nobody is going, and who calls them now. */
export async function waitingFor(
  db: Db,
  staffId: string,
  sites: readonly string[] | 'all',
  now: Date,
): Promise<({ type: 'visit'; site: string; visit: Visit } | { type: 'call'; site: string; call: Call })[]> {
  if (sites !== 'all' && sites.length === 0) return []
  let visits = db
    .selectFrom('visits.visit')
    .selectAll()
    .where('state', '=', 'arrived')
    .where('who_id', '=', staffId)
    .where('going_by', 'is', null)
    .where('arrived_at', '>=', new Date(now.getTime() - HERE_MS))
  let calls = db
    .selectFrom('visits.call')
    .selectAll()
    .where('state', '=', 'ringing')
    .where('who_id', '=', staffId)
    .where('at', '>=', new Date(now.getTime() - CALLED_MS))
  if (sites !== 'all') {
    visits = visits.where('site_id', 'in', [...sites])
    calls = calls.where('site_id', 'in', [...sites])
  }
  const [here, calling] = await Promise.all([visits.limit(50).execute(), calls.limit(50).execute()])
  return [
    ...here.map((row) => ({ type: 'visit' as const, site: row.site_id, visit: asVisit(row) })),
    ...calling.map((row) => ({ type: 'call' as const, site: row.site_id, call: asCall(row) })),
  ]
}

/** Visits whose time is up and which nobody else is looking at: claimed with SKIP LOCKED. */
export async function overdue(db: Db, now: Date, limit: number): Promise<VisitRow[]> {
  return db
    .selectFrom('visits.visit')
    .selectAll()
    .where('state', '=', 'arrived')
    .where('escalate_at', '<=', now)
    .orderBy('escalate_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

export const asCall = (row: Selectable<Tables['visits.call']>): Call => ({
  id: row.id,
  siteId: row.site_id,
  customerId: row.customer_id,
  state: row.state,
  at: row.at.toISOString(),
  whoId: row.who_id,
  takenById: row.taken_by,
  card: row.card,
})

/** Calls ringing or answered now. */
export async function openCalls(db: Db, siteId: string, since: Date): Promise<Call[]> {
  const rows = await db
    .selectFrom('visits.call')
    .selectAll()
    .where('site_id', '=', siteId)
    .where('state', 'in', ['ringing', 'answered'])
    .where('at', '>=', since)
    .orderBy('at', 'desc')
    .limit(50)
    .execute()
  return rows.map(asCall)
}

/** Ends visits that arrived before an instant and that nobody ended, and those of sites that were put away; returns them. */
export async function endOldVisits(db: Db, before: Date, now: Date) {
  return db
    .updateTable('visits.visit')
    .set({
      state: 'left',
      left_at: now,
      escalate_at: null,
      door_person: null,
      door_car: null,
      updated_at: now,
      version: sql<number>`version + 1`,
    })
    .where('state', 'in', ['arrived', 'greeted'])
    .where((eb) =>
      eb.or([
        eb('arrived_at', '<', before),
        eb('site_id', 'in', eb.selectFrom('network.site').select('id').where('archived_at', 'is not', null)),
      ]),
    )
    .returning(['id', 'customer_id', 'site_id', 'asset_id', 'greeted_at'])
    .execute()
}

/** Appointments whose hour passed before an instant and to which nobody came; returns them. */
export async function missOldAppointments(db: Db, before: Date, now: Date) {
  return db
    .updateTable('visits.appointment as a')
    .set({ state: 'missed', updated_at: now })
    .where('a.state', '=', 'booked')
    .where('a.at', '<', before)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('visits.visit as v')
            .select('v.id')
            .whereRef('v.customer_id', '=', 'a.customer_id')
            .where('v.state', '!=', 'withdrawn')
            .where(sql<boolean>`v.arrived_at between a.at - interval '6 hours' and a.at + interval '10 hours'`),
        ),
      ),
    )
    .returning(['a.id', 'a.customer_id', 'a.asset_id', 'a.site_id', 'a.at', 'a.service'])
    .execute()
}

/** Has this customer never been here before, anywhere in the network? */
export async function firstVisit(db: Db, customerId: string, thisVisit: string): Promise<boolean> {
  const before = await db
    .selectFrom('visits.visit')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('id', '!=', thisVisit)
    .where('state', '!=', 'withdrawn')
    .limit(1)
    .executeTakeFirst()
  return before === undefined
}
