import { sql } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'
import { daysOf, NETWORK_ZONE } from '../network/places.store.ts'
import type { CarriedChannel, MessageState } from './tables.ts'

/** A message as a person looks at it. */
export interface SeenRow {
  id: string
  touchId: string | null
  customerId: string
  kind: 'person' | 'company' | null
  givenName: string | null
  familyName: string | null
  companyName: string | null
  channel: CarriedChannel
  purpose: 'service' | 'commercial'
  moment: string | null
  title: string
  staffId: string | null
  staff: string | null
  siteId: string | null
  language: string
  to: string
  subject: string
  body: string
  extra: { weight: number; core: boolean; lines?: string[] }
  state: MessageState
  because: Because[]
  notBefore: Date
  leftAt: Date | null
  createdAt: Date
  changedAt: Date
  segments: number
  costCents: number
  tries: number
}

const SEEN = sql.raw(
  `m.id, m.touch_id as "touchId", m.customer_id as "customerId", c.kind, c.given_name as "givenName", c.family_name as "familyName",
   c.company_name as "companyName", m.channel, m.purpose, m.moment, m.title, m.staff_id as "staffId", s.name as staff, m.site_id as "siteId",
   m.language, m.to_address as "to", m.subject, m.body, m.extra, m.state, m.because, m.not_before as "notBefore", m.left_at as "leftAt",
   m.created_at as "createdAt", m.changed_at as "changedAt", m.segments, m.cost_cents as "costCents", m.tries`,
)

const STATES: Record<string, MessageState[]> = {
  waiting: ['ready', 'leaving'],
  left: ['left', 'delivered'],
  failed: ['failed'],
  doubt: ['doubt'],
  'called-off': ['called-off'],
}

export interface OutboxFilter {
  state?: string | undefined
  channel?: string | undefined
  customer?: string | undefined
  /** Words looked for; and the number they are, in E.164, when they are one. */
  q?: string | undefined
  number?: string | undefined
  /** Instants between which it was written: at or after, and before. */
  since?: string | undefined
  until?: string | undefined
  after?: string | undefined
  sites: 'all' | string[]
}

/** An address in any case, a number, part of a name, or words of the subject. */
const said = (q: string, number: string | undefined) => sql`and (lower(m.to_address) = lower(${q})
  ${number ? sql`or m.to_address = ${number}` : sql``}
  or position(lower(${q}) in lower(concat_ws(' ', m.subject, m.title, c.given_name, c.family_name, c.company_name))) > 0)`

/** Newest first. Who answers for some sites sees what those sites sent. */
export async function outboxPage(db: Db, filter: OutboxFilter, limit: number): Promise<SeenRow[]> {
  const states = filter.state ? STATES[filter.state] : undefined
  const { rows } = await sql<SeenRow>`
    select ${SEEN} from messages.message m
    left join customers.customer c on c.id = m.customer_id left join network.staff s on s.id = m.staff_id
    where true
      ${states ? sql`and m.state = any(${states}::text[])` : sql``}
      ${filter.channel ? sql`and m.channel = ${filter.channel}` : sql``}
      ${filter.customer ? sql`and m.customer_id = ${filter.customer}::uuid` : sql``}
      ${filter.q ? said(filter.q, filter.number) : sql``}
      ${filter.since ? sql`and m.created_at >= ${filter.since}::timestamptz` : sql``}
      ${filter.until ? sql`and m.created_at < ${filter.until}::timestamptz` : sql``}
      ${filter.after ? sql`and (m.created_at, m.id) < (select created_at, id from messages.message where id = ${filter.after}::uuid)` : sql``}
      ${filter.sites === 'all' ? sql`` : sql`and m.site_id = any(${filter.sites}::uuid[])`}
    order by m.created_at desc, m.id desc limit ${limit}`.execute(db)
  return rows
}

export async function outboxCounts(db: Db, since: Date, sites: 'all' | string[]) {
  const here = sites === 'all' ? sql`` : sql`and site_id = any(${sites}::uuid[])`
  const { rows } = await sql<{ waiting: number; left: number; failed: number; doubt: number }>`
    select (select count(*)::int from messages.message where state = 'ready' ${here})
        + (select count(*)::int from messages.message where state = 'leaving' ${here}) as waiting,
      (select count(*)::int from messages.message where left_at >= ${since} ${here}) as left,
      (select count(*)::int from messages.message where state = 'failed' ${here}) as failed,
      (select count(*)::int from messages.message where state = 'doubt' ${here}) as doubt`.execute(db)
  return rows[0]!
}

/** One message, locked when it is about to change. */
export async function seenMessage(db: Db, id: string, { lock = false } = {}): Promise<SeenRow> {
  const { rows } = await sql<SeenRow>`
    select ${SEEN} from messages.message m
    left join customers.customer c on c.id = m.customer_id left join network.staff s on s.id = m.staff_id
    where m.id = ${id}::uuid ${lock ? sql`for update of m` : sql``}`.execute(db)
  if (!rows[0]) throw notFound('message')
  return rows[0]
}

/** Its touch is decided anew: another message may be written of it. */
export async function forgetTouchOf(db: Db, id: string): Promise<void> {
  await sql`update messages.message set touch_id = null where id = ${id}::uuid`.execute(db)
}

/** What a person says of a message. */
export async function answerMessage(
  db: Db,
  id: string,
  set: {
    state: MessageState
    because: readonly Because[]
    subject?: string | undefined
    body?: string | undefined
    segments?: number | undefined
  },
  now: Date,
): Promise<void> {
  await sql`update messages.message set state = ${set.state}, because = because || ${JSON.stringify(set.because)}::jsonb,
      subject = coalesce(${set.subject ?? null}, subject), body = coalesce(${set.body ?? null}, body),
      extra = case when ${set.body ?? null}::text is null then extra else extra - 'writtenOf' - 'toldOf' end,
      segments = coalesce(${set.segments ?? null}::smallint, segments), claimed_by = null, claimed_at = null, changed_at = ${now},
      tries = case when ${set.state} = 'ready' then 0 else tries end,
      not_before = case when ${set.state} = 'ready' then ${now} else not_before end,
      left_at = case when ${set.state} = 'left' then ${now}::timestamptz else left_at end
    where id = ${id}::uuid`.execute(db)
}

/** It stands again as it did before a person took it away: when it may leave stays what it was. */
export async function putMessageBack(
  db: Db,
  id: string,
  state: 'ready' | 'doubt' | 'failed',
  because: readonly Because[],
  now: Date,
): Promise<void> {
  await sql`update messages.message set state = ${state}, because = because || ${JSON.stringify(because)}::jsonb, changed_at = ${now}
    where id = ${id}::uuid`.execute(db)
}

/** Calls off those of these messages that have not begun to leave. @returns which */
export async function callOffReady(
  db: Db,
  ids: readonly string[],
  because: readonly Because[],
  now: Date,
): Promise<string[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string }>`
    update messages.message set state = 'called-off', because = because || ${JSON.stringify(because)}::jsonb, changed_at = ${now}
    where id = any(${[...ids]}::uuid[]) and state in ('ready', 'doubt') and tries = 0 returning id`.execute(db)
  return rows.map((row) => row.id)
}

export interface CostRow {
  key: string
  name: string
  month: string
  messages: number
  segments: number
  cents: number
}

/** What left and what it cost, by month and by what is asked. */
export async function costRows(
  db: Db,
  by: 'channel' | 'site' | 'moment',
  range: { from: string; to: string; sites: 'all' | string[] },
): Promise<CostRow[]> {
  const key = {
    channel: sql`m.channel`,
    site: sql`coalesce(m.site_id::text, '')`,
    moment: sql`coalesce(m.moment, '')`,
  }[by]
  const name = {
    channel: sql`m.channel`,
    site: sql`coalesce(max(p.name), '')`,
    moment: sql`coalesce(max(m.title), '')`,
  }[by]
  const { rows } = await sql<CostRow>`
    select ${key} as key, ${by === 'channel' ? sql`max(m.channel)` : name} as name, to_char(m.left_at at time zone ${NETWORK_ZONE}, 'YYYY-MM') as month,
      count(*)::int as messages, sum(m.segments)::int as segments, sum(m.cost_cents)::float8 as cents
    from messages.message m left join network.site p on p.id = m.site_id
    where ${sql.join(daysOf(sql.ref('m.left_at'), range), sql` and `)}
      ${range.sites === 'all' ? sql`` : sql`and m.site_id = any(${range.sites}::uuid[])`}
    group by 1, 3`.execute(db)
  return rows
}
