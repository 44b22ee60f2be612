import { sql } from 'kysely'
import type { Joinings } from '../customers/merge.store.ts'
import type { Db } from '../kit/house.ts'

/**
 * That somebody was told goes along when they join another, once a return. Where both were told, the line of the one who joins stays with
 * them: it moves nothing and is erased with the customer that has become them.
 */
export const qualityMoves = ({ absorb, keep }: Joinings) => ({
  told: sql`
    update quality.told t set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where t.customer_id = m.absorb and not exists (
      select from quality.told o where o.event_id = t.event_id and o.customer_id = m.keep)
    returning 'gateTold' as kind, m.absorb, t.event_id as id`,
})

/** The way back. */
export async function moveQualityBack(
  db: Db,
  moved: Record<string, string[]>,
  from: string,
  to: string,
): Promise<void> {
  await sql`update quality.told set customer_id = ${to}::uuid where customer_id = ${from}::uuid and event_id = any(${moved.gateTold ?? []}::uuid[])`.execute(
    db,
  )
}
