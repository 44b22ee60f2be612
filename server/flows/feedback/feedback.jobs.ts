import type { Reader } from '../../feedback/reading.ts'
import type { Jobs } from '../../kit/jobs.ts'
import { readAgain } from './read-again.flow.ts'

export function feedbackJobs(jobs: Jobs, reader: Reader): void {
  jobs.tick('read-again', 5_000, async (house) => {
    await readAgain(house, reader)
  })
}
