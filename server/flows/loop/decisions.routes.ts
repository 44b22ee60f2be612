import { customerDecisions } from '../../../contract/consent.ts'
import type { Routes } from '../../kit/http.ts'
import { customerDecisionsFlow } from './decisions.flow.ts'

/** Past decisions, judged again. */
export function decisionsRoutes(routes: Routes): void {
  routes.on(customerDecisions, customerDecisionsFlow)
}
