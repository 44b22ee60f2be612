import type { Jobs } from '../../kit/jobs.ts'
import { OUTBOX } from '../../messages/outbox-tick.ts'
import { expirePushes } from './expire-pushes.flow.ts'
import { type Outbox, sendRound } from './send.flow.ts'
import { lookForStranded } from './stranded.flow.ts'

export function sendJobs(jobs: Jobs, outbox: Outbox): void {
  jobs.tick(OUTBOX, 500, async (house) => {
    await sendRound(house, outbox)
  })
  jobs.every('outbox-stranded', '* * * * *', lookForStranded)
  jobs.every('push-expired', '*/10 * * * *', async (house) => {
    await expirePushes(house)
  })
}
