import type { Db } from '../kit/house.ts'
import { type Clock, USUAL_CLOCK } from './due.ts'

/** How long a case may wait on this site. */
export async function clockOf(db: Db, siteId: string | null): Promise<Clock> {
  if (!siteId) return USUAL_CLOCK
  const row = await db.selectFrom('recovery.clock').selectAll().where('site_id', '=', siteId).executeTakeFirst()
  return row
    ? { urgent: row.urgent, callback: row.callback, unhappy: row.unhappy, askAfter: row.ask_after }
    : USUAL_CLOCK
}

export async function setClock(db: Db, siteId: string, clock: Clock, by: string | null, now: Date): Promise<void> {
  const row = {
    urgent: clock.urgent,
    callback: clock.callback,
    unhappy: clock.unhappy,
    ask_after: clock.askAfter,
    changed_by: by,
    changed_at: now,
  }
  await db
    .insertInto('recovery.clock')
    .values({ site_id: siteId, ...row })
    .onConflict((c) => c.column('site_id').doUpdateSet(row))
    .execute()
}
