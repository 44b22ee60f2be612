import { type Selectable, sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'
import type { Tables } from '../tables.ts'

export type FeedRow = Selectable<Tables['customers.import_feed']>
export type NewFeed = Pick<
  FeedRow,
  'id' | 'source' | 'kind' | 'site_id' | 'how' | 'sealed_address' | 'query' | 'folder' | 'every_minutes' | 'created_by'
>

/** Feeds of these sites (and, for who may everywhere, of no site), by name. */
export async function feedRows(db: Db, sites: 'all' | readonly string[]): Promise<FeedRow[]> {
  let query = db.selectFrom('customers.import_feed').selectAll().orderBy('source').orderBy('id')
  if (sites !== 'all') query = query.where(sql<boolean>`site_id = any(${[...sites]}::uuid[])`)
  return query.execute()
}

export async function lockFeed(db: Db, id: string): Promise<FeedRow> {
  const row = await db
    .selectFrom('customers.import_feed')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('feed')
  return row
}

/** @returns the feed, or undefined when another one reads this folder already */
export async function insertFeed(db: Db, feed: NewFeed, now: Date): Promise<FeedRow | undefined> {
  return db
    .insertInto('customers.import_feed')
    .values({ ...feed, next_at: now, created_at: now })
    .onConflict((c) => c.column('folder').where('folder', 'is not', null).doNothing())
    .returningAll()
    .executeTakeFirst()
}

export async function writeFeed(
  db: Db,
  id: string,
  change: Partial<Pick<FeedRow, 'paused' | 'every_minutes' | 'problem' | 'last_import_id'>> & {
    next_at?: Date
    last_at?: Date
  },
): Promise<FeedRow> {
  return db
    .updateTable('customers.import_feed')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** What comes by this feed from now on is of this source; one that was removed since brings nothing. */
export const renameSource = async (db: Db, id: string, source: string): Promise<void> => {
  await db.updateTable('customers.import_feed').set({ source }).where('id', '=', id).execute()
}

export const deleteFeed = async (db: Db, id: string): Promise<void> => {
  await db.deleteFrom('customers.import_feed').where('id', '=', id).execute()
}

/** Takes one feed that is due, customers before what is about them, and puts it off to its next time first: should the reading fail or the process die, it is not read without end. */
export async function takeDueFeed(db: Db, now: Date): Promise<FeedRow | undefined> {
  const { rows } = await sql<FeedRow>`
    update customers.import_feed f set next_at = ${now}::timestamptz + make_interval(mins => f.every_minutes), last_at = ${now}::timestamptz
    where f.id = (select id from customers.import_feed where not paused and next_at <= ${now}::timestamptz order by kind <> 'customers', next_at limit 1 for update skip locked)
    returning f.*`.execute(db)
  return rows[0]
}

/** Runs of a feed that ended well long ago say nothing that the next ones do not. @returns how many were removed */
export async function forgetFeedRuns(db: Db, before: Date): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('customers.import')
    .where('feed_id', 'is not', null)
    .where('state', '=', 'done')
    .where('refused', '=', 0)
    .where('finished_at', '<', before)
    .executeTakeFirst()
  return Number(numDeletedRows)
}
