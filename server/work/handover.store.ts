import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { NETWORK_ZONE } from '../network/places.store.ts'
import type { Handover } from './who-does.ts'

/** Hand-overs in force at this instant, ready for `teamOf`. */
export async function handoversInForce(db: Db, now: Date): Promise<Handover[]> {
  const rows = await db
    .selectFrom('work.handover')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('at', '<=', now)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', now)]))
    .execute()
  return rows.map((row) => ({
    id: row.id,
    from: row.from_staff,
    to: row.to_staff,
    at: row.at.getTime(),
    until: row.until?.getTime() ?? null,
    words: row.words,
    customers: row.customer_ids && new Set(row.customer_ids),
  }))
}

/** Hand-overs that were in force at some time between two instants, each until it ended. */
export async function handoversBetween(db: Db, from: Date, to: Date): Promise<Handover[]> {
  const rows = await db
    .selectFrom('work.handover')
    .selectAll()
    .where('at', '<', to)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', from)]))
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', from)]))
    .execute()
  return rows.map((row) => {
    const ends = [row.until, row.ended_at].flatMap((end) => (end ? [end.getTime()] : []))
    return {
      id: row.id,
      from: row.from_staff,
      to: row.to_staff,
      at: row.at.getTime(),
      until: ends.length > 0 ? Math.min(...ends) : null,
      words: row.words,
      customers: row.customer_ids && new Set(row.customer_ids),
    }
  })
}

export async function insertHandover(
  db: Db,
  made: {
    id: string
    from: string
    to: string
    at: Date
    until: Date | null
    words: string
    customerIds: string[] | null
  },
): Promise<void> {
  await db
    .insertInto('work.handover')
    .values({
      id: made.id,
      from_staff: made.from,
      to_staff: made.to,
      at: made.at,
      until: made.until,
      words: made.words,
      customer_ids: made.customerIds,
      ended_at: null,
    })
    .execute()
}

export const lockHandover = (db: Db, id: string) =>
  db.selectFrom('work.handover').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const endHandoverRow = (db: Db, id: string, now: Date) =>
  db.updateTable('work.handover').set({ ended_at: now }).where('id', '=', id).execute()

/** The clock of whoever works here: of the first of their sites, or of the network. `staff` names the column that holds them. */
const zoneOfStaff = (
  staff: string,
) => sql<string>`coalesce((select t.time_zone from network.staff_role r join network.site t on t.id = r.site_id
  where r.staff_id = ${sql.ref(staff)} order by t.archived_at is not null, t.created_at limit 1), ${NETWORK_ZONE})`

/** Where the clock of somebody who works here stands. */
export async function staffZone(db: Db, staffId: string): Promise<string> {
  const { rows } = await sql<{ zone: string }>`
    select ${zoneOfStaff('s.id')} as zone from network.staff s where s.id = ${staffId}`.execute(db)
  return rows[0]?.zone ?? 'Europe/Paris'
}

export interface HandoverRow {
  id: string
  from_staff: string
  from_name: string
  to_staff: string
  to_name: string
  at: Date
  until: Date | null
  zone: string
  words: string
  customers: { id: string; name: string }[] | null
  people: number
  ended_at: Date | null
}

/** Hand-overs somebody gave or received, or everybody's; those in force first, then the newest. */
export async function handoversOf(
  db: Db,
  of: { staffId: string } | 'everybody' | { id: string },
): Promise<HandoverRow[]> {
  const which =
    of === 'everybody'
      ? sql`true`
      : 'id' in of
        ? sql`h.id = ${of.id}`
        : sql`(h.from_staff = ${of.staffId} or h.to_staff = ${of.staffId})`
  const { rows } = await sql<HandoverRow>`
    select h.id, h.from_staff, f.name as from_name, h.to_staff, g.name as to_name, h.at, h.until, ${zoneOfStaff('h.from_staff')} as zone, h.words, h.ended_at,
      case when h.customer_ids is null then null else coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'name',
          case when c.kind = 'company' then c.company_name else trim(c.given_name || ' ' || c.family_name) end) order by c.family_name, c.id)
        from customers.customer c where c.id = any(h.customer_ids)), '[]') end as customers,
      case when h.customer_ids is not null then cardinality(h.customer_ids)
        else (select count(*)::int from customers.customer c where c.advisor_id = h.from_staff and c.archived_at is null) end as people
    from work.handover h join network.staff f on f.id = h.from_staff join network.staff g on g.id = h.to_staff
    where ${which} order by h.ended_at is not null, h.at desc limit 200`.execute(db)
  return rows
}
