import { sql } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Db } from '../kit/house.ts'
import type { LookedAt } from './still-to-do.port.ts'

/** An open task of a moment, with who is the customer's advisor now, if they work here still. */
export interface OpenTask extends LookedAt {
  moment: string | null
  staff_id: string | null
  because: Because[]
  advisor_id: string | null
  advisor_name: string | null
}

/** Open tasks of moments, by their id, a page at a time. */
export async function openOfTouches(db: Db, after: string | null, most: number): Promise<OpenTask[]> {
  const { rows } = await sql<OpenTask>`
    select t.id, t.touch_id, t.customer_id, t.promised, t.purpose, t.moment, t.staff_id, t.because, s.id as advisor_id, s.name as advisor_name
    from work.task t join customers.customer c on c.id = t.customer_id and c.archived_at is null
      left join network.staff s on s.id = c.advisor_id and s.archived_at is null
    where t.state = 'open' and t.touch_id is not null and (${after}::uuid is null or t.id > ${after}::uuid) order by t.id limit ${most}`.execute(
    db,
  )
  return rows
}

/** Gives open tasks to somebody else. */
export async function giveTasks(
  db: Db,
  given: readonly { id: string; staffId: string; because: readonly Because[] }[],
  now: Date,
): Promise<void> {
  if (given.length === 0) return
  await sql`
    update work.task t set staff_id = x."staffId", because = t.because || x.because, changed_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as x(id uuid, "staffId" uuid, because jsonb)
    where t.id = x.id and t.state = 'open'`.execute(db)
}
