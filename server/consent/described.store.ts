import { sql } from 'kysely'
import { displayName } from '../customers/name.ts'
import type { Db } from '../kit/house.ts'

/** Names of these customers; who was erased has none. */
export async function customerNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('customers.customer')
    .select(['id', 'kind', 'given_name as givenName', 'family_name as familyName', 'company_name as companyName'])
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, displayName(row)]))
}

export async function staffNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('network.staff')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Of these erasures, which still keep somebody out. */
export async function keepingOut(db: Db, erasureIds: readonly string[]): Promise<Set<string>> {
  if (erasureIds.length === 0) return new Set()
  const rows = await db
    .selectFrom('customers.erased')
    .select('erasure_id')
    .distinct()
    .where(sql<boolean>`erasure_id = any(${[...erasureIds]}::uuid[])`)
    .execute()
  return new Set(rows.map((row) => row.erasure_id))
}
