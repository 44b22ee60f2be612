import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** A yes to being quoted, as it stands with an answer. */
export interface Quoted {
  answerId: string
  customerId: string | null
  siteId: string | null
  as: 'named' | 'unnamed' | null
  wording: string
  at: Date | null
  /** The words it was said of. */
  text: string
  takenBack: TakenBack | null
}

/** What was taken back, and by whom. */
export interface TakenBack {
  as: 'named' | 'unnamed'
  wording: string
  at: string | null
  on: string
  /** Staff who did it for them; null: they did. */
  by: string | null
  /** Null: nobody knows whose answer it is, so no receipt names them. */
  receipt: string | null
}

const COLUMNS = sql`a.id as "answerId", a.customer_id as "customerId", a.site_id as "siteId", a.quote as "as", a.quote_wording as wording, a.quote_at as at,
  coalesce((select v.text from feedback.verbatim v where v.answer_id = a.id), '') as text, a.quote_taken_back as "takenBack"`

/** As it stands with an answer, locked; by its id, the invitation it answers, or the key it came under. */
export async function quoteBefore(
  db: Db,
  { answerId, invitationId, deviceKey }: { answerId?: string; invitationId: string | null; deviceKey: string | null },
): Promise<Quoted | undefined> {
  const which = answerId
    ? sql`a.id = ${answerId}::uuid`
    : deviceKey !== null
      ? sql`a.device_key = ${deviceKey}`
      : sql`a.invitation_id = ${invitationId}::uuid`
  const { rows } = await sql<Quoted>`select ${COLUMNS} from feedback.answer a where ${which} for update of a`.execute(
    db,
  )
  return rows[0]
}

/** Of the answer these words belong to, locked. */
export async function quoteOfWords(db: Db, verbatimId: string): Promise<Quoted | undefined> {
  const { rows } = await sql<Quoted>`select ${COLUMNS} from feedback.answer a
    where a.id = (select answer_id from feedback.verbatim where id = ${verbatimId}::uuid) for update of a`.execute(db)
  return rows[0]
}

const MOST = 50

/** All that somebody lets us quote, the newest yes first. */
export async function quotesOf(db: Db, customerId: string): Promise<Quoted[]> {
  const { rows } = await sql<Quoted>`select ${COLUMNS} from feedback.answer a
    where a.customer_id = ${customerId}::uuid and a.quote is not null order by a.quote_at desc nulls last, a.id limit ${MOST}`.execute(
    db,
  )
  return rows
}

/** The yes is gone; what it was stays beside it, to be told and, for a while, to be undone. */
export async function dropQuote(db: Db, answerId: string, takenBack: TakenBack, now: Date): Promise<void> {
  await sql`update feedback.answer set quote = null, quote_wording = '', quote_at = null, quote_taken_back = ${JSON.stringify(takenBack)}::jsonb,
    changed_at = ${now}::timestamptz where id = ${answerId}::uuid`.execute(db)
}

/** It was a slip: the yes stands as it was said. */
export async function restoreQuote(db: Db, answerId: string, { as, wording, at }: TakenBack, now: Date): Promise<void> {
  await sql`update feedback.answer set quote = ${as}, quote_wording = ${wording}, quote_at = ${at}::timestamptz, quote_taken_back = null,
    changed_at = ${now}::timestamptz where id = ${answerId}::uuid`.execute(db)
}
