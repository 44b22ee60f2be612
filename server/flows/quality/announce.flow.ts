import type { House } from '../../kit/house.ts'
import { hooksOf, insertDeliveries } from '../../quality/hook.store.ts'
import { changeProduct, type ProductRow, versionsOf } from '../../quality/product.store.ts'

/** The tick that delivers. */
export const DELIVER = 'quality-deliver'
/** A decision by hand can be taken back while its toast is open: so long nothing leaves. */
export const UNDO_MS = 12_000

/**
 * Tells every receiver that a product left the shelf or came back, in the open transaction: the outside hears of it after the commit, and
 * not before a person could take it back. What is told is of the product alone; nothing of anybody is in it.
 */
export async function announce(
  house: House,
  row: ProductRow,
  type: 'product.withdrawn' | 'product.returned',
  { eventId, after = 0 }: { eventId: string; after?: number },
): Promise<void> {
  const hooks = await hooksOf(house.db)
  const now = house.now()
  const { sequence } = await changeProduct(house.db, row.id, { sequence: row.sequence + 1 }, now)
  if (hooks.length === 0) return
  const versions = await versionsOf(house.db, row.id)
  const label = (number: number) => versions.find((each) => each.number === number)?.label ?? String(number)
  const found = row.evidence
  const body = JSON.stringify({
    type,
    timestamp: now.toISOString(),
    data: {
      product: { id: row.id, kind: row.kind, reference: row.reference, version: label(row.version), name: row.name },
      // Grows with each change of this product: one that is smaller than what was seen is old news.
      sequence,
      sites: row.site_ids,
      ratings: found && {
        n: found.n,
        mean: found.naive === null ? null : Math.round(found.naive * 100) / 100,
        interval: [Math.round(found.low * 100) / 100, Math.round(found.high * 100) / 100],
        chanceUnderBar: Math.round(found.below * 1000) / 1000,
        bar: found.bar,
      },
    },
  })
  await insertDeliveries(
    house.db,
    hooks.map((hook) => ({
      id: house.newId(),
      hookId: hook.id,
      productId: row.id,
      eventId,
      type,
      body,
      notBefore: new Date(now.getTime() + after),
    })),
    now,
  )
  house.queue.wake(house, DELIVER)
}
