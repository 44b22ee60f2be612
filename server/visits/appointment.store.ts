import { sql } from 'kysely'
import type { Service } from '../../contract/network.ts'
import type { Appointment } from '../../contract/visits.ts'
import { displayName } from '../customers/name.ts'
import { displayPlate } from '../customers/plate.ts'
import type { Db } from '../kit/house.ts'
import type { AppointmentChange, BookedFields } from './appointment-booking.ts'

export interface AppointmentFilter {
  ids?: readonly string[]
  site?: string
  /** Only these sites. */
  sites?: readonly string[]
  customer?: string
  /** Those that begin at or after `from` and before `to`. */
  from?: Date
  to?: Date
  /** Cancelled ones too; left out otherwise. */
  cancelled?: boolean
}

const MOST = 2000

/** Appointments in the order of the clock, with whom and what they are about; at most two thousand. */
export async function appointmentsOf(db: Db, filter: AppointmentFilter): Promise<Appointment[]> {
  let query = db
    .selectFrom('visits.appointment as a')
    .innerJoin('customers.customer as c', 'c.id', 'a.customer_id')
    .leftJoin('customers.asset as v', 'v.id', 'a.asset_id')
    .select([
      'a.id',
      'a.customer_id',
      'a.asset_id',
      'a.site_id',
      'a.service',
      'a.at',
      'a.minutes',
      'a.staff_id',
      'a.reason',
      'a.state',
    ])
    .select([
      'c.kind',
      'c.given_name',
      'c.family_name',
      'c.company_name',
      'c.pronunciation',
      'c.advisor_id',
      'c.recognition',
      'v.recognition as car_recognition',
      'v.make',
      'v.model',
      'v.body',
    ])
    .select((eb) =>
      eb
        .selectFrom('customers.plate as p')
        .select(
          sql<{ plate: string; country: string }>`jsonb_build_object('plate', p.plate, 'country', p.country)`.as(
            'plate',
          ),
        )
        .whereRef('p.asset_id', '=', 'a.asset_id')
        .where('p.until', 'is', null)
        .orderBy('p.id', 'desc')
        .limit(1)
        .as('plate'),
    )
    .orderBy('a.at')
    .orderBy('a.id')
    .limit(MOST)
  if (filter.ids) query = query.where(sql<boolean>`a.id = any(${[...filter.ids]}::uuid[])`)
  if (filter.site) query = query.where('a.site_id', '=', filter.site)
  if (filter.sites) query = query.where(sql<boolean>`a.site_id = any(${[...filter.sites]}::uuid[])`)
  if (filter.customer) query = query.where('a.customer_id', '=', filter.customer)
  if (filter.from) query = query.where('a.at', '>=', filter.from)
  if (filter.to) query = query.where('a.at', '<', filter.to)
  if (!filter.cancelled && !filter.ids) query = query.where('a.state', '!=', 'cancelled')
  const rows = await query.execute()
  return rows.map((row) => ({
    id: row.id,
    customerId: row.customer_id,
    objected: row.recognition === 'objected' || row.car_recognition === 'objected',
    customerName: displayName({
      kind: row.kind,
      givenName: row.given_name,
      familyName: row.family_name,
      companyName: row.company_name,
    }),
    pronunciation: row.pronunciation,
    assetId: row.asset_id,
    vehicle: `${row.make ?? ''} ${row.model ?? ''}`.trim() || row.body || null,
    plate: row.plate ? displayPlate(row.plate.plate, row.plate.country) : null,
    siteId: row.site_id,
    service: row.service as Service,
    at: row.at.toISOString(),
    minutes: row.minutes,
    staffId: row.staff_id,
    advisorId: row.advisor_id,
    reason: row.reason,
    state: row.state,
  }))
}

export interface StoredAppointment extends BookedFields {
  id: string
  siteId: string
  source: string
  key: string | null
}

/** One appointment, locked until the end of the transaction. */
export async function lockAppointment(db: Db, id: string): Promise<StoredAppointment | undefined> {
  const row = await db.selectFrom('visits.appointment').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && asStored(row)
}

/** What is kept of a source under these keys, with what it said; locked. */
export async function appointmentsOfSource(
  db: Db,
  source: string,
  keys: readonly string[],
): Promise<(StoredAppointment & { said: Partial<BookedFields> | null })[]> {
  const rows = await db
    .selectFrom('visits.appointment')
    .selectAll()
    .select(sql<Partial<BookedFields> | null>`said`.as('said'))
    .where('source', '=', source)
    .where(sql<boolean>`key = any(${[...keys]}::text[])`)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map((row) => ({ ...asStored(row), said: row.said }))
}

/** Keys of what a source booked between two instants and that is still to come. */
export async function bookedKeys(db: Db, source: string, from: Date, to: Date): Promise<string[]> {
  const rows = await db
    .selectFrom('visits.appointment')
    .select('key')
    .where('source', '=', source)
    .where('state', '=', 'booked')
    .where('at', '>=', from)
    .where('at', '<', to)
    .execute()
  return rows.flatMap((row) => row.key ?? [])
}

const asStored = (row: {
  id: string
  customer_id: string
  asset_id: string | null
  site_id: string
  service: string
  at: Date
  minutes: number
  staff_id: string | null
  reason: string
  state: BookedFields['state']
  source: string
  key: string | null
}): StoredAppointment => ({
  id: row.id,
  customerId: row.customer_id,
  assetId: row.asset_id,
  siteId: row.site_id,
  service: row.service as Service,
  at: row.at.toISOString(),
  minutes: row.minutes,
  staffId: row.staff_id,
  reason: row.reason,
  state: row.state,
  source: row.source,
  key: row.key,
})

export interface NewAppointment extends BookedFields {
  id: string
  siteId: string
  source: string
  key: string | null
}

/** Books many in one statement. `said` is what the source itself said, null for a person’s booking. */
export async function insertAppointments(db: Db, drafts: readonly SaidAppointment[], now: Date): Promise<void> {
  if (drafts.length > 0) await inserting(drafts, now).execute(db)
}

/** Books one, unless its key was booked meanwhile: then it is not, and false. */
export async function insertAppointmentOnce(db: Db, draft: SaidAppointment, now: Date): Promise<boolean> {
  const { rows } =
    await sql`${inserting([draft], now)} on conflict (source, key) where key is not null do nothing returning id`.execute(
      db,
    )
  return rows.length > 0
}

export type SaidAppointment = NewAppointment & { said: Partial<BookedFields> | null }

const inserting = (drafts: readonly SaidAppointment[], now: Date) => sql`
    insert into visits.appointment (id, customer_id, asset_id, site_id, service, at, minutes, staff_id, reason, state, source, key, said, created_at, updated_at)
    select id, "customerId", "assetId", "siteId", service, at, minutes, "staffId", reason, state, source, key, said, ${now}::timestamptz, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(drafts)}::json) as x(id uuid, "customerId" uuid, "assetId" uuid, "siteId" uuid, service text, at timestamptz,
      minutes integer, "staffId" uuid, reason text, state text, source text, key text, said jsonb)`

/** Writes the fields that differ; with `said`, what the source says now. */
export async function writeAppointment(
  db: Db,
  id: string,
  change: AppointmentChange,
  said: Partial<BookedFields> | undefined,
  now: Date,
): Promise<void> {
  await db
    .updateTable('visits.appointment')
    .set({
      ...(change.customerId !== undefined ? { customer_id: change.customerId } : {}),
      ...(change.assetId !== undefined ? { asset_id: change.assetId } : {}),
      ...(change.service !== undefined ? { service: change.service } : {}),
      ...(change.at !== undefined ? { at: change.at } : {}),
      ...(change.minutes !== undefined ? { minutes: change.minutes } : {}),
      ...(change.staffId !== undefined ? { staff_id: change.staffId } : {}),
      ...(change.reason !== undefined ? { reason: change.reason } : {}),
      ...(change.state !== undefined ? { state: change.state } : {}),
      updated_at: now,
    })
    .where('id', '=', id)
    .execute()
  if (said)
    await sql`update visits.appointment set said = ${JSON.stringify(said)}::jsonb where id = ${id}::uuid`.execute(db)
}
