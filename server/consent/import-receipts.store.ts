import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { stands } from './standing.store.ts'

/** Which of these rows of a source are receipts already: under the key they came with. */
export async function importedReceipts(db: Db, source: string, customerIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select evidence ->> 'importKey' as key from consent.receipt
    where customer_id = any(${[...new Set(customerIds)]}::uuid[]) and evidence ->> 'importSource' = ${source}`.execute(
    db,
  )
  return new Set(rows.map((row) => row.key))
}

/** When each of these people last spoke of all prospecting, by whatever door. */
export async function lastWordOnAll(db: Db, customerIds: readonly string[]): Promise<Map<string, Date>> {
  const { rows } = await sql<{ customer_id: string; at: Date }>`
    select r.customer_id, max(r.at) as at from consent.receipt r
    where customer_id = any(${[...new Set(customerIds)]}::uuid[]) and channel = 'all' and purpose = 'commercial' and action <> 'notice'
      and ${stands('r')}
    group by r.customer_id`.execute(db)
  return new Map(rows.map((row) => [row.customer_id, row.at]))
}
