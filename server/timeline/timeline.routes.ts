import { addEntry, changeEntry, createOrder, listOrders, readTimeline, updateOrder } from '../../contract/timeline.ts'
import type { Routes } from '../kit/http.ts'
import { addEntryFlow, changeEntryFlow, readTimelineFlow } from './entries.flow.ts'
import { createOrderFlow, listOrdersFlow, updateOrderFlow } from './orders.flow.ts'

/** What happened, and what was ordered. */
export function timelineRoutes(routes: Routes): void {
  routes.on(readTimeline, readTimelineFlow)
  routes.on(addEntry, addEntryFlow)
  routes.on(changeEntry, changeEntryFlow)
  routes.on(listOrders, listOrdersFlow)
  routes.on(createOrder, createOrderFlow)
  routes.on(updateOrder, updateOrderFlow)
}
