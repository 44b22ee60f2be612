import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { IdentityTables } from './tables.ts'

/** How far a pass over everyone is. */
export type Phase = IdentityTables['identity.pass']['phase']

/** Has everyone looked at again as soon as may be. @param learn with the weights learned anew first */
export async function askForPass(db: Db, learn: boolean): Promise<void> {
  await sql`
    insert into identity.setting (asked, learn) values (1, ${learn})
    on conflict (one) do update set asked = identity.setting.asked + 1, learn = identity.setting.learn or excluded.learn`.execute(
    db,
  )
}

export interface Asked {
  asked: number
  looked: number
  learn: boolean
}

export async function passAsked(db: Db): Promise<Asked> {
  const row = await db.selectFrom('identity.setting').select(['asked', 'looked', 'learn']).executeTakeFirst()
  return row ?? { asked: 0, looked: 0, learn: false }
}

/** What was asked for is done; what was asked since stays. */
export async function passDone(db: Db, asked: number): Promise<void> {
  await sql`update identity.setting set looked = greatest(looked, ${asked})`.execute(db)
}

/** The weights were learned: the pass that follows needs not do it again. */
export async function learnedAsAsked(db: Db): Promise<void> {
  await db.updateTable('identity.setting').set({ learn: false }).execute()
}

/** Tells people how far it is. */
export async function tellPhase(db: Db, phase: Phase, done: number, total: number, now: Date): Promise<void> {
  await sql`
    insert into identity.pass (phase, done, total, started_at, at) values (${phase}, ${done}, ${total}, ${now}, ${now})
    on conflict (one) do update set phase = excluded.phase, done = excluded.done, total = excluded.total, at = excluded.at,
      started_at = case when identity.pass.phase = 'done' then excluded.at else identity.pass.started_at end`.execute(
    db,
  )
}

/** The pass under way, if there is one. */
export async function passUnderWay(db: Db) {
  return db
    .selectFrom('identity.pass')
    .select(['phase', 'done', 'total', 'started_at'])
    .where('phase', '<>', 'done')
    .executeTakeFirst()
}

/**
 * One pass at a time, in whatever process: a lock of the connection, which PostgreSQL lets go when the process dies. While it is held
 * only whoever is entered at a desk is resolved one by one, and noted, so that the pass leaves them alone.
 * @returns undefined when another process is at it
 */
export async function aloneOnPass<T>(db: Db, work: () => Promise<T>): Promise<T | undefined> {
  return db.connection().execute(async (held) => {
    const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_lock(hashtext('identity-pass')) as got`.execute(
      held,
    )
    if (!rows[0]?.got) return undefined
    try {
      return await work()
    } finally {
      await sql`select pg_advisory_unlock(hashtext('identity-pass'))`.execute(held)
    }
  })
}

/**
 * Two settings for a transaction that resolves. Its commit does not wait for the disk: what is found follows from what is noted, and the
 * note goes with it, so that a power failure in that fifth of a second brings both back and the look is made again. And its
 * statements, whose plans never depend on their values, are planned once: planning takes longer than running them.
 */
const SETTINGS = sql`set_config('synchronous_commit', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)`

/** Waits for whoever writes edges and clusters; then says whether one may resolve one by one: not while a pass is under way. */
export async function mayResolve(db: Db): Promise<boolean> {
  const { rows } = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock_shared(hashtext('identity-pass')) as free, pg_advisory_xact_lock(hashtext('identity')), ${SETTINGS}`.execute(
    db,
  )
  return rows[0]!.free
}

/** The same for a piece of the pass itself. */
export async function aloneInPiece(db: Db): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('identity')), ${SETTINGS}`.execute(db)
}
