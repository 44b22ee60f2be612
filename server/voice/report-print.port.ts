import type { Report } from '../../contract/report.ts'

export interface ReportToPrint {
  report: Report
  language: 'fr' | 'en'
  /** When it is printed. */
  at: Date
}

/** What makes a report into pages to hand out. */
export interface ReportPrinter {
  print(report: ReportToPrint): Promise<Buffer>
}
