import type { Db } from '../kit/house.ts'
import { standingMerges } from './event.store.ts'

/** Who a customer has taken in, and who those had taken in: everyone whose history is on this page. */
export async function absorbedBy({ db }: { db: Db }, customerId: string): Promise<string[]> {
  const found: string[] = []
  const queue = [customerId]
  for (const id of queue) {
    for (const event of await standingMerges(db, id)) {
      found.push(event.other_id)
      queue.push(event.other_id)
    }
  }
  return found
}
