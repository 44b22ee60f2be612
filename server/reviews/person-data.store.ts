import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Counts, Held, Row } from '../plain/held.ts'

type Ids = readonly string[]

/** What they asked us to publish, what became of it, and what was answered in public. Their words are those of their answer. */
export function heldReviews(db: Db, ids: Ids): Held[] {
  const own = [...ids]
  const pages = (table: string, query: (from: number, most: number) => ReturnType<typeof sql<Row>>): Held => ({
    table,
    page: async (from, most) => (await query(from, most).execute(db)).rows,
  })
  return [
    pages(
      'reviews.review',
      (from, most) => sql<Row>`
        select r.id, r.answer_id, r.subject_id, r.shown_as, r.wording, r.asked_at, r.edited_at, r.experience, r.experience_id, r.experience_on, r.state,
          r.flags, r.published_at, r.decided_at, r.reason, r.reason_words, r.told_message_id, r.appeal, r.appeal_at, r.appeal_settled_at, r.withdrawn_at
        from reviews.review r join feedback.answer a on a.id = r.answer_id
        where a.customer_id = any(${own}::uuid[]) order by r.id limit ${most} offset ${from}`,
    ),
    pages(
      'reviews.reply',
      (from, most) => sql<Row>`
        select y.review_id, y.text, y.role, y.at, y.changed_at
        from reviews.reply y join reviews.review r on r.id = y.review_id join feedback.answer a on a.id = r.answer_id
        where a.customer_id = any(${own}::uuid[]) order by y.review_id limit ${most} offset ${from}`,
    ),
  ]
}

/** Their reviews go, from the public too, with what was answered and doubted about them. */
export async function eraseReviews(db: Db, ids: Ids): Promise<Counts> {
  const count = async (query: ReturnType<typeof sql>): Promise<number> =>
    Number((await query.execute(db)).numAffectedRows ?? 0n)
  const theirs = sql`(select r.id from reviews.review r join feedback.answer a on a.id = r.answer_id where a.customer_id = any(${[...ids]}::uuid[]))`
  return {
    'reviews.reply': await count(sql`delete from reviews.reply where review_id in ${theirs}`),
    'reviews.report': await count(sql`delete from reviews.report where review_id in ${theirs}`),
    'reviews.review': await count(sql`delete from reviews.review where id in ${theirs}`),
  }
}
