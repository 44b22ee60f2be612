import { sql } from 'kysely'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { Entry, EntryKind, readTimeline } from '../../contract/timeline.ts'
import type { Cursor } from '../customers/cursor.ts'
import type { Db } from '../kit/house.ts'
import { asEntry, COLUMNS } from './entries.store.ts'

/** What is asked of a timeline; nothing of a part means all of it. */
export interface EntryFilter {
  kinds: readonly EntryKind[]
  site?: string | undefined
  asset?: string | undefined
  /** Days, both included, by the clock of the place where it happened. */
  from?: string | undefined
  to?: string | undefined
}

/** The day of an entry where it happened; without a place, where the customer is looked after. */
const DAY = sql<string>`(e.at at time zone coalesce(
  (select s.time_zone from network.site s where s.id = e.site_id),
  (select s.time_zone from network.site s join customers.customer c on c.site_id = s.id where c.id = e.customer_id),
  'Europe/Paris'))::date`

const matching = ({ kinds, site, asset, from, to }: EntryFilter) => {
  const all = [
    ...(kinds.length > 0 ? [sql`e.kind = any(${[...kinds]}::text[])`] : []),
    ...(site ? [sql`e.site_id = ${site}::uuid`] : []),
    ...(asset ? [sql`e.asset_id = ${asset}::uuid`] : []),
    ...(from ? [sql`${DAY} >= ${from}::date`] : []),
    ...(to ? [sql`${DAY} <= ${to}::date`] : []),
  ]
  return all.length > 0 ? sql<boolean>`(${sql.join(all, sql` and `)})` : sql<boolean>`true`
}

/**
 * A customer's timeline, newest first, one page. Entries of one instant stand by id, and what is written while one reads
 * neither repeats nor hides a row. Words that are kept from whoever reads are left out of their entry.
 */
export async function entryPage(
  db: Db,
  customerId: string,
  filter: EntryFilter,
  after: Cursor | null,
  limit: number,
  reader: string | null,
): Promise<{ entries: Entry[]; next: Cursor | null }> {
  let query = db
    .selectFrom('timeline.entry as e')
    .select(COLUMNS)
    .select(sql<string>`e.at::text`.as('cursor_at'))
    .select(sql<boolean>`coalesce(${reader}::uuid = any(e.kept_from), false)`.as('kept'))
    .where('e.customer_id', '=', customerId)
    .where(matching(filter))
    .orderBy('e.at', 'desc')
    .orderBy('e.id', 'desc')
    .limit(limit + 1)
  if (after) query = query.where(sql<boolean>`(e.at, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  const rows = await query.execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    entries: shown.map((row) => asEntry(row.kept ? { ...row, text: '' } : row)),
    next: rows.length > limit && last ? { at: last.cursor_at, id: last.id } : null,
  }
}

type Counts = NonNullable<AnswerOf<typeof readTimeline>['counts']>

/** How many there are in all, under this filter, and of each kind, place and vehicle: what there is to choose from. */
export async function entryCounts(db: Db, customerId: string, filter: EntryFilter): Promise<Counts> {
  const { rows } = await sql<{
    kind: EntryKind | null
    site_id: string | null
    asset_id: string | null
    of: number
    n: number
    found: number
  }>`
    select kind, site_id, asset_id, grouping(kind, site_id, asset_id) as of, count(*)::int as n,
        (count(*) filter (where ${matching(filter)}))::int as found
      from timeline.entry e where customer_id = ${customerId}::uuid
      group by grouping sets ((), (kind), (site_id), (asset_id))
      order by n desc`.execute(db)
  // A bit for each column that is not of the group: kind, site, asset.
  const group = (of: number) => rows.filter((row) => row.of === of)
  const [whole] = group(0b111)
  return {
    all: whole?.n ?? 0,
    found: whole?.found ?? 0,
    kinds: group(0b011).flatMap(({ kind, n }) => (kind ? [{ kind, n }] : [])),
    sites: group(0b101).flatMap(({ site_id, n }) => (site_id ? [{ siteId: site_id, n }] : [])),
    assets: group(0b110).flatMap(({ asset_id, n }) => (asset_id ? [{ assetId: asset_id, n }] : [])),
  }
}
