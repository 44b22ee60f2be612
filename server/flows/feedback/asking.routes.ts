import * as api from '../../../contract/asking.ts'
import type { Routes } from '../../kit/http.ts'
import { createDoorFlow, doorQrFlow, setDoorFlow } from './doors.flow.ts'
import {
  changeSurveyFlow,
  createSurveyFlow,
  listSurveysFlow,
  previewSurveyFlow,
  readSurveyFlow,
  setSurveyStateFlow,
} from './surveys.flow.ts'

/** What is asked, and where. */
export function askingRoutes(routes: Routes): void {
  routes.on(api.listSurveys, listSurveysFlow)
  routes.on(api.readSurvey, readSurveyFlow)
  routes.on(api.createSurvey, createSurveyFlow)
  routes.on(api.changeSurvey, changeSurveyFlow)
  routes.on(api.setSurveyState, setSurveyStateFlow)
  routes.on(api.previewSurvey, previewSurveyFlow)
  routes.on(api.createDoor, createDoorFlow)
  routes.on(api.setDoor, setDoorFlow)
  routes.on(api.doorQr, doorQrFlow)
}
