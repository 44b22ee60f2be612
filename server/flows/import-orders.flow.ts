import { type OrderRow, readOrderRow } from '../customers/import-order-row.ts'
import type { CsvRecord } from '../customers/import-records.ts'
import type { BatchOutcome, RunContext } from '../customers/import-run.flow.ts'
import type { House } from '../kit/house.ts'
import { auditMany } from '../network/audit-many.store.ts'
import { saveImportedOrders } from '../timeline/import-orders.store.ts'
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
      placedAt: said.placedOn ? instantOf(said.placedOn, '12:00', context.timeZone) : null,
    })),
    house.now(),
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
