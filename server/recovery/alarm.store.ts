import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'

/** Open cases of nobody we know that an answer opened which is not counted, of the last day at this place, the newest first. */
export async function alarmsOpen(db: Db, siteId: string | null, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select k.id from recovery."case" k
    where k.customer_id is null and k.site_id is not distinct from ${siteId}::uuid and k.closed_at is null
      and k.opened_at > ${now}::timestamptz - interval '1 day' and k.because @> '[{"code":"case.not-counted"}]'
    order by k.opened_at desc, k.id desc`.execute(db)
  return rows.map(({ id }) => id)
}
