import { isHoliday } from '../../consent/holidays.ts'
import { placeOf } from '../../consent/place.ts'
import type { House } from '../../kit/house.ts'
import { onlySite, sites } from '../../network/places.store.ts'
import { staffOf } from '../../network/staff.store.ts'
import type { Around } from '../../recovery/accused.ts'
import { clockOf } from '../../recovery/clock.store.ts'
import { dueAfter } from '../../recovery/due.ts'
import { type Owner, ownerOf, runTheSite } from '../../recovery/owner.ts'
import type { Severity } from '../../recovery/severity.ts'
import { handoversInForce } from '../../work/handover.store.ts'
import { type Doing, type Team, teamOf, whoDoes } from '../../work/who-does.ts'
import { casesByStaff, whoseIs } from './ground.store.ts'

const ANYWHERE = 'Europe/Paris'

export async function teamNow(house: House): Promise<Team> {
  const now = house.now()
  return teamOf(await staffOf(house.db, now), await handoversInForce(house.db, now))
}

/** What decides who has a matter of this customer, as things stand now. */
export interface Ground {
  team: Team
  doing: Omit<Doing, 'by' | 'service'>
  open: ReadonlyMap<string, number>
}

/** A matter of no place is of the place that looks after them, of that where their advisor works, or of the only one there is: there somebody may open it. */
export async function groundOf(
  house: House,
  about: { customerId: string | null; siteId: string | null },
): Promise<Ground> {
  const [team, whose, open] = [
    await teamNow(house),
    about.customerId ? await whoseIs(house.db, about.customerId) : undefined,
    await casesByStaff(house.db),
  ]
  return {
    team,
    open,
    doing: {
      customerId: about.customerId ?? '',
      advisorId: whose?.advisorId ?? null,
      deputyId: whose?.deputyId ?? null,
      siteId: about.siteId ?? whose?.siteId ?? placeOfTheir(team, whose?.advisorId) ?? (await onlySite(house.db)),
      language: whose?.language ?? 'fr',
      now: house.now().getTime(),
      expiresAt: null,
    },
  }
}

/** Where their advisor works, when that is one place. */
function placeOfTheir(team: Team, advisorId: string | null | undefined): string | null {
  const places = new Set(team.byId.get(advisorId ?? '')?.roles.map(({ siteId }) => siteId))
  return places.size === 1 ? [...places][0]! : null
}

/** Who sees to it. */
export const ownerOn = ({ team, doing, open }: Ground, accused: ReadonlySet<string>): Owner =>
  ownerOf(team, doing, accused, open)

/** Who may be meant by « mon conseiller », « votre vendeur », « le directeur ». */
export function aroundOn({ team, doing }: Ground, servedBy: string | null): Around[] {
  const standsIn = whoDoes(team, { ...doing, by: 'advisor', service: null }, new Map())
  const hands = standsIn.as === 'handed-over' || standsIn.as === 'deputy' ? standsIn.staffId : null
  const one = (id: string | null, as: Around['as']): Around[] => {
    const person = id ? team.byId.get(id) : undefined
    return person ? [{ id: person.id, as, roles: person.roles.map(({ role }) => role) }] : []
  }
  return [
    ...one(doing.advisorId, 'advisor'),
    ...one(hands, 'advisor'),
    ...one(servedBy, 'served'),
    ...runTheSite(team, doing.siteId).flatMap((id) => one(id, 'manager')),
  ]
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
