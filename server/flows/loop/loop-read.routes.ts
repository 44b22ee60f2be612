import * as api from '../../../contract/loop.ts'
import { addEntry, changeEntry } from '../../../contract/timeline.ts'
import type { Routes } from '../../kit/http.ts'
import { noted } from '../../network/looks.flow.ts'
import type { Looks } from '../../network/looks.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import {
  attention,
  customerTouches,
  exportLedger,
  holdOuts,
  ledger,
  ledgerShows,
  ledgerSummary,
} from './ledger.flow.ts'
import { correctEntryCounted, writeEntry } from './made-call.flow.ts'

export function loopReadRoutes(routes: Routes, playbook: PlaybookNow, looks: Looks): void {
  routes.on(addEntry, writeEntry(playbook))
  routes.on(changeEntry, correctEntryCounted)
  routes.on(api.customerTouches, customerTouches(playbook))
  routes.on(api.ledger, noted(looks, ledger(playbook), ledgerShows))
  routes.on(api.ledgerSummary, ledgerSummary(playbook))
  routes.on(api.exportLedger, exportLedger(playbook))
  routes.on(api.attention, attention(playbook))
  routes.on(api.holdOuts, holdOuts(playbook))
}
