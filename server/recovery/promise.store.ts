import { sql } from 'kysely'
import { notBeingErased } from '../consent/being-erased.store.ts'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'

export interface PromiseRow {
  id: string
  caseId: string
  words: string
  dueAt: Date
  madeBy: string | null
  madeAt: Date
  keptAt: Date | null
}

const COLUMNS = sql`p.id, p.case_id as "caseId", p.words, p.due_at as "dueAt", s.name as "madeBy", p.made_at as "madeAt", p.kept_at as "keptAt"`

/** What was promised, the soonest first. */
export async function promisesOf(db: Db, caseIds: readonly string[]): Promise<Map<string, PromiseRow[]>> {
  const { rows } = await sql<PromiseRow>`
    select ${COLUMNS} from recovery.promise p left join network.staff s on s.id = p.made_by
    where p.case_id = any(${[...caseIds]}::uuid[]) order by p.due_at, p.id`.execute(db)
  return Map.groupBy(rows, ({ caseId }) => caseId)
}

export async function lockPromise(db: Db, id: string): Promise<PromiseRow> {
  const { rows } = await sql<PromiseRow>`
    select ${COLUMNS} from recovery.promise p left join network.staff s on s.id = p.made_by where p.id = ${id}::uuid for update of p`.execute(
    db,
  )
  if (!rows[0]) throw notFound('promise')
  return rows[0]
}

export async function insertPromise(
  db: Db,
  made: { id: string; caseId: string; customerId: string | null; words: string; dueAt: Date; by: string | null },
  now: Date,
): Promise<void> {
  await db
    .insertInto('recovery.promise')
    .values({
      id: made.id,
      case_id: made.caseId,
      customer_id: made.customerId,
      words: made.words,
      due_at: made.dueAt,
      made_by: made.by,
      made_at: now,
      kept_by: null,
    })
    .execute()
}

export async function keepPromiseRow(db: Db, id: string, at: Date | null, by: string | null): Promise<void> {
  await db.updateTable('recovery.promise').set({ kept_at: at, kept_by: by }).where('id', '=', id).execute()
}

export async function removePromise(db: Db, id: string): Promise<void> {
  await db.deleteFrom('recovery.promise').where('id', '=', id).execute()
}

/** Promises whose hour has come, of open cases; each is told once. */
export async function claimPromisesDue(
  db: Db,
  now: Date,
  most: number,
): Promise<{ id: string; caseId: string; ownerId: string | null }[]> {
  const { rows } = await sql<{ id: string; caseId: string; ownerId: string | null }>`
    with due as (
      select p.id from recovery.promise p where p.kept_at is null and p.told_at is null and p.due_at <= ${now} and ${notBeingErased(sql`p.customer_id`)}
      order by p.due_at limit ${most} for update skip locked
    )
    update recovery.promise p set told_at = ${now} from due, recovery."case" k where p.id = due.id and k.id = p.case_id
    returning p.id, p.case_id as "caseId", k.owner_id as "ownerId"`.execute(db)
  return rows
}
