import type { Jobs } from '../kit/jobs.ts'
import { forgetOldFiles } from './import.store.ts'
import { customerBatch } from './import-batch.flow.ts'
import { runImports } from './import-run.flow.ts'

const DAYS_KEPT = 30

export function importJobs(jobs: Jobs): void {
  // A tick and no queued job: after a kill, a queue would wait for its job to expire; the next tick goes on at once.
  jobs.tick('import-customers', 1000, (house) => runImports(house, 'customers', customerBatch))
  jobs.every('import-files', '20 3 * * *', async (house) => {
    const n = await forgetOldFiles(house.db, new Date(house.now().getTime() - DAYS_KEPT * 86_400_000))
    if (n > 0) house.log.info({ files: n }, 'old import files removed')
  })
}
