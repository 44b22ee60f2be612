import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Corrected, NightFound, Rated } from './reader/learn-and-judge.ts'
import type { Ended, LearnedFigures } from './tables.ts'

export const LANGUAGES = ['fr', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** So much is learned from at most, the newest; and looked through to find it, for the same words count once. */
const MOST_RATED = 20_000
const LOOKED_THROUGH = 60_000
/** A longer text is learned from by its beginning. */
const MOST_LETTERS = 2000

/** Words of customers with the score they gave, the oldest first; the same words once, as they were said last. What is not counted teaches nothing. */
export async function ratedWords(db: Db, language: Language, since: Date): Promise<Rated[]> {
  const { rows } = await sql<{ text: string; shape: string; happy: boolean; at: Date }>`
    with seen as (
      select v.id, feedback.whole(v.text, v.more) as text, v.shape, a.band, v.at from feedback.verbatim v join feedback.answer a on a.id = v.answer_id
      where v.language = ${language} and v.at >= ${since}::timestamptz and v.left_out is null and a.left_out is null and a.band in ('happy', 'unhappy')
      order by v.at desc, v.id desc limit ${LOOKED_THROUGH}
    ), once as (select distinct on (shape) * from seen order by shape, at desc, id desc),
    newest as (select * from once order by at desc, id desc limit ${MOST_RATED})
    select left(text, ${MOST_LETTERS}) as text, encode(shape, 'hex') as shape, band = 'happy' as happy, at from newest order by at, id`.execute(
    db,
  )
  return rows.map((row) => ({ ...row, at: row.at.getTime() }))
}

/** What people said against readings, the newest word on each finding of a text; dated as the text is. */
export async function correctedWords(db: Db, language: Language, since: Date): Promise<Corrected[]> {
  const { rows } = await sql<{
    text: string
    shape: string
    head: string
    becomes: Corrected['becomes'] | null
    at: Date
  }>`
    with newest as (
      select distinct on (v.shape, c.head) feedback.whole(v.text, v.more) as text, v.shape, c.head, c.becomes, v.at
      from feedback.correction c join feedback.verbatim v on v.id = c.verbatim_id
      where c.undone_at is null and v.language = ${language} and v.at >= ${since}::timestamptz and v.left_out is null
      order by v.shape, c.head, c.at desc, c.id desc
    )
    select left(text, ${MOST_LETTERS}) as text, encode(shape, 'hex') as shape, head, becomes, at from (
      select * from newest order by at desc limit ${MOST_RATED}) kept order by at, shape, head`.execute(db)
  return rows.map((row) => ({ ...row, becomes: row.becomes ?? {}, at: row.at.getTime() }))
}

export interface Champion {
  id: string
  language: string
  weights: Uint8Array
}

/** Readers in force that the network taught, without their weights. */
export const championIds = (db: Db) =>
  db.selectFrom('feedback.reader').select(['id', 'language']).where('state', '=', 'champion').execute()

export async function champion(db: Db, language: Language): Promise<Champion | undefined> {
  return db
    .selectFrom('feedback.reader')
    .select(['id', 'language', 'weights'])
    .where('state', '=', 'champion')
    .where('language', '=', language)
    .executeTakeFirst()
}

/** Takes it out of force. Its weights go: one comes back by learning anew, never by digging up. */
export async function retire(db: Db, id: string, why: Ended, now: Date): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update feedback.reader set state = 'retired', weights = ''::bytea, changed_at = ${now}::timestamptz,
      figures = figures || jsonb_build_object('ended', ${why}::text)
    where id = ${id}::uuid and state = 'champion' returning id`.execute(db)
  return rows.length > 0
}

/** A learned reader with how it was judged; only one that takes over keeps its weights. */
export async function saveLearned(
  db: Db,
  learned: { id: string; language: Language; promoted: boolean; weights: Uint8Array; found: NightFound },
  now: Date,
): Promise<void> {
  await db
    .insertInto('feedback.reader')
    .values({
      id: learned.id,
      language: learned.language,
      state: learned.promoted ? 'champion' : 'challenger',
      weights: learned.promoted ? Buffer.from(learned.weights) : Buffer.alloc(0),
      learned_from: learned.found.rated - learned.found.n,
      figures: JSON.stringify(learned.found satisfies LearnedFigures),
      made_at: now,
      changed_at: now,
    })
    .execute()
}

/** Challengers that did not win are told of for two years. */
export async function forgetOldChallengers(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('feedback.reader').where('state', '<>', 'champion').where('made_at', '<', before).execute()
}

/** What the last night found, and whether a person holds the shipped reader in force. Locked: one decides at a time. */
export async function lockLearning(db: Db, language: Language) {
  await sql`insert into feedback.learning (language) values (${language}) on conflict do nothing`.execute(db)
  return db
    .selectFrom('feedback.learning')
    .select(['held_at', 'held_by', 'looked_at', 'found'])
    .where('language', '=', language)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

export const learningOf = (db: Db, language: Language) =>
  db
    .selectFrom('feedback.learning as l')
    .leftJoin('network.staff as s', 's.id', 'l.held_by')
    .select(['l.held_at', 'l.looked_at', 'l.found', 'l.learned_rated', 'l.learned_corrections', 's.name as held_by'])
    .where('l.language', '=', language)
    .executeTakeFirst()

/** What a night found; `learned`: how much it learned from, if it did. */
export async function saveNight(
  db: Db,
  language: Language,
  found: NightFound,
  learned: boolean,
  now: Date,
): Promise<void> {
  await sql`
    update feedback.learning set looked_at = ${now}::timestamptz, found = ${JSON.stringify(found)}::jsonb,
      learned_rated = case when ${learned} then ${found.rated}::int else learned_rated end,
      learned_corrections = case when ${learned} then ${found.corrections}::int else learned_corrections end
    where language = ${language}`.execute(db)
}

/** Nothing takes over from the shipped reader until this is lifted; then the next night learns, whatever it had before. */
export async function hold(db: Db, language: Language, by: { at: Date; staffId: string | null } | null): Promise<void> {
  await sql`
    update feedback.learning set held_at = ${by?.at ?? null}::timestamptz, held_by = ${by?.staffId ?? null}::uuid, learned_rated = null, learned_corrections = null
    where language = ${language}`.execute(db)
}

/** Readers that were learned, the newest first. */
export const learnedReaders = (db: Db, language: Language, most: number) =>
  db
    .selectFrom('feedback.reader')
    .select(['id', 'state', 'learned_from', 'figures', 'made_at', 'changed_at'])
    .where('language', '=', language)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()

/** How much there is to learn from by now. */
export async function teachable(
  db: Db,
  language: Language,
  since: Date,
): Promise<{ rated: number; corrections: number }> {
  const { rows } = await sql<{ rated: number; corrections: number }>`
    select (select count(*)::int from (select distinct v.shape from feedback.verbatim v join feedback.answer a on a.id = v.answer_id
        where v.language = ${language} and v.at >= ${since}::timestamptz and v.left_out is null and a.left_out is null and a.band in ('happy', 'unhappy')
        limit ${MOST_RATED}) words) as rated,
      (select count(*)::int from (select distinct v.shape, c.head from feedback.correction c join feedback.verbatim v on v.id = c.verbatim_id
        where c.undone_at is null and v.language = ${language} and v.at >= ${since}::timestamptz and v.left_out is null) said) as corrections`.execute(
    db,
  )
  return rows[0] ?? { rated: 0, corrections: 0 }
}
