import * as api from '../../../contract/feedback.ts'
import { undoCorrection } from '../../feedback/correct.flow.ts'
import type { Reader } from '../../feedback/reading.ts'
import type { Routes } from '../../kit/http.ts'
import { noted } from '../../network/looks.flow.ts'
import type { Looks } from '../../network/looks.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { thanksAsRead } from '../recovery/as-corrected.flow.ts'
import { exportVerbatims } from './export-verbatims.flow.ts'
import { noWasNone } from './hear-no.flow.ts'
import {
  correctVerbatim,
  countVerbatims,
  inboxShows,
  listVerbatims,
  readingProgress,
  readVerbatim,
} from './inbox.flow.ts'
import { undoWithdrawQuote, withdrawQuote } from './quote.flow.ts'

/** What was written, and how it is read. */
export function readingRoutes(routes: Routes, looks: Looks, reader: Reader, playbook: PlaybookNow): void {
  routes.on(api.listVerbatims, noted(looks, listVerbatims(playbook), inboxShows))
  routes.on(api.exportVerbatims, exportVerbatims(looks, playbook))
  routes.on(api.countVerbatims, countVerbatims(playbook))
  routes.on(api.readVerbatim, readVerbatim(playbook))
  routes.on(api.correctVerbatim, correctVerbatim(playbook))
  routes.on(api.undoCorrection, undoCorrection(reader, thanksAsRead))
  routes.on(api.noWasNone, noWasNone)
  routes.on(api.withdrawQuote, withdrawQuote)
  routes.on(api.undoWithdrawQuote, undoWithdrawQuote)
  routes.on(api.readingProgress, readingProgress(reader))
}
