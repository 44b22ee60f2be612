import { sql } from 'kysely'
import { displayName } from '../customers/name.ts'
import type { Db } from '../kit/house.ts'

/** What the people of these customers are called. Who was erased has no name. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('customers.customer')
    .select(['id', 'kind', 'given_name as givenName', 'family_name as familyName', 'company_name as companyName'])
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, displayName(row)]))
}

export interface SourceLine {
  id: string
  customerId: string
  source: string
  key: string
  at: Date
}

/** Which sources speak of these customers; lines about their vehicles are not among them. */
export async function sourcesOfCustomers(db: Db, customerIds: readonly string[]): Promise<SourceLine[]> {
  if (customerIds.length === 0) return []
  const rows = await db
    .selectFrom('customers.source_record')
    .select(['id', 'customer_id', 'source', 'key', 'at'])
    .where(sql<boolean>`customer_id = any(${[...customerIds]}::uuid[])`)
    .where('asset_id', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .limit(2000)
    .execute()
  return rows.map((row) => ({ id: row.id, customerId: row.customer_id!, source: row.source, key: row.key, at: row.at }))
}
