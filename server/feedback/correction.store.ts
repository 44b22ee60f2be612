import { sql } from 'kysely'
import type { CorrectionMade } from '../../contract/feedback.ts'
import type { Reading } from '../../contract/reading.ts'
import type { Band } from '../../contract/surveys.ts'
import type { Db } from '../kit/house.ts'
import { arraysOf } from '../kit/rows.ts'
import type { Correction, Findings, Said } from './correct.ts'

/** A verbatim as far as corrections go. */
export interface ReadRow extends Findings {
  id: string
  siteId: string | null
  customerId: string | null
  at: Date
  /** Of the score that stands over the words. */
  band: Band | null
  /** All they wrote in this answer. */
  text: string
  /** The language they were asked in. */
  asked: string
  correctedAt: Date | null
}

const COLUMNS = sql`v.id, v.site_id as "siteId", v.customer_id as "customerId", v.at, v.band, feedback.whole(v.text, v.more) as text, v.polarity, v.sure, v.mixed, v.themes, v.kinds,
  v.callback, v.promise, v.leaving, v.urgent, v.praised, v.corrected_at as "correctedAt",
  coalesce((select a.language from feedback.answer a where a.id = v.answer_id), v.language) as asked`

/** So many that say the same words are corrected in one go; the others are a flood, and not counted. */
const MOST_SAME = 5_000

/** One verbatim, locked; with all that say the very same words, if asked for. */
export async function lockRead(db: Db, id: string, same: boolean): Promise<ReadRow[]> {
  const { rows } = await sql<ReadRow>`
    select ${COLUMNS} from feedback.verbatim v
    where v.id = ${id}::uuid or (${same} and (v.shape, v.more) = (select shape, more from feedback.verbatim where id = ${id}::uuid))
    order by v.id limit ${MOST_SAME} for update`.execute(db)
  return rows
}

export interface LiveCorrection extends Correction, CorrectionMade {
  becomes: Said
}

/** What people said against the reader and did not take back, oldest first, by verbatim. */
export async function liveCorrections(db: Db, ids: readonly string[]): Promise<Map<string, LiveCorrection[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Omit<LiveCorrection, 'at'> & { verbatimId: string; at: Date }>`
    select c.verbatim_id as "verbatimId", coalesce(c.batch, c.id) as batch, c.head, c.becomes, coalesce(s.name, '') as by, c.at
    from feedback.correction c left join network.staff s on s.id = c.by_staff
    where c.verbatim_id = any(${[...ids]}::uuid[]) and c.undone_at is null order by c.at, c.id`.execute(db)
  const made = rows.map(({ at, ...row }) => ({ ...row, at: at.toISOString() }))
  return Map.groupBy(made, (row) => row.verbatimId)
}

export interface NewCorrection {
  id: string
  verbatimId: string
  batch: string
  byStaff: string | null
  head: string
  was: Said
  becomes: Said
}
const CORRECTION = {
  id: 'uuid',
  verbatimId: 'uuid',
  batch: 'uuid',
  byStaff: 'uuid',
  head: 'text',
  was: 'jsonb',
  becomes: 'jsonb',
}

export async function insertCorrections(db: Db, corrections: readonly NewCorrection[], now: Date): Promise<void> {
  const rows = corrections.map((each) => ({
    ...each,
    was: JSON.stringify(each.was),
    becomes: JSON.stringify(each.becomes),
  }))
  await sql`
    insert into feedback.correction (id, verbatim_id, batch, by_staff, head, was, becomes, at)
    select x.id, x.verbatim_id, x.batch, x.by_staff, x.head, x.was, x.becomes, ${now}::timestamptz
    from unnest(${arraysOf(CORRECTION, rows)}) as x(id, verbatim_id, batch, by_staff, head, was, becomes)`.execute(db)
}

/** Takes back what was said in one go; gives the verbatims it was said of, locked. */
export async function undoBatch(db: Db, batch: string, now: Date): Promise<ReadRow[]> {
  const { rows } = await sql<ReadRow>`
    with undone as (
      update feedback.correction set undone_at = ${now} where coalesce(batch, id) = ${batch}::uuid and undone_at is null
      returning verbatim_id
    )
    select ${COLUMNS} from feedback.verbatim v where v.id in (select verbatim_id from undone) order by v.id for update of v`.execute(
    db,
  )
  return rows
}

/** Who corrected in this batch, where and whom it is about; empty when there is none, or it was taken back. */
export async function sitesOfBatch(db: Db, batch: string): Promise<{ siteId: string | null }[]> {
  const { rows } = await sql<{ siteId: string | null }>`
    select distinct v.site_id as "siteId" from feedback.correction c join feedback.verbatim v on v.id = c.verbatim_id
    where coalesce(c.batch, c.id) = ${batch}::uuid and c.undone_at is null`.execute(db)
  return rows
}

/** The words changed: what was said of those before says nothing of these. */
export const forgetCorrections = async (db: Db, verbatimId: string, now: Date): Promise<void> => {
  await sql`update feedback.correction set undone_at = ${now} where verbatim_id = ${verbatimId}::uuid and undone_at is null`.execute(
    db,
  )
}

/** The words of an answer as they stand, with what people said of how they were read. */
export async function wordsOfAnswer(db: Db, answerId: string): Promise<{ id: string; whole: string } | undefined> {
  return db
    .selectFrom('feedback.verbatim')
    .select(['id', sql<string>`feedback.whole(text, more)`.as('whole')])
    .where('answer_id', '=', answerId)
    .executeTakeFirst()
}

/** A reading to write over the one before. */
export interface Rereading {
  id: string
  reading: Findings & Partial<Pick<Reading, 'language' | 'marks' | 'reader'>>
  correctedAt: Date | null
  /** What the words are found by, where that is written anew too. */
  found?: string
}

/** Writes readings over those before, in one statement. */
export async function saveReadings(db: Db, rereadings: readonly Rereading[], now: Date): Promise<void> {
  if (rereadings.length === 0) return
  const rows = rereadings.map(({ id, reading, correctedAt, found }) => ({
    id,
    ...reading,
    corrected_at: correctedAt,
    found,
  }))
  await sql`
    update feedback.verbatim v set language = coalesce(x.language, v.language), polarity = x.polarity, sure = x.sure, mixed = x.mixed, themes = x.themes,
      kinds = x.kinds, callback = x.callback, promise = x.promise, leaving = x.leaving, urgent = x.urgent, praised = x.praised,
      marks = coalesce(x.marks, v.marks), reader = coalesce(x.reader, v.reader), corrected_at = x.corrected_at, changed_at = ${now}::timestamptz,
      words = coalesce(to_tsvector('simple', x.found), v.words)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, language text, polarity smallint, sure real, mixed boolean, themes jsonb,
      kinds text[], callback boolean, promise boolean, leaving boolean, urgent boolean, praised text[], marks jsonb, reader text, corrected_at timestamptz,
      found text)
    where v.id = x.id`.execute(db)
}

/** Some that another reader than this one read, the newest first, locked; those that others hold are left to them. */
export async function readBefore(db: Db, reader: string, most: number): Promise<ReadRow[]> {
  const { rows: others } = await sql<{ reader: string }>`
    (select reader from feedback.verbatim where reader < ${reader} order by reader limit 1)
    union all (select reader from feedback.verbatim where reader > ${reader} order by reader limit 1) limit 1`.execute(
    db,
  )
  if (!others[0]) return []
  const { rows } = await sql<ReadRow>`
    select ${COLUMNS} from feedback.verbatim v where v.reader = ${others[0].reader} order by v.at desc limit ${most} for update skip locked`.execute(
    db,
  )
  return rows
}

export async function readingBehind(db: Db, reader: string): Promise<{ verbatims: number; behind: number }> {
  const { rows } = await sql<{ verbatims: number; behind: number }>`
    select (select count(*)::int from feedback.verbatim) as verbatims,
      (select count(*)::int from feedback.verbatim where reader < ${reader} or reader > ${reader}) as behind`.execute(
    db,
  )
  return rows[0] ?? { verbatims: 0, behind: 0 }
}
