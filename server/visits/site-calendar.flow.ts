import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/import-feeds.ts'
import type { Service } from '../../contract/network.ts'
import { service as serviceShape } from '../../contract/network.ts'
import { type Caller, callerSites, need } from '../kit/caller.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { invalid } from '../kit/problem.ts'
import { audit } from '../network/audit.store.ts'
import type { CalendarProblem, Calendars } from '../network/calendar.port.ts'
import { clearSetting, setSetting, setting, settings, siteById, sites } from '../network/places.store.ts'
import { colleagues } from '../network/staff.store.ts'
import { bookFromSource, cancelVanished, type SourceBooking } from './booking.flow.ts'
import { appointmentsIn } from './ical-appointments.ts'
import { candidatesFor, indexCandidates } from './who-comes.store.ts'
import { whoComes } from './who-comes.ts'

/** What is kept of a site’s diary, under `calendar:<siteId>`. */
export interface SiteCalendar {
  url: string
  service: Service
  checkedAt: string | null
  problem: CalendarProblem | null
  /** Events of the window that are somebody’s, and those that are nobody’s known. */
  found: number
  unmatched: number
}

const DAY = 86_400_000
const DAYS_AHEAD = 60
const settingOf = (siteId: string): string => `calendar:${siteId}`
const calendarOf = (house: House, siteId: string) => setting<SiteCalendar | null>(house.db, settingOf(siteId), null)

export async function listCalendars(
  house: House,
  _input: InputOf<typeof api.listCalendars>,
  caller: Caller,
): Promise<AnswerOf<typeof api.listCalendars>> {
  const allowed = callerSites(caller, 'imports.manage')
  const shown = (await sites(house.db)).filter(({ id }) => allowed === 'all' || allowed.includes(id))
  const followed = await settings<SiteCalendar>(
    house.db,
    shown.map(({ id }) => settingOf(id)),
  )
  return {
    calendars: shown.flatMap(({ id }) => {
      const calendar = followed.get(settingOf(id))
      if (!calendar) return []
      const { url, checkedAt, problem, found, unmatched } = calendar
      return [{ siteId: id, url, checkedAt, problem, found, unmatched }]
    }),
  }
}

/** Follows a diary, and reads it at once; with an empty address, no longer. What was booked from it stays. */
export function setCalendar(calendars: Calendars) {
  return async (
    house: House,
    { params, body }: InputOf<typeof api.setCalendar>,
    caller: Caller,
  ): Promise<AnswerOf<typeof api.setCalendar>> => {
    need(caller, 'imports.manage', params.site)
    const service = serviceShape.safeParse(body.service || 'service')
    if (!service.success) throw invalid('body.service', 'unknown-service')
    await inTransaction(house, async (house) => {
      await siteById(house.db, params.site)
      if (body.url)
        await setSetting(
          house.db,
          settingOf(params.site),
          {
            url: body.url,
            service: service.data,
            checkedAt: null,
            problem: null,
            found: 0,
            unmatched: 0,
          } satisfies SiteCalendar,
          house.now(),
        )
      else await clearSetting(house.db, settingOf(params.site))
      await audit(house, caller, 'calendar.set', { siteId: params.site, detail: { follows: body.url !== '' } })
    })
    if (body.url) await readSiteCalendar(house, calendars, params.site)
    return { ok: true }
  }
}

/** Reads the diary of every site that has one. */
export async function readSiteCalendars(house: House, calendars: Calendars): Promise<void> {
  for (const site of await sites(house.db)) {
    try {
      await readSiteCalendar(house, calendars, site.id)
    } catch (error) {
      house.log.error({ err: error, site: site.id }, 'the diary of a site could not be taken in')
    }
  }
}

/**
 * Reads the diary of one site and books what is somebody’s. An event of nobody known is counted, and tried again at each reading: once the customer is
 * in, it is theirs. A cancelled or deleted event cancels its appointment while that is still to come.
 */
async function readSiteCalendar(house: House, calendars: Calendars, siteId: string): Promise<void> {
  const before = await calendarOf(house, siteId)
  if (!before?.url) return
  const site = await siteById(house.db, siteId)
  const read = await calendars.read(before.url)
  const now = house.now()
  const from = new Date(now.getTime() - DAY)
  const to = new Date(now.getTime() + DAYS_AHEAD * DAY)
  await inTransaction(house, async (house) => {
    // Read again, locked: someone may have taken the calendar away while it was being fetched.
    await house.db
      .selectFrom('network.setting')
      .select('key')
      .where('key', '=', settingOf(siteId))
      .forUpdate()
      .execute()
    const calendar = await calendarOf(house, siteId)
    if (calendar?.url !== before.url) return
    const checked = { ...calendar, checkedAt: now.toISOString() }
    if ('problem' in read) return setSetting(house.db, settingOf(siteId), { ...checked, problem: read.problem }, now)
    const drafts = appointmentsIn(
      read.text,
      from,
      to,
      {
        timeZone: site.timeZone,
        country: site.country,
        service: calendar.service,
      },
      await colleagues(house.db),
    )
    const source = { source: `ical:${siteId}`, siteId, actor: 'calendar', staffId: null }
    const among = indexCandidates(
      await candidatesFor(
        house.db,
        source.source,
        drafts.flatMap(({ told, toldWithOurs }) => (toldWithOurs ? [told, toldWithOurs] : [told])),
        now.toISOString().slice(0, 10),
      ),
    )
    const bookings: SourceBooking[] = []
    for (const { told, toldWithOurs, ...draft } of drafts) {
      let who = whoComes(told, among(told))
      if ('because' in who && who.because === 'customer-unknown' && toldWithOurs)
        who = whoComes(toldWithOurs, among(toldWithOurs))
      if ('customerId' in who) bookings.push({ ...draft, ...who })
    }
    await bookFromSource(house, source, bookings)
    await cancelVanished(house, source, new Set(drafts.map(({ key }) => key)), now, to)
    await setSetting(
      house.db,
      settingOf(siteId),
      { ...checked, problem: null, found: bookings.length, unmatched: drafts.length - bookings.length },
      now,
    )
  })
}
