import { type House, inTransaction, publish } from '../kit/house.ts'
import type { Calendars } from './calendar.port.ts'
import type { Period } from './duty-now.ts'
import { awayPeriods } from './ical-away.ts'
import { colleagues } from './staff.store.ts'
import type { Colleague } from './staff-named.ts'

const DAY = 86_400_000
const DAYS_AHEAD = 60
/** Calendars read at one time: enough for a network of hundreds within a minute, gentle to one server that holds them all. */
const AT_ONCE = 4

/** The tick that reads an address just given: whoever pastes one is told within seconds whether it is a calendar. */
export const NEW_CALENDARS = 'new-calendars'

/**
 * Reads the calendar of everyone who gave an address, or only those that were never read. One that cannot be read keeps what was known, and
 * says why.
 */
export async function readStaffCalendars(
  house: House,
  calendars: Calendars,
  which: 'all' | 'new' = 'all',
): Promise<void> {
  let given = house.db
    .selectFrom('network.staff as s')
    .select(['s.id', 's.calendar_url', 's.calendar_checked_at', 's.calendar_problem'])
    .select((eb) => [
      eb
        .selectFrom('network.staff_role as r')
        .innerJoin('network.site as t', (join) =>
          join.on((on) => on.or([on('t.id', '=', on.ref('r.site_id')), on('r.site_id', 'is', null)])),
        )
        .select('t.time_zone')
        .whereRef('r.staff_id', '=', 's.id')
        .where('t.archived_at', 'is', null)
        .orderBy('r.site_id')
        .orderBy('t.created_at')
        .limit(1)
        .as('zone'),
    ])
    .where('s.calendar_url', 'is not', null)
    .where('s.calendar_url', '!=', '')
    .where('s.archived_at', 'is', null)
  if (which === 'new') given = given.where('s.calendar_checked_at', 'is', null)
  const staff = await given.execute()
  if (staff.length === 0) return
  const all = await colleagues(house.db)
  for (let n = 0; n < staff.length; n += AT_ONCE)
    await Promise.all(
      staff.slice(n, n + AT_ONCE).map(({ id, calendar_url, calendar_checked_at, calendar_problem, zone }) =>
        readStaffCalendar(
          house,
          calendars,
          {
            id,
            url: calendar_url!,
            timeZone: zone ?? 'Europe/Paris',
            stood: calendar_checked_at ? calendar_problem : undefined,
          },
          all,
        ),
      ),
    )
}

/** What is written where somebody gives an address, or takes it away: another one was never read, the same one was. */
export const calendarGiven = (before: string | null, given: string | null | undefined) =>
  given === undefined || given === before
    ? {}
    : { calendar_url: given, calendar_problem: null, calendar_checked_at: null }

async function readStaffCalendar(
  house: House,
  calendars: Calendars,
  /** `stood`: what was wrong with it the last time; undefined when it was never read. */
  { id, url, timeZone, stood }: { id: string; url: string; timeZone: string; stood: string | null | undefined },
  staff: readonly Colleague[],
): Promise<void> {
  const read = await calendars.read(url)
  const now = house.now()
  const from = new Date(now.getTime() - DAY)
  const self = staff.find((one) => one.id === id)
  const periods =
    'text' in read
      ? awayPeriods(read.text, from, new Date(now.getTime() + DAYS_AHEAD * DAY), timeZone, self && { self, staff })
      : null
  await inTransaction(house, async (house) => {
    const problem = 'problem' in read ? read.problem : null
    const still = await house.db
      .updateTable('network.staff')
      .set({ calendar_checked_at: now, calendar_problem: problem })
      .where('id', '=', id)
      // They may have changed the address meanwhile.
      .where('calendar_url', '=', url)
      .executeTakeFirst()
    if (still.numUpdatedRows === 0n) return
    const moved = periods !== null && (await changed(house, id, periods))
    if (moved || problem !== stood) publish(house, { type: 'duty', site: null })
    if (!moved) return
    await house.db.deleteFrom('network.away').where('staff_id', '=', id).execute()
    if (periods.length > 0)
      await house.db
        .insertInto('network.away')
        .values(periods.map((period) => ({ staff_id: id, from_at: period.from, to_at: period.to })))
        .execute()
  })
}

async function changed(house: House, staffId: string, periods: readonly Period[]): Promise<boolean> {
  const rows = await house.db
    .selectFrom('network.away')
    .select(['from_at', 'to_at'])
    .where('staff_id', '=', staffId)
    .orderBy('from_at')
    .execute()
  const said = (all: readonly { from: Date; to: Date }[]) =>
    all.map((period) => `${period.from.getTime()}-${period.to.getTime()}`).join()
  return said(rows.map((row) => ({ from: row.from_at, to: row.to_at }))) !== said(periods)
}

/** Away periods of whoever no longer gives a calendar are forgotten. */
export async function forgetCalendars(house: House): Promise<void> {
  const gone = await house.db
    .deleteFrom('network.away')
    .where('staff_id', 'in', (eb) =>
      eb
        .selectFrom('network.staff')
        .select('id')
        .where((w) =>
          w.or([w('calendar_url', 'is', null), w('calendar_url', '=', ''), w('archived_at', 'is not', null)]),
        ),
    )
    .executeTakeFirst()
  if (gone.numDeletedRows > 0n) publish(house, { type: 'duty', site: null })
}
