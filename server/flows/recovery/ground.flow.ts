import { isHoliday } from '../../consent/holidays.ts'
import { placeOf } from '../../consent/place.ts'
import type { House } from '../../kit/house.ts'
import { sites } from '../../network/places.store.ts'
import { staffOf } from '../../network/staff.store.ts'
import { clockOf } from '../../recovery/clock.store.ts'
import { dueAfter } from '../../recovery/due.ts'
import { type Owner, ownerOf } from '../../recovery/owner.ts'
import type { Severity } from '../../recovery/severity.ts'
import { handoversInForce } from '../../work/handover.store.ts'
import { type Team, teamOf } from '../../work/who-does.ts'
import { casesByStaff, whoseIs } from './ground.store.ts'

const ANYWHERE = 'Europe/Paris'

export async function teamNow(house: House): Promise<Team> {
  const now = house.now()
  return teamOf(await staffOf(house.db, now), await handoversInForce(house.db, now))
}

/** Who sees to a case of this customer on this site, as things stand now. */
export async function ownerNow(
  house: House,
  about: { customerId: string | null; siteId: string | null },
  named: ReadonlySet<string>,
): Promise<Owner> {
  const [team, whose, open] = [
    await teamNow(house),
    about.customerId ? await whoseIs(house.db, about.customerId) : undefined,
    await casesByStaff(house.db),
  ]
  return ownerOf(
    team,
    {
      customerId: about.customerId ?? '',
      advisorId: whose?.advisorId ?? null,
      deputyId: whose?.deputyId ?? null,
      siteId: about.siteId ?? whose?.siteId ?? null,
      language: whose?.language ?? 'fr',
      now: house.now().getTime(),
      expiresAt: null,
    },
    named,
    open,
  )
}

/** When they must have heard from us: so many minutes of the site's opening hours from now. */
export async function dueOf(
  house: House,
  siteId: string | null,
  severity: Severity,
  from = house.now(),
): Promise<Date> {
  const [clock, everyPlace] = [await clockOf(house.db, siteId), await sites(house.db)]
  return dueAt(
    everyPlace.find(({ id }) => id === siteId),
    from,
    clock[severity],
  )
}

/** So many minutes of a place's opening hours after an instant. */
export function dueAt(site: Awaited<ReturnType<typeof sites>>[number] | undefined, from: Date, minutes: number): Date {
  const region = site ? placeOf(site.country, site.postcode, site.timeZone).region : null
  return new Date(
    dueAfter(
      {
        hours: site?.hours ?? {},
        zone: site?.timeZone ?? ANYWHERE,
        isOff: (number) => region !== null && isHoliday(region, number),
      },
      from.getTime(),
      minutes,
    ),
  )
}
