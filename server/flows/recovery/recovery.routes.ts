import * as complimentsApi from '../../../contract/compliments.ts'
import * as api from '../../../contract/recovery.ts'
import * as repliesApi from '../../../contract/replies.ts'
import type { Routes } from '../../kit/http.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { noted } from '../../network/looks.flow.ts'
import type { Looks } from '../../network/looks.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { setAccused } from './accused.flow.ts'
import {
  calledOnCase,
  closeCase,
  handOverCase,
  keepPromise,
  noteOnCase,
  promiseOnCase,
  releasePromise,
  reopenCase,
} from './act.flow.ts'
import { casesShow, figuresOfCases, listCases, readCaseClock, setCaseClock } from './cases.flow.ts'
import { cheerCompliment, complimentsShow, listCompliments, seeCompliment, whoIsMeant } from './compliments.flow.ts'
import { customerVoice } from './customer-voice.flow.ts'
import { readCase } from './read-case.flow.ts'
import { calledAboutWords, previewReply, replyHow, sendReply, undoCallAboutWords, undoReply } from './reply.flow.ts'
import { undoCaseStep } from './undo-step.flow.ts'

/** The care of those who were not content, answers to anybody, and thanks that reach whom they thank. */
export function recoveryRoutes(routes: Routes, looks: Looks, playbook: PlaybookNow, playbooks: PlaybookInForce): void {
  routes.on(api.listCases, noted(looks, listCases(playbook), casesShow))
  routes.on(api.caseFigures, figuresOfCases)
  routes.on(api.readCase, readCase(playbook, playbooks))
  routes.on(api.noteOnCase, noteOnCase)
  routes.on(api.calledOnCase, calledOnCase(playbooks))
  routes.on(api.handOverCase, handOverCase)
  routes.on(api.promiseOnCase, promiseOnCase)
  routes.on(api.keepPromise, keepPromise)
  routes.on(api.releasePromise, releasePromise)
  routes.on(api.setAccused, setAccused)
  routes.on(api.closeCase, closeCase(playbooks))
  routes.on(api.reopenCase, reopenCase)
  routes.on(api.undoCaseStep, undoCaseStep)
  routes.on(repliesApi.replyHow, replyHow(playbooks))
  routes.on(repliesApi.previewReply, previewReply(playbooks))
  routes.on(repliesApi.sendReply, sendReply(playbooks), { perMinute: 60 })
  routes.on(repliesApi.calledAboutWords, calledAboutWords(playbooks))
  routes.on(repliesApi.undoCallAboutWords, undoCallAboutWords)
  routes.on(repliesApi.undoReply, undoReply)
  routes.on(api.readCaseClock, readCaseClock)
  routes.on(api.setCaseClock, setCaseClock)
  routes.on(complimentsApi.listCompliments, noted(looks, listCompliments(playbook), complimentsShow))
  routes.on(complimentsApi.seeCompliment, seeCompliment)
  routes.on(complimentsApi.cheerCompliment, cheerCompliment)
  routes.on(complimentsApi.whoIsThanked, whoIsMeant)
  routes.on(api.customerVoice, customerVoice(playbook))
}
