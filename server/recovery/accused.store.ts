import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** Those whom the words of a case accuse; not those of whom a person said that it is not about them. */
export async function accusedOf(db: Db, caseId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('recovery.accused')
    .select('staff_id as id')
    .where('case_id', '=', caseId)
    .where('cleared_at', 'is', null)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** All of whom it was ever said, by name: whoever was cleared stands there too. */
export async function accusedNames(db: Db, caseId: string) {
  const { rows } = await sql<{ id: string; name: string; cleared: boolean }>`
    select s.id, s.name, a.cleared_at is not null as cleared from recovery.accused a join network.staff s on s.id = a.staff_id
    where a.case_id = ${caseId}::uuid order by s.name, s.id`.execute(db)
  return rows
}

/** Words accuse somebody: kept once; whom a person has cleared stays cleared. */
export async function accuse(db: Db, caseId: string, staffIds: readonly string[], now: Date): Promise<void> {
  if (staffIds.length === 0) return
  await sql`
    insert into recovery.accused (case_id, staff_id, at)
    select ${caseId}::uuid, id, ${now}::timestamptz from unnest(${[...staffIds]}::uuid[]) id
    on conflict (case_id, staff_id) do nothing`.execute(db)
}

/** A person says whether it is about somebody. */
export async function judgeAccused(
  db: Db,
  said: { caseId: string; staffId: string; accused: boolean; by: string | null },
  now: Date,
): Promise<void> {
  const cleared = said.accused ? null : now
  await sql`
    insert into recovery.accused (case_id, staff_id, at, said_by, cleared_at, cleared_by)
    values (${said.caseId}::uuid, ${said.staffId}::uuid, ${now}::timestamptz, ${said.by}::uuid, ${cleared}::timestamptz,
      ${said.accused ? null : said.by}::uuid)
    on conflict (case_id, staff_id) do update set cleared_at = excluded.cleared_at, cleared_by = excluded.cleared_by,
      said_by = coalesce(recovery.accused.said_by, excluded.said_by)`.execute(db)
}

/** Of a case `k`: this person may read it, for it is not about them; or it is theirs all the same, for there was nobody else. */
export const notAccused = (staffId: string | null): RawBuilder<boolean> =>
  staffId === null
    ? sql<boolean>`true`
    : sql<boolean>`(k.owner_id = ${staffId}::uuid or not exists (select from recovery.accused x where x.case_id = k.id and x.staff_id = ${staffId}::uuid and x.cleared_at is null))`

/** Of these verbatims, those of a case in which this person is accused. */
export async function wordsThatAccuse(
  db: Db,
  staffId: string | null,
  verbatimIds: readonly string[],
): Promise<Set<string>> {
  if (staffId === null || verbatimIds.length === 0) return new Set()
  const { rows } = await sql<{ id: string }>`
    select v.id from feedback.verbatim v join recovery.case_answer n on n.answer_id = v.answer_id
      join recovery."case" k on k.id = n.case_id and not ${notAccused(staffId)}
    where v.id = any(${[...verbatimIds]}::uuid[])`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
