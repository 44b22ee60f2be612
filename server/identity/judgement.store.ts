import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

export type Verdict = 'same' | 'different' | 'unsure'

export const ordered = (a: string, b: string): [string, string] => (a < b ? [a, b] : [b, a])

/** What people said last of pairs among these records, answers taken back left out. */
export async function judgementsAmong(
  db: Db,
  recordIds: readonly string[],
): Promise<{ a: string; b: string; verdict: Verdict }[]> {
  if (recordIds.length === 0) return []
  const { rows } = await sql<{ a: string; b: string; verdict: Verdict }>`
    select distinct on (a, b) a, b, verdict from identity.judgement
    where a = any(${[...recordIds]}::uuid[]) and b = any(${[...recordIds]}::uuid[]) and undone_at is null
    order by a, b, at desc, id desc`.execute(db)
  return rows
}

export interface Apart {
  a: string
  b: string
  by: string | null
  at: Date
  reason: string
}

/** Pairs with one record on each side whose last answer says that they are two people; the newest first. */
export async function apartAcross(db: Db, some: readonly string[], others: readonly string[]): Promise<Apart[]> {
  const { rows } = await sql<Apart>`
    select a, b, by, at, reason from (
      select distinct on (a, b) a, b, by, at, reason, verdict, id from identity.judgement
      where undone_at is null
        and (a = any(${[...some]}::uuid[]) and b = any(${[...others]}::uuid[])
          or b = any(${[...some]}::uuid[]) and a = any(${[...others]}::uuid[]))
      order by a, b, at desc, id desc) last
    where verdict = 'different' order by at desc, id desc`.execute(db)
  return rows
}

export async function insertJudgement(
  db: Db,
  judgement: {
    id: string
    pair: [string, string]
    verdict: Verdict
    bits: number | null
    by: string | null
    reason: string
  },
  now: Date,
): Promise<void> {
  const [a, b] = ordered(...judgement.pair)
  await db
    .insertInto('identity.judgement')
    .values({
      id: judgement.id,
      a,
      b,
      verdict: judgement.verdict,
      bits: judgement.bits,
      by: judgement.by,
      reason: judgement.reason,
      at: now,
    })
    .execute()
}

/** Takes an answer back. Taken back twice, the first stands. @returns undefined when there is none of this id */
export async function withdrawJudgement(
  db: Db,
  id: string,
  now: Date,
): Promise<{ a: string; b: string; verdict: Verdict } | undefined> {
  const row = await db
    .updateTable('identity.judgement')
    .set({ undone_at: sql<Date>`coalesce(undone_at, ${now})` })
    .where('id', '=', id)
    .returning(['a', 'b', 'verdict'])
    .executeTakeFirst()
  return row
}

/** Takes back some answers that stand. */
export async function withdrawAll(db: Db, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('identity.judgement')
    .set({ undone_at: now })
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('undone_at', 'is', null)
    .execute()
}

/** How people answered, the last answer of each person on each pair. */
export async function judgementCounts(db: Db) {
  const { rows } = await sql<{ same: number; different: number; unsure: number }>`
    with last as (select distinct on (a, b, by) a, b, verdict from identity.judgement where undone_at is null order by a, b, by, at desc)
    select count(*) filter (where verdict = 'same') as same, count(*) filter (where verdict = 'different') as different,
      count(*) filter (where verdict = 'unsure') as unsure from last`.execute(db)
  return rows[0]!
}

/** What people said last of every pair, answers taken back left out. */
export async function answeredPairs(db: Db): Promise<{ a: string; b: string; verdict: Verdict }[]> {
  const { rows } = await sql<{ a: string; b: string; verdict: Verdict }>`
    select distinct on (a, b) a, b, verdict from identity.judgement where undone_at is null order by a, b, at desc, id desc`.execute(
    db,
  )
  return rows
}
