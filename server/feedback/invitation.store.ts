import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { AnswerAbout } from './about.ts'
import type { NewInvitation } from './invitation.ts'

/** Writes invitations in one statement. A touch asks once: one that is there already stays. */
export async function insertInvitations(db: Db, invitations: readonly NewInvitation[], now: Date): Promise<void> {
  if (invitations.length === 0) return
  const rows = invitations.map((one) => ({
    id: one.id,
    survey_id: one.survey.id,
    survey_version: one.survey.version,
    customer_id: one.customerId,
    site_id: one.siteId,
    staff_id: one.staffId,
    asset_id: one.assetId,
    order_id: one.orderId,
    visit_id: one.visitId,
    moment: one.moment,
    service: one.service,
    channel: one.channel,
    touch_id: one.touchId,
    message_id: one.messageId,
    case_id: one.caseId,
    expires_at: one.expiresAt.toISOString(),
  }))
  await sql`
    insert into feedback.invitation (id, survey_id, survey_version, customer_id, site_id, staff_id, asset_id, order_id, visit_id, moment, service,
      channel, touch_id, message_id, case_id, expires_at, asked_at)
    select x.*, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, survey_id uuid, survey_version int, customer_id uuid, site_id uuid,
      staff_id uuid, asset_id uuid, order_id uuid, visit_id uuid, moment text, service text, channel text, touch_id uuid, message_id uuid,
      case_id uuid, expires_at timestamptz)
    on conflict (touch_id) where touch_id is not null do nothing`.execute(db)
}

/** What a page needs to know of an invitation: whom it asks, about what, and whether it is still open. */
export interface InvitationToAsk extends AnswerAbout {
  id: string
  customerId: string
  surveyId: string
  surveyVersion: number
  channel: string
  messageId: string | null
  language: string
  askedAt: Date
  expiresAt: Date
  answeredAt: Date | null
  calledOffAt: Date | null
  site: string | null
  staff: string | null
}

/** The invitation, of somebody who is still with us and whose links were not revoked since. */
export async function invitationToAsk(db: Db, id: string): Promise<InvitationToAsk | undefined> {
  const { rows } = await sql<InvitationToAsk>`
    select i.id, i.customer_id as "customerId", i.survey_id as "surveyId", i.survey_version as "surveyVersion", i.channel,
      i.message_id as "messageId", c.language, i.asked_at as "askedAt", i.expires_at as "expiresAt", i.answered_at as "answeredAt",
      i.called_off_at as "calledOffAt", i.site_id as "siteId", i.staff_id as "staffId", i.asset_id as "assetId", i.order_id as "orderId",
      i.visit_id as "visitId", i.moment, i.service, s.name as site, p.name as staff
    from feedback.invitation i join customers.customer c on c.id = i.customer_id and c.archived_at is null
    left join messages.link_revoked r on r.customer_id = c.id
    left join network.site s on s.id = i.site_id left join network.staff p on p.id = i.staff_id
    where i.id = ${id}::uuid and (r.before is null or r.before <= i.asked_at)`.execute(db)
  return rows[0]
}

/** Holds the invitation until the open transaction ends, so that two taps are one answer. */
export async function lockInvitation(db: Db, id: string): Promise<void> {
  await db.selectFrom('feedback.invitation').select('id').where('id', '=', id).forUpdate().execute()
}

export async function noteAnswered(db: Db, id: string, now: Date): Promise<void> {
  await sql`update feedback.invitation set answered_at = coalesce(answered_at, ${now}::timestamptz), opened_at = coalesce(opened_at, ${now}::timestamptz)
    where id = ${id}::uuid`.execute(db)
}

export async function noteOpened(db: Db, id: string, now: Date): Promise<void> {
  await sql`update feedback.invitation set opened_at = ${now}::timestamptz where id = ${id}::uuid and opened_at is null`.execute(
    db,
  )
}

/**
 * Invitations go the way of the messages that carry them: asked when the message left, called off when it will not arrive, and asked again when
 * a person sends it after all.
 */
export async function followMessages(db: Db, messageIds: readonly string[], now: Date): Promise<void> {
  if (messageIds.length === 0) return
  await sql`
    update feedback.invitation i set
      asked_at = case when gone.at is null then i.asked_at else gone.at end,
      expires_at = case when gone.at is null then i.expires_at else i.expires_at + (gone.at - i.asked_at) end,
      called_off_at = case when m.state in ('failed', 'called-off') then coalesce(i.called_off_at, ${now}::timestamptz) else null end
    from messages.message m, lateral (select case when m.state in ('left', 'delivered') then m.left_at end as at) gone
    where m.id = i.message_id and i.message_id = any(${[...messageIds]}::uuid[]) and i.answered_at is null`.execute(db)
}

/** These were never sent, and their touches are decided anew: each may ask again in another message. */
export async function freeTouches(db: Db, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return
  await sql`update feedback.invitation set touch_id = null where message_id = any(${[...messageIds]}::uuid[]) and called_off_at is not null`.execute(
    db,
  )
}

export interface AskedRow {
  id: string
  surveyId: string
  title: Record<string, string>
  channel: string
  askedAt: Date
  answeredAt: Date | null
  expiresAt: Date
}

/** What they were asked, newest first. */
export async function askedOf(db: Db, customerId: string, most: number): Promise<AskedRow[]> {
  const { rows } = await sql<AskedRow>`
    select i.id, i.survey_id as "surveyId", s.asks -> 'title' as title, i.channel, i.asked_at as "askedAt", i.answered_at as "answeredAt",
      i.expires_at as "expiresAt"
    from feedback.invitation i join feedback.survey s on s.id = i.survey_id
    where i.customer_id = ${customerId}::uuid and i.called_off_at is null order by i.asked_at desc limit ${most}`.execute(
    db,
  )
  return rows
}

/** The same question sent by the same hand a moment ago: a second tap is the first. */
export async function askedJustNow(
  db: Db,
  asked: { customerId: string; surveyId: string; channel: string; since: Date },
): Promise<{ id: string; askedAt: Date } | undefined> {
  return db
    .selectFrom('feedback.invitation')
    .select(['id', 'asked_at as askedAt'])
    .where('customer_id', '=', asked.customerId)
    .where('survey_id', '=', asked.surveyId)
    .where('channel', '=', asked.channel)
    .where('called_off_at', 'is', null)
    .where('asked_at', '>', asked.since)
    .executeTakeFirst()
}

/** The newest invitation to this survey that they have not answered and still may. */
export async function openInvitationOf(
  db: Db,
  customerId: string,
  surveyId: string,
  now: Date,
): Promise<{ id: string; surveyVersion: number; about: AnswerAbout } | null> {
  const { rows } = await sql<{ id: string; surveyVersion: number; about: AnswerAbout }>`
    select id, survey_version as "surveyVersion", jsonb_build_object('customerId', customer_id, 'siteId', site_id, 'staffId', staff_id,
      'assetId', asset_id, 'orderId', order_id, 'visitId', visit_id, 'moment', moment, 'service', service) as about
    from feedback.invitation where customer_id = ${customerId}::uuid and survey_id = ${surveyId}::uuid and answered_at is null
      and called_off_at is null and expires_at > ${now}::timestamptz order by asked_at desc limit 1`.execute(db)
  return rows[0] ?? null
}
