import * as api from '../../../contract/report.ts'
import type { Routes } from '../../kit/http.ts'
import { noted } from '../../network/looks.flow.ts'
import type { Looks } from '../../network/looks.ts'
import type { ReportPrinter } from '../../voice/report-print.port.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { chooseOther, takeCall } from './committee-call.flow.ts'
import { reportPdf } from './print-report.flow.ts'
import {
  closeReport,
  listReports,
  readCommittee,
  readReport,
  reportShows,
  setCommittee,
  writeReport,
} from './report.flow.ts'

/** What goes to the committee each month. */
export function voiceReportRoutes(routes: Routes, playbook: PlaybookNow, printer: ReportPrinter, looks: Looks): void {
  routes.on(api.listReports, listReports)
  routes.on(api.readReport, noted(looks, readReport(playbook), reportShows))
  routes.on(api.reportPdf, reportPdf(playbook, printer), { perMinute: 30 })
  routes.on(api.writeReport, writeReport(playbook))
  routes.on(api.closeReport, closeReport(playbook))
  routes.on(api.chooseOther, chooseOther(playbook))
  routes.on(api.takeCall, takeCall(playbook))
  routes.on(api.readCommittee, readCommittee)
  routes.on(api.setCommittee, setCommittee)
}
