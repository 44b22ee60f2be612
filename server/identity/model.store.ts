import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { ModelQuality } from './event.ts'
import { defaultModel, type IdentityModel } from './model.ts'

export interface Settings {
  same: number | null
  ask: number | null
  automatic: boolean
}

/** Moves some of them; the line is made where it is missing. */
export async function changeSettings(db: Db, set: Partial<Settings>): Promise<void> {
  if (Object.keys(set).length === 0) return
  await db
    .insertInto('identity.setting')
    .values(set as Settings)
    .onConflict((conflict) => conflict.column('one').doUpdateSet(set))
    .execute()
}

/** The newest learning, whatever became of it. */
export async function lastLearning(db: Db) {
  return db
    .selectFrom('identity.model')
    .select(['id', 'at', 'state', 'finished_at', 'quality'])
    .orderBy('at', 'desc')
    .executeTakeFirst()
}

export async function beginLearning(db: Db, id: string, now: Date): Promise<void> {
  await db.insertInto('identity.model').values({ id, at: now, state: 'running' }).execute()
}

/** A learning whose process was killed has failed. */
export async function forgetUnfinished(db: Db): Promise<void> {
  await db.updateTable('identity.model').set({ state: 'failed' }).where('state', '=', 'running').execute()
}

export async function finishLearning(
  db: Db,
  id: string,
  found: { model: IdentityModel; quality: ModelQuality } | null,
  now: Date,
): Promise<void> {
  await db
    .updateTable('identity.model')
    .set({
      state: found ? 'done' : 'failed',
      finished_at: now,
      ...(found ? { model: JSON.stringify(found.model), quality: JSON.stringify(found.quality) } : {}),
    })
    .where('id', '=', id)
    .execute()
}

/** What one process decides with. */
export interface InForce {
  model: IdentityModel
  settings: Settings
  learned: boolean
}

/**
 * The model in force, kept in memory by one process: the newest learned, or the default before any learning, with the bars that
 * head office has moved. Asking costs one small query; the model itself is read when it is another than before.
 */
export class ModelInForce {
  #id: string | null = null
  #model: IdentityModel = defaultModel()

  async of(db: Db): Promise<InForce> {
    const { rows } = await sql<Settings & { id: string | null }>`
      select s.same, s.ask, s.automatic, (select m.id from identity.model m where m.state = 'done' order by m.at desc limit 1) as id
      from identity.setting s`.execute(db)
    const { id, ...settings } = rows[0] ?? { id: null, same: null, ask: null, automatic: true }
    if (id === null) this.#model = defaultModel(await countAll(db))
    else if (id !== this.#id) {
      const row = await db.selectFrom('identity.model').select('model').where('id', '=', id).executeTakeFirst()
      this.#model = row?.model ?? defaultModel(await countAll(db))
    }
    this.#id = id
    const thresholds = { ...this.#model.thresholds }
    if (settings.same !== null) thresholds.same = settings.same
    if (settings.ask !== null) thresholds.ask = Math.min(settings.ask, thresholds.same)
    return { model: { ...this.#model, thresholds }, settings, learned: id !== null }
  }
}

/** Counted one by one up to here. */
const COUNTED = 10_000

/**
 * Of more people, two are less likely to be one: the default model is told how many there are, on file and about to be looked at. Of
 * very many, as many as PostgreSQL reckons: counting a million for each that arrives takes longer than resolving them.
 */
async function countAll(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number; reckoned: number }>`
    select (select count(*) from (select from identity.record limit ${COUNTED}) r) + (select count(*) from (select from customers.changed limit ${COUNTED}) c) as n,
      (select greatest(reltuples, 0)::bigint from pg_class where oid = 'identity.record'::regclass) as reckoned`.execute(
    db,
  )
  const { n, reckoned } = rows[0]!
  return n < COUNTED ? n : Math.max(n, reckoned)
}
