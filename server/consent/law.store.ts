import { sql } from 'kysely'
import type { ConsentAction, ConsentChannel, ConsentPurpose } from '../../contract/consent.ts'
import type { Db } from '../kit/house.ts'
import type { AttemptFact, ContractFact, LawSettings, PersonInLaw, SaleFact } from './judged.ts'
import { stands } from './standing.store.ts'

/** How the network reads the law, and who speaks. A house that never chose has the strictest reading. */
export interface LawChoices extends LawSettings {
  senderName: string
  senderAddress: string
}

export async function lawChoices(db: Db): Promise<LawChoices> {
  const row = await db.selectFrom('consent.setting').selectAll().executeTakeFirst()
  return {
    pack: row?.pack ?? 'auto',
    strictContracts: row?.strict_contracts ?? true,
    countPerEntity: row?.count_per_entity ?? false,
    legalEntity: row?.legal_entity ?? '',
    senderName: row?.sender_name ?? '',
    senderAddress: row?.sender_address ?? '',
  }
}

/** For the judge. `siteId`: where the contact comes from, for a network of several companies. */
export async function lawSettings(db: Db, siteId: string | null = null): Promise<LawSettings> {
  const { pack, strictContracts, countPerEntity, legalEntity } = await lawChoices(db)
  const own = siteId && (await siteEntities(db)).get(siteId)
  return { pack, strictContracts, countPerEntity, legalEntity: own || legalEntity }
}

/** Which company each site belongs to, where it is not the network's own. */
export async function siteEntities(db: Db): Promise<Map<string, string>> {
  const rows = await db.selectFrom('consent.site_entity').selectAll().execute()
  return new Map(rows.map((row) => [row.site_id, row.legal_entity]))
}

export async function saveChoices(db: Db, choices: LawChoices, entities: Record<string, string>): Promise<void> {
  const row = {
    pack: choices.pack,
    strict_contracts: choices.strictContracts,
    count_per_entity: choices.countPerEntity,
    legal_entity: choices.legalEntity,
    sender_name: choices.senderName,
    sender_address: choices.senderAddress,
  }
  await db
    .insertInto('consent.setting')
    .values({ one: true, ...row })
    .onConflict((conflict) => conflict.column('one').doUpdateSet(row))
    .execute()
  for (const [site_id, legal_entity] of Object.entries(entities))
    if (legal_entity === '') await db.deleteFrom('consent.site_entity').where('site_id', '=', site_id).execute()
    else
      await db
        .insertInto('consent.site_entity')
        .values({ site_id, legal_entity })
        .onConflict((conflict) => conflict.column('site_id').doUpdateSet({ legal_entity }))
        .execute()
}

interface LawRow {
  id: string
  country: string
  postcode: string
  capacity: PersonInLaw['capacity']
  zone: string | null
  objected_at: Date | null
  birth_date: string | null
  erasure_asked_at: Date | null
  archived_at: Date | null
  consents: [at: number, action: ConsentAction, channel: ConsentChannel, purpose: ConsentPurpose, listed: boolean][]
  contracts: [
    kind: ContractFact['kind'],
    since: string,
    until: string | null,
    asset: string | null,
    order: string | null,
    family: string | null,
    moved: string | null,
  ][]
  sales: [at: number, entity: string, family: string, what: string][]
  attempts: [at: number, channel: string, purpose: string, reached: boolean, refused: boolean, entity: string][]
}

/**
 * All that the law asks about these people, in one query. An order is a contract until it is delivered, and a sale from the day it was
 * placed, of the company whose site took it, unless it cost nothing: a recall is no sale. A company is a professional unless somebody said otherwise.
 */
export async function lawOf(db: Db, ids: readonly string[]): Promise<Map<string, PersonInLaw>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<LawRow>`
    with own as (select coalesce((select legal_entity from consent.setting), '') as entity)
    select c.id, c.country, c.postcode, p.zone, p.objected_at, c.birth_date, c.archived_at,
      (select min(q.created_at) from consent.request q
        where q.customer_id = c.id and q.kind = 'erasure' and q.state in ('open', 'scheduled')) as erasure_asked_at,
      coalesce(p.capacity, case when c.kind = 'company' then 'professional' else 'consumer' end) as capacity,
      coalesce(r.facts, '[]') as consents, coalesce(k.facts, '[]') || coalesce(o.contracts, '[]') as contracts,
      coalesce(o.sales, '[]') as sales, coalesce(a.facts, '[]') as attempts
    from customers.customer c
    left join consent.preference p on p.customer_id = c.id
    left join lateral (
      select jsonb_agg(jsonb_build_array(${msOf('r.at')}, r.action, r.channel, r.purpose, r.place = 'bloctel') order by r.at, r.seq) as facts
      from consent.receipt r where r.customer_id = c.id and r.purpose <> 'quote' and ${stands('r')}) r on true
    left join lateral (
      select jsonb_agg(jsonb_build_array(k.kind, k.since, k.until, k.asset_id, k.order_id,
          case when k.kind = 'service-plan' then 'service' end, null) order by k.since) as facts
      from consent.contract k where k.customer_id = c.id) k on true
    left join lateral (
      select jsonb_agg(jsonb_build_array(case when o.kind = 'repair' then 'repair' else 'order' end,
          (o.placed_at at time zone coalesce(s.time_zone, 'Europe/Paris'))::date,
          case when o.state = 'delivered' then (coalesce(o.state_at, o.changed_at) at time zone coalesce(s.time_zone, 'Europe/Paris'))::date end,
          o.asset_id, o.id, ${familyOf},
          greatest((greatest(o.placed_at, o.state_at) at time zone coalesce(s.time_zone, 'Europe/Paris'))::date, o.promised_on)) order by o.placed_at) as contracts,
        jsonb_agg(jsonb_build_array(${msOf('o.placed_at')}, coalesce(e.legal_entity, own.entity),
          ${familyOf}, coalesce(nullif(o.title, ''), o.number)) order by o.placed_at)
          filter (where o.amount_cents is distinct from 0) as sales
      from timeline."order" o cross join own left join network.site s on s.id = o.site_id
        left join consent.site_entity e on e.site_id = o.site_id
      where o.customer_id = c.id and o.state <> 'cancelled') o on true
    left join lateral (
      select jsonb_agg(jsonb_build_array(${msOf('a.at')}, a.channel, a.purpose, a.reached, a.refused, a.legal_entity) order by a.at) as facts
      from consent.attempt a where a.customer_id = c.id) a on true
    where c.id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, personOf(row)]))
}

const familyOf = sql`coalesce(o.family, case o.kind when 'vehicle' then 'vehicle' when 'product' then 'shop' else 'service' end)`

const msOf = (column: 'r.at' | 'o.placed_at' | 'a.at') =>
  sql`floor(extract(epoch from ${sql.ref(column)}) * 1000)::bigint`

const personOf = (row: LawRow): PersonInLaw => ({
  capacity: row.capacity,
  country: row.country,
  postcode: row.postcode,
  zone: row.zone,
  objectedAt: row.objected_at?.getTime() ?? null,
  ...(row.birth_date ? { bornOn: row.birth_date } : {}),
  ...(row.erasure_asked_at ? { erasureAskedAt: row.erasure_asked_at.getTime() } : {}),
  ...(row.archived_at ? { archivedAt: row.archived_at.getTime() } : {}),
  consents: row.consents.map(([at, action, channel, purpose, listed]) => ({
    at,
    action,
    channel,
    purpose,
    ...(listed ? { listed } : {}),
  })),
  contracts: row.contracts.map(([kind, since, until, assetId, orderId, family, movedOn]) => ({
    kind,
    since,
    until,
    assetId,
    orderId,
    ...(family === null ? {} : { family }),
    ...(movedOn === null ? {} : { movedOn }),
  })),
  sales: row.sales.map(([at, entity, family, what]): SaleFact => ({ at, entity, family, what })),
  attempts: row.attempts.map(
    ([at, channel, purpose, reached, refused, entity]): AttemptFact => ({
      at,
      channel,
      purpose,
      reached,
      refused,
      entity,
    }),
  ),
})
