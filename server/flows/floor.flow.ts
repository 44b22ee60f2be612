import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type * as api from '../../contract/visits.ts'
import { type Caller, callerMay, callerSites, need } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { siteById, sites } from '../network/places.store.ts'
import { siteTally } from '../signals/source.store.ts'
import { appointmentsOf } from '../visits/appointment.store.ts'
import { binWidth, greetFigures } from '../visits/greet-figures.ts'
import { HERE_MS } from '../visits/here.ts'
import { openPerhaps } from '../visits/perhaps.store.ts'
import { stillExpected } from '../visits/still-expected.ts'
import { cameSince, greetedOn, openCalls, waitingOn, waits } from '../visits/visit.store.ts'
import { openMatters } from './open-matters.store.ts'

type In<K extends keyof typeof api> = InputOf<(typeof api)[K]>
type Out<K extends keyof typeof api> = Promise<AnswerOf<(typeof api)[K]>>

const HOUR = 3_600_000

/** Today in the site's own time, from midnight to midnight: 23 or 25 hours when the clock is changed. */
function dayOf(now: Date, timeZone: string): { start: Date; end: Date } {
  const day = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).startOfDay()
  return { start: new Date(day.epochMilliseconds), end: new Date(day.add({ days: 1 }).epochMilliseconds) }
}

async function siteNow(house: House, siteId: string, caller: Caller) {
  need(caller, 'visits.read', siteId)
  const now = house.now()
  const site = await siteById(house.db, siteId)
  const { start, end } = dayOf(now, site.timeZone)
  // Who came before midnight is here after it; who was awaited a moment before it, and who is a moment after, is expected still.
  const hereSince = new Date(now.getTime() - HERE_MS)
  const dueSince = new Date(Math.min(start.getTime(), now.getTime() - 3 * HOUR))
  const dueUntil = new Date(Math.max(end.getTime(), now.getTime() + 2 * HOUR))
  const [since, waiting, appointments, calls, perhaps] = await Promise.all([
    cameSince(house.db, siteId, start < hereSince ? start : hereSince),
    waitingOn(house.db, siteId, hereSince),
    appointmentsOf(house.db, { site: siteId, from: dueSince, to: dueUntil }),
    openCalls(house.db, siteId, new Date(now.getTime() - HOUR)),
    callerMay(caller, 'perhaps.answer', siteId) ? openPerhaps(house.db, siteId, now) : Promise.resolve([]),
  ])
  const came = since.filter((visit) => visit.arrivedAt >= start)
  const due = appointments.filter((a) => a.state === 'booked' && Date.parse(a.at) > now.getTime() - 3 * HOUR)
  const expected = stillExpected(due, since)
  return { now, site, start, hereSince, came, waiting, expected, calls, perhaps }
}

export async function readFloor(house: House, { query }: In<'readFloor'>, caller: Caller): Out<'readFloor'> {
  const { now, site, start, hereSince, came, waiting, expected, calls, perhaps } = await siteNow(
    house,
    query.site,
    caller,
  )
  const [greeted, seconds, strangers] = await Promise.all([
    greetedOn(house.db, site.id, hereSince, null),
    waits(house.db, [site.id], start),
    siteTally(house.db, site.id, ['unknown'], start),
  ])
  return {
    now: now.toISOString(),
    waiting,
    greeted,
    left: came.filter((visit) => visit.state === 'left').length,
    expected,
    calls,
    perhaps,
    figures: greetFigures(seconds, site.greetWithinS),
    strangersToday: strangers.unknown ?? 0,
  }
}

export async function readDesk(house: House, { query }: In<'readDesk'>, caller: Caller): Out<'readDesk'> {
  const { now, hereSince, came, waiting, expected, calls, perhaps } = await siteNow(house, query.site, caller)
  const me = caller.staffId
  const mine = (visit: (typeof waiting)[number]) => (visit.goingBy ? visit.goingBy === me : visit.whoId === me)
  const mineToday = expected.filter((a) => a.staffId === me || (a.staffId === null && a.advisorId === me))
  return {
    now: now.toISOString(),
    forMe: [...waiting.filter(mine), ...(me ? (await greetedOn(house.db, query.site, hereSince, me)).reverse() : [])],
    others: waiting.filter((visit) => !mine(visit)),
    calls: calls.filter((call) => call.whoId === me || call.whoId === null),
    expected: mineToday,
    open: me ? await openMatters(house.db, me, query.site, now) : [],
    greetedToday: came.filter((visit) => visit.greetedBy === me).length,
    perhaps,
  }
}

/** Per site, only those where the caller may see figures; sites without a greeting show their n of 0. */
export async function greetingFigures(
  house: House,
  { query }: In<'greetingFigures'>,
  caller: Caller,
): Out<'greetingFigures'> {
  const allowed = callerSites(caller, 'figures.read')
  const shown = (await sites(house.db)).filter(
    (site) => (allowed === 'all' || allowed.includes(site.id)) && (!query.site || query.site === site.id),
  )
  const from = new Date(house.now().getTime() - query.days * 24 * HOUR)
  const waited = await waits(
    house.db,
    shown.map(({ id }) => id),
    from,
  )
  const width = binWidth(waited)
  const bySite = Map.groupBy(waited, ({ siteId }) => siteId)
  return {
    sites: shown.map((site) => ({
      siteId: site.id,
      name: site.name,
      figures: greetFigures(bySite.get(site.id) ?? [], site.greetWithinS, width),
    })),
  }
}
