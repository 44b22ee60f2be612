import { sql } from 'kysely'
import type { Db } from '../../kit/house.ts'

export interface Told {
  task: string
  by: 'call' | 'visit' | 'reply'
  fact: string
  staff: string | null
}

/** What happened of late and is not yet heard is looked for this far back. */
const DAYS = 2
const MOST = 200

/**
 * Facts that say what came of an open task: the customer was greeted by whoever has it, about when it was due; they called and were answered after
 * we had tried; they wrote back. Each speaks once about a task, also when a person took back what it said.
 */
export async function whatFactsTell(db: Db, now: Date): Promise<Told[]> {
  const since = new Date(now.getTime() - DAYS * 86_400_000)
  const { rows } = await sql<Told>`
    select * from (
      select t.id as task, 'visit' as by, 'visit:' || v.id as fact, v.greeted_by as staff
      from work.task t join visits.visit v on v.customer_id = t.customer_id
      where t.state = 'open' and v.greeted_at > ${since} and v.state in ('greeted', 'left') and v.greeted_by = t.staff_id
        and v.greeted_at > t.created_at and v.greeted_at > t.not_before - interval '1 day'
      union all
      select t.id, 'call', 'call:' || c.id, null
      from work.task t join visits.call c on c.customer_id = t.customer_id
      where t.state = 'open' and t.kind = 'call' and t.tries > 0 and c.answered_at > ${since} and c.answered_at > t.changed_at
      union all
      select t.id, 'reply', 'reply:' || n.id, null
      from work.task t join messages.news n on n.customer_id = t.customer_id
      where t.state = 'open' and n.kind = 'reply' and n.at > ${since} and n.at > t.created_at and (t.tries > 0 or t.kind in ('whatsapp', 'linkedin'))
    ) x
    where not exists (select from work.outcome o where o.task_id = x.task and o.fact = x.fact)
    order by fact limit ${MOST}`.execute(db)
  return rows
}

/** Open calls to whoever bears this number, those of whoever rings first. */
export async function openCallsTo(db: Db, e164: string): Promise<{ id: string; staff_id: string | null }[]> {
  const { rows } = await sql<{ id: string; staff_id: string | null }>`
    select t.id, t.staff_id from customers.phone p join work.task t on t.customer_id = p.customer_id
    where p.e164 = ${e164} and t.state = 'open' and t.kind = 'call' order by t.not_before, t.id limit 20`.execute(db)
  return rows
}

export async function staffByEmail(
  db: Db,
  email: string,
): Promise<{ id: string; name: string; locale: 'fr' | 'en' } | undefined> {
  return db
    .selectFrom('network.staff')
    .select(['id', 'name', 'locale'])
    .where(sql<boolean>`lower(email) = ${email.toLowerCase()}`)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
}
