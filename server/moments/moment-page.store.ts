import { sql } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Gesture } from '../../contract/playbook.ts'
import type { Db } from '../kit/house.ts'

type Sites = 'all' | string[]
const ofSites = (sites: Sites) => (sites === 'all' ? sql`true` : sql`t.site_id = any(${sites}::uuid[])`)

export async function momentCounts(db: Db, moment: string, since: Date, sites: Sites) {
  const mine = sql`from moments.touch t where t.moment = ${moment} and t.created_at >= ${since} and ${ofSites(sites)}`
  const [states, gestures, reasons] = await Promise.all([
    sql<{ state: string; n: number }>`select state, count(*)::int as n ${mine} group by 1 order by 2 desc`.execute(db),
    sql<{
      gesture: Gesture
      n: number
    }>`select gesture, count(*)::int as n ${mine} and gesture is not null and state = 'done'
      group by 1 order by 2 desc`.execute(db),
    // The last reason of each; its values are those of one of them.
    sql<{ state: string; because: Because; n: number }>`
      select state, (array_agg(because -> -1))[1] as because, count(*)::int as n ${mine} and jsonb_array_length(because) > 0
      group by state, because -> -1 ->> 'code' order by 3 desc limit 40`.execute(db),
  ])
  return { states: states.rows, gestures: gestures.rows, reasons: reasons.rows }
}

export interface Asked {
  moment: string
  sites: Sites
  state?: string | undefined
  because?: string | undefined
  since?: Date | undefined
  /** `created_at|id` of the last one seen. */
  after?: string | undefined
  limit: number
}

export interface PersonTouched {
  id: string
  customer_id: string
  kind: 'person' | 'company'
  given_name: string
  family_name: string
  company_name: string
  state: string
  gesture: Gesture | null
  because: Because[]
  due_at: Date
  changed_at: Date
  cursor: string
}

/** Whom a moment touched or held, newest first. Who was erased is not there any more. */
export async function peopleTouched(db: Db, asked: Asked): Promise<PersonTouched[]> {
  const [at, id] = asked.after?.split('|') ?? []
  const { rows } = await sql<PersonTouched>`
    select t.id, t.customer_id, c.kind, c.given_name, c.family_name, c.company_name, t.state, t.gesture, t.because, t.due_at, t.changed_at,
      to_char(t.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '|' || t.id as cursor
    from moments.touch t join customers.customer c on c.id = t.customer_id
    where t.moment = ${asked.moment} and ${ofSites(asked.sites)}
      ${asked.state ? sql`and t.state = ${asked.state}` : sql``}
      ${asked.because ? sql`and t.because -> -1 ->> 'code' = ${asked.because}` : sql``}
      ${asked.since ? sql`and t.created_at >= ${asked.since}` : sql``}
      ${at && id ? sql`and (t.created_at, t.id) < (${at}::timestamptz, ${id}::uuid)` : sql``}
    order by t.created_at desc, t.id desc limit ${asked.limit}`.execute(db)
  return rows
}
