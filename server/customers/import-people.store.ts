import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import { arraysOf } from '../kit/rows.ts'
import type { Brought } from './import-changes.ts'

const ROW = { customer_id: 'uuid', kind: 'text', changes: 'jsonb' }

/**
 * Keeps whom a batch of an import made or changed. Who is met again in a later batch of the run stays new if they were; of a field that is
 * changed twice, what stood before the first and after the last is kept.
 */
export const keepBrought = (importId: string, people: readonly Brought[]): RawBuilder<unknown> => sql`
  insert into customers.import_person as p (import_id, customer_id, kind, changes)
  select ${importId}::uuid, x.customer_id, x.kind, x.changes from unnest(${arraysOf(
    ROW,
    people.map(({ customerId, kind, changes }) => ({
      customer_id: customerId,
      kind,
      changes: JSON.stringify(changes),
    })),
  )}) as x(customer_id, kind, changes)
  on conflict (import_id, customer_id) do update set changes = (
    select coalesce(jsonb_object_agg(coalesce(o.key, n.key), case when o.key is null then n.value when n.key is null then o.value
      else jsonb_build_array(o.value -> 0, n.value -> 1) end), '{}')
    from jsonb_each(p.changes) o full join jsonb_each(excluded.changes) n on n.key = o.key)
  where p.kind = 'changed'`

/** A run from the first row: whom the one before brought is told no more. */
export const forgetBrought = (importId: string): RawBuilder<unknown> =>
  sql`delete from customers.import_person where import_id = ${importId}::uuid`

/** Every row that speaks of some customers. By the imports there are: the key begins with them. */
export const broughtOf = (ids: readonly string[]): RawBuilder<boolean> =>
  sql<boolean>`(import_id, customer_id) in (select i.id, c from customers.import i cross join unnest(${[...ids]}::uuid[]) c)`

const overdue = (before: Date): RawBuilder<boolean> =>
  sql<boolean>`p.kind = 'changed' and exists (select from customers.import i where i.id = p.import_id and i.state <> 'running'
    and coalesce(i.finished_at, i.created_at) < ${before}::timestamptz)
    and exists (select from jsonb_each(p.changes) c where c.value <> 'null')`

/** How many changes of imports that ended before this still say what stood before and after. */
export async function countOldChanges(db: Db, before: Date): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from customers.import_person p where ${overdue(before)}`.execute(db)
  return rows[0]!.n
}

/** Forgets what stood before and after; which fields changed stays. @returns of how many customers */
export async function forgetOldChanges(db: Db, before: Date): Promise<number> {
  const gone = await sql`update customers.import_person p
    set changes = (select jsonb_object_agg(c.key, null) from jsonb_each(p.changes) c) where ${overdue(before)}`.execute(
    db,
  )
  return Number(gone.numAffectedRows ?? 0n)
}

/** How many it made, and how many it changed, of those who are still here. */
export async function countBrought(db: Db, importId: string): Promise<{ new: number; changed: number }> {
  const { rows } = await sql<{ new: number; changed: number }>`
    select count(*) filter (where kind = 'new') as new, count(*) filter (where kind = 'changed') as changed
    from customers.import_person where import_id = ${importId}::uuid`.execute(db)
  return rows[0]!
}
