import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Counts, Held, Row } from '../plain/held.ts'

type Ids = readonly string[]

/** What people were to do for them, and what came of it; hand-overs that name them, without what is said of others. */
export function heldWork(db: Db, ids: Ids): Held[] {
  const own = [...ids]
  return [
    {
      table: 'work.task',
      page: async (from, most) =>
        (
          await sql<Row>`select id, customer_id, site_id, asset_id, order_id, kind, purpose, moment, title, because, opening, message, thank, avoid, also, priority, core,
              not_before, due_on, expires_at, state, outcome, outcome_note, outcome_from, promised, tries, created_at, changed_at, done_at
            from work.task where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`.execute(db)
        ).rows,
    },
    {
      table: 'work.outcome',
      page: async (from, most) =>
        (
          await sql<Row>`select id, task_id, customer_id, outcome, note, told_by, fact, at, before, receipts, undone_at
            from work.outcome where customer_id = any(${own}::uuid[]) order by id limit ${most} offset ${from}`.execute(
            db,
          )
        ).rows,
    },
    {
      table: 'work.handover',
      page: async (from, most) =>
        (
          await sql<Row>`select id, at, until, ended_at, case when customer_ids <@ ${own}::uuid[] then words else '' end as words
            from work.handover where customer_ids && ${own}::uuid[] order by id limit ${most} offset ${from}`.execute(
            db,
          )
        ).rows,
    },
  ]
}

/** A hand-over about several people goes on without them; its words go where they speak of nobody else, or name them. */
export async function eraseWork(db: Db, ids: Ids, names: readonly string[]): Promise<Counts> {
  const own = [...ids]
  const patterns = names.map((name) => `%${name.replaceAll(/[\\%_]/gu, '\\$&')}%`)
  const outcomes = await sql`delete from work.outcome where customer_id = any(${own}::uuid[])`.execute(db)
  const tasks = await sql`delete from work.task where customer_id = any(${own}::uuid[])`.execute(db)
  const handovers = await sql`update work.handover set
      words = case when customer_ids <@ ${own}::uuid[] or words ilike any(${patterns}::text[]) then '' else words end,
      customer_ids = (select coalesce(array_agg(id), '{}') from unnest(customer_ids) id where id <> all(${own}::uuid[]))
    where customer_ids && ${own}::uuid[]`.execute(db)
  return {
    'work.outcome': Number(outcomes.numAffectedRows ?? 0n),
    'work.task': Number(tasks.numAffectedRows ?? 0n),
    'work.handover': Number(handovers.numAffectedRows ?? 0n),
  }
}
