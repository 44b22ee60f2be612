import * as customers from '../../contract/customers.ts'
import * as network from '../../contract/network.ts'
import * as visits from '../../contract/visits.ts'
import type { Routes } from '../kit/http.ts'
import { answerPerhaps, arrive, confirmVisit, greetedFlow, undoFlow } from './answer.flow.ts'
import { exportAudit, readAudit } from './audit.flow.ts'
import { greetingFigures, readDesk, readFloor } from './floor.flow.ts'
import { searchEverywhere } from './search.flow.ts'
import type { Watch } from './watch.ts'

export function flowsRoutes(routes: Routes, watch: Watch): void {
  routes.on(visits.readFloor, readFloor)
  routes.on(visits.readDesk, readDesk)
  routes.on(visits.greetingFigures, greetingFigures)
  routes.on(visits.greeted, greetedFlow(watch))
  routes.on(visits.undoVisit, undoFlow)
  routes.on(visits.arrive, arrive(watch))
  routes.on(visits.confirmVisit, confirmVisit(watch))
  routes.on(visits.answerPerhaps, answerPerhaps(watch))
  routes.on(network.readAudit, readAudit)
  routes.on(network.exportAudit, exportAudit)
  routes.on(customers.search, searchEverywhere, { perMinute: 1200 })
}
