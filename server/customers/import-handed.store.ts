import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Handed } from './import-follow.ts'

/** Keeps with the run which cars it gave to somebody while others had them: that they are sold is known only when the whole file has been read. */
export const noteHanded = (importId: string, handed: readonly Handed[]): RawBuilder<unknown> =>
  sql`update customers.import set handed = handed || ${JSON.stringify(handed)}::jsonb where id = ${importId}::uuid`

/** What a run has noted, and its end forgets. */
export async function handedBy(db: Db, importId: string): Promise<Handed[]> {
  const row = await db.selectFrom('customers.import').select('handed').where('id', '=', importId).executeTakeFirst()
  return (row?.handed ?? []) as unknown as Handed[]
}
export const forgetHanded = (importId: string): RawBuilder<unknown> =>
  sql`update customers.import set handed = '[]' where id = ${importId}::uuid and handed <> '[]'`

/** Somebody whom the same source gave one of these cars before this run. */
export interface Former {
  assetId: string
  customerId: string
  /** Under which key their source knows them. */
  key: string
  name: string
  plates: string[]
  vin: string | null
}

/**
 * Who has these cars by the word of this source and not by this run, in the role it gives them now. Two of one household share a car: none of them
 * sold it to the other.
 */
export async function formerOwners(
  db: Db,
  { source, mark }: { source: string; mark: string },
  handed: readonly Handed[],
): Promise<Former[]> {
  const { rows } = await sql<Former>`
    select distinct h."assetId", o.customer_id as "customerId", regexp_replace(r.key, '#[^#]*$', '') as key,
      concat_ws(' ', nullif(c.given_name, ''), nullif(c.family_name, ''), nullif(c.company_name, '')) as name, a.vin,
      array(select p.plate from customers.plate p where p.asset_id = a.id) as plates
    from json_to_recordset(${JSON.stringify(handed)}::json) as h("assetId" uuid, "customerId" uuid)
      join customers.asset a on a.id = h."assetId"
      join customers.ownership b on b.asset_id = a.id and b.customer_id = h."customerId" and b.until is null
      join customers.ownership o on o.asset_id = a.id and o.customer_id <> h."customerId" and o.until is null and o.role = b.role
      join customers.customer c on c.id = o.customer_id
      join customers.source_record r on r.source = ${source} and r.asset_id = a.id and r.customer_id = o.customer_id
    where r.data ->> 'run' <> ${mark} and not exists (select from customers.relation x where x.kind = 'household'
      and (x.customer_id, x.other_id) in ((o.customer_id, b.customer_id), (b.customer_id, o.customer_id)))`.execute(db)
  return rows
}
