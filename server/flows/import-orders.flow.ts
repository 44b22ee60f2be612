import { type OrderRow, readOrderRow } from '../customers/import-order-row.ts'
import type { CsvRecord } from '../customers/import-records.ts'
import type { BatchOutcome, RunContext } from '../customers/import-run.flow.ts'
import type { House } from '../kit/house.ts'
import { auditMany } from '../network/audit-many.store.ts'
import { importedStates, saveImportedOrders } from '../timeline/import-orders.store.ts'
import { noteFacts } from '../timeline/note-facts.flow.ts'
import { orderFacts } from '../timeline/order-news.ts'
import { instantOf } from '../visits/appointment-booking.ts'
import { rowsWithCustomers } from './import-who.flow.ts'

/**
 * One batch of orders. An order is known again by its number within its source; what the source says of it now replaces what it said.
 * Whom nobody knows here is set aside, not invented.
 */
export async function orderBatch(house: House, context: RunContext, rows: readonly CsvRecord[]): Promise<BatchOutcome> {
  const { run } = context
  const { found, refused, warnings } = await rowsWithCustomers<OrderRow>(house, context, rows, readOrderRow)
  // The last row of a number speaks: a file may hold each state an order went through.
  const latest = new Map(found.map((each) => [each.said.number, each]))
  const before = await importedStates(house.db, run.source, [...latest.keys()])
  const saved = await saveImportedOrders(
    house.db,
    run.source,
    [...latest.values()].map(({ said, customerId, assetId }) => ({
      id: house.newId(),
      customerId,
      assetId,
      siteId: run.siteId,
      number: said.number,
      kind: said.kind,
      title: said.title,
      state: said.state,
      promisedOn: said.promisedOn,
      amountCents: said.amountCents,
      attributes: said.attributes,
      placedAt: said.placedOn ? instantOf(said.placedOn, '12:00', context.timeZone) : null,
    })),
    house.now(),
  )
  await noteFacts(
    house,
    [...latest.values()].flatMap(({ said, customerId, assetId }) => {
      const order = saved.get(said.number)
      if (!order) return []
      const known = before.get(said.number) ?? null
      const placedAt = said.placedOn ? instantOf(said.placedOn, '12:00', context.timeZone) : house.now().toISOString()
      // What an order already was when it first came in happened when it was placed, as far as anyone knows: last year's starts nothing.
      const at = known === null ? new Date(placedAt) : house.now()
      return orderFacts(known, { ...said, id: order.id, customerId, assetId, siteId: run.siteId }, at, null)
    }),
  )
  const counted = { created: 0, updated: 0, unchanged: found.length - latest.size }
  for (const { row, said, customerId } of found) {
    const outcome = (latest.get(said.number)?.row === row && saved.get(said.number)?.outcome) || 'unchanged'
    if (latest.get(said.number)?.row === row) counted[outcome]++
    context.tell?.(row.line, outcome, customerId)
  }
  await auditMany(
    house,
    { staffId: run.createdBy, name: 'import' },
    [...latest.values()].flatMap(({ said, customerId }) => {
      const order = saved.get(said.number)
      return order
        ? [
            {
              action: order.outcome === 'created' ? 'order.create' : 'order.change',
              customerId,
              siteId: run.siteId,
              detail: { import: run.id, orderId: order.id },
            },
          ]
        : []
    }),
  )
  return { counted, refused, warnings }
}
