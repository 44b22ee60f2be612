import type { Metric } from '../../../contract/surveys.ts'
import type { Db } from '../../kit/house.ts'
import type { Recorded } from '../feedback/given.ts'

/** An answer that was kept, as it was given. */
export async function recordedAs(
  db: Db,
  answerId: string,
  { text, whole }: { text: string; whole: string },
): Promise<Recorded | undefined> {
  const row = await db.selectFrom('feedback.answer').selectAll().where('id', '=', answerId).executeTakeFirst()
  if (!row) return undefined
  const scale =
    row.scale_min === null || row.scale_max === null || row.direction === null
      ? null
      : { min: row.scale_min, max: row.scale_max, direction: row.direction }
  return {
    answerId,
    band: row.band,
    again: true,
    whole,
    given: {
      text,
      metric: row.metric as Metric | null,
      scale,
      score: row.score,
      language: row.language,
      channel: row.channel,
      about: {
        customerId: row.customer_id,
        siteId: row.site_id,
        staffId: row.staff_id,
        assetId: row.asset_id,
        orderId: row.order_id,
        visitId: row.visit_id,
        moment: row.moment,
        service: row.service,
      },
      survey: row.survey_id && row.survey_version !== null ? { id: row.survey_id, version: row.survey_version } : null,
      invitationId: row.invitation_id,
      doorId: row.door_id,
      deviceKey: row.device_key,
      followUps: row.follow_ups,
      quote: row.quote ? { as: row.quote, wording: row.quote_wording } : null,
      leftOut: row.left_out,
      at: row.at,
    },
  }
}
