import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** A person or a place as a message names them. */
export interface Named {
  id: string
  name: string
  phone: string | null
  email: string | null
}

/** Who speaks for the network, unless a site does: what was settled, else its own name. */
export async function networkSender(db: Db): Promise<{ name: string; address: string }> {
  const { rows } = await sql<{ name: string; address: string }>`
    select coalesce(nullif(s.sender_name, ''), (select n.value #>> '{}' from network.setting n where n.key = 'name'), '') as name,
      coalesce(nullif(s.sender_address, ''), (select concat_ws(', ', nullif(p.address, ''), nullif(trim(p.postcode || ' ' || p.city), ''))
        from network.site p where p.archived_at is null order by p.created_at limit 1), '') as address
    from consent.setting s`.execute(db)
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
