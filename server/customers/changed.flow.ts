import type { House } from '../kit/house.ts'
import { noteChanged } from './changed.store.ts'
import { refreshNeedles } from './needles.store.ts'
import { plateChanged } from './plate-news.flow.ts'

/**
 * The one place that hears of every write on customers and assets, inside its transaction: what search finds them by is
 * written anew, the plate filters are told which assets to read again, and whoever asks later who they are finds them noted.
 * Imports and flows that write many call it once.
 */
export async function customerChanged(
  house: House,
  customerIds: readonly string[],
  assetIds: readonly string[] = [],
): Promise<void> {
  if (customerIds.length > 0) {
    const ids = [...new Set(customerIds)]
    await refreshNeedles(house.db, ids)
    await noteChanged(house.db, ids, house.now())
  }
  if (assetIds.length > 0) await plateChanged(house, [...new Set(assetIds)])
}

/**
 * The same for an import, which knows what it wrote: somebody new has nothing to be forgotten first, and whoever kept their name is found
 * by the same words as before.
 */
export async function customersImported(
  house: House,
  customers: readonly { id: string; isNew: boolean; renamed: boolean }[],
  assetIds: readonly string[],
): Promise<void> {
  if (customers.length > 0) {
    await refreshNeedles(
      house.db,
      customers.filter(({ isNew }) => isNew).map(({ id }) => id),
      'new',
    )
    await refreshNeedles(
      house.db,
      customers.filter(({ isNew, renamed }) => !isNew && renamed).map(({ id }) => id),
    )
    await noteChanged(
      house.db,
      customers.map(({ id }) => id),
      house.now(),
    )
  }
  if (assetIds.length > 0) await plateChanged(house, [...new Set(assetIds)])
}

/** The civil day in UTC: periods of plates and owners are counted in it, whatever the site. */
export const todayOf = (house: Pick<House, 'now'>): string => house.now().toISOString().slice(0, 10)
