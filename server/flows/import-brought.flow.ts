import type { AnswerOf, InputOf } from '../../contract/endpoint.ts'
import type { importBrought as endpoint } from '../../contract/identity.ts'
import { countChanged } from '../customers/changed.store.ts'
import { type ImportRow, importById, lastImport } from '../customers/import.store.ts'
import { countBrought } from '../customers/import-people.store.ts'
import { type Brought, mergesBrought } from '../identity/event.store.ts'
import type { ModelInForce } from '../identity/model.store.ts'
import { countOpen } from '../identity/review.store.ts'
import type { House } from '../kit/house.ts'

/** By what an import's runs are known in what they said, and since when. */
export const runOf = (run: Pick<ImportRow, 'id' | 'source' | 'created_at'>): Brought => ({
  source: run.source,
  mark: `${run.id}:`,
  since: run.created_at,
})

/** What an import brought to who is who. What was said again by a later file of its source is that file's. */
export const importBrought =
  (models: ModelInForce) =>
  async (house: House, { query }: InputOf<typeof endpoint>): Promise<AnswerOf<typeof endpoint>> => {
    const run = query.import === undefined ? await lastImport(house.db) : await importById(house.db, query.import)
    const behind = await countChanged(house.db)
    if (!run) return { import: null, created: 0, updated: 0, joined: 0, undone: 0, waiting: 0, behind }
    const { model } = await models.of(house.db)
    const people = await countBrought(house.db, run.id)
    return {
      import: {
        id: run.id,
        name: run.name,
        source: run.source,
        finishedAt: run.finished_at?.toISOString() ?? null,
      },
      created: people.new,
      updated: people.changed,
      ...(await mergesBrought(house.db, runOf(run))),
      waiting: await countOpen(house.db, model.thresholds.ask, runOf(run)),
      behind,
    }
  }
