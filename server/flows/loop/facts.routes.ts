import * as api from '../../../contract/facts.ts'
import type { House } from '../../kit/house.ts'
import type { Routes } from '../../kit/http.ts'
import { factsAsideFlow, factsIntake, retryAsideFlow } from './tell.flow.ts'

/** A machine tells thousands of facts a minute; its address is no guest's. */
const PER_MINUTE = 1_000_000

export function factsRoutes(routes: Routes, house: House): void {
  routes.on(api.tellFacts, factsIntake(house), { perMinute: PER_MINUTE })
  routes.on(api.factsAside, factsAsideFlow)
  routes.on(api.retryAside, retryAsideFlow)
}
