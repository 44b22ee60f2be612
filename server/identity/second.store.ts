import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Verdict } from './judgement.store.ts'
import type { ReadTwice } from './kappa.ts'
import type { KeptEdge } from './record.ts'

/** The answers in force, one a pair: what a person said last with yes or no. */
const DECIDED = sql`
  select distinct on (a, b) id, a, b, verdict, bits, by, at from identity.judgement
  where undone_at is null and verdict <> 'unsure' order by a, b, at desc, id desc`

/** Until so many pairs were read twice one answer in FIRST is asked again; then one in LATER: agreement changes slowly. */
const ENOUGH = 100
const FIRST = 5
const LATER = 20

/** Both records are still there, as two customers or one. */
const BOTH_THERE = sql`
  exists (select from identity.record r where r.id = d.a) and exists (select from identity.record r where r.id = d.b)`

/**
 * Pairs that somebody else answered and that this person is to read as if nobody had: some of all answers given in review, drawn by their hash. Never one
 * this person has said anything of, and none twice. Oldest first.
 */
export async function toReadAgain(db: Db, staffId: string, limit: number): Promise<KeptEdge[]> {
  const { rows } = await sql<KeptEdge>`
    with share as (
      select case when count(*) < ${ENOUGH} then ${FIRST}::int else ${LATER}::int end as one_in
      from identity.second_reading where undone_at is null and verdict <> 'unsure')
    select d.a, d.b, d.bits, 0 as related from (${DECIDED}) d, share
    where d.by is not null and d.by <> ${staffId}::uuid and d.bits is not null
      and mod(hashtextextended(d.id::text, 64), share.one_in) = 0
      and not exists (select from identity.second_reading s where s.a = d.a and s.b = d.b and s.undone_at is null
        and (s.verdict <> 'unsure' or s.by = ${staffId}::uuid))
      and not exists (select from identity.judgement j where j.a = d.a and j.b = d.b and j.by = ${staffId}::uuid)
      and ${BOTH_THERE}
    order by d.at, d.a, d.b limit ${limit}`.execute(db)
  return rows
}

/** Pairs that two people answered differently, and that neither of them may settle. The answer that came first holds until somebody does. */
const TORN = sql`
  from (${DECIDED}) d join identity.second_reading s on s.judgement_id = d.id and s.undone_at is null and s.verdict <> 'unsure'
  where s.verdict <> d.verdict and ${BOTH_THERE}`

/** Those for a third person. Oldest first; those they were not sure of come no more. */
export async function toSettle(db: Db, staffId: string, limit: number): Promise<KeptEdge[]> {
  const { rows } = await sql<KeptEdge>`
    select d.a, d.b, coalesce(d.bits, 0) as bits, 0 as related ${TORN} and d.by <> ${staffId}::uuid and s.by <> ${staffId}::uuid
      and not exists (select from identity.judgement j where j.a = d.a and j.b = d.b and j.by = ${staffId}::uuid and j.undone_at is null)
    order by s.at, d.a, d.b limit ${limit}`.execute(db)
  return rows
}

export async function countTorn(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n ${TORN}`.execute(db)
  return rows[0]!.n
}

/** The answer in force on a pair, with who read it again. */
export async function decidedPair(db: Db, [a, b]: readonly [string, string]) {
  const { rows } = await sql<{ id: string; verdict: Verdict; by: string | null; second: string | null }>`
    select d.id, d.verdict, d.by, s.by as second from (
      select * from (${DECIDED}) x where x.a = ${a}::uuid and x.b = ${b}::uuid) d
    left join identity.second_reading s on s.judgement_id = d.id and s.undone_at is null and s.verdict <> 'unsure'`.execute(
    db,
  )
  return rows[0]
}

export async function insertSecond(
  db: Db,
  reading: { id: string; judgementId: string; pair: readonly [string, string]; verdict: Verdict; by: string },
  now: Date,
): Promise<void> {
  const { id, judgementId, pair, verdict, by } = reading
  await db
    .insertInto('identity.second_reading')
    .values({ id, judgement_id: judgementId, a: pair[0], b: pair[1], verdict, by, at: now })
    .execute()
}

/** How many pairs this person has read again since. */
export async function readAgainSince(db: Db, reader: string, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from identity.second_reading where by = ${reader}::uuid and at >= ${since}::timestamptz and undone_at is null`.execute(
    db,
  )
  return rows[0]!.n
}

/** Takes a second reading back. @returns the pair; undefined when there is none of this id */
export async function withdrawSecond(db: Db, id: string, now: Date): Promise<{ a: string; b: string } | undefined> {
  const row = await db
    .updateTable('identity.second_reading')
    .set({ undone_at: sql<Date>`coalesce(undone_at, ${now})` })
    .where('id', '=', id)
    .returning(['a', 'b'])
    .executeTakeFirst()
  return row
}

/** Pairs that two people answered with yes or no, neither knowing of the other, whatever a third said since. */
export async function readTwice(db: Db): Promise<ReadTwice> {
  const { rows } = await sql<ReadTwice>`
    select count(*) filter (where j.verdict = 'same' and s.verdict = 'same') as "bothSame",
      count(*) filter (where j.verdict = 'different' and s.verdict = 'different') as "bothDifferent",
      count(*) filter (where j.verdict <> s.verdict) as differ
    from identity.second_reading s join identity.judgement j on j.id = s.judgement_id
    where s.undone_at is null and j.undone_at is null and s.verdict <> 'unsure' and j.verdict <> 'unsure'`.execute(db)
  return rows[0]!
}
