import { FAMILY_OF, type Order } from '../../contract/timeline.ts'
import type { Db } from '../kit/house.ts'

type Row = {
  id: string
  customer_id: string
  number: string
  kind: Order['kind']
  title: string
  state: Order['state']
  asset_id: string | null
  site_id: string | null
  promised_on: string | null
  amount_cents: number | null
  family: string | null
  attributes: Record<string, string>
  placed_at: Date
  changed_at: Date
}

const asOrder = (row: Row): Order => ({
  id: row.id,
  customerId: row.customer_id,
  number: row.number,
  kind: row.kind,
  title: row.title,
  state: row.state,
  assetId: row.asset_id,
  siteId: row.site_id,
  promisedOn: row.promised_on,
  amountCents: row.amount_cents,
  family: row.family ?? FAMILY_OF[row.kind],
  attributes: row.attributes,
  placedAt: row.placed_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
})

/** Orders of a customer, newest first. */
export async function ordersOf(db: Db, customerId: string): Promise<Order[]> {
  const rows = await db
    .selectFrom('timeline.order')
    .selectAll()
    .where('customer_id', '=', customerId)
    .orderBy('placed_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(asOrder)
}

/** One order, locked until the end of the transaction. */
export async function lockOrder(db: Db, id: string): Promise<Order | undefined> {
  const row = await db.selectFrom('timeline.order').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && asOrder(row)
}

export type NewOrder = Omit<Order, 'placedAt' | 'changedAt' | 'family' | 'attributes'> & { family?: string | null }

/** Writes a new order. @returns it, or undefined when this source has an order of this number already */
export async function insertOrder(db: Db, order: NewOrder, source: string, now: Date): Promise<Order | undefined> {
  const row = await db
    .insertInto('timeline.order')
    .values({
      id: order.id,
      customer_id: order.customerId,
      number: order.number,
      kind: order.kind,
      title: order.title,
      state: order.state,
      asset_id: order.assetId,
      site_id: order.siteId,
      promised_on: order.promisedOn,
      amount_cents: order.amountCents,
      family: order.family ?? null,
      placed_at: now,
      changed_at: now,
      state_at: now,
      source,
    })
    .onConflict((c) => c.columns(['source', 'number', 'beside']).doNothing())
    .returningAll()
    .executeTakeFirst()
  return row && asOrder(row)
}

export async function writeOrder(
  db: Db,
  id: string,
  change: { state?: Order['state']; title?: string; promisedOn?: string | null; family?: string | null },
  now: Date,
): Promise<Order> {
  const row = await db
    .updateTable('timeline.order')
    .set({
      ...(change.state === undefined ? {} : { state: change.state, state_at: now }),
      ...(change.title === undefined ? {} : { title: change.title }),
      ...(change.promisedOn === undefined ? {} : { promised_on: change.promisedOn }),
      ...(change.family === undefined ? {} : { family: change.family }),
      changed_at: now,
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return asOrder(row)
}
