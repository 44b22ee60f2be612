import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Counts } from '../plain/held.ts'

export interface RetentionSettings {
  enabled: boolean
  changedAt: Date | null
  chosen: Map<string, number>
}

export async function retentionSettings(db: Db): Promise<RetentionSettings> {
  const [row, rules] = await Promise.all([
    db.selectFrom('consent.retention').select(['enabled', 'changed_at']).executeTakeFirst(),
    db.selectFrom('consent.retention_rule').select(['rule', 'months']).execute(),
  ])
  return {
    enabled: row?.enabled ?? false,
    changedAt: row?.changed_at ?? null,
    chosen: new Map(rules.map(({ rule, months }) => [rule, months])),
  }
}

/** The line is made where it is missing. */
export async function switchRetention(db: Db, enabled: boolean, by: string | null, now: Date): Promise<void> {
  const set = { enabled, changed_by: by, changed_at: now }
  await db
    .insertInto('consent.retention')
    .values(set)
    .onConflict((conflict) => conflict.column('one').doUpdateSet(set))
    .execute()
}

export async function chooseMonths(db: Db, rule: string, months: number): Promise<void> {
  await db
    .insertInto('consent.retention_rule')
    .values({ rule, months })
    .onConflict((conflict) => conflict.column('rule').doUpdateSet({ months }))
    .execute()
}

/** Begins a run, or goes on with the one that a stop cut short. */
export async function beginRun(db: Db, id: string, now: Date): Promise<{ id: string; counts: Counts }> {
  const open = await db
    .selectFrom('consent.retention_run')
    .select(['id', 'counts'])
    .where('finished_at', 'is', null)
    .orderBy('started_at', 'desc')
    .executeTakeFirst()
  if (open) return open
  await db.insertInto('consent.retention_run').values({ id, started_at: now, counts: '{}' }).execute()
  return { id, counts: {} }
}

/** Counts what a batch did, in the transaction that did it. */
export async function countDone(db: Db, id: string, rule: string, n: number): Promise<void> {
  await sql`update consent.retention_run set counts = jsonb_set(counts, array[${rule}::text], to_jsonb(coalesce((counts ->> ${rule}::text)::int, 0) + ${n}::int))
    where id = ${id}::uuid`.execute(db)
}

export async function finishRun(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('consent.retention_run').set({ finished_at: now }).where('id', '=', id).execute()
}

export const lastRuns = (db: Db, most: number) =>
  db
    .selectFrom('consent.retention_run')
    .selectAll()
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
