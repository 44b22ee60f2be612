import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'
import type { CarriedChannel } from './tables.ts'

export interface ProviderRow {
  id: string
  channel: CarriedChannel
  kind: string
  name: string
  settings: Record<string, unknown>
  sealed: string | null
  perSecond: number
  costCents: number
  idempotent: boolean
  active: boolean
  changedAt: Date
  problem: string | null
  problemAt: Date | null
  newsHash: string | null
}

const columns = [
  'id',
  'channel',
  'kind',
  'name',
  'settings',
  'sealed',
  'per_second as perSecond',
  'cost_cents as costCents',
  'idempotent',
  'active',
  'changed_at as changedAt',
  'problem',
  'problem_at as problemAt',
  'news_hash as newsHash',
] as const

/** Ways out: all, or those in use. Of several for one channel, the one made first carries. */
export async function providersOf(db: Db, { active = false } = {}): Promise<ProviderRow[]> {
  let query = db.selectFrom('messages.provider').select(columns).orderBy('channel').orderBy('created_at')
  if (active) query = query.where('active', '=', true)
  return query.execute()
}

export async function providerById(db: Db, id: string): Promise<ProviderRow> {
  const found = await db.selectFrom('messages.provider').select(columns).where('id', '=', id).executeTakeFirst()
  if (!found) throw notFound('way out')
  return found
}

/** One that is to be changed: its row is held, since what is sealed with it is written whole. */
export async function lockProvider(db: Db, id: string): Promise<ProviderRow> {
  const found = await db
    .selectFrom('messages.provider')
    .select(columns)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!found) throw notFound('way out')
  return found
}

export type ProviderSet = Partial<
  Pick<ProviderRow, 'name' | 'settings' | 'sealed' | 'perSecond' | 'costCents' | 'idempotent' | 'active' | 'newsHash'>
>

export async function insertProvider(
  db: Db,
  row: Required<ProviderSet> & Pick<ProviderRow, 'id' | 'channel' | 'kind'>,
  now: Date,
): Promise<void> {
  await db
    .insertInto('messages.provider')
    .values({
      id: row.id,
      channel: row.channel,
      kind: row.kind,
      name: row.name,
      settings: JSON.stringify(row.settings),
      sealed: row.sealed,
      per_second: row.perSecond,
      cost_cents: row.costCents,
      idempotent: row.idempotent,
      active: row.active,
      news_hash: row.newsHash,
      created_at: now,
      changed_at: now,
      problem: null,
    })
    .execute()
  await sql`insert into messages.pace (provider_id, tokens, at) values (${row.id}::uuid, 1, statement_timestamp())`.execute(
    db,
  )
}

export async function changeProvider(db: Db, id: string, set: ProviderSet, now: Date): Promise<void> {
  await db
    .updateTable('messages.provider')
    .set({
      ...(set.name === undefined ? {} : { name: set.name }),
      ...(set.settings === undefined ? {} : { settings: JSON.stringify(set.settings) }),
      ...(set.sealed === undefined ? {} : { sealed: set.sealed }),
      ...(set.perSecond === undefined ? {} : { per_second: set.perSecond }),
      ...(set.costCents === undefined ? {} : { cost_cents: set.costCents }),
      ...(set.idempotent === undefined ? {} : { idempotent: set.idempotent }),
      ...(set.active === undefined ? {} : { active: set.active }),
      ...(set.newsHash === undefined ? {} : { news_hash: set.newsHash }),
      problem: null,
      problem_at: null,
      changed_at: now,
    })
    .where('id', '=', id)
    .execute()
}

/** Has anything gone through it? Then it is put out of use, never away: the ledger names it. */
export async function removeProvider(db: Db, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('messages.provider')
    .where('id', '=', id)
    .where((p) => p.not(p.exists(p.selectFrom('messages.message').select('id').where('provider_id', '=', id))))
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** What ails it, or that it is well again; written only when that changes. */
export async function noteProblem(db: Db, id: string, problem: string | null, now: Date): Promise<void> {
  await db
    .updateTable('messages.provider')
    .set({ problem, problem_at: problem === null ? null : now })
    .where('id', '=', id)
    .where('problem', 'is distinct from', problem)
    .execute()
}

/** The key by which browsers know this house, kept beside the way out that is built in: pages and screens read it there. */
export async function keepPushKey(db: Db, publicKey: string): Promise<void> {
  await sql`update messages.provider set settings = ${JSON.stringify({ publicKey })}::jsonb
    where kind = 'web-push' and settings ->> 'publicKey' is distinct from ${publicKey}`.execute(db)
}

/** The same, for a browser that is to be told; null when notifications do not go out. */
export async function pushKey(db: Db): Promise<string | null> {
  const found = await db
    .selectFrom('messages.provider')
    .select('settings')
    .where('kind', '=', 'web-push')
    .where('active', '=', true)
    .executeTakeFirst()
  const key = found?.settings.publicKey
  return typeof key === 'string' ? key : null
}

/** Messages that are ready, by channel. */
export async function waitingByChannel(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ channel: string; n: number }>`
    select channel, count(*)::int as n from messages.message where state = 'ready' group by channel`.execute(db)
  return new Map(rows.map((row) => [row.channel, row.n]))
}
