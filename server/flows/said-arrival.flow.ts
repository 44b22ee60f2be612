import type { Visit } from '../../contract/visits.ts'
import { assetsByPlates, type KnownPerson } from '../customers/asset-lookup.store.ts'
import type { Caller } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { conflict } from '../kit/problem.ts'
import { siteById } from '../network/places.store.ts'
import { dayAt } from '../plain/civil.ts'
import { freeDoor, visitsAtDoor } from '../visits/car-visits.store.ts'
import { HERE_MS, SAME_VISIT_MS } from '../visits/here.ts'
import { insertVisit, type NewVisit } from '../visits/new-visit.store.ts'
import { endVisits, tell } from '../visits/visit.flow.ts'
import { asVisit, type VisitRow } from '../visits/visit.store.ts'
import { plateOfAsset } from './camera-learns.flow.ts'
import { makeCard } from './card.flow.ts'
import { notifyPerson } from './notify.flow.ts'
import type { Watch } from './watch.ts'

interface SaidArrival
  extends Pick<NewVisit, 'siteId' | 'assetId' | 'appointmentId' | 'door' | 'arrivedAt' | 'sourceId'> {
  person: KnownPerson
  caller: Caller
  /** Why we know: a word of `because`. */
  code: 'said-by' | 'reception-said'
  /** Before the card is told: what else follows from their coming, by the plate of their car today. */
  beside?: (visitId: string, plate: string | undefined) => Promise<void>
}

/**
 * Somebody is here, because a person says so: the visit with its card, told to the floor and to who goes. Who is here already stays the
 * same visit. In the open transaction.
 */
export async function saidArrival(
  house: House,
  watch: Watch,
  said: SaidArrival,
): Promise<{ visit: Visit; already: boolean }> {
  const { person, caller, assetId, code } = said
  const now = house.now()
  const site = await siteById(house.db, said.siteId)
  const already = await hereAlready(house, said)
  if (already) return { visit: asVisit(already), already: true }
  const plate = assetId ? await plateOfAsset(house, assetId) : undefined
  const found = plate ? await assetsByPlates(house.db, [plate], dayAt(site.timeZone, now.getTime())) : []
  const id = house.newId()
  const made = await makeCard(house, watch, {
    person,
    vehicle: found.find((asset) => asset.assetId === assetId) ?? null,
    siteId: site.id,
    certainty: 'told',
    probability: 1,
    because: [{ code, values: { name: caller.name } }],
  })
  const visit = await insertVisit(
    house.db,
    {
      id,
      siteId: site.id,
      customerId: person.customerId,
      assetId,
      appointmentId: said.appointmentId ?? made.appointmentId,
      door: said.door,
      arrivedAt: said.arrivedAt,
      certainty: 'told',
      probability: 1,
      card: made.card,
      whoId: made.card.who?.staffId ?? null,
      escalateAt: new Date(now.getTime() + site.greetWithinS * 1000),
      sourceId: said.sourceId,
      track: null,
      signalId: null,
      confirmed: true,
    },
    now,
  )
  if (!visit) {
    // The camera, or a colleague, was a moment faster: they are here, once.
    const faster = await hereAlready(house, said)
    if (faster) return { visit: asVisit(faster), already: true }
    throw conflict('at-once', 'Someone said so at the same moment', 'Look once more, then try again.')
  }
  await said.beside?.(id, plate)
  tell(house, visit)
  if (made.pushable) await notifyPerson(house, visit)
  return { visit, already: false }
}

/**
 * The open visit that this arrival is: theirs while they wait, whenever they came; or theirs or their car's of the last ninety minutes. What is
 * older and was received is over, now that somebody says they arrive; a visit of somebody else who came in that car goes on.
 */
async function hereAlready(house: House, { siteId, assetId, person }: SaidArrival): Promise<VisitRow | undefined> {
  const now = house.now()
  const since = new Date(now.getTime() - HERE_MS)
  const rows = await visitsAtDoor(house.db, { siteId, assetId, customerId: person.customerId, since })
  const open = rows.filter(({ state }) => state === 'arrived' || state === 'greeted')
  const theirs = open.filter((row) => row.customer_id === person.customerId)
  const lately = ({ arrived_at }: VisitRow) => now.getTime() - arrived_at.getTime() <= SAME_VISIT_MS
  const same = theirs.find((row) => row.state === 'arrived' || lately(row)) ?? open.find(lately)
  if (same) return same
  await freeDoor(
    house.db,
    rows.map(({ id }) => id),
  )
  for (const row of theirs) await endVisits(house, [row], row.out_since ?? now)
  return undefined
}
