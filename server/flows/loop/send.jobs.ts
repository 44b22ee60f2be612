import type { Jobs } from '../../kit/jobs.ts'
import { type Outbox, sendRound } from './send.flow.ts'

/** The tick that empties the outbox; woken as soon as there is something in it. */
export const OUTBOX = 'outbox'

export function sendJobs(jobs: Jobs, outbox: Outbox): void {
  jobs.tick(OUTBOX, 500, async (house) => {
    await sendRound(house, outbox)
  })
}
