import type { Jobs } from '../kit/jobs.ts'
import { forgetHalfFiles, forgetOldFiles } from './import-file.store.ts'

const DAY = 86_400_000
const DAYS_KEPT = 30

export function importFilesJobs(jobs: Jobs): void {
  jobs.every('import-files', '20 3 * * *', async (house) => {
    const now = house.now().getTime()
    const n = await forgetOldFiles(house.db, new Date(now - DAYS_KEPT * DAY))
    const half = await forgetHalfFiles(house.db, new Date(now - DAY))
    if (n + half > 0) house.log.info({ files: n, half }, 'old import files removed')
  })
}
