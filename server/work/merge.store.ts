import { sql } from 'kysely'
import type { Joinings } from '../customers/merge.store.ts'
import type { Db } from '../kit/house.ts'

type MovedRows = Record<string, string[]>

/** What is to be done for a customer, and what came of it, goes along when they join another. */
export const workMoves = ({ absorb, keep }: Joinings) => ({
  task: sql`
    update work.task w set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where w.customer_id = m.absorb returning 'task' as kind, m.absorb, w.id`,
  outcome: sql`
    update work.outcome w set customer_id = m.keep from unnest(${absorb}::uuid[], ${keep}::uuid[]) m(absorb, keep)
    where w.customer_id = m.absorb returning 'outcome' as kind, m.absorb, w.id`,
})

/** The way back, with what came since about the vehicles of `to`. */
export async function moveWorkBack(
  db: Db,
  moved: MovedRows,
  from: string,
  to: string,
  newer: { assets: readonly string[]; since: Date },
): Promise<void> {
  await sql`update work.task set customer_id = ${to}::uuid where customer_id = ${from}::uuid
    and (id = any(${moved.task ?? []}::uuid[]) or (asset_id = any(${[...newer.assets]}::uuid[]) and created_at > ${newer.since}::timestamptz))`.execute(
    db,
  )
  await sql`update work.outcome o set customer_id = ${to}::uuid where o.customer_id = ${from}::uuid
    and (o.id = any(${moved.outcome ?? []}::uuid[]) or exists (select from work.task t where t.id = o.task_id and t.customer_id = ${to}::uuid))`.execute(
    db,
  )
}
