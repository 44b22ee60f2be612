import * as api from '../../../contract/asking.ts'
import { putPlaybookInForce } from '../../../contract/playbooks.ts'
import type { Reader } from '../../feedback/reading.ts'
import type { Routes } from '../../kit/http.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { doorAnswers } from './door-answers.flow.ts'
import { createDoorFlow, doorQrFlow, setDoorFlow } from './doors.flow.ts'
import { putInForce } from './playbook-asks.flow.ts'
import {
  changeSurveyFlow,
  createSurveyFlow,
  listSurveysFlow,
  previewSurveyFlow,
  readSurveyFlow,
  setSurveyStateFlow,
} from './surveys.flow.ts'

/** What is asked, and where. */
export function askingRoutes(routes: Routes, playbooks: PlaybookInForce, reader: Reader): void {
  routes.on(putPlaybookInForce, putInForce)
  routes.on(api.listSurveys, listSurveysFlow(playbooks))
  routes.on(api.readSurvey, readSurveyFlow(playbooks))
  routes.on(api.createSurvey, createSurveyFlow)
  routes.on(api.changeSurvey, changeSurveyFlow)
  routes.on(api.setSurveyState, setSurveyStateFlow)
  routes.on(api.previewSurvey, previewSurveyFlow)
  routes.on(api.createDoor, createDoorFlow)
  routes.on(api.setDoor, setDoorFlow)
  routes.on(api.doorQr, doorQrFlow)
  routes.on(api.sendDoorAnswers, doorAnswers(reader), { perMinute: 60, bodyLimit: 4 * 1024 * 1024 })
}
