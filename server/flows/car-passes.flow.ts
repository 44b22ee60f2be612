import type { Visit } from '../../contract/visits.ts'
import type { PlatedAsset } from '../customers/asset-lookup.store.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { letGoOfFacts } from '../moments/touch.store.ts'
import { siteById } from '../network/places.store.ts'
import { withdrawFacts } from '../timeline/facts.store.ts'
import { carMoved, visitsAtDoor } from '../visits/car-visits.store.ts'
import { endVisits, tell } from '../visits/visit.flow.ts'
import { changeVisit, type VisitRow } from '../visits/visit.store.ts'
import type { ReadOutcome } from './arrival-outcome.ts'
import { whyCarIsHere } from './car-here.store.ts'
import { comingOrGoing, type Passage, type PassingCar, type SeenVisit } from './coming-or-going.ts'
import { notifyPerson } from './notify.flow.ts'

const MONTH_MS = 30 * 86_400_000

export interface AtDoor {
  siteId: string
  asset: PlatedAsset
  /** Who is taken to be in it. */
  customerId: string
  direction: PassingCar['direction']
  at: Date
}

/** Whether this car comes or goes, with the visits that say so. They are locked. */
export async function passageOf(house: House, door: AtDoor): Promise<{ passage: Passage; rows: VisitRow[] }> {
  const { siteId, asset, customerId, direction, at } = door
  const since = new Date(at.getTime() - MONTH_MS)
  const rows = await visitsAtDoor(house.db, { siteId, assetId: asset.assetId, customerId, since })
  const people = asset.owners.map((owner) => owner.customerId)
  const why = await whyCarIsHere(house.db, { siteId, assetId: asset.assetId, people, now: house.now() })
  return {
    passage: comingOrGoing({ assetId: asset.assetId, direction, at, visits: rows.flatMap(seenOf), ...why }),
    rows,
  }
}

const seenOf = (row: VisitRow): SeenVisit[] =>
  row.state === 'withdrawn'
    ? []
    : [
        {
          id: row.id,
          customerId: row.customer_id,
          assetId: row.asset_id,
          state: row.state,
          arrivedAt: row.arrived_at,
          leftAt: row.left_at,
          outSince: row.out_since,
        },
      ]

/** What follows where nobody is announced. @returns the visit that ended or goes on again */
export async function follow(house: House, passage: Passage, rows: readonly VisitRow[]): Promise<Visit | null> {
  const now = house.now()
  const row = 'visit' in passage ? rows.find(({ id }) => id === passage.visit) : undefined
  if (!row) return null
  if (passage.is === 'moves') await carMoved(house.db, row.id, passage.outSince)
  if (passage.is === 'back') return comesBack(house, row)
  if (passage.is === 'leaves') {
    await carMoved(house.db, row.id, now)
    const [ended] = await endVisits(house, [row], now)
    return ended ?? null
  }
  return null
}

/**
 * The car that ended its visit by driving out comes in again: a road test, or somebody who turned round. Nothing starts from their going. Who was
 * never received waits again, and somebody is told.
 */
async function comesBack(house: House, row: VisitRow): Promise<Visit> {
  const now = house.now()
  await letGoOfFacts(house.db, await withdrawFacts(house.db, [`visit:${row.id}:left`]), now)
  const greeted = row.greeted_at !== null
  const { greetWithinS } = await siteById(house.db, row.site_id)
  const visit = await changeVisit(
    house.db,
    row.id,
    {
      state: greeted ? 'greeted' : 'arrived',
      left_at: null,
      out_since: null,
      escalate_at: greeted ? null : new Date(now.getTime() + greetWithinS * 1000),
    },
    now,
  )
  tell(house, visit)
  if (!greeted) await notifyPerson(house, visit)
  return visit
}

/** The car drives out: its visit ends, unless a mechanic drives it. */
export async function drivesOut(house: House, door: AtDoor): Promise<ReadOutcome> {
  return inTransaction(house, async (house) => {
    const { passage, rows } = await passageOf(house, door)
    const visit = await follow(house, passage, rows)
    return passage.is === 'leaves' && visit ? { outcome: 'left', visitId: visit.id } : { outcome: 'repeated' }
  })
}
