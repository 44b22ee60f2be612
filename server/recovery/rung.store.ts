import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { RING_WINDOW_MS, type RingsAbout } from './how-to-ring.ts'

/** Counts one more ring of this person about this. @returns its number within the window */
export async function countRing(db: Db, staffId: string, about: RingsAbout, now: Date): Promise<number> {
  const over = new Date(now.getTime() - RING_WINDOW_MS)
  const { rows } = await sql<{ n: number }>`
    insert into recovery.rung as r (staff_id, about, since, n) values (${staffId}::uuid, ${about}, ${now}, 1)
    on conflict (staff_id, about) do update set
      n = case when r.since < ${over} then 1 else r.n + 1 end,
      since = case when r.since < ${over} then excluded.since else r.since end
    returning n`.execute(db)
  return rows[0]!.n
}
