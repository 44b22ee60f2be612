import * as auditApi from '../../contract/audit.ts'
import * as customers from '../../contract/customers.ts'
import * as visits from '../../contract/visits.ts'
import { searchShows } from '../customers/whom-shown.ts'
import type { Routes } from '../kit/http.ts'
import { noted } from '../network/looks.flow.ts'
import { deskShows, floorShows } from '../visits/whom-shown.ts'
import { arrive, confirmVisit, greetedFlow, undoFlow } from './answer.flow.ts'
import { answerPerhaps } from './answer-perhaps.flow.ts'
import { auditShows, exportAudit, readAudit } from './audit.flow.ts'
import { greetingFigures, readDesk, readFloor } from './floor.flow.ts'
import { handFlow } from './hand.flow.ts'
import { sayingAll, sayLine, unsayingAll } from './said.flow.ts'
import { searchEverywhere } from './search.flow.ts'
import type { Watch } from './watch.ts'

export function flowsRoutes(routes: Routes, watch: Watch): void {
  const { looks } = watch
  routes.on(visits.readFloor, noted(looks, readFloor, floorShows))
  routes.on(visits.readDesk, noted(looks, readDesk, deskShows))
  routes.on(visits.greetingFigures, greetingFigures)
  routes.on(visits.greeted, sayingAll(greetedFlow(watch)))
  routes.on(visits.undoVisit, unsayingAll(undoFlow(watch)))
  routes.on(visits.sayLine, sayLine)
  routes.on(visits.handVisit, handFlow)
  routes.on(visits.arrive, arrive(watch))
  routes.on(visits.confirmVisit, confirmVisit(watch))
  routes.on(visits.answerPerhaps, answerPerhaps(watch))
  routes.on(auditApi.readAudit, noted(looks, readAudit(looks), auditShows))
  routes.on(auditApi.exportAudit, exportAudit(looks))
  routes.on(customers.search, noted(looks, searchEverywhere, searchShows), { perMinute: 1200 })
}
