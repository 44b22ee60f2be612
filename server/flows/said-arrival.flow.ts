import type { Visit } from '../../contract/visits.ts'
import { assetsByPlates, type KnownPerson } from '../customers/asset-lookup.store.ts'
import type { Caller } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { siteById } from '../network/places.store.ts'
import { insertVisit, type NewVisit } from '../visits/new-visit.store.ts'
import { tell } from '../visits/visit.flow.ts'
import { asVisit, openVisit } from '../visits/visit.store.ts'
import { SAME_VISIT_MS } from './arrival-outcome.ts'
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
  const since = new Date(now.getTime() - SAME_VISIT_MS)
  const open = await openVisit(house.db, site.id, { assetId, customerId: person.customerId }, since)
  if (open) return { visit: asVisit(open), already: true }
  const plate = assetId ? await plateOfAsset(house, assetId) : undefined
  const found = plate ? await assetsByPlates(house.db, [plate], now.toISOString().slice(0, 10)) : []
  const id = house.newId()
  const made = await makeCard(house, watch, {
    person,
    vehicle: found.find((asset) => asset.assetId === assetId) ?? null,
    siteId: site.id,
    certainty: 'told',
    probability: 1,
    because: [{ code, values: { name: caller.name } }],
  })
  await said.beside?.(id, plate)
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
  tell(house, visit)
  if (made.pushable) await notifyPerson(house, visit)
  return { visit, already: false }
}
