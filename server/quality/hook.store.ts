import { sql } from 'kysely'
import { type Because, say } from '../../contract/because.ts'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'

export interface HookRow {
  id: string
  name: string
  url: string
  sealed: string
  sealed_before: string | null
  before_until: Date | null
  active: boolean
  paused: Because | null
  created_at: Date
}

export async function hookById(db: Db, id: string): Promise<HookRow> {
  const row = await db
    .selectFrom('quality.hook')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw notFound('receiver')
  return row
}

/** One whose secret is to change: its row is held, since the secret before is written beside the new one. */
export async function lockHook(db: Db, id: string): Promise<HookRow> {
  const row = await db
    .selectFrom('quality.hook')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('receiver')
  return row
}

/** Receivers with what waits and what is dead of theirs. */
export async function hooksOf(db: Db) {
  const { rows } = await sql<HookRow & { waiting: number; dead: number; last: Date | null }>`
    select h.*, coalesce(d.waiting, 0)::int as waiting, coalesce(d.dead, 0)::int as dead, d.last
    from quality.hook h left join lateral (
      select count(*) filter (where state in ('waiting', 'leaving')) as waiting, count(*) filter (where state = 'dead' and product_id is not null) as dead,
        max(done_at) filter (where state = 'delivered') as last
      from quality.delivery where hook_id = h.id) d on true
    where h.removed_at is null order by h.created_at`.execute(db)
  return rows
}

export async function insertHook(
  db: Db,
  hook: { id: string; name: string; url: string; sealed: string },
  now: Date,
): Promise<void> {
  await db
    .insertInto('quality.hook')
    .values({
      ...hook,
      sealed_before: null,
      before_until: null,
      paused: null,
      created_at: now,
      changed_at: now,
      removed_at: null,
    })
    .execute()
}

export async function changeHook(
  db: Db,
  id: string,
  set: {
    name?: string
    url?: string
    active?: boolean
    paused?: Because | null
    sealed?: string
    sealedBefore?: string | null
    beforeUntil?: Date | null
    removedAt?: Date | null
  },
  now: Date,
): Promise<void> {
  await db
    .updateTable('quality.hook')
    .set({
      changed_at: now,
      ...(set.name !== undefined ? { name: set.name } : {}),
      ...(set.url !== undefined ? { url: set.url } : {}),
      ...(set.active !== undefined ? { active: set.active } : {}),
      ...(set.paused !== undefined ? { paused: (set.paused && JSON.stringify(set.paused)) as string } : {}),
      ...(set.sealed !== undefined ? { sealed: set.sealed } : {}),
      ...(set.sealedBefore !== undefined ? { sealed_before: set.sealedBefore } : {}),
      ...(set.beforeUntil !== undefined ? { before_until: set.beforeUntil } : {}),
      ...(set.removedAt !== undefined ? { removed_at: set.removedAt } : {}),
    })
    .where('id', '=', id)
    .execute()
}

/** What is sent to one receiver. */
export interface NewDelivery {
  id: string
  hookId: string
  productId: string | null
  eventId: string | null
  type: string
  body: string
  notBefore: Date
}

/** Writes deliveries. An older one to the same receiver about the same product that nobody took yet says what is over: it is called off. */
export async function insertDeliveries(db: Db, deliveries: readonly NewDelivery[], now: Date): Promise<void> {
  if (deliveries.length === 0) return
  const [first] = deliveries
  if (first!.productId !== null)
    await sql`
      update quality.delivery set state = 'called-off', done_at = ${now}, changed_at = ${now}, problem = ${JSON.stringify(say('hook-overtaken'))}::jsonb
      where product_id = ${first!.productId}::uuid and state in ('waiting', 'dead')
        and hook_id = any(${deliveries.map((each) => each.hookId)}::uuid[])`.execute(db)
  await db
    .insertInto('quality.delivery')
    .values(
      deliveries.map((each) => ({
        id: each.id,
        hook_id: each.hookId,
        product_id: each.productId,
        event_id: each.eventId,
        type: each.type,
        body: each.body,
        not_before: each.notBefore,
        problem: null,
        created_at: now,
        changed_at: now,
        done_at: null,
      })),
    )
    .execute()
}

export interface DeliveryRow {
  id: string
  hook_id: string
  product_id: string | null
  event_id: string | null
  type: string
  body: string
  state: 'waiting' | 'leaving' | 'delivered' | 'dead' | 'called-off'
  tries: number
  not_before: Date
  problem: Because | null
  created_at: Date
  changed_at: Date
  done_at: Date | null
}

/** A newer word to the same receiver about the same product, whatever came of it; one that was called off was never said. */
const newerThan = (d: string) =>
  sql.raw(`exists (select from quality.delivery n where n.hook_id = ${d}.hook_id and n.product_id = ${d}.product_id and n.state <> 'called-off'
    and (n.created_at, n.id) > (${d}.created_at, ${d}.id))`)

/**
 * One that did not arrive, and after which something newer was said, is not said again: it would be the last word. Ask it with the
 * product held. @returns whether it was so
 */
export async function callOffOvertaken(db: Db, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows = 0n } = await sql`
    update quality.delivery d set state = 'called-off', done_at = ${now}, changed_at = ${now}, problem = ${JSON.stringify(say('hook-overtaken'))}::jsonb
    where d.id = ${id}::uuid and d.state = 'leaving' and ${newerThan('d')}`.execute(db)
  return numAffectedRows > 0n
}

/** One that was leaving when its process died is sent again after so long: its number is the same, so that twice is once. */
const LOST_AFTER_MS = 120_000

/** Claims what is due, the oldest first, and marks it leaving. Two processes never claim the same; one product goes to one receiver in its order. */
export async function claimDeliveries(db: Db, now: Date, most: number): Promise<DeliveryRow[]> {
  const lost = new Date(now.getTime() - LOST_AFTER_MS)
  await sql`
    update quality.delivery d set state = 'called-off', done_at = ${now}, changed_at = ${now}, problem = ${JSON.stringify(say('hook-overtaken'))}::jsonb
    where d.state = 'leaving' and d.changed_at < ${lost}::timestamptz and ${newerThan('d')}`.execute(db)
  const { rows } = await sql<DeliveryRow>`
    with due as (
      select d.id from quality.delivery d join quality.hook h on h.id = d.hook_id and h.active and h.removed_at is null
      where (d.state = 'waiting' and d.not_before <= ${now} or d.state = 'leaving' and d.changed_at < ${lost}::timestamptz)
        and not exists (
          select from quality.delivery b where b.hook_id = d.hook_id and b.product_id = d.product_id and b.id <> d.id
            and b.state = 'leaving' and b.changed_at >= ${lost}::timestamptz)
      order by d.created_at, d.id limit ${most}::int for update of d skip locked
    )
    update quality.delivery d set state = 'leaving', tries = d.tries + 1, changed_at = ${now}
    from due where d.id = due.id returning d.*`.execute(db)
  return rows.sort((a, b) => a.created_at.getTime() - b.created_at.getTime() || (a.id < b.id ? -1 : 1))
}

/** Marks one leaving, whatever its hour: a trial, a replay. False when it is under way already. */
export async function claimDelivery(db: Db, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('quality.delivery')
    .set((eb) => ({ state: 'leaving', tries: eb('tries', '+', 1), changed_at: now }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function settleDelivery(
  db: Db,
  id: string,
  set: { state: DeliveryRow['state']; notBefore?: Date; problem: Because | null },
  now: Date,
): Promise<void> {
  await db
    .updateTable('quality.delivery')
    .set({
      state: set.state,
      changed_at: now,
      done_at: set.state === 'delivered' || set.state === 'dead' || set.state === 'called-off' ? now : null,
      problem: (set.problem && JSON.stringify(set.problem)) as string,
      ...(set.notBefore ? { not_before: set.notBefore } : {}),
    })
    .where('id', '=', id)
    .execute()
}

/** Sent once more from the beginning: the pauses start anew, the number stays. */
export async function replay(db: Db, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('quality.delivery')
    .set({ state: 'waiting', tries: 0, not_before: now, done_at: null, changed_at: now })
    .where('id', '=', id)
    .where('state', 'in', ['dead', 'called-off', 'delivered', 'waiting'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Calls off what a decision would have sent and nobody was asked to take yet. @returns how many had been tried */
export async function callOffDeliveries(db: Db, eventId: string, now: Date): Promise<{ tried: number }> {
  await sql`
    update quality.delivery set state = 'called-off', done_at = ${now}, changed_at = ${now}, problem = '{"code":"hook-undone","values":{}}'
    where event_id = ${eventId}::uuid and state = 'waiting' and tries = 0`.execute(db)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from quality.delivery where event_id = ${eventId}::uuid and tries > 0`.execute(db)
  return { tried: rows[0]?.n ?? 0 }
}

export async function insertAttempt(
  db: Db,
  attempt: {
    id: string
    deliveryId: string
    at: Date
    ms: number
    status: number | null
    problem: Because | null
    answer: string
  },
): Promise<void> {
  await db
    .insertInto('quality.attempt')
    .values({
      id: attempt.id,
      delivery_id: attempt.deliveryId,
      at: attempt.at,
      ms: attempt.ms,
      status: attempt.status,
      problem: (attempt.problem && JSON.stringify(attempt.problem)) as string,
      answer: attempt.answer,
    })
    .execute()
}

/** Deliveries with their tries: of a product, one of them, or all that are dead. */
export async function deliveriesOf(db: Db, of: { productId: string } | { id: string } | 'dead') {
  let query = db
    .selectFrom('quality.delivery as d')
    .innerJoin('quality.hook as h', 'h.id', 'd.hook_id')
    .leftJoin('quality.product as p', 'p.id', 'd.product_id')
    .selectAll('d')
    .select(['h.name as hook', 'p.reference as product'])
    .orderBy('d.created_at', 'desc')
    .limit(60)
  if (of === 'dead') query = query.where('d.state', '=', 'dead').where('h.removed_at', 'is', null)
  else if ('id' in of) query = query.where('d.id', '=', of.id)
  else query = query.where('d.product_id', '=', of.productId)
  const rows = await query.execute()
  const attempts =
    rows.length === 0
      ? []
      : await db
          .selectFrom('quality.attempt')
          .selectAll()
          .where(
            'delivery_id',
            'in',
            rows.map((row) => row.id),
          )
          .orderBy('at', 'desc')
          .execute()
  const byDelivery = Map.groupBy(attempts, (each) => each.delivery_id)
  return rows.map((row) => ({ ...row, attempts: byDelivery.get(row.id) ?? [] }))
}
