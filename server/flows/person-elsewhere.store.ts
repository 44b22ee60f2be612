import { sql } from 'kysely'
import { displayName, type Named } from '../customers/name.ts'
import type { Db } from '../kit/house.ts'

/** What these customers are called. */
export async function namesInWords(db: Db, ids: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('customers.customer')
    .select(['kind', 'given_name as givenName', 'family_name as familyName', 'company_name as companyName'])
    .where('id', 'in', [...ids])
    .execute()
  return [...new Set(rows.map(displayName).filter(Boolean))]
}

/** How many things they have or had, alone or with others. */
export async function countAssets(db: Db, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(distinct asset_id) as n from customers.ownership where customer_id = any(${[...ids]}::uuid[])`.execute(
    db,
  )
  return rows[0]!.n
}

/** Most shown: a name that is met more often than this is a name of many. */
const MOST = 50

/**
 * On whose pages somebody's whole name or e-mail stands in what was written of others: notes, and entries of the timeline. The words are the
 * others', and the name may be a namesake's: a person reads them.
 */
export async function namedElsewhere(
  db: Db,
  ids: readonly string[],
  words: readonly string[],
): Promise<{ customerId: string; name: string }[]> {
  const patterns = words
    .filter((word) => word.includes(' ') || word.includes('@'))
    .map((word) => `%${word.replaceAll(/[\\%_]/gu, '\\$&')}%`)
  if (patterns.length === 0) return []
  const { rows } = await sql<
    Named & {
      id: string
    }
  >`
    select c.id, c.kind, c.given_name as "givenName", c.family_name as "familyName", c.company_name as "companyName" from customers.customer c
    where c.id <> all(${[...ids]}::uuid[]) and c.id in (
      select customer_id from timeline.entry where text ilike any(${patterns}::text[])
      union select id from customers.customer where note ilike any(${patterns}::text[]))
    order by c.id limit ${MOST}`.execute(db)
  return rows.map((row) => ({ customerId: row.id, name: displayName(row) }))
}
