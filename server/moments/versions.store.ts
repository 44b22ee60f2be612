import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

const COLUMNS = ['version', 'yaml', 'origin', 'note', 'at', 'by', 'live_from', 'live_until'] as const

const all = (db: Db) =>
  db
    .selectFrom('moments.playbook as p')
    .leftJoin('network.staff as s', 's.id', 'p.by')
    .select(COLUMNS.map((name) => `p.${name}` as const))
    .select('s.name as by_name')

export type VersionRow = Awaited<ReturnType<typeof versions>>[number]

/** Every version, the newest first. */
export const versions = (db: Db) => all(db).orderBy('p.version', 'desc').execute()

export const versionOf = (db: Db, version: number) => all(db).where('p.version', '=', version).executeTakeFirst()

/** One writer at a time: numbers follow each other without a gap. */
export async function addVersion(
  db: Db,
  { yaml, origin, note, by, now }: { yaml: string; origin: string; note: string; by: string | null; now: Date },
): Promise<number> {
  await db.executeQuery(lockVersions(db))
  const last = await db
    .selectFrom('moments.playbook')
    .select((e) => e.fn.max('version').as('n'))
    .executeTakeFirst()
  const version = (last?.n ?? 0) + 1
  await db.insertInto('moments.playbook').values({ version, yaml, origin, note, at: now, by }).execute()
  return version
}

/** The version in force, and what tells one writing of its row from the next; null before any is. */
export async function livePage(db: Db): Promise<{ version: number; written: string } | null> {
  const live = await db
    .selectFrom('moments.playbook')
    .select(['version', sql<string>`xmin::text`.as('written')])
    .where('live_from', 'is not', null)
    .where('live_until', 'is', null)
    .executeTakeFirst()
  return live ?? null
}

export const liveVersion = async (db: Db): Promise<number | null> => (await livePage(db))?.version ?? null

/** Ends the one in force and begins this one, at the same instant. */
export async function bringInForce(db: Db, version: number, now: Date): Promise<void> {
  await db.executeQuery(lockVersions(db))
  await db
    .updateTable('moments.playbook')
    .set({ live_until: now })
    .where('live_from', 'is not', null)
    .where('live_until', 'is', null)
    .execute()
  await db.updateTable('moments.playbook').set({ live_from: now }).where('version', '=', version).execute()
  // What waits for a moment that was in the page no more looks whether it is back.
  await sql`update moments.touch set due_at = ${now}
    where state = 'held' and due_at > ${now} and because -> -1 ->> 'code' = 'touch.moment-gone'`.execute(db)
}

/** {@link liveVersion}, held until the transaction ends: nobody puts another in its place meanwhile. */
export async function heldLiveVersion(db: Db): Promise<number | null> {
  await db.executeQuery(lockVersions(db))
  return liveVersion(db)
}

const lockVersions = (db: Db) => sql`lock table moments.playbook in share row exclusive mode`.compile(db)
