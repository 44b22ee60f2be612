import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** What each of these customers is called themselves. */
export async function ownNames(
  db: Db,
  customerIds: readonly (string | null)[],
): Promise<ReadonlyMap<string | null, string[]>> {
  const ids = [...new Set(customerIds.flatMap((id) => id ?? []))]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; given: string; family: string }>`
    select id, given_name as given, family_name as family from customers.customer where id = any(${ids}::uuid[])`.execute(
    db,
  )
  return new Map(rows.map(({ id, given, family }) => [id, [given, family]]))
}
