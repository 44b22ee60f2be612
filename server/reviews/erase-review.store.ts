import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** What was published of an answer, or waits to be, goes with it: replies and reports too. */
export async function eraseReviewOfAnswer(db: Db, answerId: string): Promise<void> {
  const its = sql`(select id from reviews.review where answer_id = ${answerId}::uuid)`
  await sql`delete from reviews.reply where review_id in ${its}`.execute(db)
  await sql`delete from reviews.report where review_id in ${its}`.execute(db)
  await sql`delete from reviews.review where answer_id = ${answerId}::uuid`.execute(db)
}
