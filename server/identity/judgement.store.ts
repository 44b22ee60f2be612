import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'

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

/** Takes an answer back. Taken back twice, the first stands. */
export async function withdrawJudgement(
  db: Db,
  id: string,
  now: Date,
): Promise<{ a: string; b: string; verdict: Verdict }> {
  const row = await db
    .updateTable('identity.judgement')
    .set({ undone_at: sql<Date>`coalesce(undone_at, ${now})` })
    .where('id', '=', id)
    .returning(['a', 'b', 'verdict'])
    .executeTakeFirst()
  if (!row) throw notFound('answer')
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

/** Pairs that two people answered with yes or no: how often each way, for their agreement. */
export async function doubleJudged(db: Db): Promise<{ bothSame: number; bothDifferent: number; differ: number }> {
  const { rows } = await sql<{ bothSame: number; bothDifferent: number; differ: number }>`
    with last as (select distinct on (a, b, by) a, b, by, verdict from identity.judgement
      where undone_at is null and by is not null and verdict <> 'unsure' order by a, b, by, at desc),
    twice as (select a, b, min(verdict) as one, max(verdict) as other from (
      select *, row_number() over (partition by a, b order by by) as n from last) l where n <= 2 group by a, b having count(*) = 2)
    select count(*) filter (where one = 'same' and other = 'same') as "bothSame",
      count(*) filter (where one = 'different' and other = 'different') as "bothDifferent",
      count(*) filter (where one <> other) as differ from twice`.execute(db)
  return rows[0]!
}

/** Answers with the weight the pair had when it was asked, for the estimate of precision and recall. */
export async function judgedBits(db: Db): Promise<{ bits: number; same: boolean }[]> {
  const { rows } = await sql<{ bits: number; same: boolean }>`
    select distinct on (a, b) bits, verdict = 'same' as same from identity.judgement
    where undone_at is null and verdict <> 'unsure' and bits is not null order by a, b, at desc`.execute(db)
  return rows
}

/** What people said last of every pair, answers taken back left out. */
export async function answeredPairs(db: Db): Promise<{ a: string; b: string; verdict: Verdict }[]> {
  const { rows } = await sql<{ a: string; b: string; verdict: Verdict }>`
    select distinct on (a, b) a, b, verdict from identity.judgement where undone_at is null order by a, b, at desc, id desc`.execute(
    db,
  )
  return rows
}
