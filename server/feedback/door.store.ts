import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { AtDoor, Usual } from './door-run.ts'

export interface DoorRow {
  id: string
  surveyId: string
  siteId: string
  kind: 'qr' | 'tablet' | 'counter'
  name: string
  service: string | null
  createdAt: Date
  revokedAt: Date | null
}

const read = (db: Db) =>
  db
    .selectFrom('feedback.door')
    .select([
      'id',
      'survey_id as surveyId',
      'site_id as siteId',
      'kind',
      'name',
      'service',
      'created_at as createdAt',
      'revoked_at as revokedAt',
    ])

export const doorById = (db: Db, id: string): Promise<DoorRow | undefined> =>
  read(db).where('id', '=', id).executeTakeFirst()

/** The doors of a survey, or all; those that are open first. */
export function doorsOf(db: Db, surveyId: string | null): Promise<DoorRow[]> {
  const query = read(db).orderBy(sql`revoked_at is not null`).orderBy('created_at').orderBy('id')
  return surveyId === null ? query.execute() : query.where('survey_id', '=', surveyId).execute()
}

export async function insertDoor(db: Db, door: Omit<DoorRow, 'createdAt' | 'revokedAt'>, now: Date): Promise<void> {
  await db
    .insertInto('feedback.door')
    .values({
      id: door.id,
      survey_id: door.surveyId,
      site_id: door.siteId,
      kind: door.kind,
      name: door.name,
      service: door.service,
      created_at: now,
    })
    .execute()
}

export async function setRevoked(db: Db, id: string, at: Date | null): Promise<void> {
  await db.updateTable('feedback.door').set({ revoked_at: at }).where('id', '=', id).execute()
}

export interface DoorCount {
  doorId: string
  answers: number
  leftOut: number
  lastAt: Date | null
}

export async function doorCounts(db: Db, ids: readonly string[], since: Date): Promise<Map<string, DoorCount>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<DoorCount>`
    select door_id as "doorId", count(*) filter (where left_out is null)::int as answers, count(*) filter (where left_out is not null)::int as "leftOut",
      max(at) as "lastAt"
    from feedback.answer where door_id = any(${[...ids]}::uuid[]) and at >= ${since}::timestamptz group by 1`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.doorId, row]))
}

/** Answers at one door wait for each other: a row of them is seen by each. Held until the open transaction ends. */
export const lockDoor = async (db: Db, id: string): Promise<void> => {
  await sql`select from feedback.door where id = ${id}::uuid for no key update`.execute(db)
}

/** Answers at a door in the hour up to then, the newest first; of very many the newest. */
export async function latestAtDoor(db: Db, doorId: string, at: Date, except: string | null): Promise<AtDoor[]> {
  const { rows } = await sql<AtDoor>`
    select a.id, a.at, a.score, coalesce(encode(v.shape, 'hex'), '') as words, a.left_out as "leftOut"
    from feedback.answer a left join feedback.verbatim v on v.answer_id = a.id
    where a.door_id = ${doorId}::uuid and a.at > ${at}::timestamptz - interval '1 hour' and a.at <= ${at}::timestamptz
      and a.device_key is distinct from ${except}
    order by a.at desc, a.id desc limit 200`.execute(db)
  return rows
}

/** What is said most often at doors to this question, in the ninety days before that hour. */
export async function usualAtDoors(db: Db, surveyId: string, at: Date): Promise<Usual> {
  const { rows } = await sql<Usual>`
    select coalesce(max(bare), 0)::int as alike, coalesce(max(n), 0)::int as score, coalesce(sum(n), 0)::int as all from (
      select count(*) as n, count(*) filter (where v.id is null) as bare
      from feedback.answer a left join feedback.verbatim v on v.answer_id = a.id
      where a.survey_id = ${surveyId}::uuid and a.door_id is not null and a.left_out is null and a.score is not null
        and a.at > ${at}::timestamptz - interval '90 days' and a.at <= ${at}::timestamptz - interval '1 hour'
      group by a.score) by_score`.execute(db)
  return rows[0]!
}
