import type { Db } from '../../kit/house.ts'

/** Is their name recorded, to be heard before one says it? */
export async function hasVoice(db: Db, customerId: string): Promise<boolean> {
  const row = await db
    .selectFrom('customers.voice')
    .select('customer_id')
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  return row !== undefined
}
