import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { SurveyRow } from './survey.ts'
import type { SurveyAsks } from './tables.ts'

const read = (db: Db) =>
  db
    .selectFrom('feedback.survey')
    .select(['id', 'slug', 'version', 'state', 'asks', 'created_at as createdAt', 'changed_at as changedAt'])

/** Every survey, the open ones first, then the newest. */
export const allSurveys = (db: Db): Promise<SurveyRow[]> =>
  read(db).orderBy(sql`array_position(array['open', 'draft', 'closed'], state)`).orderBy('created_at', 'desc').execute()

export const surveyById = (db: Db, id: string): Promise<SurveyRow | undefined> =>
  read(db).where('id', '=', id).executeTakeFirst()

/** The survey, held until the open transaction ends: two who change it at once come one after the other. */
export const surveyToChange = (db: Db, id: string): Promise<SurveyRow | undefined> =>
  read(db).where('id', '=', id).forUpdate().executeTakeFirst()

/** Those of these slugs that are there, whatever their state. */
export const surveysBySlug = (db: Db, slugs: readonly string[]): Promise<SurveyRow[]> =>
  slugs.length === 0
    ? Promise.resolve([])
    : read(db)
        .where('slug', 'in', [...slugs])
        .execute()

export const openSurveys = (db: Db): Promise<SurveyRow[]> => read(db).where('state', '=', 'open').execute()

export interface NewSurvey {
  id: string
  slug: string
  asks: SurveyAsks
  state: SurveyRow['state']
  createdBy: string | null
}

/** @returns whether it was written: a slug that is there already stays as it is */
export async function insertSurvey(
  db: Db,
  { id, slug, asks, state, createdBy }: NewSurvey,
  now: Date,
): Promise<boolean> {
  const text = JSON.stringify(asks)
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('feedback.survey')
    .values({
      id,
      slug,
      asks: text,
      metric: asks.metric,
      state,
      created_by: createdBy,
      created_at: now,
      changed_at: now,
    })
    .onConflict((c) => c.column('slug').doNothing())
    .executeTakeFirstOrThrow()
  if (!numInsertedOrUpdatedRows) return false
  await db.insertInto('feedback.survey_version').values({ survey_id: id, version: 1, asks: text, at: now }).execute()
  return true
}

/** Writes the next version, and keeps it beside those before. @returns its number */
export async function writeVersion(
  db: Db,
  survey: Pick<SurveyRow, 'id' | 'version'>,
  next: { slug: string; asks: SurveyAsks },
  now: Date,
): Promise<number> {
  const version = survey.version + 1
  const text = JSON.stringify(next.asks)
  await db
    .updateTable('feedback.survey')
    .set({ slug: next.slug, asks: text, metric: next.asks.metric, version, changed_at: now })
    .where('id', '=', survey.id)
    .execute()
  await db
    .insertInto('feedback.survey_version')
    .values({ survey_id: survey.id, version, asks: text, at: now })
    .execute()
  return version
}

export async function setState(db: Db, id: string, state: SurveyRow['state'], now: Date): Promise<void> {
  await db.updateTable('feedback.survey').set({ state, changed_at: now }).where('id', '=', id).execute()
}

export const versionsOfSurvey = (db: Db, id: string): Promise<{ version: number; at: Date }[]> =>
  db
    .selectFrom('feedback.survey_version')
    .select(['version', 'at'])
    .where('survey_id', '=', id)
    .orderBy('version', 'desc')
    .execute()

/** What was asked in a version. */
export async function asksOf(db: Db, id: string, version: number): Promise<SurveyAsks | undefined> {
  const row = await db
    .selectFrom('feedback.survey_version')
    .select('asks')
    .where('survey_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.asks
}

/** What was asked in some versions, by survey and version. */
export async function asksOfVersions(
  db: Db,
  versions: readonly { surveyId: string | null; surveyVersion: number | null }[],
): Promise<(surveyId: string | null, version: number | null) => SurveyAsks | undefined> {
  const named = versions.flatMap(({ surveyId, surveyVersion }) =>
    surveyId === null || surveyVersion === null ? [] : [{ surveyId, surveyVersion }],
  )
  const keyOf = (id: string | null, version: number | null): string => `${id} ${version}`
  if (named.length === 0) return () => undefined
  const { rows } = await sql<{ id: string; version: number; asks: SurveyAsks }>`
    select survey_id as id, version, asks from feedback.survey_version where (survey_id, version) in (
      select * from unnest(${named.map(({ surveyId }) => surveyId)}::uuid[], ${named.map(({ surveyVersion }) => surveyVersion)}::int[]))`.execute(
    db,
  )
  const found = new Map(rows.map(({ id, version, asks }) => [keyOf(id, version), asks]))
  return (id, version) => found.get(keyOf(id, version))
}

/** Was anyone asked, or did anyone answer? From then on the question stays of its kind. */
export async function wasAsked(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{ was: boolean }>`
    select exists(select from feedback.invitation where survey_id = ${id}::uuid)
      or exists(select from feedback.answer where survey_id = ${id}::uuid) as was`.execute(db)
  return rows[0]!.was
}

export interface Counted {
  surveyId: string
  invited: number
  answered: number
  answers: number
  byChannel: Record<string, number>
  leftOut: Record<string, number>
}

/**
 * What came of surveys since then. An invitation counts once it has left: what still waits in the outbox, or was called off, reached nobody.
 * @param id one survey, or null for all
 */
export async function countsOf(db: Db, id: string | null, since: Date): Promise<Map<string, Counted>> {
  const { rows } = await sql<Counted>`
    with asked as (
      select i.survey_id, count(*)::int as invited, count(*) filter (where i.answered_at is not null)::int as answered
      from feedback.invitation i
      where i.asked_at >= ${since}::timestamptz and i.called_off_at is null and (${id}::uuid is null or i.survey_id = ${id}::uuid)
        and not exists (select from messages.message m where m.id = i.message_id and m.state in ('ready', 'leaving', 'doubt'))
      group by 1
    ), said as (
      select survey_id, channel, left_out, count(*)::int as n from feedback.answer
      where at >= ${since}::timestamptz and survey_id is not null and (${id}::uuid is null or survey_id = ${id}::uuid) group by 1, 2, 3
    ), gathered as (
      select survey_id, sum(n) filter (where left_out is null)::int as answers,
        (select jsonb_object_agg(channel, n) from (select channel, sum(n) as n from said c where c.survey_id = s.survey_id and left_out is null group by 1) x) as by_channel,
        (select jsonb_object_agg(left_out, n) from (select left_out, sum(n) as n from said c where c.survey_id = s.survey_id and left_out is not null group by 1) x) as left_out
      from said s group by 1
    )
    select coalesce(a.survey_id, g.survey_id) as "surveyId", coalesce(a.invited, 0) as invited, coalesce(a.answered, 0) as answered,
      coalesce(g.answers, 0) as answers, coalesce(g.by_channel, '{}') as "byChannel", coalesce(g.left_out, '{}') as "leftOut"
    from asked a full join gathered g on g.survey_id = a.survey_id`.execute(db)
  return new Map(rows.map((row) => [row.surveyId, row]))
}
