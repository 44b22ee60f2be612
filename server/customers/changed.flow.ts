import type { House } from '../kit/house.ts'
import type { Turn } from '../kit/in-turn.ts'
import { noteChanged } from './changed.store.ts'
import { addOtherNames, type CustomerNeedles, refreshNeedles, saveManyNeedles } from './needles.store.ts'
import { type Named, needlesOf } from './needles.ts'
import { plateChanged } from './plate-news.flow.ts'

/** The tick that asks who was written just now. */
export const WHO_IS_IT = 'identity-desk'

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
    house.queue.wake(house, WHO_IS_IT)
  }
  if (assetIds.length > 0) await plateChanged(house, [...new Set(assetIds)])
}

/** A customer whom an import has written or made. */
export interface Imported {
  id: string
  isNew: boolean
  renamed: boolean
  /** As written: an import holds them in memory and locked, and need not read them back. */
  named: Named
}

/**
 * The same for an import, which knows what it wrote: somebody new has nothing to be forgotten first, and whoever kept their name is found
 * by the same words as before.
 */
export async function customersImported(
  house: House,
  turn: Turn,
  customers: readonly Imported[],
  assetIds: readonly string[],
  /** What a source says that some of them were born as. */
  born: readonly { customerId: string; named: Named }[],
): Promise<void> {
  const seen = todayOf(house)
  const found = (some: readonly Imported[]): CustomerNeedles[] =>
    some.map(({ id, named }) => ({ customerId: id, seen, needles: needlesOf(named) }))
  await saveManyNeedles(house.db, found(customers.filter(({ isNew }) => isNew)), 'new', turn)
  const renamed = customers.filter(({ isNew, renamed }) => !isNew && renamed)
  await saveManyNeedles(house.db, found(renamed), 'known', turn)
  await turn.end()
  await addOtherNames(house.db, born)
  if (customers.length > 0)
    await noteChanged(
      house.db,
      customers.map(({ id }) => id),
      house.now(),
      'import',
    )
  if (assetIds.length > 0) await plateChanged(house, [...new Set(assetIds)])
}

/** The civil day in UTC: periods of plates and owners are counted in it, whatever the site. */
/** The latest civil day there is anywhere: what is after it has not come yet, whatever the clock of a place. */
export const latestDayOf = (house: Pick<House, 'now'>): string =>
  new Date(house.now().getTime() + 14 * 3_600_000).toISOString().slice(0, 10)

export const todayOf = (house: Pick<House, 'now'>): string => house.now().toISOString().slice(0, 10)
