import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** An order whose number is, or begins with, what was typed. */
export interface NumberedOrder {
  customerId: string
  number: string
  whole: boolean
  /** Day it last changed, YYYY-MM-DD. */
  changedOn: string
}

const MOST = 20

/** Orders by number, capitals and small letters alike; the whole number first, then the latest. @param number in capitals */
export async function ordersNumbered(db: Db, number: string): Promise<NumberedOrder[]> {
  const { rows } = await sql<NumberedOrder>`
    select customer_id as "customerId", number, upper(number) = ${number} as whole,
      to_char(changed_at at time zone 'UTC', 'YYYY-MM-DD') as "changedOn"
    from (
      select * from timeline."order"
      where (upper(number) collate "C") >= ${number} and (upper(number) collate "C") < ${`${number}\u{10ffff}`}
      order by (upper(number) collate "C") limit ${sql.lit(MOST)}
    ) o
    order by whole desc, changed_at desc`.execute(db)
  return rows
}
