import { type Selectable, sql, type Updateable } from 'kysely'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'
import type { Tables } from '../tables.ts'
import type { ErasureReceipt } from './erasure-receipt.ts'

export type RequestRow = Selectable<Tables['consent.request']>

export interface NewRequest {
  id: string
  kind: RequestRow['kind']
  customerId: string | null
  who: string
  door: RequestRow['door']
  siteId: string | null
  note: string
  receivedOn: string
  dueOn: string
  createdBy: string | null
}

export async function insertRequest(db: Db, draft: NewRequest, now: Date): Promise<RequestRow> {
  return db
    .insertInto('consent.request')
    .values({
      id: draft.id,
      kind: draft.kind,
      customer_id: draft.customerId,
      who: draft.who,
      door: draft.door,
      site_id: draft.siteId,
      note: draft.note,
      received_on: draft.receivedOn,
      due_on: draft.dueOn,
      state: 'open',
      created_by: draft.createdBy,
      created_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Has this customer asked the same already, and waits for the answer? */
export async function hasOpenRequest(db: Db, customerId: string, kind: RequestRow['kind']): Promise<boolean> {
  const found = await db
    .selectFrom('consent.request')
    .select('id')
    .where('customer_id', '=', customerId)
    .where('kind', '=', kind)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return found !== undefined
}

/** One request, locked until the end of the transaction. */
export async function lockRequest(db: Db, id: string): Promise<RequestRow> {
  const row = await db.selectFrom('consent.request').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('request')
  return row
}

export async function changeRequest(
  db: Db,
  id: string,
  set: Updateable<Tables['consent.request']>,
): Promise<RequestRow> {
  return db.updateTable('consent.request').set(set).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
}

/** Open ones, what is due first before the rest; or those that are over, the latest first. */
export async function requestsPage(
  db: Db,
  { open, sites, limit, from }: { open: boolean; sites: 'all' | readonly string[]; limit: number; from: number },
): Promise<RequestRow[]> {
  let query = db
    .selectFrom('consent.request')
    .selectAll()
    .where('state', open ? 'in' : 'not in', ['open', 'scheduled'])
  if (sites !== 'all') query = query.where(sql<boolean>`site_id = any(${[...sites]}::uuid[])`)
  return (open ? query.orderBy('due_on').orderBy('id') : query.orderBy('created_at', 'desc').orderBy('id', 'desc'))
    .limit(limit)
    .offset(from)
    .execute()
}

export async function countOpen(
  db: Db,
  today: string,
  sites: 'all' | readonly string[],
): Promise<{ open: number; late: number }> {
  const where = sites === 'all' ? sql`` : sql`and site_id = any(${[...sites]}::uuid[])`
  const { rows } = await sql<{
    open: number
    late: number
  }>`select count(*) as open, count(*) filter (where due_on < ${today}::date) as late
    from consent.request where state in ('open', 'scheduled') ${where}`.execute(db)
  return rows[0]!
}

export const requestsOf = (db: Db, customerIds: readonly string[]): Promise<RequestRow[]> =>
  db
    .selectFrom('consent.request')
    .selectAll()
    .where('customer_id', 'in', [...customerIds])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** Erasures whose wait is over, some of them, each taken by one worker only. */
export async function takeDueErasures(db: Db, now: Date, most: number): Promise<RequestRow[]> {
  return db
    .selectFrom('consent.request')
    .selectAll()
    .where('state', '=', 'scheduled')
    .where('erase_at', '<=', now)
    .orderBy('erase_at')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
}

/**
 * What is left in the register of somebody erased: that they asked, when, by what door, when it was answered. The line of the erasure itself
 * gets its receipt.
 */
export async function forgetWho(db: Db, customerIds: readonly string[], now: Date): Promise<number> {
  const { rows } = await sql<{
    id: string
  }>`update consent.request set customer_id = null, who = '', note = '', answer = '',
      extended_because = case when extended_because is null then null else '' end,
      state = case when state in ('open', 'scheduled') then 'done' else state end,
      answered_at = coalesce(answered_at, ${now}::timestamptz)
    where customer_id = any(${[...customerIds]}::uuid[]) returning id`.execute(db)
  return rows.length
}

export async function giveReceipt(
  db: Db,
  id: string,
  receipt: ErasureReceipt,
  by: string | null,
  now: Date,
): Promise<void> {
  await db
    .updateTable('consent.request')
    .set({ state: 'done', receipt: JSON.stringify(receipt), answered_at: now, answered_by: by })
    .where('id', '=', id)
    .execute()
}

/** Requests answered before this: the proof that they were is no longer needed. @returns how many */
export async function forgetOldRequests(db: Db, before: Date): Promise<number> {
  const gone =
    await sql`delete from consent.request where state not in ('open', 'scheduled') and answered_at < ${before}::timestamptz`.execute(
      db,
    )
  return Number(gone.numAffectedRows ?? 0n)
}
