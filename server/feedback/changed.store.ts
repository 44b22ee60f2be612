import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** A day of a site, UTC; the nil uuid where the site is not known. */
export interface SiteDay {
  siteId: string
  day: string
}

/**
 * Takes some days that changed, those that wait longest first, each once; another worker takes others. They stand there again should the open
 * transaction fail, and a day that changes meanwhile is noted anew.
 */
export async function takeChangedDays(db: Db, most: number): Promise<SiteDay[]> {
  const { rows } = await sql<{ site_id: string; day: string }>`
    delete from feedback.changed where ctid = any(array(
      select ctid from feedback.changed order by at, day, site_id limit ${most} for update skip locked))
    returning site_id, to_char(day, 'YYYY-MM-DD') as day`.execute(db)
  return rows.map((row) => ({ siteId: row.site_id, day: row.day }))
}
