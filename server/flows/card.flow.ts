import type { Because } from '../../contract/because.ts'
import type { Card, Who, Why } from '../../contract/visits.ts'
import type { KnownPerson } from '../customers/asset-lookup.store.ts'
import { addressedAs, displayName } from '../customers/name.ts'
import { displayPlate } from '../customers/plate.ts'
import type { House } from '../kit/house.ts'
import { staffOf, staffWithPush } from '../network/staff.store.ts'
import { cardLines } from '../visits/card-lines.ts'
import { type Known, knownToday } from '../visits/today.store.ts'
import { lookedAfter } from '../visits/visit.store.ts'
import { whoGoes } from '../visits/who.ts'
import { whyHere } from '../visits/why.ts'
import { advisorOf } from './line.flow.ts'
import type { Watch } from './watch.ts'

/** A vehicle as it stands on a card. */
export interface CardVehicle {
  assetId: string
  make: string
  model: string
  body: string
  colour: string
  plate: string
  country: string
}

export interface CardQuestion {
  person: KnownPerson
  vehicle: CardVehicle | null
  siteId: string
  certainty: Card['certainty']
  probability: number
  because: Because[]
  visitId?: string
  /** When the query that found them brought it along. */
  known?: Known
}

export interface MadeCard {
  card: Card
  /** The line of succession: the first is on the card. */
  line: Who[]
  /** The appointment they come for, when that is the first reason. */
  appointmentId: string | null
  known: Known
  /** The person who goes has granted notifications on some device. */
  pushable: boolean
}

/** Makes the card: why they are here, who goes, one thing to say, one to thank for, one to mind. */
export async function makeCard(house: House, watch: Watch, question: CardQuestion): Promise<MadeCard> {
  const now = house.now()
  const { person, vehicle, siteId } = question
  const [known, staff, reachable, load] = await Promise.all([
    question.known ??
      knownToday(
        house.db,
        {
          customerId: person.customerId,
          assetId: vehicle?.assetId ?? null,
          siteId,
          ...(question.visitId ? { visitId: question.visitId } : {}),
        },
        now,
      ),
    watch.staff.through(siteId, now, () => staffOf(house.db, now, { site: siteId })),
    watch.reachable.through('all', now, () => staffWithPush(house.db)),
    watch.load.of(now, (since) => lookedAfter(house.db, since)),
  ])
  const why: Why[] = whyHere(known.today, now)
  const advisor = await advisorOf(house, person.advisorId, staff)
  const line = whoGoes({
    advisorId: person.advisorId,
    advisor,
    deputyId: person.deputyId,
    service: why[0]?.service ?? null,
    language: person.language,
    siteId,
    staff,
    busy: load,
  })
  const first = why[0]
  const appointment =
    first?.code === 'appointment'
      ? known.today.appointments.find((a) => a.here && a.at.toISOString() === first.at)
      : undefined
  return {
    card: {
      customerId: person.customerId,
      name: displayName(person),
      addressAs: addressedAs(person),
      pronunciation: person.pronunciation,
      hasVoice: person.hasVoice,
      formality: person.formality,
      language: person.language,
      vehicle: vehicle && {
        assetId: vehicle.assetId,
        make: vehicle.make,
        model: vehicle.model,
        body: vehicle.body,
        colour: vehicle.colour,
        plate: displayPlate(vehicle.plate, vehicle.country),
      },
      why,
      who: line[0] ?? null,
      ...cardLines(known.facts, now),
      certainty: question.certainty,
      probability: question.probability,
      because: question.because,
    },
    line,
    appointmentId: appointment?.id ?? null,
    known,
    pushable: line[0] !== undefined && reachable.has(line[0].staffId),
  }
}
