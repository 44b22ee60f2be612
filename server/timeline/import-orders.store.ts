import { sql } from 'kysely'
import type { Order } from '../../contract/timeline.ts'
import type { Db } from '../kit/house.ts'

/** An order as a source says it. */
export type ImportedOrder = Omit<Order, 'placedAt' | 'changedAt' | 'family'> & {
  /** null: the source does not say; the day it came in */
  placedAt: string | null
  /** Its number is that of another customer's order under this source: which of them it is; '' for the first that came. */
  beside: string
}

/** An order of a source as it stands. */
export interface StandingOrder {
  number: string
  beside: string
  customerId: string
  state: Order['state']
  /** When something was last said of it, by its source or by a person. */
  saidAt: Date
}
/** By what an order of a source is known again. */
export const orderKey = ({ number, beside }: { number: string; beside: string }): string =>
  beside === '' ? number : `${number}~${beside}`

export interface SavedOrder {
  id: string
  outcome: 'created' | 'updated'
}

/** All orders of these numbers, before what the source says now is written. */
export async function standingOrders(db: Db, source: string, numbers: readonly string[]): Promise<StandingOrder[]> {
  if (numbers.length === 0) return []
  return db
    .selectFrom('timeline.order')
    .select(['number', 'beside', 'customer_id as customerId', 'state'])
    .select(sql<Date>`greatest(said_at, changed_at)`.as('saidAt'))
    .where('source', '=', source)
    .where(sql<boolean>`number = any(${[...numbers]}::text[])`)
    .execute()
}

/**
 * Writes what a source says of its orders, each number once, a statement for all of them. An order that is as it was is not touched.
 * @returns by what they are known again, those that were written
 */
export async function saveImportedOrders(
  db: Db,
  source: string,
  orders: readonly ImportedOrder[],
  now: Date,
): Promise<Map<string, SavedOrder>> {
  if (orders.length === 0) return new Map()
  const rows = orders.map((order) => ({
    id: order.id,
    customer_id: order.customerId,
    asset_id: order.assetId,
    site_id: order.siteId,
    number: order.number,
    beside: order.beside,
    kind: order.kind,
    title: order.title,
    state: order.state,
    promised_on: order.promisedOn,
    amount_cents: order.amountCents,
    placed_at: order.placedAt,
    attributes: order.attributes,
  }))
  const { rows: written } = await sql<{ id: string; number: string; beside: string; created: boolean }>`
    insert into timeline."order" as o (id, customer_id, asset_id, site_id, number, beside, kind, title, state, promised_on, amount_cents, attributes, placed_at, changed_at, state_at, said_at, source)
    select id, customer_id, asset_id, site_id, number, beside, kind, title, state, promised_on, amount_cents, attributes,
      coalesce(placed_at, ${now}::timestamptz), coalesce(placed_at, ${now}::timestamptz), coalesce(placed_at, ${now}::timestamptz), ${now}::timestamptz, ${source}
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(id uuid, customer_id uuid, asset_id uuid, site_id uuid, number text, beside text, kind text,
      title text, state text, promised_on date, amount_cents bigint, placed_at timestamptz, attributes jsonb)
    on conflict (source, number, beside) do update set
      kind = excluded.kind, title = excluded.title, state = excluded.state, promised_on = coalesce(excluded.promised_on, o.promised_on),
      amount_cents = coalesce(excluded.amount_cents, o.amount_cents), attributes = o.attributes || excluded.attributes, asset_id = coalesce(excluded.asset_id, o.asset_id), changed_at = ${now}::timestamptz, said_at = ${now}::timestamptz,
      state_at = case when o.state = excluded.state then coalesce(o.state_at, o.changed_at) else ${now}::timestamptz end
    where (o.kind, o.title, o.state) is distinct from (excluded.kind, excluded.title, excluded.state)
      or o.promised_on is distinct from coalesce(excluded.promised_on, o.promised_on)
      or o.amount_cents is distinct from coalesce(excluded.amount_cents, o.amount_cents)
      or o.attributes is distinct from o.attributes || excluded.attributes
      or o.asset_id is distinct from coalesce(excluded.asset_id, o.asset_id)
    returning id, number, beside, (xmax = 0) as created`.execute(db)
  return new Map(
    written.map(({ id, created, ...known }) => [orderKey(known), { id, outcome: created ? 'created' : 'updated' }]),
  )
}
