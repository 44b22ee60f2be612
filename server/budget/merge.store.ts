import { sql } from 'kysely'
import type { Joinings } from '../customers/merge.store.ts'
import type { Db } from '../kit/house.ts'

/** The attention a customer received was received by the other: it is one person. */
export const attentionMoves = ({ absorb, keep }: Joinings) => ({
  attention: sql`
    update budget.attention a set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where a.customer_id = m.absorb returning 'attention' as kind, m.absorb, a.id`,
})

/** The way back. */
export async function moveAttentionBack(
  db: Db,
  moved: Record<string, string[]>,
  from: string,
  to: string,
): Promise<void> {
  await sql`update budget.attention set customer_id = ${to}::uuid where customer_id = ${from}::uuid and id = any(${moved.attention ?? []}::uuid[])`.execute(
    db,
  )
}
