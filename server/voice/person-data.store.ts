import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Counts, Held, Row } from '../plain/held.ts'

type Ids = readonly string[]

/** What came of what they said: their words beside a decision, and that they were told; that somebody of the committee calls them. */
export function heldVoice(db: Db, ids: Ids): Held[] {
  const own = [...ids]
  const pages = (table: string, query: (from: number, most: number) => ReturnType<typeof sql<Row>>): Held => ({
    table,
    page: async (from, most) => (await query(from, most).execute(db)).rows,
  })
  return [
    pages(
      'voice.decision_word',
      (from, most) => sql<Row>`
        select w.decision_id, w.verbatim_id, w.at from voice.decision_word w join feedback.verbatim v on v.id = w.verbatim_id
        where v.customer_id = any(${own}::uuid[]) order by w.at, w.verbatim_id, w.decision_id limit ${most} offset ${from}`,
    ),
    pages(
      'voice.told',
      (from, most) => sql<Row>`
        select decision_id, customer_id, message_id, because, at from voice.told
        where customer_id = any(${own}::uuid[]) order by at, decision_id limit ${most} offset ${from}`,
    ),
    pages(
      'voice.call',
      (from, most) => sql<Row>`
        select id, month, customer_id, kind, because, task_id, put_aside_at, at from voice.call
        where customer_id = any(${own}::uuid[]) order by at, id limit ${most} offset ${from}`,
    ),
  ]
}

/** Before their words are: these leave the decisions, which stay what they were. */
export async function eraseVoice(db: Db, ids: Ids): Promise<Counts> {
  const own = [...ids]
  const count = async (query: ReturnType<typeof sql>): Promise<number> =>
    Number((await query.execute(db)).numAffectedRows ?? 0n)
  return {
    'voice.decision_word': await count(
      sql`delete from voice.decision_word where verbatim_id in (select id from feedback.verbatim where customer_id = any(${own}::uuid[]))`,
    ),
    'voice.call': await count(sql`delete from voice.call where customer_id = any(${own}::uuid[])`),
    'voice.told': await count(sql`delete from voice.told where customer_id = any(${own}::uuid[])`),
  }
}
