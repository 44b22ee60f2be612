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

/** What a customer said before a merge into them is remembered otherwise, by field, from now on. */
export async function rewriteStood(db: Db, { id, moved }: EventRow, before: Record<string, unknown>): Promise<void> {
  const fields = { ...moved.fields }
  const stood = { ...moved.stood }
  for (const [field, value] of Object.entries(before))
    if (fields[field]) fields[field] = { ...fields[field], before: value }
    else stood[field] = value
  await db
    .updateTable('identity.event')
    .set({ moved: JSON.stringify({ ...moved, fields, stood }) })
    .where('id', '=', id)
    .execute()
}

const mergesInto = (db: Db, customerIds: readonly string[]): Promise<EventRow[]> =>
  db
    .selectFrom('identity.event')
    .selectAll()
    .where(sql<boolean>`customer_id = any(${[...customerIds]}::uuid[])`)
    .where('kind', '=', 'merge')
    .where('undone_at', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()

/** Merges into a customer that stand, newest first: what must be undone before an older one. */
export const standingMerges = (db: Db, customerId: string): Promise<EventRow[]> => mergesInto(db, [customerId])

/** Merges that stand into these customers, and into whom those took in, and so on: one statement for each such step, however many they are. */
export async function mergesBehind(db: Db, customerIds: readonly string[]): Promise<EventRow[]> {
  const found: EventRow[] = []
  for (let into = customerIds; into.length > 0; ) {
    const merges = await mergesInto(db, into)
    found.push(...merges)
    into = merges.map((event) => event.other_id)
  }
  return found
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

/** What a judgement brought about, a merge or a split, if it stands. */
export async function eventOfJudgement(db: Db, judgementId: string): Promise<EventRow | undefined> {
  return db
    .selectFrom('identity.event')
    .selectAll()
    .where('undone_at', 'is', null)
    .where(sql<string>`because ->> 'judgementId'`, '=', judgementId)
    .executeTakeFirst()
}

/** A run of an import: what it said is marked by it. */
export interface Brought {
  source: string
  /** How the marks of its runs begin. */
  mark: string
  since: Date
}

/** Did this run say something of this customer? `customer` names a column of ours. */
export const saidIn = ({ source, mark }: Brought, customer: string) => sql<boolean>`exists (
  select from customers.source_record r where r.customer_id = ${sql.ref(customer)} and r.source = ${source}
    and starts_with(r.data ->> 'run', ${mark}))`

/** Merges since an import began, of customers it spoke of: with what moved, or on the page that took them in. */
export const ofImport = (
  brought: Brought,
) => sql<boolean>`(identity.event.kind = 'merge' and identity.event.at >= ${brought.since}::timestamptz and (
  ${saidIn(brought, 'identity.event.customer_id')} or exists (
    select from jsonb_array_elements_text(coalesce(identity.event.moved -> 'rows' -> 'sourceRecord', '[]'::jsonb)) m(id)
    join customers.source_record r on r.id = m.id::uuid where r.source = ${brought.source} and starts_with(r.data ->> 'run', ${brought.mark}))))`

/** How many merges an import brought that stand, and how many were undone since. */
export async function mergesBrought(db: Db, brought: Brought): Promise<{ joined: number; undone: number }> {
  const { rows } = await sql<{ joined: number; undone: number }>`
    select count(*) filter (where undone_at is null) as joined, count(*) filter (where undone_at is not null) as undone
    from identity.event where ${ofImport(brought)}`.execute(db)
  return rows[0]!
}

export async function eventsPage(
  db: Db,
  {
    customer,
    brought,
    after,
    limit,
  }: {
    customer?: string | undefined
    brought?: Brought | undefined
    after?: { at: Date; id: string } | undefined
    limit: number
  },
): Promise<EventRow[]> {
  let query = db.selectFrom('identity.event').selectAll().orderBy('at', 'desc').orderBy('id', 'desc').limit(limit)
  if (customer) query = query.where((e) => e.or([e('customer_id', '=', customer), e('other_id', '=', customer)]))
  if (brought) query = query.where(ofImport(brought))
  if (after) query = query.where(sql<boolean>`(at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  return query.execute()
}

interface MergeCounts {
  automatic: number
  byPeople: number
  byPeopleStanding: number
  undone: number
}

export async function eventCounts(db: Db): Promise<MergeCounts> {
  const { rows } = await sql<MergeCounts>`
    select count(*) filter (where by is null) as automatic, count(*) filter (where by is not null) as "byPeople",
      count(*) filter (where by is not null and undone_at is null) as "byPeopleStanding",
      count(*) filter (where undone_at is not null) as undone
    from identity.event where kind = 'merge'`.execute(db)
  return rows[0]!
}
