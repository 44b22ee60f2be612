import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { stands } from './standing.store.ts'

/** A call or an attempt (CALL-4), kept as soon as it is made. */
export interface NewAttempt {
  id: string
  customerId: string
  at: Date
  channel: string
  purpose: string
  reached: boolean
  refused: boolean
  legalEntity: string
  touchId: string | null
  staffId: string | null
  /** Who told of it, and of which call; left out: a task. */
  source?: 'work' | 'telephone' | 'hand'
  key?: string | null
}

export async function insertAttempt(db: Db, attempt: NewAttempt): Promise<void> {
  await db
    .insertInto('consent.attempt')
    .values({
      id: attempt.id,
      customer_id: attempt.customerId,
      at: attempt.at,
      channel: attempt.channel,
      purpose: attempt.purpose,
      reached: attempt.reached,
      refused: attempt.refused,
      legal_entity: attempt.legalEntity,
      touch_id: attempt.touchId,
      by_staff: attempt.staffId,
      source: attempt.source ?? 'work',
      key: attempt.key ?? null,
    })
    .execute()
}

/** Calls to one number are told one after the other: whoever asks what is known of a call has it to themselves until they commit. */
export async function lockCall(db: Db, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`consent.attempt ${key}`}))`.execute(db)
}

/** What the telephone told of this call before. */
export async function attemptsOfCall(db: Db, source: string, key: string) {
  return db
    .selectFrom('consent.attempt')
    .select(['id', 'customer_id as customerId', 'reached', 'purpose'])
    .where('source', '=', source)
    .where('key', '=', key)
    .execute()
}

/** The newest attempt to call them since an instant, whoever told of it; of one source, if named. */
export async function attemptSince(db: Db, customerId: string, since: Date, source?: string) {
  let query = db
    .selectFrom('consent.attempt')
    .select(['id', 'at', 'reached', 'source', 'key'])
    .where('customer_id', '=', customerId)
    .where('channel', '=', 'call')
    .where('at', '>', since)
    .orderBy('at', 'desc')
    .limit(1)
  if (source) query = query.where('source', '=', source)
  return query.executeTakeFirst()
}

/** What was seen of a call is known better by now: that they answered, what it was for, which touch it was. */
export async function amendAttempt(
  db: Db,
  id: string,
  change: Partial<Pick<NewAttempt, 'reached' | 'refused' | 'purpose' | 'touchId' | 'staffId' | 'source'>>,
): Promise<void> {
  await db
    .updateTable('consent.attempt')
    .set({
      ...(change.reached === undefined ? {} : { reached: change.reached }),
      ...(change.refused === undefined ? {} : { refused: change.refused }),
      ...(change.purpose === undefined ? {} : { purpose: change.purpose }),
      ...(change.touchId === undefined ? {} : { touch_id: change.touchId }),
      ...(change.staffId === undefined ? {} : { by_staff: change.staffId }),
      ...(change.source === undefined ? {} : { source: change.source }),
    })
    .where('id', '=', id)
    .execute()
}

/** An attempt that was a slip of the thumb. */
export async function removeAttempt(db: Db, id: string): Promise<void> {
  await db.deleteFrom('consent.attempt').where('id', '=', id).execute()
}

/** When they were called for this purpose since an instant, by a person or a recording: the law counts both (CALL-4). */
export async function attemptsSince(db: Db, customerId: string, purpose: string, since: Date): Promise<number[]> {
  const rows = await db
    .selectFrom('consent.attempt')
    .select('at')
    .where('customer_id', '=', customerId)
    .where('channel', 'in', ['call', 'voice-drop'])
    .where('purpose', '=', purpose)
    .where('at', '>', since)
    .execute()
  return rows.map((row) => row.at.getTime())
}

/** Their last word on commercial calls before a receipt: given, withdrawn or refused, with its wording. */
export async function wordBefore(db: Db, customerId: string, receiptId: string) {
  const { rows } = await sql<{
    action: 'given' | 'withdrawn' | 'refused'
    wording: string
    version: string
    channel: string
  }>`
    select r.action, r.wording, r.wording_version as version, r.channel from consent.receipt r
    where r.customer_id = ${customerId} and r.channel in ('call', 'all') and r.purpose = 'commercial' and r.action <> 'notice'
      and ${stands('r')} and r.seq < (select seq from consent.receipt where id = ${receiptId})
    order by r.seq desc limit 1`.execute(db)
  return rows[0]
}
