import { type RawBuilder, sql } from 'kysely'
import type { Because } from '../../../contract/because.ts'
import type { TouchState } from '../../../contract/loop.ts'
import type { Db } from '../../kit/house.ts'
import { daysOf } from '../../network/places.store.ts'

export interface LedgerFilter {
  customer?: string | undefined
  moment?: string | undefined
  state?: TouchState | undefined
  because?: string | undefined
  site?: string | undefined
  from?: string | undefined
  to?: string | undefined
  /** Sites where the right is held. */
  sites: 'all' | readonly string[]
  /** `changed_at|id` of the last row seen. */
  after?: { at: string; id: string } | null
}

export interface LedgerRow {
  id: string
  customer_id: string
  customer_name: string
  moment: string
  core: boolean
  purpose: 'service' | 'commercial'
  state: TouchState
  gesture: string | null
  staff_name: string | null
  site_id: string | null
  due_at: Date
  changed_at: Date
  cursor: string
  because: Because[]
  arm: 'treated' | 'held-out' | null
  task_id: string | null
  outcome: string | null
  message: { channel: string; state: string; at: string } | null
}

function where(filter: LedgerFilter): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [sql`true`]
  if (filter.customer) parts.push(sql`t.customer_id = ${filter.customer}`)
  if (filter.moment) parts.push(sql`t.moment = ${filter.moment}`)
  if (filter.state) parts.push(sql`t.state = ${filter.state}`)
  if (filter.because) parts.push(sql`t.because @> ${JSON.stringify([{ code: filter.because }])}::jsonb`)
  if (filter.site) parts.push(sql`t.site_id = ${filter.site}`)
  if (filter.sites !== 'all') parts.push(sql`t.site_id = any(${[...filter.sites]}::uuid[])`)
  parts.push(...daysOf(sql.ref('t.changed_at'), filter))
  if (filter.after) parts.push(sql`(t.changed_at, t.id) < (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`)
  return sql.join(parts, sql` and `)
}

/** A page of the ledger, newest change first, with what a person or a channel made of each. */
export async function ledgerPage(db: Db, filter: LedgerFilter, limit: number): Promise<LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`
    select t.id, t.customer_id, t.moment, t.core, t.purpose, t.state, t.gesture, s.name as staff_name, t.site_id, t.due_at, t.changed_at,
      t.changed_at::text as cursor, t.because, t.arm, k.id as task_id, k.outcome,
      case when c.kind = 'company' then c.company_name else trim(c.given_name || ' ' || c.family_name) end as customer_name,
      case when m.id is null then null else jsonb_build_object('channel', m.channel, 'state', m.state, 'at', m.changed_at) end as message
    from (select * from moments.touch t where ${where(filter)} order by t.changed_at desc, t.id desc limit ${limit}) t
      join customers.customer c on c.id = t.customer_id
      left join network.staff s on s.id = t.staff_id
      left join work.task k on k.touch_id = t.id
      left join messages.message m on m.touch_id = t.id
    order by t.changed_at desc, t.id desc`.execute(db)
  return rows
}

export async function countByMoment(db: Db, filter: LedgerFilter) {
  const { rows } = await sql<{ moment: string; core: boolean; state: TouchState; n: number }>`
    select moment, bool_or(core) as core, state, count(*)::int as n from moments.touch t where ${where(filter)} group by moment, state`.execute(
    db,
  )
  return rows
}

/** Why it waits, or why it was not made: the last reason given. */
export async function countByReason(db: Db, filter: LedgerFilter) {
  const { rows } = await sql<{ code: string; state: TouchState; n: number; sample: Because }>`
    select t.because -> -1 ->> 'code' as code, state, count(*)::int as n, (array_agg(t.because -> -1))[1] as sample from moments.touch t
    where ${where(filter)} and state in ('held', 'dropped') and jsonb_array_length(t.because) > 0 group by 1, 2 order by n desc, 1 limit 60`.execute(
    db,
  )
  return rows
}

/** Contacts of the last thirty days, whoever made them; what came from them does not count. */
export async function contactsSince(db: Db, customerId: string, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(weight), 0)::float8 as n from budget.attention where customer_id = ${customerId} and at > ${since} and not from_them`.execute(
    db,
  )
  return rows[0]?.n ?? 0
}
