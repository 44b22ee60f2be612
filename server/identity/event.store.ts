import { type Selectable, sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'
import { arraysOf } from '../kit/rows.ts'
import type { Tables } from '../tables.ts'
import type { EventBecause, Moved } from './event.ts'

export type EventRow = Selectable<Tables['identity.event']>

export interface NewEvent {
  id: string
  kind: 'merge' | 'split'
  customerId: string
  otherId: string
  by: string | null
  because: EventBecause
  moved: Moved
}

const EVENT = {
  id: 'uuid',
  kind: 'text',
  customerId: 'uuid',
  otherId: 'uuid',
  by: 'uuid',
  because: 'jsonb',
  moved: 'jsonb',
}

/** Some events written: a statement, or a part of one. */
export function newEvents(events: readonly NewEvent[], now: Date) {
  const rows = events.map(({ because, moved, ...event }) => ({
    ...event,
    because: JSON.stringify(because),
    moved: JSON.stringify(moved),
  }))
  return sql`
    insert into identity.event (id, at, kind, customer_id, other_id, by, because, moved)
    select x.id, ${now}::timestamptz, x.kind, x.customer_id, x.other_id, x.by, x.because, x.moved
    from unnest(${arraysOf(EVENT, rows)}) as x(id, kind, customer_id, other_id, by, because, moved)`
}

export const insertEvent = async (db: Db, event: NewEvent, now: Date): Promise<void> =>
  void (await newEvents([event], now).execute(db))

/** One event, locked until the end of the transaction. */
export async function lockEvent(db: Db, id: string): Promise<EventRow> {
  const row = await db.selectFrom('identity.event').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound('event')
  return row
}

export async function markUndone(db: Db, id: string, by: string | null, now: Date): Promise<void> {
  await db.updateTable('identity.event').set({ undone_at: now, undone_by: by }).where('id', '=', id).execute()
}

/** Merges into a customer that stand, newest first: what must be undone before an older one. */
export async function standingMerges(db: Db, customerId: string): Promise<EventRow[]> {
  return db
    .selectFrom('identity.event')
    .selectAll()
    .where('customer_id', '=', customerId)
    .where('kind', '=', 'merge')
    .where('undone_at', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** The merge by which a customer became part of another, if it stands. */
export async function standingMergeOf(db: Db, otherId: string): Promise<EventRow | undefined> {
  return db
    .selectFrom('identity.event')
    .selectAll()
    .where('other_id', '=', otherId)
    .where('kind', '=', 'merge')
    .where('undone_at', 'is', null)
    .executeTakeFirst()
}

/** The merge that a judgement brought about, if it stands. */
export async function mergeOfJudgement(db: Db, judgementId: string): Promise<EventRow | undefined> {
  return db
    .selectFrom('identity.event')
    .selectAll()
    .where('kind', '=', 'merge')
    .where('undone_at', 'is', null)
    .where(sql<string>`because ->> 'judgementId'`, '=', judgementId)
    .executeTakeFirst()
}

export async function eventsPage(
  db: Db,
  {
    customer,
    after,
    limit,
  }: { customer?: string | undefined; after?: { at: Date; id: string } | undefined; limit: number },
): Promise<EventRow[]> {
  let query = db.selectFrom('identity.event').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(limit)
  if (customer) query = query.where((e) => e.or([e('customer_id', '=', customer), e('other_id', '=', customer)]))
  if (after) query = query.where(sql<boolean>`(at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  return query.execute()
}

export async function eventCounts(db: Db): Promise<{ automatic: number; byPeople: number; undone: number }> {
  const { rows } = await sql<{ automatic: number; byPeople: number; undone: number }>`
    select count(*) filter (where by is null) as automatic, count(*) filter (where by is not null) as "byPeople",
      count(*) filter (where undone_at is not null) as undone
    from identity.event where kind = 'merge'`.execute(db)
  return rows[0]!
}
