import type { SearchHit } from '../../contract/customers.ts'
import { type Caller, need } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import type { Question } from './question.ts'
import type { Found } from './rank-hits.ts'
import { rankAll } from './rank-hits.ts'
import { findCustomers, showHits } from './search.store.ts'

/**
 * Finds customers by whatever was typed: a name in any order, with mistakes or as it sounds, a phone in any writing, a plate, an
 * e-mail, a VIN. `others` is what later slices found by their own things (an order number) and is ranked among the rest.
 * @throws Problem 403 without `customers.read`
 */
export async function searchCustomers(
  house: Pick<House, 'db'>,
  { question, limit }: { question: Question; limit: number },
  caller: Caller,
  others: readonly Found[] = [],
): Promise<SearchHit[]> {
  need(caller, 'customers.read')
  const found = await findCustomers(house.db, question, limit)
  return showHits(house.db, rankAll([...found, ...others]).slice(0, limit))
}
