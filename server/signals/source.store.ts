import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'
import { type Given, theValuesOf } from '../kit/statement.ts'
import type { ConfusionCount } from './confusion.ts'

/** A source as the intake knows it. */
export interface SourceRow {
  id: string
  door: 'gate' | 'phone'
  kind: string
  name: string
  siteId: string
  secretHash: string
  sealed: string
  settings: Record<string, string>
  /** It is heard: nobody paused it, and its site is not put away. */
  enabled: boolean
  /** A camera that sees only cars that come, or only those that go; null: both, or nobody said. */
  looks: 'in' | 'out' | null
  lastEventAt: Date | null
  state: string | null
  stateAt: Date | null
}

const columns = [
  'id',
  'door',
  'kind',
  'name',
  'site_id as siteId',
  'secret_hash as secretHash',
  'sealed',
  'settings',
  sql<boolean>`enabled and not exists (select from network.site s where s.id = site_id and s.archived_at is not null)`.as(
    'enabled',
  ),
  'looks',
  'last_event_at as lastEventAt',
  'state',
  'state_at as stateAt',
] as const

export async function findSource(db: Db, id: string): Promise<SourceRow | undefined> {
  return db
    .selectFrom('signals.source')
    .select(columns)
    .where('id', '=', id)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
}

/** One source; those removed only when asked for, so that a removal can be taken back. */
export async function sourceById(db: Db, id: string): Promise<SourceRow> {
  const found = await findSource(db, id)
  if (!found) throw notFound('camera or telephone')
  return found
}

/** One that is to be changed, also one that was put away: its row is held, since what is sealed with it is written whole. */
export async function lockSource(db: Db, id: string, { removed = false } = {}): Promise<SourceRow> {
  let query = db.selectFrom('signals.source').select(columns).where('id', '=', id)
  if (!removed) query = query.where('archived_at', 'is', null)
  const found = await query.forNoKeyUpdate().executeTakeFirst()
  if (!found) throw notFound('camera or telephone')
  return found
}

export async function sourcesOf(
  db: Db,
  only: { site?: string | undefined; door?: 'gate' | 'phone' | undefined } = {},
): Promise<SourceRow[]> {
  let query = db.selectFrom('signals.source').select(columns).where('archived_at', 'is', null).orderBy('name')
  if (only.site) query = query.where('site_id', '=', only.site)
  if (only.door) query = query.where('door', '=', only.door)
  return query.execute()
}

export async function insertSource(
  db: Db,
  source: Pick<SourceRow, 'id' | 'door' | 'kind' | 'name' | 'siteId' | 'secretHash' | 'sealed' | 'settings' | 'looks'>,
  now: Date,
): Promise<void> {
  await db
    .insertInto('signals.source')
    .values({
      id: source.id,
      door: source.door,
      kind: source.kind,
      name: source.name,
      site_id: source.siteId,
      secret_hash: source.secretHash,
      sealed: source.sealed,
      looks: source.looks,
      settings: JSON.stringify(source.settings),
      created_at: now,
      state: null,
    })
    .execute()
}

export async function changeSource(
  db: Db,
  id: string,
  set: Partial<{
    name: string
    enabled: boolean
    looks: 'in' | 'out' | null
    secret_hash: string
    sealed: string
    settings: Record<string, string>
    archived_at: Date | null
    state: string | null
    state_at: Date | null
  }>,
): Promise<void> {
  const { settings, ...rest } = set
  await db
    .updateTable('signals.source')
    .set({ ...rest, ...(settings ? { settings: JSON.stringify(settings) } : {}) })
    .where('id', '=', id)
    .execute()
}

/** How the connection to a device that we call stands; `detail` is a code for the screen. */
export async function noteState(db: Db, id: string, state: string, detail: string | null, now: Date): Promise<void> {
  await sql`update signals.source set state = ${state}, state_at = ${now},
      settings = case when ${detail}::text is null then settings - 'detail' else settings || jsonb_build_object('detail', ${detail}::text) end
    where id = ${id}`.execute(db)
}

/** Adds counts and moves "last event" on, in one statement each. */
export async function saveTallies(
  db: Db,
  rows: readonly { sourceId: string; hour: Date; what: string; n: number }[],
  lastEvents: ReadonlyMap<string, Date>,
): Promise<void> {
  // Counts last: they are put back when anything fails, and what was added before would be added twice.
  if (lastEvents.size > 0)
    await sql`update signals.source s set last_event_at = greatest(s.last_event_at, e.at)
      from unnest(${[...lastEvents.keys()]}::uuid[], ${[...lastEvents.values()]}::timestamptz[]) e(id, at)
      where s.id = e.id`.execute(db)
  if (rows.length > 0)
    await sql`insert into signals.tally (source_id, hour, what, n)
      select * from unnest(${rows.map((r) => r.sourceId)}::uuid[], ${rows.map((r) => r.hour)}::timestamptz[],
        ${rows.map((r) => r.what)}::text[], ${rows.map((r) => r.n)}::int[])
      on conflict (source_id, hour, what) do update set n = signals.tally.n + excluded.n`.execute(db)
}

export async function talliesOf(db: Db, sourceId: string, since: Date) {
  return db
    .selectFrom('signals.tally')
    .select(['hour', 'what', 'n'])
    .where('source_id', '=', sourceId)
    .where('hour', '>=', since)
    .orderBy('hour')
    .execute()
}

/** Counts of one kind over a site's cameras since an instant. */
export async function siteTally(
  db: Db,
  siteId: string,
  whats: readonly string[],
  since: Date,
): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('signals.tally as t')
    .innerJoin('signals.source as s', 's.id', 't.source_id')
    .select((eb) => ['t.what', eb.fn.sum<number>('t.n').as('n')])
    .where('s.site_id', '=', siteId)
    .where('s.door', '=', 'gate')
    .where('t.what', 'in', [...whats])
    .where('t.hour', '>=', since)
    .groupBy('t.what')
    .execute()
  return Object.fromEntries(rows.map((row) => [row.what, Number(row.n)]))
}

export async function confusionOf(db: Db, sourceId: string): Promise<ConfusionCount[]> {
  const rows = await db
    .selectFrom('signals.confusion')
    .select(['truth', 'read', 'n as count'])
    .where('source_id', '=', sourceId)
    .execute()
  return rows
}

/**
 * What an answer of reception teaches: each letter that was there and what the camera saw in its place. Less than one where it is
 * believed in part, less than nothing where it takes back what was taught.
 */
export async function addConfusion(db: Db, sourceId: string, counts: readonly ConfusionCount[]): Promise<void> {
  if (counts.length === 0) return
  await sql`insert into signals.confusion (source_id, truth, read, n)
    select ${sourceId}::uuid, p.truth, p.read, sum(p.n)
    from unnest(${counts.map((c) => c.truth)}::text[], ${counts.map((c) => c.read)}::text[],
      ${counts.map((c) => c.count)}::float8[]) p(truth, read, n)
    group by p.truth, p.read order by p.truth, p.read
    on conflict (source_id, truth, read) do update set n = signals.confusion.n + excluded.n`.execute(db)
  if (counts.some(({ count }) => count < 0))
    await sql`delete from signals.confusion where source_id = ${sourceId}::uuid and n < 1e-9`.execute(db)
}

/** A signal to keep, once under (source, key). */
export interface NewSignal {
  id: string
  sourceId: string
  key: string
  kind: string
  at: Date
  receivedAt: Date
  data: Record<string, unknown>
}

/** Keeps a signal, once under (source, key), where a condition holds. A part of a statement: its row is the id, or none. */
export const signalKept = (the: Given<NewSignal>, where: RawBuilder<unknown>): RawBuilder<{ id: string }> => sql<{
  id: string
}>`insert into signals.signal (id, source_id, key, kind, at, received_at, data)
    select ${the((s) => s.id)}::uuid, ${the((s) => s.sourceId)}::uuid, ${the((s) => s.key)}::text, ${the((s) => s.kind)}::text,
      ${the((s) => s.at)}::timestamptz, ${the((s) => s.receivedAt)}::timestamptz, ${the((s) => JSON.stringify(s.data))}::jsonb
    where ${where}
    on conflict (source_id, key) do nothing
    returning id`

/** {@link signalKept} alone: the id, or nothing when this key was kept before. */
export async function keepSignal(db: Db, signal: NewSignal): Promise<string | undefined> {
  const { rows } = await signalKept(theValuesOf(signal), sql`true`).execute(db)
  return rows[0]?.id
}

export async function signalData(db: Db, id: string): Promise<Record<string, unknown> | undefined> {
  const row = await db.selectFrom('signals.signal').select('data').where('id', '=', id).executeTakeFirst()
  return row?.data
}

/** Erases a signal that turned out to be somebody else's. */
export async function eraseSignal(db: Db, id: string): Promise<void> {
  await db.deleteFrom('signals.signal').where('id', '=', id).execute()
}
