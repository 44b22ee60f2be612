import { sql } from 'kysely'
import type { KnownOwner, PlatedAsset } from '../customers/asset-lookup.store.ts'
import type { House } from '../kit/house.ts'
import { siteById } from '../network/places.store.ts'
import { type Sign, whoDrives } from '../visits/which-owner.ts'
import { mayBeNamed } from './gate-decision.ts'

export interface InCar {
  owner: KnownOwner
  /** Among those who have this car, that it is they. */
  share: number
  /** The others who may be named. */
  others: KnownOwner[]
}

/**
 * Whom to greet among those who have this car and may be named at this site. Who may not be named may drive it all the same, and has their share;
 * what today knows of them says nothing at the gate.
 */
export async function personOf(
  house: House,
  asset: PlatedAsset,
  siteId: string,
  now: Date,
): Promise<InCar | undefined> {
  const { owners } = asset
  // The gate has let the vehicle through: where one person has it, they are the one who may be named.
  const willing = owners.length > 1 ? mayBeNamed((await siteById(house.db, siteId)).recognition, asset) : owners
  const signs = willing.length > 1 ? await signsOf(house, asset, siteId, willing, now) : []
  const [first, ...rest] = whoDrives(owners, signs).filter(({ owner }) => willing.includes(owner))
  if (!first) return undefined
  return { ...first, others: rest.map(({ owner }) => owner) }
}

/** What today says of each of them: appointments of twelve hours before and after, and visits of today. */
async function signsOf(
  house: House,
  { assetId }: PlatedAsset,
  siteId: string,
  people: readonly KnownOwner[],
  now: Date,
): Promise<Sign[]> {
  const ids = people.map(({ customerId }) => customerId)
  const { rows } = await sql<Sign>`
    (select distinct on (customer_id) customer_id as "customerId",
      case when at between ${now}::timestamptz - interval '90 minutes' and ${now}::timestamptz + interval '90 minutes' then 'awaited-now' else 'awaited-today' end as says
    from visits.appointment where customer_id = any(${ids}::uuid[]) and site_id = ${siteId}::uuid and state = 'booked'
      and at between ${now}::timestamptz - interval '12 hours' and ${now}::timestamptz + interval '12 hours'
    order by customer_id, says)
    union all
    select distinct customer_id, case when asset_id = ${assetId}::uuid then 'came-with-it' else 'here-without-it' end
    from visits.visit where customer_id = any(${ids}::uuid[]) and site_id = ${siteId}::uuid and arrived_at >= ${now}::timestamptz - interval '12 hours'
      and (asset_id = ${assetId}::uuid and state <> 'withdrawn' or asset_id is distinct from ${assetId}::uuid and state in ('arrived', 'greeted'))`.execute(
    house.db,
  )
  return rows
}
