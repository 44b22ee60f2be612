import { endOwner, setOwner } from '../../contract/customers.ts'
import type { Routes } from '../kit/http.ts'
import { endOwnerFlow, setOwnerFlow } from './sale.flow.ts'

/** Who has an asset: a change of owner is written on the timelines too. */
export function saleRoutes(routes: Routes): void {
  routes.on(setOwner, setOwnerFlow)
  routes.on(endOwner, endOwnerFlow)
}
