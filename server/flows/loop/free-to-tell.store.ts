import type { Db } from '../../kit/house.ts'
import type { CompiledPlaybook } from '../../moments/compiled.ts'
import { mightGoTogether } from '../../moments/tell-with.ts'
import { keepWaiting, type Touch } from '../../moments/touch.store.ts'

/** What may be told besides these: what is due with them, and what waits and is in nobody else's hands. */
export async function freeToTell(
  db: Db,
  compiled: CompiledPlaybook,
  due: readonly Pick<Touch, 'id' | 'customerId' | 'moment' | 'purpose' | 'dueAt' | 'assetId' | 'orderId'>[],
  others: ReadonlyMap<string, readonly Touch[]>,
): Promise<Set<string>> {
  const claimed = new Set(due.map(({ id }) => id))
  const wanted = due.flatMap((main) =>
    (others.get(main.customerId) ?? []).filter(
      (other) => !claimed.has(other.id) && other.state !== 'doing' && mightGoTogether(compiled, main, other),
    ),
  )
  return claimed.union(
    await keepWaiting(
      db,
      wanted.map(({ id }) => id),
    ),
  )
}
