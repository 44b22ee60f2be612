import { type OrderRow, readOrderRow } from '../customers/import-order-row.ts'
import type { CsvRecord } from '../customers/import-records.ts'
import { type BatchOutcome, type RunContext, refuse } from '../customers/import-run.flow.ts'
import { countWarnings } from '../customers/import-warnings.ts'
import type { House } from '../kit/house.ts'
import { auditMany } from '../network/audit-many.store.ts'
import { orderKey, saveImportedOrders, standingOrders } from '../timeline/import-orders.store.ts'
import { noteFacts } from '../timeline/note-facts.flow.ts'
import { orderFacts } from '../timeline/order-news.ts'
import { instantOf } from '../visits/appointment-booking.ts'
import { type FoundRow, leftEmpty, rowsWithCustomers } from './import-who.flow.ts'
import { besideOf, standBeside } from './stand-beside.ts'

type PlacedRow = FoundRow<OrderRow> & { beside: string; known: string; isNew: boolean }

/**
 * One batch of orders. An order is known again by its number within its source, and whose it is; what the source says of it now replaces what it
 * said. Whom nobody knows here is set aside, not invented, and so is a new order whose day cannot be read: it was not placed today.
 */
export async function orderBatch(house: House, context: RunContext, rows: readonly CsvRecord[]): Promise<BatchOutcome> {
  const { run } = context
  const { found, refused } = await rowsWithCustomers<OrderRow>(house, context, rows, readOrderRow)
  const standing = await standingOrders(house.db, run.source, [...new Set(found.map(({ said }) => said.number))])
  const before = new Map(standing.map((order) => [orderKey(order), order.state]))
  const saidAt = new Map(standing.map((order) => [orderKey(order), order.saidAt]))
  const since = ({ known }: PlacedRow): boolean =>
    context.late !== undefined && (saidAt.get(known) ?? context.late) > context.late
  const all = placeRows(found, standing)
  const placed: PlacedRow[] = []
  for (const each of all.filter((row) => !since(row)))
    if (each.said.dayUnread && !before.has(each.known)) refused.push(refuse(each.row, 'date-unreadable'))
    else placed.push(each)
  const warnings = leftEmpty(found, refused)
  for (const { row, isNew } of placed) if (isNew) countWarnings(warnings, ['key-of-another'], row.line)
  // The last row of a number speaks: a file may hold each state an order went through.
  const latest = new Map(placed.map((each) => [each.known, each]))
  const placedAt = ({ said }: PlacedRow) => (said.placedOn ? instantOf(said.placedOn, '12:00', context.timeZone) : null)
  const saved = await saveImportedOrders(
    house.db,
    run.source,
    [...latest.values()].map((each) => ({
      id: house.newId(),
      customerId: each.customerId,
      assetId: each.assetId,
      siteId: run.siteId,
      number: each.said.number,
      beside: each.beside,
      kind: each.said.kind,
      title: each.said.title,
      state: each.said.state,
      promisedOn: each.said.promisedOn,
      amountCents: each.said.amountCents,
      attributes: each.said.attributes,
      placedAt: placedAt(each),
    })),
    house.now(),
  )
  await noteFacts(
    house,
    [...latest.values()].flatMap((each) => {
      const order = saved.get(each.known)
      if (!order) return []
      const known = before.get(each.known) ?? null
      const { said, customerId, assetId } = each
      // What an order already was when it first came in happened when it was placed, as far as anyone knows: last year's starts nothing.
      const at = known === null ? new Date(placedAt(each) ?? house.now()) : house.now()
      return orderFacts(known, { ...said, id: order.id, customerId, assetId, siteId: run.siteId }, at, null)
    }),
  )
  const counted = { created: 0, updated: 0, unchanged: all.filter(since).length + placed.length - latest.size }
  const isLast = ({ known, row }: PlacedRow): boolean => latest.get(known)?.row === row
  for (const each of placed) {
    const outcome = (isLast(each) && saved.get(each.known)?.outcome) || 'unchanged'
    if (isLast(each)) counted[outcome]++
    context.tell?.(each.row.line, outcome, each.customerId, each.isNew ? 'key-of-another' : null)
  }
  await tellAudit(house, context, [...latest.values()], saved)
  return { counted, refused, warnings }
}

/** Under its number, or beside another customer's order of that number. */
function placeRows(
  found: readonly FoundRow<OrderRow>[],
  standing: readonly { number: string; beside: string; customerId: string }[],
): PlacedRow[] {
  const numbered = found.map(({ said, customerId }) => ({
    key: said.number,
    customerId,
    customerKey: said.who.customerKey,
  }))
  const places = standBeside(numbered, new Map(standing.map((order) => [orderKey(order), [order.customerId]])))
  return found.map((each, n) => {
    const beside = places[n]!.beside ? besideOf(numbered[n]!) : ''
    return { ...each, beside, known: orderKey({ number: each.said.number, beside }), isNew: places[n]!.isNew }
  })
}

async function tellAudit(
  house: House,
  { run }: RunContext,
  rows: readonly PlacedRow[],
  saved: Awaited<ReturnType<typeof saveImportedOrders>>,
): Promise<void> {
  await auditMany(
    house,
    { staffId: run.createdBy, name: 'import' },
    rows.flatMap(({ known, customerId }) => {
      const order = saved.get(known)
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
}
