import { sql } from 'kysely'
import type { ConsentAction, ConsentChannel, ConsentPurpose } from '../../contract/consent.ts'
import type { Db } from '../kit/house.ts'
import { stands } from './standing.store.ts'

/** A receipt that a source brought: under which key, and what it says. */
export interface ImportedReceipt {
  customerId: string
  key: string
  action: ConsentAction
  channel: ConsentChannel
  purpose: ConsentPurpose
  at: Date
}

/** What this source has said of these people, in the order it was heard. */
export async function importedReceipts(
  db: Db,
  source: string,
  customerIds: readonly string[],
): Promise<ImportedReceipt[]> {
  const { rows } = await sql<ImportedReceipt>`
    select customer_id as "customerId", evidence ->> 'importKey' as key, action, channel, purpose, at from consent.receipt
    where customer_id = any(${[...new Set(customerIds)]}::uuid[]) and evidence ->> 'importSource' = ${source} order by seq`.execute(
    db,
  )
  return rows
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
