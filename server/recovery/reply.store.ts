import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'

export interface ReplyRow {
  id: string
  verbatimId: string | null
  caseId: string | null
  customerId: string
  staffId: string | null
  staff: string | null
  channel: string
  /** null: by telephone. */
  messageId: string | null
  text: string
  at: Date
  calledOffAt: Date | null
  /** Of its message. */
  state: string | null
  leftAt: Date | null
}

const COLUMNS = sql`r.id, r.verbatim_id as "verbatimId", r.case_id as "caseId", r.customer_id as "customerId", r.staff_id as "staffId", s.name as staff,
  r.channel, r.message_id as "messageId", r.text, r.at, r.called_off_at as "calledOffAt", m.state, m.left_at as "leftAt"`

export async function insertReply(
  db: Db,
  reply: Pick<ReplyRow, 'id' | 'verbatimId' | 'caseId' | 'customerId' | 'staffId' | 'channel' | 'messageId' | 'text'>,
  now: Date,
): Promise<void> {
  await db
    .insertInto('recovery.reply')
    .values({
      id: reply.id,
      verbatim_id: reply.verbatimId,
      case_id: reply.caseId,
      customer_id: reply.customerId,
      staff_id: reply.staffId,
      channel: reply.channel,
      message_id: reply.messageId,
      text: reply.text,
      at: now,
    })
    .execute()
}

/** What tells a reply pressed twice from another one. */
type Said = Pick<ReplyRow, 'verbatimId' | 'caseId' | 'staffId' | 'channel' | 'text'>

/**
 * The same reply to the same matter, by the same hand, since an instant, unless it was called off or did not go: with the step it made, and from when it goes. Who asks at the same
 * moment waits here for the one before.
 */
export async function sameReply(
  db: Db,
  { verbatimId, caseId, staffId, channel, text }: Said,
  since: Date,
): Promise<{ reply: string; step: string | null; notBefore: Date } | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reply ${caseId ?? verbatimId}`}, 0))`.execute(db)
  const { rows } = await sql<{ reply: string; step: string | null; notBefore: Date }>`
    select r.id as reply, s.id as step, m.not_before as "notBefore"
    from recovery.reply r join messages.message m on m.id = r.message_id
      left join recovery.step s on s.case_id = r.case_id and s.data ->> 'replyId' = r.id::text
    where r.verbatim_id is not distinct from ${verbatimId}::uuid and r.case_id is not distinct from ${caseId}::uuid
      and r.staff_id = ${staffId}::uuid and r.channel = ${channel} and r.text = ${text}
      and r.at >= ${since}::timestamptz and r.called_off_at is null and m.state not in ('failed', 'called-off')
    order by r.at desc limit 1`.execute(db)
  return rows[0]
}

/** Replies to these verbatims, and those of their cases, the newest first; what was called off is not told. */
export async function repliesTo(db: Db, verbatimIds: readonly string[]): Promise<ReplyRow[]> {
  if (verbatimIds.length === 0) return []
  const { rows } = await sql<ReplyRow>`
    select ${COLUMNS} from recovery.reply r left join messages.message m on m.id = r.message_id left join network.staff s on s.id = r.staff_id
    where r.verbatim_id = any(${[...verbatimIds]}::uuid[]) and r.called_off_at is null order by r.at desc`.execute(db)
  return rows
}

export async function repliesOfCase(db: Db, caseId: string): Promise<ReplyRow[]> {
  const { rows } = await sql<ReplyRow>`
    select ${COLUMNS} from recovery.reply r left join messages.message m on m.id = r.message_id left join network.staff s on s.id = r.staff_id
    where r.case_id = ${caseId}::uuid order by r.at desc`.execute(db)
  return rows
}

export async function replyById(db: Db, id: string): Promise<ReplyRow> {
  const { rows } = await sql<ReplyRow>`
    select ${COLUMNS} from recovery.reply r left join messages.message m on m.id = r.message_id left join network.staff s on s.id = r.staff_id
    where r.id = ${id}::uuid`.execute(db)
  if (!rows[0]) throw notFound('reply')
  return rows[0]
}

export async function callOffReply(db: Db, id: string, now: Date): Promise<void> {
  await db.updateTable('recovery.reply').set({ called_off_at: now }).where('id', '=', id).execute()
}
