import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Counts, Held, Row } from '../plain/held.ts'
import { staysOneVoice } from './ratings.store.ts'

type Ids = readonly string[]

/** What is kept of somebody here: what another system said of their ratings, their words in a file, and that they were told. */
export function heldQuality(db: Db, ids: Ids): Held[] {
  const own = [...ids]
  const pages = (table: string, query: (from: number, most: number) => ReturnType<typeof sql<Row>>): Held => ({
    table,
    page: async (from, most) => (await query(from, most).execute(db)).rows,
  })
  return [
    pages(
      'quality.rating',
      (from, most) => sql<Row>`
        select r.answer_id, r.product_id, r.version, r.source, r.key, r.at
        from quality.rating r join feedback.answer a on a.id = r.answer_id
        where a.customer_id = any(${own}::uuid[]) order by r.answer_id limit ${most} offset ${from}`,
    ),
    pages(
      'quality.word',
      (from, most) => sql<Row>`
        select w.file_id, w.verbatim_id, w.at from quality.word w join feedback.verbatim v on v.id = w.verbatim_id
        where v.customer_id = any(${own}::uuid[]) order by w.at, w.verbatim_id limit ${most} offset ${from}`,
    ),
    pages(
      'quality.told',
      (from, most) => sql<Row>`
        select event_id, customer_id, message_id, because, at from quality.told
        where customer_id = any(${own}::uuid[]) order by at, event_id limit ${most} offset ${from}`,
    ),
  ]
}

/** Before their answers are: the number the other system gave them and their rating, their words out of the files, that they were told. */
export async function eraseQuality(db: Db, ids: Ids): Promise<Counts> {
  const own = [...ids]
  const count = async (query: ReturnType<typeof sql>): Promise<number> =>
    Number((await query.execute(db)).numAffectedRows ?? 0n)
  const gone = {
    'quality.word': await count(
      sql`delete from quality.word where verbatim_id in (select id from feedback.verbatim where customer_id = any(${own}::uuid[]))`,
    ),
    'quality.rating': await count(sql`
      update quality.rating set rater = null, key = answer_id::text, source = 'erased'
      where answer_id in (select id from feedback.answer where customer_id = any(${own}::uuid[]))`),
    'quality.told': await count(sql`delete from quality.told where customer_id = any(${own}::uuid[])`),
  }
  await staysOneVoice(db, own)
  return gone
}
