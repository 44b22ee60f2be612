import type { Jobs } from '../../kit/jobs.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { draftLastMonth } from './report.flow.ts'

export function voiceReportJobs(jobs: Jobs, playbook: PlaybookNow): void {
  jobs.every('voice-report', '10 5 1 * *', (house) => draftLastMonth(house, playbook))
}
