import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Counts, Held, Row } from '../plain/held.ts'

type Ids = readonly string[]

/** What they were not content with and what was done about it, what they were answered, whom they thanked. */
export function heldRecovery(db: Db, ids: Ids): Held[] {
  const own = [...ids]
  const pages = (table: string, query: (from: number, most: number) => ReturnType<typeof sql<Row>>): Held => ({
    table,
    page: async (from, most) => (await query(from, most).execute(db)).rows,
  })
  return [
    pages(
      'recovery.case',
      (from, most) => sql<Row>`
        select id, customer_id, site_id, asset_id, order_id, service, moment, entry_id, severity, because, opened_at, due_at, answered_at, closed_at,
          outcome, again, again_at, changed_at
        from recovery."case" where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
    ),
    pages(
      'recovery.case_answer',
      (from, most) => sql<Row>`
        select answer_id, case_id, customer_id, kind, at from recovery.case_answer
        where customer_id = any(${own}::uuid[]) order by answer_id limit ${most} offset ${from}`,
    ),
    pages(
      'recovery.step',
      (from, most) => sql<Row>`
        select id, case_id, customer_id, kind, text, at, undone_at from recovery.step
        where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
    ),
    pages(
      'recovery.promise',
      (from, most) => sql<Row>`
        select id, case_id, customer_id, words, due_at, made_at, kept_at from recovery.promise
        where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
    ),
    pages(
      'recovery.reply',
      (from, most) => sql<Row>`
        select id, verbatim_id, case_id, customer_id, channel, message_id, text, at, called_off_at from recovery.reply
        where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
    ),
    pages(
      'recovery.compliment',
      (from, most) => sql<Row>`
        select id, verbatim_id, customer_id, site_id, name, at from recovery.compliment
        where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
    ),
  ]
}

/** All that was said goes; that there was a case, how long it waited and how it ended stays in the counts, and is nobody's. */
export async function eraseRecovery(db: Db, ids: Ids, now: Date): Promise<Counts> {
  const own = [...ids]
  const count = async (query: ReturnType<typeof sql>): Promise<number> =>
    Number((await query.execute(db)).numAffectedRows ?? 0n)
  // Whom they accused is said of nobody any more.
  await sql`delete from recovery.accused where case_id in (select id from recovery."case" where customer_id = any(${own}::uuid[]))`.execute(
    db,
  )
  return {
    'recovery.compliment': await count(sql`delete from recovery.compliment where customer_id = any(${own}::uuid[])`),
    'recovery.reply': await count(sql`delete from recovery.reply where customer_id = any(${own}::uuid[])`),
    'recovery.promise': await count(sql`delete from recovery.promise where customer_id = any(${own}::uuid[])`),
    'recovery.step': await count(sql`delete from recovery.step where customer_id = any(${own}::uuid[])`),
    'recovery.case_answer': await count(sql`delete from recovery.case_answer where customer_id = any(${own}::uuid[])`),
    'recovery.case': await count(sql`
      update recovery."case" set customer_id = null, asset_id = null, order_id = null, entry_id = null, because = '[]', next_at = null,
        closed_at = coalesce(closed_at, ${now}::timestamptz), changed_at = ${now}::timestamptz
      where customer_id = any(${own}::uuid[])`),
  }
}
