import { sql } from 'kysely'
import type { Band, Scale } from '../../contract/surveys.ts'
import type { Db } from '../kit/house.ts'

/** An answer that is there already, with the words it was given in. */
export interface AnswerBefore {
  id: string
  surveyVersion: number | null
  channel: string
  language: string
  score: number | null
  scale: Scale | null
  band: Band | null
  text: string
  followUps: Record<string, unknown>
  quote: 'named' | 'unnamed' | null
  quoteWording: string
  quoteAt: Date | null
  leftOut: string | null
  at: Date
}

/** By the invitation it answers, or by the key of the page or the device that sent it. */
export async function answerBefore(
  db: Db,
  by: { invitationId: string } | { deviceKey: string },
): Promise<AnswerBefore | undefined> {
  const which =
    'invitationId' in by ? sql`a.invitation_id = ${by.invitationId}::uuid` : sql`a.device_key = ${by.deviceKey}`
  const { rows } = await sql<AnswerBefore>`
    select a.id, a.survey_version as "surveyVersion", a.channel, a.language, a.score, a.band, coalesce(v.text, '') as text,
      case when a.scale_min is null then null else jsonb_build_object('min', a.scale_min, 'max', a.scale_max, 'direction', a.direction) end as scale,
      a.follow_ups as "followUps", a.quote, a.quote_wording as "quoteWording", a.quote_at as "quoteAt", a.left_out as "leftOut", a.at
    from feedback.answer a left join feedback.verbatim v on v.answer_id = a.id where ${which}`.execute(db)
  return rows[0]
}
