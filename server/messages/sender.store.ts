import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** A person or a place as a message names them. */
export interface Named {
  id: string
  name: string
  phone: string | null
  email: string | null
}

/** In whose name is it said, from this site? */
export type SenderAt = (siteId: string | null | undefined) => { name: string; address: string }

/**
 * Who speaks, by site: the company the site belongs to, at the site's address (ELEC-3: the sender named is the one that writes, not the
 * network it belongs to); from anywhere else, the network's own company.
 */
export async function sendersOf(db: Db): Promise<SenderAt> {
  const [network, { rows }] = await Promise.all([
    networkSender(db),
    sql<{ id: string; name: string; address: string }>`
      select e.site_id as id, e.legal_entity as name,
        concat_ws(', ', nullif(p.address, ''), nullif(trim(p.postcode || ' ' || p.city), '')) as address
      from consent.site_entity e join network.site p on p.id = e.site_id where e.legal_entity <> ''`.execute(db),
  ])
  const own = new Map(rows.map(({ id, name, address }) => [id, { name, address: address || network.address }]))
  return (siteId) => own.get(siteId ?? '') ?? network
}

/** Who speaks for the network, unless a site does: what was settled, else the company's name, else the network's. */
export async function networkSender(db: Db): Promise<{ name: string; address: string }> {
  const { rows } = await sql<{ name: string; address: string }>`
    select coalesce(nullif(s.sender_name, ''), nullif(s.legal_entity, ''), (select n.value #>> '{}' from network.setting n where n.key = 'name'), '') as name,
      coalesce(nullif(s.sender_address, ''), (select concat_ws(', ', nullif(p.address, ''), nullif(trim(p.postcode || ' ' || p.city), ''))
        from network.site p where p.archived_at is null order by p.created_at limit 1), '') as address
    from (select 1) one left join consent.setting s on true`.execute(db)
  return rows[0] ?? { name: '', address: '' }
}

/** These people, as messages name them. */
export async function staffNamed(db: Db, ids: readonly string[]): Promise<Map<string, Named>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('network.staff')
    .select(['id', 'name', 'phone', 'email'])
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** These sites, as messages name them. */
export async function sitesNamed(db: Db, ids: readonly string[]): Promise<Map<string, Omit<Named, 'email'>>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('network.site')
    .select(['id', 'name', 'phone'])
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
