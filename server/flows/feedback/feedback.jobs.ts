import type { ReaderInForce } from '../../feedback/reader-in-force.store.ts'
import type { Jobs } from '../../kit/jobs.ts'
import { readAgain } from './read-again.flow.ts'

export function feedbackJobs(jobs: Jobs, reader: ReaderInForce): void {
  jobs.tick('read-again', 5_000, async (house) => {
    // Two processes that read with different readers would undo each other's work for a minute.
    await reader.refresh(house.db)
    await readAgain(house, reader)
  })
}
