import { HERE_MS, SAME_VISIT_MS } from '../visits/here.ts'
import { PASSAGE_MS } from './same-passage.ts'

const DAY = 86_400_000

/** A visit of a car, or of somebody who has it, as far as it tells whether that car comes or goes. */
export interface SeenVisit {
  id: string
  customerId: string
  assetId: string | null
  state: 'arrived' | 'greeted' | 'left'
  arrivedAt: Date
  leftAt: Date | null
  /** The car drove out, as far as a camera can tell; null: it stands here. */
  outSince: Date | null
}

export interface PassingCar {
  assetId: string
  /** Six makes of camera in eight do not say. */
  direction: 'in' | 'out' | undefined
  at: Date
  /** On this site, not withdrawn, newest first: of this car, and those of the person in it that are still open. */
  visits: readonly SeenVisit[]
  /** Since when a repair of this car is in progress here; null: none. */
  repairSince: Date | null
  /** Somebody who has this car has an appointment here now, for which they have not come yet. */
  awaited: boolean
}

export type Passage =
  /** They come: to be announced. What was still open of them and of the car is over. */
  | { is: 'arrives'; ends: string[] }
  /** The visit that is here already: nobody is told again. */
  | { is: 'here'; visit: string }
  /** The car moves and its visit stands: on the road with a mechanic, home with its owner, back in the yard. */
  | { is: 'moves'; visit: string; outSince: Date | null }
  /** It drove out, which ended the visit, and comes back to it. */
  | { is: 'back'; visit: string }
  | { is: 'leaves'; visit: string }
  | { is: 'nothing' }

/**
 * Does this car come or go? A receptionist knows what a camera does not say: who is here does not arrive, and the car of somebody who was
 * received, seen again, drives out.
 *
 * - A car that stands here and is read moves off, unless its camera says that it came in; read again within ninety minutes it is back. Only later
 *   is it another arrival. So it is with a car whose visit was ended by hand.
 * - A car under repair here that was brought here is driven by a mechanic, who is no guest; a road test lasts less than ninety minutes.
 * - Who waits unreceived, waits: read within ninety minutes their car has not moved.
 * - An appointment for which they have not come yet, at its hour, is a reason to arrive again.
 * - A car that drives out ends its own visit, not that of somebody who came in another.
 */
export function comingOrGoing(car: PassingCar): Passage {
  const { at, direction, visits } = car
  const since = (then: Date): number => at.getTime() - then.getTime()
  const isOpen = (visit: SeenVisit) => visit.state !== 'left' && since(visit.arrivedAt) < HERE_MS
  const ofCar = visits.filter((visit) => visit.assetId === car.assetId)
  const others = visits.filter((visit) => visit.assetId !== car.assetId && visit.state !== 'left')
  const last = ofCar[0]
  const here = ofCar.find(isOpen)
  const inWorkshop = last !== undefined && underRepair(car, last)
  const arrives: Passage = {
    is: 'arrives',
    ends: [...ofCar.filter(({ state }) => state !== 'left'), ...others].map(({ id }) => id),
  }
  if (direction === 'out') {
    if (inWorkshop) return { is: 'moves', visit: last.id, outSince: at }
    const ends = here ?? others.find((visit) => isOpen(visit) && visit.assetId === null)
    return ends ? { is: 'leaves', visit: ends.id } : { is: 'nothing' }
  }
  if (here) return ofOpen(car, here, inWorkshop) ?? arrives
  if (inWorkshop && !car.awaited)
    return { is: 'moves', visit: last.id, outSince: last.outSince === null && direction !== 'in' ? at : null }
  const passage = last && ofEnded(car, last)
  if (passage) return passage
  // They are here already: on foot, or in another of their cars.
  const already = others.find((visit) => since(visit.arrivedAt) <= SAME_VISIT_MS)
  return already ? { is: 'here', visit: already.id } : arrives
}

/** Was this car brought here for the repair that is in progress, and not taken away since? */
function underRepair({ at, repairSince }: PassingCar, last: SeenVisit): boolean {
  if (!repairSince || last.arrivedAt.getTime() < repairSince.getTime() - DAY) return false
  return last.outSince === null || at.getTime() - last.outSince.getTime() <= SAME_VISIT_MS
}

/** Its visit is open. @returns nothing where it arrives anew */
function ofOpen({ at, direction, awaited }: PassingCar, visit: SeenVisit, inWorkshop: boolean): Passage | undefined {
  const since = (then: Date): number => at.getTime() - then.getTime()
  const stands: Passage = { is: 'here', visit: visit.id }
  const lately = since(visit.arrivedAt) <= SAME_VISIT_MS
  if (since(visit.arrivedAt) <= PASSAGE_MS) return stands
  if (visit.outSince) {
    if (since(visit.outSince) > SAME_VISIT_MS) return undefined
    const stillGoing = direction === undefined && since(visit.outSince) <= PASSAGE_MS
    return stillGoing ? stands : { is: 'moves', visit: visit.id, outSince: null }
  }
  if (lately && (visit.state === 'arrived' || direction === 'in')) return stands
  if (!lately && !inWorkshop && (awaited || direction === 'in')) return undefined
  return direction === 'in' ? stands : { is: 'moves', visit: visit.id, outSince: at }
}

/** Its visit is over. @returns nothing where that says nothing any more */
function ofEnded({ at, direction, awaited }: PassingCar, visit: SeenVisit): Passage | undefined {
  const since = (then: Date): number => at.getTime() - then.getTime()
  if (visit.state !== 'left' || !visit.leftAt) return undefined
  const { leftAt, outSince } = visit
  const drove = outSince !== null
  if (since(drove && outSince > leftAt ? outSince : leftAt) > SAME_VISIT_MS) return undefined
  if (direction === 'in') {
    if (awaited) return undefined
    const endedByTheCar = outSince?.getTime() === leftAt.getTime()
    return endedByTheCar ? { is: 'back', visit: visit.id } : { is: 'nothing' }
  }
  return drove ? { is: 'nothing' } : { is: 'moves', visit: visit.id, outSince: at }
}
