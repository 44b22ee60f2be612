import type { House } from '../../kit/house.ts'
import { noteServiceDue } from '../../quality/product.store.ts'
import type { Recorded } from '../feedback/given.ts'

/** Ratings that come together are looked at together, so long after the first. */
export const SOON_MS = 20_000

/** An answer that has a score and names what it is about: the products of that reference are looked at again in a moment. */
export async function gateHears(house: House, { given }: Recorded): Promise<void> {
  const { service } = given.about
  if (service && given.score !== null)
    await noteServiceDue(house.db, service, new Date(house.now().getTime() + SOON_MS))
}
