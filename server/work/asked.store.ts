import { sql } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Db } from '../kit/house.ts'

/**
 * What somebody asked for themselves and nobody has done yet: more words for it are written on the same task, so that one person answers once.
 * @returns false when none is open
 */
export async function addToAsked(
  db: Db,
  { customerId, code, more, title }: { customerId: string; code: string; more: readonly Because[]; title: string },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update work.task set because = because || ${JSON.stringify(more)}::jsonb, changed_at = ${now},
      title = case when ${title} = '' then title else ${title} end
    where customer_id = ${customerId}::uuid and state = 'open' and touch_id is null and because -> 0 ->> 'code' = ${code} returning id`.execute(
    db,
  )
  return rows.length > 0
}
