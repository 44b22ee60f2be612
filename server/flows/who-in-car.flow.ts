import type { KnownOwner, PlatedAsset } from '../customers/asset-lookup.store.ts'
import type { House } from '../kit/house.ts'
import { siteById } from '../network/places.store.ts'
import { whichOwner } from '../visits/which-owner.ts'
import { MINUTE } from './arrival-outcome.ts'
import { mayBeNamed } from './gate-decision.ts'

/** Whom to greet among those who have this car and may be named at this site. */
export async function personOf(
  house: House,
  asset: PlatedAsset,
  siteId: string,
  now: Date,
): Promise<{ owner: KnownOwner; others: KnownOwner[] } | undefined> {
  // The gate has let the vehicle through: where one person has it, they are the one who may be named.
  const willing =
    asset.owners.length > 1
      ? mayBeNamed((await siteById(house.db, siteId)).recognition, asset)
      : asset.owners.filter((owner) => owner.recognition !== 'objected')
  const booked =
    willing.length > 1
      ? await house.db
          .selectFrom('visits.appointment')
          .select('customer_id')
          .where('site_id', '=', siteId)
          .where('state', '=', 'booked')
          .where(
            'customer_id',
            'in',
            willing.map((owner) => owner.customerId),
          )
          .where('at', '>=', new Date(now.getTime() - 12 * 60 * MINUTE))
          .where('at', '<=', new Date(now.getTime() + 12 * 60 * MINUTE))
          .execute()
      : []
  const owner = whichOwner(willing, new Set(booked.map((row) => row.customer_id)))
  return owner && { owner, others: willing.filter((other) => other !== owner) }
}
