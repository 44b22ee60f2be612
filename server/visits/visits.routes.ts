import * as api from '../../contract/visits.ts'
import type { Routes } from '../kit/http.ts'
import { going, left, readVisit } from './visit.flow.ts'

export function visitsRoutes(routes: Routes): void {
  routes.on(api.readVisit, readVisit)
  routes.on(api.going, going)
  routes.on(api.left, left)
}
