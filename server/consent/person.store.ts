import { sql } from 'kysely'
import type { ContractKind, Preference } from '../../contract/consent.ts'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'

/** Their rhythm and in what capacity we know them; what nobody said is as for anyone. */
export async function preferenceOf(db: Db, customerId: string): Promise<Preference> {
  const row = await db
    .selectFrom('customers.customer as c')
    .leftJoin('consent.preference as p', 'p.customer_id', 'c.id')
    .select(['c.kind', 'p.capacity', 'p.per_month', 'p.only_my_assets', 'p.channels', 'p.zone', 'p.objected_at'])
    .where('c.id', '=', customerId)
    .executeTakeFirst()
  if (!row) throw notFound('customer')
  return {
    capacity: row.capacity ?? (row.kind === 'company' ? 'professional' : 'consumer'),
    perMonth: row.per_month,
    onlyMyAssets: row.only_my_assets ?? false,
    channels: row.channels ?? [],
    zone: row.zone,
    objectedAt: row.objected_at?.toISOString() ?? null,
  }
}

/** Writes what is named, and leaves the rest. */
export async function savePreference(
  db: Db,
  customerId: string,
  change: { [K in keyof Omit<Preference, 'objectedAt'>]?: Preference[K] | undefined },
  by: 'staff' | 'customer',
  now: Date,
): Promise<void> {
  const row = {
    ...(change.capacity === undefined ? {} : { capacity: change.capacity }),
    ...(change.perMonth === undefined ? {} : { per_month: change.perMonth }),
    ...(change.onlyMyAssets === undefined ? {} : { only_my_assets: change.onlyMyAssets }),
    ...(change.channels === undefined ? {} : { channels: change.channels }),
    ...(change.zone === undefined ? {} : { zone: change.zone }),
    changed_at: now,
    changed_by: by,
  }
  const { capacity } = await preferenceOf(db, customerId)
  await db
    .insertInto('consent.preference')
    .values({ customer_id: customerId, capacity, per_month: null, zone: null, objected_at: null, ...row })
    .onConflict((conflict) => conflict.column('customer_id').doUpdateSet(row))
    .execute()
}

/** They did something by themselves on their page: how long they are kept is counted from the last. */
export async function heardFrom(db: Db, customerId: string, now: Date): Promise<void> {
  await db
    .insertInto('consent.preference')
    .values({ customer_id: customerId, per_month: null, zone: null, objected_at: null, changed_at: now, heard_at: now })
    .onConflict((conflict) => conflict.column('customer_id').doUpdateSet({ heard_at: now }))
    .execute()
}

export interface StoredContract {
  id: string
  customerId: string
  kind: ContractKind
  object: string
  since: string
  until: string | null
  assetId: string | null
  orderId: string | null
}

/** Contracts written for them, by hand or by an import, the newest first. */
export async function contractsOf(db: Db, customerId: string): Promise<StoredContract[]> {
  const rows = await db
    .selectFrom('consent.contract')
    .selectAll()
    .where('customer_id', '=', customerId)
    .orderBy('since', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    customerId: row.customer_id,
    kind: row.kind,
    object: row.object,
    since: row.since,
    until: row.until,
    assetId: row.asset_id,
    orderId: row.order_id,
  }))
}

/** What their orders are called, by id. */
export async function orderNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('timeline.order').select(['id', 'number', 'title']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, [row.title, row.number].filter(Boolean).join(' · ')]))
}

export async function insertContract(db: Db, contract: StoredContract, legalEntity: string): Promise<void> {
  await db
    .insertInto('consent.contract')
    .values({
      id: contract.id,
      customer_id: contract.customerId,
      kind: contract.kind,
      object: contract.object,
      asset_id: contract.assetId,
      order_id: contract.orderId,
      legal_entity: legalEntity,
      since: contract.since,
      until: contract.until,
      key: contract.id,
    })
    .execute()
}

/** One contract, locked until the end of the transaction. */
export async function lockContract(db: Db, id: string) {
  const row = await db.selectFrom('consent.contract').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('contract')
  return row
}

export async function endContractOn(db: Db, id: string, until: string): Promise<void> {
  await db.updateTable('consent.contract').set({ until }).where('id', '=', id).execute()
}

/** A call, or an attempt at one (CALL-4); `refused`: they said no in conversation. */
export interface Attempt {
  id: string
  customerId: string
  at: Date
  channel: string
  purpose: 'service' | 'commercial'
  reached: boolean
  refused: boolean
  legalEntity: string
  touchId: string | null
  byStaff: string | null
}

/** Writes attempts, all in one statement. */
export async function writeAttempts(db: Db, attempts: readonly Attempt[]): Promise<void> {
  if (attempts.length === 0) return
  const rows = attempts.map((each) => ({
    id: each.id,
    customer_id: each.customerId,
    at: each.at,
    channel: each.channel,
    purpose: each.purpose,
    reached: each.reached,
    refused: each.refused,
    legal_entity: each.legalEntity,
    touch_id: each.touchId,
    by_staff: each.byStaff,
  }))
  await sql`insert into consent.attempt (id, customer_id, at, channel, purpose, reached, refused, legal_entity, touch_id, by_staff)
    select id, customer_id, at, channel, purpose, reached, refused, legal_entity, touch_id, by_staff
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, customer_id uuid, at timestamptz, channel text, purpose text,
      reached boolean, refused boolean, legal_entity text, touch_id uuid, by_staff uuid)`.execute(db)
}
