import * as api from '../../../contract/decisions.ts'
import type { Routes } from '../../kit/http.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { noted } from '../../network/looks.flow.ts'
import type { Looks } from '../../network/looks.ts'
import {
  changeDecision,
  closeDecision,
  decisionShows,
  linkDecision,
  listDecisions,
  noteDecision,
  readDecision,
  removeDecision,
  setDecisionState,
  takeDecision,
} from './decisions.flow.ts'
import { previewShows, previewTelling, tellDecision, toldOfDecision, toldShows, undoTelling } from './tell.flow.ts'

/** What was decided on what customers say, and whom it is told to. */
export function voiceDecisionsRoutes(routes: Routes, playbooks: PlaybookInForce, looks: Looks): void {
  routes.on(api.listDecisions, listDecisions)
  routes.on(api.readDecision, noted(looks, readDecision, decisionShows))
  routes.on(api.takeDecision, takeDecision)
  routes.on(api.changeDecision, changeDecision)
  routes.on(api.setDecisionState, setDecisionState)
  routes.on(api.noteDecision, noteDecision)
  routes.on(api.linkDecision, linkDecision)
  routes.on(api.removeDecision, removeDecision)
  routes.on(api.closeDecision, closeDecision)
  routes.on(api.previewTelling, noted(looks, previewTelling(playbooks), previewShows))
  routes.on(api.tellDecision, tellDecision)
  routes.on(api.undoTelling, undoTelling)
  routes.on(api.toldOfDecision, noted(looks, toldOfDecision, toldShows))
}
