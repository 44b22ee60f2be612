import type { EntryKind, Order } from '../../contract/timeline.ts'
import type { OwnFact } from './own-fact.ts'

/** What a step of an order puts on the timeline. The screen has the words for `data.code`. */
export interface OrderNews {
  kind: EntryKind
  text: string
  data: { code: string; orderId: string; number: string; orderKind: Order['kind'] }
}

/** Work on something they have is service; something new for them is a sale until it is in their hands, then a delivery. */
const KIND_OF: Record<Order['kind'], { ready: EntryKind; delivered: EntryKind }> = {
  vehicle: { ready: 'sale', delivered: 'delivery' },
  product: { ready: 'sale', delivered: 'delivery' },
  repair: { ready: 'service', delivered: 'service' },
  parts: { ready: 'service', delivered: 'delivery' },
}

/** The steps a customer notices are told, once each time they are taken: ready, and delivered. The others are in the order itself. */
export function orderNews(
  before: Order['state'] | null,
  order: Pick<Order, 'id' | 'number' | 'kind' | 'title' | 'state'>,
): OrderNews | null {
  if (order.state === before || (order.state !== 'ready' && order.state !== 'delivered')) return null
  return {
    kind: KIND_OF[order.kind][order.state],
    text: [order.title, order.number].filter(Boolean).join(' · '),
    data: { code: `order-${order.state}`, orderId: order.id, number: order.number, orderKind: order.kind },
  }
}

/** Ready again on another day, after more work, is news again; on the same day it was a slip. */
const keyOf = (id: string, state: Order['state'], at: Date): string =>
  state === 'ready' ? `order:${id}:ready:${at.toISOString().slice(0, 10)}` : `order:${id}:${state}`

/**
 * The facts of a step: each state of an order is told once, however often it is set, so that a slip taken back and made again tells
 * nothing twice. Work done on something they have is a service done.
 */
export function orderFacts(
  before: Order['state'] | null,
  order: Pick<Order, 'id' | 'customerId' | 'assetId' | 'siteId' | 'kind' | 'title' | 'number' | 'state'>,
  at: Date,
  staffId: string | null,
): OwnFact[] {
  const states = before === null && order.state !== 'placed' ? (['placed', order.state] as const) : [order.state]
  const about = {
    customerId: order.customerId,
    at,
    assetId: order.assetId,
    orderId: order.id,
    siteId: order.siteId,
    staffId,
    data: { order: order.kind, title: order.title, number: order.number },
  }
  if (order.state === before) return []
  return [
    ...states.map((state) => ({ ...about, kind: `order.${state}`, key: keyOf(order.id, state, at) })),
    ...(order.kind === 'repair' && order.state === 'delivered'
      ? [{ ...about, kind: 'service.done', key: `order:${order.id}:service` }]
      : []),
  ]
}
