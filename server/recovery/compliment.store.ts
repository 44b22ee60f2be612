import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'

export interface ComplimentRow {
  id: string
  verbatimId: string
  customerId: string | null
  siteId: string | null
  name: string
  staffId: string | null
  staff: string | null
  candidates: string[]
  at: Date
  seenAt: Date | null
  cheeredBy: string | null
  cheeredAt: Date | null
}

const COLUMNS = sql`k.id, k.verbatim_id as "verbatimId", k.customer_id as "customerId", k.site_id as "siteId", k.name, k.staff_id as "staffId",
  s.name as staff, k.candidates, k.at, k.seen_at as "seenAt", b.name as "cheeredBy", k.cheered_at as "cheeredAt"`

export interface NewCompliment {
  id: string
  verbatimId: string
  customerId: string | null
  siteId: string | null
  name: string
  staffId: string | null
  candidates: readonly string[]
}

/** Thanks that are there already stay as they are. @returns those that are new */
export async function insertCompliments(db: Db, made: readonly NewCompliment[], now: Date): Promise<string[]> {
  if (made.length === 0) return []
  const rows = await db
    .insertInto('recovery.compliment')
    .values(
      made.map((one) => ({
        id: one.id,
        verbatim_id: one.verbatimId,
        customer_id: one.customerId,
        site_id: one.siteId,
        name: one.name,
        staff_id: one.staffId,
        candidates: [...one.candidates],
        at: now,
        cheered_by: null,
      })),
    )
    .onConflict((c) => c.columns(['verbatim_id', 'name']).doNothing())
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Names that are not thanked there any more: it was misread, or they changed their words. */
export async function dropCompliments(db: Db, verbatimId: string, names: readonly string[]): Promise<void> {
  await sql`delete from recovery.compliment where verbatim_id = ${verbatimId}::uuid and name <> all(${[...names]}::text[])`.execute(
    db,
  )
}

/**
 * Thanks found where the words, as they are read by now, thank nobody under a bad score or with an insult, or are not fit to be handed on. Plain thanks, once
 * given, stay.
 * @param unfit of these, whose words speak of what is nobody's to read
 */
export async function dropUnearned(db: Db, verbatimIds: readonly string[], unfit: readonly string[]): Promise<void> {
  if (verbatimIds.length === 0) return
  await sql`delete from recovery.compliment k using feedback.verbatim v
    where v.id = k.verbatim_id and v.id = any(${[...verbatimIds]}::uuid[]) and v.praised = '{}'
      and (v.band = 'unhappy' or v.mixed or v.polarity < 0 or v.id = any(${[...unfit]}::uuid[]))`.execute(db)
}

export async function lockCompliment(db: Db, id: string): Promise<ComplimentRow> {
  const { rows } =
    await sql<ComplimentRow>`select ${COLUMNS} from recovery.compliment k left join network.staff s on s.id = k.staff_id left join network.staff b on b.id = k.cheered_by where k.id = ${id}::uuid for update of k`.execute(
      db,
    )
  if (!rows[0]) throw notFound('compliment')
  return rows[0]
}

/** Thanks to this person since then, and what nobody has looked at yet. */
export async function complimentsTo(db: Db, staffId: string, since: Date, most: number): Promise<ComplimentRow[]> {
  const { rows } = await sql<ComplimentRow>`
    select ${COLUMNS} from recovery.compliment k left join network.staff s on s.id = k.staff_id left join network.staff b on b.id = k.cheered_by where k.staff_id = ${staffId}::uuid and (k.at >= ${since} or k.seen_at is null)
    order by k.at desc limit ${most}`.execute(db)
  return rows
}

/** Thanks to the people of these sites since then. */
export async function complimentsAt(
  db: Db,
  sites: 'all' | readonly string[],
  since: Date,
  most: number,
): Promise<ComplimentRow[]> {
  const { rows } = await sql<ComplimentRow>`
    select ${COLUMNS} from recovery.compliment k left join network.staff s on s.id = k.staff_id left join network.staff b on b.id = k.cheered_by where (${sites === 'all'} or k.site_id = any(${sites === 'all' ? [] : [...sites]}::uuid[])) and k.at >= ${since}
    order by k.at desc limit ${most}`.execute(db)
  return rows
}

export async function giveCompliment(db: Db, id: string, staffId: string | null): Promise<void> {
  await sql`update recovery.compliment set staff_id = ${staffId}::uuid, seen_at = null, pushed_at = null where id = ${id}::uuid`.execute(
    db,
  )
}

export async function seeCompliment(db: Db, id: string, at: Date | null): Promise<void> {
  await sql`update recovery.compliment set seen_at = ${at} where id = ${id}::uuid`.execute(db)
}

export async function cheerCompliment(db: Db, id: string, by: string | null, at: Date | null): Promise<void> {
  await sql`update recovery.compliment set cheered_by = ${by}::uuid, cheered_at = ${at} where id = ${id}::uuid`.execute(
    db,
  )
}

/** True once: whoever asks next finds it pushed. */
export async function claimPush(db: Db, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update recovery.compliment set pushed_at = ${now} where id = ${id}::uuid and pushed_at is null and staff_id is not null`.execute(
    db,
  )
  return numAffectedRows > 0n
}
