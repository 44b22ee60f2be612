import { sql } from 'kysely'
import type { Db } from '../../kit/house.ts'

/** Whose they are, and in which language. */
export interface Whose {
  advisorId: string | null
  deputyId: string | null
  language: string
  siteId: string | null
}

export async function whoseIs(db: Db, customerId: string): Promise<Whose | undefined> {
  const { rows } = await sql<Whose>`
    select advisor_id as "advisorId", deputy_id as "deputyId", language, site_id as "siteId" from customers.customer
    where id = ${customerId}::uuid`.execute(db)
  return rows[0]
}

/** Open cases each has now. */
export async function casesByStaff(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ id: string; n: number }>`
    select owner_id as id, count(*)::int as n from recovery."case" where closed_at is null and owner_id is not null group by 1`.execute(
    db,
  )
  return new Map(rows.map(({ id, n }) => [id, n]))
}
