import type { KnownOwner, PlatedAsset } from '../customers/asset-lookup.store.ts'
import type { House } from '../kit/house.ts'
import { whichOwner } from '../visits/which-owner.ts'
import { MINUTE } from './arrival-outcome.ts'

/** Whom to greet among those who have this car and did not object. */
export async function personOf(
  house: House,
  asset: PlatedAsset,
  siteId: string,
  now: Date,
): Promise<{ owner: KnownOwner; others: KnownOwner[] } | undefined> {
  const willing = asset.owners.filter((owner) => owner.recognition !== 'objected')
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
