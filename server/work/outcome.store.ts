import { sql } from 'kysely'
import type { Outcome } from '../../contract/work.ts'
import type { Db } from '../kit/house.ts'
import type { After } from './outcome.ts'

/** What stood before an outcome, to put it back. */
export interface Before {
  task: Record<string, unknown>
  touch: Record<string, unknown> | null
  attention: { id: string; weight: number; at: string } | null
  /** The row of attention this outcome made or raised. */
  attentionId: string | null
  attemptId: string | null
  entryId: string | null
}

export interface OutcomeRow {
  id: string
  task_id: string
  customer_id: string
  outcome: Outcome
  note: string
  told_by: 'hand' | 'call' | 'visit' | 'reply' | 'time'
  by_staff: string | null
  at: Date
  before: Before
  receipts: string[]
  undone_at: Date | null
}

/** One task, whole, locked until the end of the transaction. */
export const lockTask = (db: Db, id: string) =>
  db.selectFrom('work.task').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
export type LockedTask = NonNullable<Awaited<ReturnType<typeof lockTask>>>

/** Writes what came of it on the task. */
export async function writeAfter(
  db: Db,
  id: string,
  said: { outcome: Outcome; note: string; toldBy: string; staffId: string | null },
  after: After,
  now: Date,
): Promise<void> {
  const over = after.state !== 'open'
  await db
    .updateTable('work.task')
    .set({
      state: after.state,
      outcome: said.outcome,
      outcome_note: said.note,
      outcome_from: said.toldBy,
      tries: after.tries,
      promised: after.promised,
      ...(after.notBefore === null ? {} : { not_before: new Date(after.notBefore) }),
      expires_at: after.expiresAt === null ? null : new Date(after.expiresAt),
      changed_at: now,
      done_at: over ? now : null,
      done_by: over ? said.staffId : null,
    })
    .where('id', '=', id)
    .execute()
}

/**
 * Keeps an outcome. A fact speaks once about a task.
 * @returns false when this fact has spoken before
 */
export async function keepOutcome(
  db: Db,
  outcome: Omit<OutcomeRow, 'undone_at'> & { fact: string | null },
): Promise<boolean> {
  const made = await db
    .insertInto('work.outcome')
    .values({ ...outcome, before: JSON.stringify(outcome.before) })
    .onConflict((c) => c.columns(['task_id', 'fact']).where('fact', 'is not', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

export async function factSpoke(db: Db, taskId: string, fact: string): Promise<boolean> {
  const row = await db
    .selectFrom('work.outcome')
    .select('id')
    .where('task_id', '=', taskId)
    .where('fact', '=', fact)
    .executeTakeFirst()
  return row !== undefined
}

const asOutcome = (row: object): OutcomeRow => row as OutcomeRow

export async function lockOutcome(db: Db, id: string): Promise<OutcomeRow | undefined> {
  const row = await db.selectFrom('work.outcome').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row && asOutcome(row)
}

/** The newest outcome of a task that stands. */
export async function lastOutcome(db: Db, taskId: string): Promise<OutcomeRow | undefined> {
  const row = await db
    .selectFrom('work.outcome')
    .selectAll()
    .where('task_id', '=', taskId)
    .where('undone_at', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && asOutcome(row)
}

export async function outcomesOfTask(db: Db, taskId: string) {
  return db
    .selectFrom('work.outcome as o')
    .leftJoin('network.staff as s', 's.id', 'o.by_staff')
    .select(['o.id', 'o.outcome', 'o.note', 'o.told_by', 'o.at', 'o.undone_at', 's.name as by'])
    .where('o.task_id', '=', taskId)
    .orderBy('o.at', 'desc')
    .orderBy('o.id', 'desc')
    .execute()
}

/** Puts a task back as it stood before an outcome, which counts no more. */
export async function putTaskBack(db: Db, outcome: OutcomeRow, now: Date): Promise<void> {
  const was = outcome.before.task as Record<string, string | null>
  await sql`update work.task set state = ${was.state}, outcome = ${was.outcome}, outcome_note = ${was.outcome_note ?? ''},
      outcome_from = ${was.outcome_from ?? 'hand'}, tries = ${Number(was.tries)}, promised = ${String(was.promised) === 'true'},
      not_before = ${was.not_before}::timestamptz, expires_at = ${was.expires_at}::timestamptz, done_at = ${was.done_at}::timestamptz,
      done_by = ${was.done_by}::uuid, changed_at = ${now}
    where id = ${outcome.task_id}`.execute(db)
  await db.updateTable('work.outcome').set({ undone_at: now }).where('id', '=', outcome.id).execute()
}

/** Calls and minutes somebody gave since an instant, by what they said came of it. */
export async function givenSince(db: Db, staffId: string, since: Date): Promise<{ calls: number; minutes: number }> {
  const { rows } = await sql<{ calls: number; minutes: number }>`
    select count(*) filter (where t.kind = 'call' and o.outcome not in ('let-go', 'otherwise'))::int as calls,
      coalesce(sum(t.minutes) filter (where o.outcome not in ('let-go', 'no-answer', 'wrong-number')), 0)::int as minutes
    from work.outcome o join work.task t on t.id = o.task_id
    where o.by_staff = ${staffId} and o.at >= ${since} and o.undone_at is null`.execute(db)
  return rows[0] ?? { calls: 0, minutes: 0 }
}

/** Open tasks that mean nothing any more. */
export async function expiredTasks(db: Db, now: Date, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from work.task where state = 'open' and expires_at <= ${now} order by expires_at limit ${most} for update skip locked`.execute(
    db,
  )
  return rows.map((row) => row.id)
}
