import type { Jobs } from '../kit/jobs.ts'
import { eraseDue } from './person-erase.flow.ts'
import { runRetention } from './retention.flow.ts'

export function retentionJobs(jobs: Jobs): void {
  jobs.every('erase-due', '*/10 * * * *', eraseDue)
  jobs.every('retention', '10 1 * * *', runRetention)
}
