import { sql } from 'kysely'
import type { Band, Metric, Scale } from '../../contract/surveys.ts'
import type { Db } from '../kit/house.ts'
import type { AnswerAbout } from './about.ts'

/** An answer that is there already, with the words it was given in. */
export interface AnswerBefore {
  id: string
  surveyId: string | null
  surveyVersion: number | null
  invitationId: string | null
  doorId: string | null
  deviceKey: string | null
  about: AnswerAbout
  channel: string
  language: string
  metric: Metric | null
  score: number | null
  scale: Scale | null
  band: Band | null
  text: string
  followUps: Record<string, unknown>
  quote: 'named' | 'unnamed' | null
  quoteWording: string
  quoteAt: Date | null
  leftOut: string | null
  takenBy: string | null
  at: Date
}

/** By itself, by the invitation it answers, or by the key of the page or the device that sent it. */
export async function answerBefore(
  db: Db,
  by: { id: string } | { invitationId: string } | { deviceKey: string },
): Promise<AnswerBefore | undefined> {
  const which =
    'id' in by
      ? sql`a.id = ${by.id}::uuid`
      : 'invitationId' in by
        ? sql`a.invitation_id = ${by.invitationId}::uuid`
        : sql`a.device_key = ${by.deviceKey}`
  const { rows } = await sql<AnswerBefore>`
    select a.id, a.survey_id as "surveyId", a.survey_version as "surveyVersion", a.invitation_id as "invitationId", a.door_id as "doorId",
      a.device_key as "deviceKey", a.channel, a.language, a.metric, a.score, a.band, coalesce(v.text, '') as text,
      jsonb_build_object('customerId', a.customer_id, 'siteId', a.site_id, 'staffId', a.staff_id, 'assetId', a.asset_id, 'orderId', a.order_id,
        'visitId', a.visit_id, 'moment', a.moment, 'service', a.service) as about,
      case when a.scale_min is null then null else jsonb_build_object('min', a.scale_min, 'max', a.scale_max, 'direction', a.direction) end as scale,
      a.follow_ups as "followUps", a.quote, a.quote_wording as "quoteWording", a.quote_at as "quoteAt", a.left_out as "leftOut",
      a.taken_by as "takenBy", a.at
    from feedback.answer a left join feedback.verbatim v on v.answer_id = a.id where ${which}`.execute(db)
  return rows[0]
}

/** How many answers of people nobody knows this person took down since. */
export async function takenDownSince(db: Db, staffId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from feedback.answer where taken_by = ${staffId}::uuid and customer_id is null and at >= ${since}`.execute(
    db,
  )
  return rows[0]!.n
}

/** Who took down the answer that these words are of; null: the customer wrote them. */
export async function takenDownBy(db: Db, verbatimId: string): Promise<string | null> {
  const { rows } = await sql<{ by: string | null }>`
    select a.taken_by as by from feedback.verbatim v join feedback.answer a on a.id = v.answer_id where v.id = ${verbatimId}::uuid`.execute(
    db,
  )
  return rows[0]?.by ?? null
}

/** Those of these keys under which an answer is there. */
export async function keysThere(db: Db, keys: readonly string[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const { rows } = await sql<{ key: string }>`
    select device_key as key from feedback.answer where device_key = any(${[...keys]}::text[])`.execute(db)
  return new Set(rows.map((row) => row.key))
}
