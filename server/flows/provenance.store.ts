import { sql } from 'kysely'
import type { Said } from '../customers/import-known.ts'
import type { Db } from '../kit/house.ts'

/** What one source says of a customer, or of a vehicle of theirs, as it said it the last time. */
export interface SourceSays {
  id: string
  source: string
  at: Date
  assetId: string | null
  said: Partial<Said>
}

/** More than these of one customer is a key that stands for nobody. */
const MOST = 500

/** What every source says of these customers and these vehicles, newest first. */
export async function sourcesSay(
  db: Db,
  customerIds: readonly string[],
  assetIds: readonly string[],
): Promise<SourceSays[]> {
  const { rows } = await sql<SourceSays>`
    select id, source, at, asset_id as "assetId", data as said from customers.source_record
    where customer_id = any(${[...customerIds]}::uuid[]) and (asset_id is null or asset_id = any(${[...assetIds]}::uuid[]))
    order by at desc, id limit ${MOST}`.execute(db)
  return rows
}

/** A line of the log that says that somebody wrote here, and what: by hand, with a key, or by an import. */
export interface Written {
  customerId: string
  action: 'customer.create' | 'customer.change' | 'asset.create' | 'asset.change'
  at: Date
  actor: string
  staffId: string | null
  fields: string[] | null
  assetId: string | null
  imported: boolean
  /** Of an import that is still kept. */
  source: string | null
}

/** What was written of these customers and their vehicles, newest first. */
export async function writtenOf(db: Db, customerIds: readonly string[]): Promise<Written[]> {
  const { rows } = await sql<Written>`
    select a.customer_id as "customerId", a.action, a.at, a.actor, a.staff_id as "staffId", a.detail -> 'fields' as fields,
      coalesce(a.detail ->> 'assetId', a.detail ->> 'asset') as "assetId", a.detail ? 'import' as imported, i.source
    from network.audit a left join customers.import i on i.id::text = a.detail ->> 'import'
    where a.customer_id = any(${[...customerIds]}::uuid[])
      and a.action in ('customer.create', 'customer.change', 'asset.create', 'asset.change')
    order by a.at desc, a.id desc limit ${MOST}`.execute(db)
  return rows
}
