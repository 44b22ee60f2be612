import { IMPORT_KINDS } from '../../contract/import-fields.ts'
import { runImports } from '../customers/import-run.flow.ts'
import type { ModelInForce } from '../identity/model.store.ts'
import type { Jobs } from '../kit/jobs.ts'
import { compareFirst } from './compare-first.flow.ts'
import { askAllAgain, tryAgain } from './import-again.flow.ts'
import { WORKS } from './import-works.flow.ts'

/** Rows about customers are weighed against all whom their words may mean: fewer at once. */
const FEW = 500

export function importsJobs(jobs: Jobs, models: ModelInForce): void {
  const compare = compareFirst(models)
  // A tick and no queued job: after a kill, a queue would wait for its job to expire; the next tick goes on at once.
  for (const kind of IMPORT_KINDS)
    jobs.tick(`import-${kind}`, 1000, (house) =>
      runImports(
        house,
        kind,
        (house, context, rows) => WORKS[kind](house, { ...context, compareFirst: compare }, rows),
        kind === 'customers' ? undefined : FEW,
      ),
    )
  jobs.tick('import-again', 3000, (house) => tryAgain(house, compare))
  jobs.every('import-again-hourly', '35 * * * *', askAllAgain)
}
