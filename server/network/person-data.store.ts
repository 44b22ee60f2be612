import { sql } from 'kysely'
import type { Db } from '../kit/house.ts'
import type { Held, Row } from '../plain/held.ts'

/**
 * The lines of the audit log about some customers: who looked or changed, and when. Who is told by role; by name only where the network
 * chose so, for the names are the colleagues' own data. Of a line that showed several customers, only that it showed this one.
 */
export function heldAudit(db: Db, ids: readonly string[], names: boolean): Held[] {
  const own = [...ids]
  return [
    {
      table: 'network.audit',
      page: async (from, most) =>
        (
          await sql<Row>`
            select a.at, a.action, coalesce((select r.role from network.staff_role r where r.staff_id = a.staff_id order by r.site_id nulls first, r.role limit 1),
                case when a.staff_id is null then 'program' else 'former-staff' end) as role,
              case when ${names} then a.actor end as name, s.name as site
            from network.audit a left join network.site s on s.id = a.site_id
            where a.customer_id = any(${own}::uuid[]) or a.customer_ids && ${own}::uuid[]
            order by a.at, a.id limit ${most} offset ${from}`.execute(db)
        ).rows,
    },
  ]
}

/** How many lines of the log are about them. They stay: ids only, and the id leads nowhere any more. */
export async function auditLinesAbout(db: Db, ids: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from network.audit
    where customer_id = any(${[...ids]}::uuid[]) or customer_ids && ${[...ids]}::uuid[]`.execute(db)
  return rows[0]!.n
}

/**
 * Lines older than this. The log is append only: the database lets only this go through, for lines of more than a year, in a transaction
 * that says it is retention.
 */
export async function forgetOldAudit(db: Db, before: Date, most: number): Promise<number> {
  await sql`select set_config('okaeri.retention', 'on', true)`.execute(db)
  const gone = await sql`delete from network.audit where id in (
    select id from network.audit where at < ${before}::timestamptz and at < now() - interval '1 year' order by at limit ${most})`.execute(
    db,
  )
  await sql`select set_config('okaeri.retention', 'off', true)`.execute(db)
  return Number(gone.numAffectedRows ?? 0n)
}
