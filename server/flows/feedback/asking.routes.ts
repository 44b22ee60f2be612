import * as answers from '../../../contract/answers.ts'
import * as api from '../../../contract/asking.ts'
import { putPlaybookInForce } from '../../../contract/playbooks.ts'
import type { Reader } from '../../feedback/reading.ts'
import type { Routes } from '../../kit/http.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { noted } from '../../network/looks.flow.ts'
import type { Looks } from '../../network/looks.ts'
import { doorAnswers } from './door-answers.flow.ts'
import { createDoorFlow, doorQrFlow, setDoorFlow } from './doors.flow.ts'
import { countAnswerFlow, leftOutAnswersFlow } from './left-out.flow.ts'
import { noteAnswerFlow } from './note-answer.flow.ts'
import { putInForce } from './playbook-asks.flow.ts'
import { askCustomerFlow, customerAsksFlow } from './staff-asks.flow.ts'
import {
  changeSurveyFlow,
  createSurveyFlow,
  listSurveysFlow,
  previewSurveyFlow,
  readSurveyFlow,
  setSurveyStateFlow,
} from './surveys.flow.ts'
import { tellAnswersFlow } from './tell-answers.flow.ts'

/** What is asked, and where. */
export function askingRoutes(routes: Routes, playbooks: PlaybookInForce, reader: Reader, looks: Looks): void {
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
  routes.on(
    answers.customerAsks,
    noted(looks, customerAsksFlow(playbooks), ({ customerId }) => ({ action: 'ask.view', customerIds: [customerId] })),
  )
  routes.on(answers.askCustomer, askCustomerFlow(playbooks))
  routes.on(answers.noteAnswer, noteAnswerFlow(reader))
  routes.on(answers.tellAnswers, tellAnswersFlow(reader), { perMinute: 1_000, bodyLimit: 20 * 1024 * 1024 })
  routes.on(
    answers.leftOutAnswers,
    noted(looks, leftOutAnswersFlow, (shown) => ({
      action: 'answer.left-out',
      customerIds: [...new Set(shown.answers.flatMap(({ customerId }) => customerId ?? []))],
    })),
  )
  routes.on(answers.countAnswer, countAnswerFlow(reader))
}
