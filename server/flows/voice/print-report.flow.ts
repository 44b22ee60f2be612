import type { InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/report.ts'
import type { Caller } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { Raw } from '../../kit/http.ts'
import { audit } from '../../network/audit.store.ts'
import type { ReportPrinter } from '../../voice/report-print.port.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { needReport, reportNow } from './report.flow.ts'

/** The report as pages; that it was printed is kept. */
export const reportPdf =
  (playbook: PlaybookNow, printer: ReportPrinter) =>
  async (house: House, { params, query }: InputOf<typeof api.reportPdf>, caller: Caller): Promise<Raw> => {
    const siteId = query.site ?? null
    needReport(caller, siteId, 'voice.read')
    const language = query.language ?? caller.locale
    const report = await reportNow(house, playbook, params.month, siteId, caller)
    const pdf = await printer.print({ report, language, at: house.now() })
    await audit(house, caller, 'report.print', { siteId, detail: { month: params.month, state: report.state } })
    const name = language === 'fr' ? 'voix-des-clients' : 'voice-of-customers'
    return new Raw('application/pdf', pdf, {
      'content-disposition': `inline; filename="${name}-${params.month}.pdf"`,
      'cache-control': 'no-store',
    })
  }
