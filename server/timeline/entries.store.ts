import { sql } from 'kysely'
import type { Entry, EntryKind, Hint } from '../../contract/timeline.ts'
import type { Db } from '../kit/house.ts'

/** A fact to write. `source` and `key` together make it safe to tell twice. */
export interface NewEntry {
  id: string
  customerId: string
  kind: EntryKind
  at: Date
  siteId?: string | null
  staffId?: string | null
  assetId?: string | null
  text?: string
  data?: Record<string, unknown>
  hint?: Hint | null
  closedAt?: Date | null
  source?: string
  key?: string | null
}

/**
 * Writes facts on timelines. One whose (source, key) is there already changes nothing.
 * @returns ids of those that are new
 */
export async function addEntries(db: Db, entries: readonly NewEntry[]): Promise<string[]> {
  if (entries.length === 0) return []
  const rows = await db
    .insertInto('timeline.entry')
    .values(
      entries.map((entry) => ({
        id: entry.id,
        customer_id: entry.customerId,
        kind: entry.kind,
        at: entry.at,
        site_id: entry.siteId ?? null,
        staff_id: entry.staffId ?? null,
        asset_id: entry.assetId ?? null,
        text: entry.text ?? '',
        data: JSON.stringify(entry.data ?? {}),
        hint: entry.hint ?? null,
        closed_at: entry.closedAt ?? null,
        source: entry.source ?? 'hand',
        key: entry.key ?? null,
      })),
    )
    .onConflict((c) => c.columns(['source', 'key']).where('key', 'is not', null).doNothing())
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/** An entry of ours says something else by now: its words and values, under the key it was written by. */
export async function rewriteEntry(
  db: Db,
  { source, key, text, data }: { source: string; key: string; text: string; data: Record<string, unknown> },
): Promise<void> {
  await db
    .updateTable('timeline.entry')
    .set({ text, data: JSON.stringify(data) })
    .where('source', '=', source)
    .where('key', '=', key)
    .execute()
}

export const COLUMNS = [
  'id',
  'kind',
  'at',
  'site_id',
  'staff_id',
  'asset_id',
  'text',
  'data',
  'closed_at',
  'hint',
  'hint_done_at',
] as const

export function asEntry(row: {
  id: string
  kind: string
  at: Date
  site_id: string | null
  staff_id: string | null
  asset_id: string | null
  text: string
  data: Record<string, unknown>
  closed_at: Date | null
  hint: Hint | null
  hint_done_at: Date | null
}): Entry {
  return {
    id: row.id,
    kind: row.kind as EntryKind,
    at: row.at.toISOString(),
    siteId: row.site_id,
    staffId: row.staff_id,
    assetId: row.asset_id,
    text: row.text,
    data: row.data,
    closedAt: row.closed_at?.toISOString() ?? null,
    hint: row.hint,
    hintDoneAt: row.hint_done_at?.toISOString() ?? null,
  }
}

export async function entryById(db: Db, id: string): Promise<Entry | undefined> {
  const row = await db.selectFrom('timeline.entry').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  return row && asEntry(row)
}

/** What was written by hand under this key. */
export async function entryByKey(db: Db, customerId: string, key: string): Promise<Entry | undefined> {
  const row = await db
    .selectFrom('timeline.entry')
    .select(COLUMNS)
    .where('source', '=', 'hand')
    .where('key', '=', key)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
  return row && asEntry(row)
}

/** What was left for whoever speaks with them next and was not said yet: the newest of each kind first, what to mind before all. */
export async function openHints(db: Db, customerId: string, most: number): Promise<Entry[]> {
  const rows = await db
    .selectFrom('timeline.entry')
    .select(COLUMNS)
    .where('customer_id', '=', customerId)
    .where('hint', 'is not', null)
    .where('hint_done_at', 'is', null)
    .orderBy(sql`hint = 'mind'`, 'desc')
    .orderBy('at', 'desc')
    .limit(most)
    .execute()
  return rows.map(asEntry)
}

/** A call that we made, as an entry holds it. */
const madeIn = (data: Record<string, unknown>) =>
  typeof data.attempt === 'string' && data.direction === 'out'
    ? {
        attempt: data.attempt,
        receipts: Array.isArray(data.receipts) ? (data.receipts as string[]) : [],
        // Seen by the telephone too: it was made, whatever is said of it.
        seen: data.seen === true,
      }
    : null

/** What a call of ours was for, as somebody says it. */
export async function sayPurpose(db: Db, id: string, purpose: 'service' | 'commercial'): Promise<void> {
  await sql`update timeline.entry set data = (data - 'purposeBecause') || ${JSON.stringify({ purpose })}::jsonb where id = ${id}`.execute(
    db,
  )
}

/** One entry as far as corrections go, locked until the end of the transaction. */
export async function lockEntry(db: Db, id: string) {
  const row = await db.selectFrom('timeline.entry').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return (
    row && {
      customerId: row.customer_id,
      siteId: row.site_id,
      kind: row.kind as EntryKind,
      source: row.source,
      closedAt: row.closed_at,
      hint: row.hint,
      hintDoneAt: row.hint_done_at,
      cared: typeof row.data.caseId === 'string',
      at: row.at,
      made: madeIn(row.data),
    }
  )
}

export async function correctEntry(
  db: Db,
  id: string,
  change: { text?: string; closedAt?: Date | null; hintDoneAt?: Date | null },
): Promise<void> {
  const columns = {
    ...(change.text === undefined ? {} : { text: change.text }),
    ...(change.closedAt === undefined ? {} : { closed_at: change.closedAt }),
    ...(change.hintDoneAt === undefined ? {} : { hint_done_at: change.hintDoneAt }),
  }
  if (Object.keys(columns).length > 0)
    await db.updateTable('timeline.entry').set(columns).where('id', '=', id).execute()
}

interface TheseHints {
  ids: readonly string[]
  /** Whose they must be: records that were merged or parted since keep what is theirs. */
  customerId: string
}

/** Words for the next person were said: those that still stand are done. */
export async function closeHints(db: Db, { ids, customerId }: TheseHints, at: Date): Promise<void> {
  await db
    .updateTable('timeline.entry')
    .set({ hint_done_at: at })
    .where('id', 'in', [...ids])
    .where('customer_id', '=', customerId)
    .where('hint_done_at', 'is', null)
    .execute()
}

/**
 * They were not said after all. With `at`, only those that were done at that very moment.
 * @returns ids of those that stand again
 */
export async function reopenHints(db: Db, { ids, customerId }: TheseHints, at?: Date): Promise<string[]> {
  if (ids.length === 0) return []
  let query = db
    .updateTable('timeline.entry')
    .set({ hint_done_at: null })
    .where('id', 'in', [...ids])
    .where('customer_id', '=', customerId)
  if (at) query = query.where('hint_done_at', '=', at)
  const rows = await query.returning('id').execute()
  return rows.map(({ id }) => id)
}

export async function removeEntry(db: Db, id: string): Promise<void> {
  await db.deleteFrom('timeline.entry').where('id', '=', id).execute()
}

/** What a source wrote under a key: whose it is, and by whom. */
export async function entryOf(db: Db, source: string, key: string) {
  const row = await db
    .selectFrom('timeline.entry')
    .select(['customer_id', 'site_id', 'staff_id', 'kind', 'at', 'data'])
    .where('source', '=', source)
    .where('key', '=', key)
    .executeTakeFirst()
  return (
    row && {
      customerId: row.customer_id,
      siteId: row.site_id,
      staffId: row.staff_id,
      kind: row.kind as EntryKind,
      at: row.at,
      caseId: typeof row.data.caseId === 'string' ? row.data.caseId : null,
    }
  )
}

/** Removes what a source wrote under a key: a step that was taken back. */
export async function removeEntryOf(db: Db, source: string, key: string): Promise<void> {
  await db.deleteFrom('timeline.entry').where('source', '=', source).where('key', '=', key).execute()
}
