import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** What a source says of a customer beyond the fields of the house. */
export interface Attribute {
  source: string
  name: string
  value: string
  at: Date
}

/** Attributes live in the source records: they move with them in a merge, and go with them when a person is erased. */
export async function attributesOf(db: Db, customerId: string): Promise<Attribute[]> {
  const { rows } = await sql<Attribute>`
    select r.source, a.key as name, a.value, r.at
    from customers.source_record r cross join lateral jsonb_each_text(r.data -> 'attributes') a
    where r.customer_id = ${customerId}::uuid and r.data ? 'attributes'
    order by r.source, a.key, r.at desc`.execute(db)
  return rows
}
