import { sql } from 'kysely'
import type { Who } from '../../contract/facts.ts'
import type { Db } from '../kit/house.ts'
import type { NewFact } from './own-fact.ts'

/**
 * Writes facts in one statement, whatever their number.
 * @returns ids of those that are new
 */
export async function insertFacts(db: Db, facts: readonly NewFact[], now: Date): Promise<Set<string>> {
  if (facts.length === 0) return new Set()
  const rows = facts.map((fact) => ({
    id: fact.id,
    customer_id: fact.customerId,
    who: fact.who,
    kind: fact.kind,
    at: fact.at,
    asset_id: fact.assetId ?? null,
    order_id: fact.orderId ?? null,
    site_id: fact.siteId ?? null,
    staff_id: fact.staffId ?? null,
    data: fact.data ?? {},
    source: fact.source,
    key: fact.key,
    caused_by: fact.causedBy ?? [],
  }))
  const { rows: written } = await sql<{ id: string }>`
    insert into timeline.fact
      (id, customer_id, who, kind, at, asset_id, order_id, site_id, staff_id, data, source, key, caused_by, accepted_at)
    select id, customer_id, who, kind, at, asset_id, order_id, site_id, staff_id, data, source, key, caused_by, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, customer_id uuid, who jsonb, kind text, at timestamptz,
      asset_id uuid, order_id uuid, site_id uuid, staff_id uuid, data jsonb, source text, key text, caused_by text[])
    on conflict (source, key) do nothing
    returning id`.execute(db)
  return new Set(written.map((row) => row.id))
}

/** A fact that waits for the loop. */
export interface WaitingFact {
  id: string
  customer_id: string | null
  who: Who | null
  kind: string
  at: Date
  asset_id: string | null
  order_id: string | null
  site_id: string | null
  staff_id: string | null
  data: Record<string, unknown>
  caused_by: string[]
}

/** The oldest facts that wait, in the order they were accepted. One decides at a time: nobody else holds these. */
export async function waitingFacts(db: Db, most: number): Promise<WaitingFact[]> {
  const { rows } = await sql<WaitingFact>`
    select id, customer_id, who, kind, at, asset_id, order_id, site_id, staff_id, data, caused_by
    from timeline.fact where state = 'new' order by id limit ${most}`.execute(db)
  return rows
}

/** The loop has seen these: decided with their customer, or set aside with the reason. */
export async function settleFacts(
  db: Db,
  settled: readonly { id: string; customerId: string | null; aside: string | null }[],
): Promise<void> {
  if (settled.length === 0) return
  await sql`
    update timeline.fact f set customer_id = x.customer_id, aside = x.aside,
      state = case when x.aside is null then 'decided' else 'aside' end,
      who = case when x.aside is null then null else f.who end
    from unnest(${settled.map((each) => each.id)}::uuid[], ${settled.map((each) => each.customerId)}::uuid[],
      ${settled.map((each) => each.aside)}::text[]) as x(id, customer_id, aside)
    where f.id = x.id`.execute(db)
}

export interface AsideFact {
  id: string
  kind: string
  at: Date
  source: string
  key: string
  aside: string
  accepted_at: Date
  /** As the database wrote it: no microsecond is lost. */
  cursorAt: string
}

/** What was set aside, newest first. */
export async function factsSetAside(
  db: Db,
  { after, limit }: { after: { at: string; id: string } | undefined; limit: number },
): Promise<AsideFact[]> {
  let query = db
    .selectFrom('timeline.fact')
    .select([
      'id',
      'kind',
      'at',
      'source',
      'key',
      'aside',
      'accepted_at',
      sql<string>`accepted_at::text`.as('cursorAt'),
    ])
    .where('state', '=', 'aside')
    .orderBy('accepted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
  if (after) query = query.where(sql<boolean>`(accepted_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  const rows = await query.execute()
  return rows.map((row) => ({ ...row, aside: row.aside ?? '' }))
}

/** Everything set aside waits for the loop once more. */
export async function retryFactsAside(db: Db): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('timeline.fact')
    .set({ state: 'new', aside: null })
    .where('state', '=', 'aside')
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** What was told by mistake and taken back at once: these facts never were. @returns their ids */
export async function withdrawFacts(db: Db, keys: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    delete from timeline.fact where source = 'okaeri' and key = any(${[...keys]}::text[]) returning id`.execute(db)
  return rows.map(({ id }) => id)
}
