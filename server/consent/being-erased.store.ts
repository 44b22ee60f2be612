import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/**
 * Somebody whose erasure is decided is put away until it is done: what they said, with or without their name, is in no list, on no public page, quoted nowhere,
 * and has nobody wait. Called off, it is all there again; figures keep what was counted.
 * @param customerId whose it is; what is nobody's stays
 */
export const notBeingErased = (customerId: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`
  coalesce(${customerId} not in (select q.customer_id from consent.request q
    where q.kind = 'erasure' and q.state = 'scheduled' and q.customer_id is not null), true)`

export async function isBeingErased(db: Db, customerId: string | null): Promise<boolean> {
  if (customerId === null) return false
  const { rows } = await sql<{ here: boolean }>`select ${notBeingErased(sql`${customerId}::uuid`)} as here`.execute(db)
  return rows[0]?.here === false
}
