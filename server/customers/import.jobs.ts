import type { Jobs } from '../kit/jobs.ts'
import { forgetFeedRuns } from './import-feed.store.ts'
import { type FeedPorts, readFeeds } from './import-feed-read.flow.ts'
import { forgetHalfFiles, forgetOldFiles } from './import-file.store.ts'

const DAY = 86_400_000
const DAYS_KEPT = 30

export function importFilesJobs(jobs: Jobs, ports: FeedPorts): void {
  // Due feeds are claimed one by one: however many workers tick, each is read once.
  jobs.tick('import-feeds', 5000, (house) => readFeeds(house, ports))
  jobs.every('import-files', '20 3 * * *', async (house) => {
    const now = house.now().getTime()
    const n = await forgetOldFiles(house.db, new Date(now - DAYS_KEPT * DAY))
    const runs = await forgetFeedRuns(house.db, new Date(now - DAYS_KEPT * DAY))
    if (n + runs > 0) house.log.info({ files: n, runs }, 'old import files removed')
  })
  jobs.every('import-halves', '*/10 * * * *', async (house) => {
    const half = await forgetHalfFiles(house.db, house.now())
    if (half > 0) house.log.info({ half }, 'files that never arrived whole were removed')
  })
}
