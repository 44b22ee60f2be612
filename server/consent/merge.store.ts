import { sql } from 'kysely'
import type { Joinings } from '../customers/merge.store.ts'
import type { Db } from '../kit/house.ts'
import type { SaidSince } from './parted-receipts.ts'
import { stands } from './standing.store.ts'

type MovedRows = Record<string, string[]>

/**
 * Receipts, contracts and attempts go along when customers join others: what either said no to, both have said, for it is one person.
 * Their rhythm and their objection stay with who is kept, the stricter of the two: nobody is spoken to more because we learnt that they
 * are one.
 */
export const consentMoves = ({ absorb, keep }: Joinings) => ({
  receipt: sql`
    update consent.receipt t set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where t.customer_id = m.absorb returning 'receipt' as kind, m.absorb, t.id`,
  contract: sql`
    update consent.contract t set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where t.customer_id = m.absorb returning 'contract' as kind, m.absorb, t.id`,
  attempt: sql`
    update consent.attempt t set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where t.customer_id = m.absorb returning 'attempt' as kind, m.absorb, t.id`,
  preference: sql`
    insert into consent.preference as kept (customer_id, capacity, per_month, only_my_assets, channels, zone, objected_at, changed_at, changed_by, heard_at)
    select distinct on (m.keep) m.keep, p.capacity, p.per_month, p.only_my_assets, p.channels, p.zone, p.objected_at, p.changed_at, p.changed_by, p.heard_at
    from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep) join consent.preference p on p.customer_id = m.absorb
    order by m.keep, p.objected_at nulls last, p.per_month nulls last
    on conflict (customer_id) do update set
      per_month = least(kept.per_month, excluded.per_month),
      only_my_assets = kept.only_my_assets or excluded.only_my_assets,
      capacity = case when 'consumer' in (kept.capacity, excluded.capacity) then 'consumer' else kept.capacity end,
      objected_at = least(kept.objected_at, excluded.objected_at),
      heard_at = greatest(kept.heard_at, excluded.heard_at)`,
})

/** The way back, with what came since about the vehicles of `to`. A choice that became stricter stays so for both. */
export async function moveConsentBack(
  db: Db,
  moved: MovedRows,
  from: string,
  to: string,
  newer: { assets: readonly string[]; since: Date },
): Promise<void> {
  const assets = [...newer.assets]
  await sql`update consent.receipt set customer_id = ${to}::uuid where customer_id = ${from}::uuid and id = any(${moved.receipt ?? []}::uuid[])`.execute(
    db,
  )
  await sql`update consent.contract set customer_id = ${to}::uuid where customer_id = ${from}::uuid
    and (id = any(${moved.contract ?? []}::uuid[]) or asset_id = any(${assets}::uuid[]))`.execute(db)
  await sql`update consent.attempt set customer_id = ${to}::uuid where customer_id = ${from}::uuid and id = any(${moved.attempt ?? []}::uuid[])`.execute(
    db,
  )
}

/** What was written on a page since a merge, oldest first: ids carry their time. */
export async function saidSince(db: Db, customerId: string, event: string): Promise<SaidSince[]> {
  const { rows } = await sql<SaidSince>`
    select id, customer_id as "customerId", at, action, channel, purpose, contact, wording, wording_version as "wordingVersion", place,
      site_id as "siteId", by_staff as "byStaff", evidence
    from consent.receipt r where customer_id = ${customerId}::uuid and subject_id = ${customerId}::uuid and id > ${event}::uuid
      and erased_at is null and ${stands('r')} order by seq`.execute(db)
  return rows
}
