import { createOrder, listOrders, readTimeline, updateOrder } from '../../contract/timeline.ts'
import type { Routes } from '../kit/http.ts'
import { readTimelineFlow } from './entries.flow.ts'
import { createOrderFlow, listOrdersFlow, updateOrderFlow } from './orders.flow.ts'

/** What happened, and what was ordered. Writing an entry is bound where calls are counted. */
export function timelineRoutes(routes: Routes): void {
  routes.on(readTimeline, readTimelineFlow)
  routes.on(listOrders, listOrdersFlow)
  routes.on(createOrder, createOrderFlow)
  routes.on(updateOrder, updateOrderFlow)
}
