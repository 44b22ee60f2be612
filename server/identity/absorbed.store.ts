import type { Db } from '../kit/house.ts'
import { mergesBehind } from './event.store.ts'

/** Who a customer has taken in, and who those had taken in: everyone whose history is on this page. */
export const absorbedBy = async ({ db }: { db: Db }, customerId: string): Promise<string[]> =>
  (await mergesBehind(db, [customerId])).map((event) => event.other_id)
