import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Counts, Held, Row } from '../plain/held.ts'

type Ids = readonly string[]

const theirNews = (own: string[]): RawBuilder<boolean> => sql<boolean>`(n.customer_id = any(${own}::uuid[])
  or n.message_id in (select id from messages.message where customer_id = any(${own}::uuid[])))`

/**
 * Messages with what they said, what came back, and the addresses that are not to be written to.
 * @param addresses numbers and e-mails that are theirs alone
 */
export function heldMessages(db: Db, ids: Ids, addresses: readonly string[]): Held[] {
  const own = [...ids]
  const pages = (table: string, query: (from: number, most: number) => ReturnType<typeof sql<Row>>): Held => ({
    table,
    page: async (from, most) => (await query(from, most).execute(db)).rows,
  })
  return [
    pages(
      'messages.message',
      (from, most) => sql<Row>`
        select id, touch_id, customer_id, channel, purpose, moment, language, title, to_address, subject, body, extra, state, not_before, expires_at, because, judged, left_at, created_at
        from messages.message where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
    ),
    pages(
      'messages.news',
      (from, most) => sql<Row>`
        select n.id, n.message_id, n.customer_id, n.kind, n.at, n.data from messages.news n where ${theirNews(own)} order by n.id limit ${most} offset ${from}`,
    ),
    pages(
      'messages.device',
      (from, most) => sql<Row>`
        select id, customer_id, endpoint, name, created_at, shown_at, gone_at, gone_because
        from messages.device where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`,
    ),
    pages(
      'messages.link_revoked',
      (from, most) => sql<Row>`
        select * from messages.link_revoked where customer_id = any(${own}::uuid[]) order by customer_id limit ${most} offset ${from}`,
    ),
    pages(
      'messages.blocked',
      (from, most) => sql<Row>`
        select * from messages.blocked where lower(address) = any(${[...addresses]}::text[]) order by channel, address limit ${most} offset ${from}`,
    ),
  ]
}

export async function eraseMessages(db: Db, ids: Ids, addresses: readonly string[]): Promise<Counts> {
  const own = [...ids]
  const count = async (query: ReturnType<typeof sql>): Promise<number> =>
    Number((await query.execute(db)).numAffectedRows ?? 0n)
  return {
    'messages.news': await count(sql`delete from messages.news n where ${theirNews(own)}`),
    'messages.message': await count(sql`delete from messages.message where customer_id = any(${own}::uuid[])`),
    'messages.device': await count(sql`delete from messages.device where customer_id = any(${own}::uuid[])`),
    'messages.link_revoked': await count(
      sql`delete from messages.link_revoked where customer_id = any(${own}::uuid[])`,
    ),
    'messages.blocked': await count(
      sql`delete from messages.blocked where lower(address) = any(${[...addresses]}::text[])`,
    ),
  }
}
