import type { Jobs } from '../../kit/jobs.ts'
import type { Replaying } from '../../moments/replay.port.ts'
import { REPLAY, runReplay } from './replay.flow.ts'

export function replayJobs(jobs: Jobs, replaying: Replaying): void {
  jobs.on(REPLAY, (house, { id }) => runReplay(house, replaying, String(id)), { retries: 1 })
}
