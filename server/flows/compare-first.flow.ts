import { countChanged, waitingAmong } from '../customers/changed.store.ts'
import type { CompareFirst } from '../customers/import-run.flow.ts'
import type { ModelInForce } from '../identity/model.store.ts'
import { mayResolve, passUnderWay } from '../identity/pass.store.ts'
import { lookAtChanged } from '../identity/resolve.flow.ts'
import type { House } from '../kit/house.ts'
import { MANY } from './identity-pass.flow.ts'
import { mergeAll } from './merge.flow.ts'

/** Longer than this nobody is waited for: whoever has not been compared by then stands as they are. */
const PATIENCE_MS = 3_600_000

/**
 * Rows that name somebody whom two records could be come in behind those records: before the two are taken for two people they are compared,
 * by the decision of every arrival. Very many, or a look at everyone under way, are waited for.
 */
export const compareFirst =
  (models: ModelInForce): CompareFirst =>
  async (house, customerIds) => {
    const since = new Date(house.now().getTime() - PATIENCE_MS)
    const waiting = await waitingAmong(house.db, customerIds, since)
    const pass = await passUnderWay(house.db)
    const passing = pass !== undefined && pass.started_at > since
    if (waiting.length === 0) return passing ? 'later' : 'compared'
    if (passing || (await countChanged(house.db, MANY)) >= MANY) return 'later'
    return (await lookAt(house, models, waiting)) ? 'joined' : 'later'
  }

/** @returns false when a look at everyone has begun meanwhile */
async function lookAt(house: House, models: ModelInForce, ids: readonly string[]): Promise<boolean> {
  if (!(await mayResolve(house.db))) return false
  const { model, settings } = await models.of(house.db)
  const { proposals } = await lookAtChanged(house, model, 4 * MANY, { these: ids })
  if (settings.automatic) await mergeAll(house, proposals)
  return true
}
