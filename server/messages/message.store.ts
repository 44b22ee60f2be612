import { sql } from 'kysely'
import { type Because, say } from '../../contract/because.ts'
import type { Judged } from '../consent/judged.ts'
import type { Db } from '../kit/house.ts'
import type { Extra, Leaving, NewMessage } from './letter.ts'
import type { CarriedChannel } from './tables.ts'

const instant = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

/** Writes messages into the outbox in one statement. A touch has one message: one that is there already stays. */
export async function insertMessages(db: Db, messages: readonly NewMessage[], now: Date): Promise<Set<string>> {
  if (messages.length === 0) return new Set()
  const rows = messages.map((one) => ({
    id: one.id,
    touch_id: one.touchId,
    customer_id: one.customerId,
    channel: one.channel,
    purpose: one.purpose,
    moment: one.moment,
    title: one.title,
    staff_id: one.staffId,
    site_id: one.siteId,
    language: one.language,
    to_address: one.toAddress,
    subject: one.subject,
    body: one.body,
    extra: one.extra,
    state: one.state,
    not_before: instant(one.notBefore),
    expires_at: instant(one.expiresAt),
    because: one.because,
    segments: one.segments,
    judged: one.judged ?? null,
  }))
  const { rows: written } = await sql<{ id: string }>`
    insert into messages.message (id, touch_id, customer_id, channel, purpose, moment, title, staff_id, site_id, language, to_address,
      subject, body, extra, state, not_before, expires_at, because, segments, judged, created_at, changed_at)
    select x.*, ${now}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, touch_id uuid, customer_id uuid, channel text, purpose text,
      moment text, title text, staff_id uuid, site_id uuid, language text, to_address text, subject text, body text, extra jsonb,
      state text, not_before timestamptz, expires_at timestamptz, because jsonb, segments smallint, judged jsonb)
    on conflict (touch_id) do nothing
    returning id`.execute(db)
  return new Set(written.map((row) => row.id))
}

export interface LeavingRow {
  id: string
  touch_id: string | null
  customer_id: string
  channel: CarriedChannel
  provider_id: string
  purpose: 'service' | 'commercial'
  moment: string | null
  title: string
  staff_id: string | null
  site_id: string | null
  language: string
  to_address: string
  subject: string
  body: string
  extra: Extra
  because: Because[]
  segments: number
  tries: number
  expires_at: Date | null
  created_at: Date
}

/** Of the table as `m`. */
export const LEAVING = sql.raw(
  `m.id, m.touch_id, m.customer_id, m.channel, m.provider_id, m.purpose, m.moment, m.title, m.staff_id, m.site_id, m.language,
   m.to_address, m.subject, m.body, m.extra, m.because, m.segments, m.tries, m.expires_at, m.created_at`,
)

export const asLeaving = (row: LeavingRow): Leaving => ({
  id: row.id,
  touchId: row.touch_id,
  customerId: row.customer_id,
  channel: row.channel,
  providerId: row.provider_id,
  purpose: row.purpose,
  moment: row.moment,
  title: row.title,
  staffId: row.staff_id,
  siteId: row.site_id,
  language: row.language,
  toAddress: row.to_address,
  subject: row.subject,
  body: row.body,
  extra: row.extra,
  because: row.because,
  segments: row.segments,
  tries: row.tries,
  expiresAt: row.expires_at,
  createdAt: row.created_at,
})

export interface Claim {
  provider: { id: string; channel: CarriedChannel; perSecond: number }
  most: number
  /** Who claims: the number of this process. */
  runner: string
  now: Date
}

/**
 * Claims some messages that are ready, the longest ready first, and marks them leaving: no more than the provider's rate allows for all
 * processes together. Its tokens are counted by the database's own clock, so that no process runs ahead by its own; after a clock went
 * back, none are added until it is where it was, and none are taken away.
 */
export async function claimMessages(db: Db, { provider, most, runner, now }: Claim): Promise<Leaving[]> {
  const { perSecond } = provider
  const { rows } = await sql<LeavingRow>`
    with pace as (
      select least(greatest(1, ${perSecond}::float8), tokens + ${perSecond}::float8 * greatest(0, extract(epoch from statement_timestamp() - at))) as there
      from messages.pace where provider_id = ${provider.id}::uuid for update
    ), ready as (
      select id from messages.message
      where state = 'ready' and channel = ${provider.channel} and not_before <= ${now}
      order by not_before, id limit (select least(${most}::int, floor(there)::int) from pace) for update skip locked
    ), paid as (
      update messages.pace set tokens = (select there from pace) - (select count(*) from ready), at = statement_timestamp()
      where provider_id = ${provider.id}::uuid
    )
    update messages.message m set state = 'leaving', provider_id = ${provider.id}::uuid, claimed_by = ${runner}, claimed_at = ${now},
      tries = m.tries + 1, changed_at = ${now}
    from ready where m.id = ready.id
    returning ${LEAVING}`.execute(db)
  return rows.map(asLeaving)
}

/**
 * Which of these may not be written to at all: their address is blocked, or the customer has left the base. A message of no moment is written
 * for the address they had: it goes to none that is theirs no more. That of a moment is written anew (`askAgain`).
 */
export async function notToBeReached(db: Db, messages: readonly Leaving[]): Promise<Map<string, Because>> {
  const { rows } = await sql<{ id: string; code: string }>`
    select x.id, case when b.address is not null then 'address-blocked' when c.id is null or c.archived_at is not null then 'customer-gone'
        when x.channel = 'push' then 'no-device' else 'address-gone' end as code
    from jsonb_to_recordset(${JSON.stringify(messages.map((one) => ({ id: one.id, channel: one.channel, address: one.toAddress, customer: one.customerId, own: one.touchId === null })))}::jsonb)
      as x(id uuid, channel text, address text, customer uuid, own boolean)
    left join messages.blocked b on b.channel = x.channel and b.address = lower(x.address)
    left join customers.customer c on c.id = x.customer
    where b.address is not null or c.id is null or c.archived_at is not null
      or (x.channel = 'push' and not exists (select from messages.device d where d.customer_id = x.customer and d.gone_at is null))
      or (x.own and x.channel = 'email' and not exists (select from customers.email e where e.customer_id = x.customer and lower(e.address) = lower(x.address)))
      or (x.own and x.channel in ('sms', 'voice-drop') and not exists (select from customers.phone p where p.customer_id = x.customer and p.e164 = x.address))`.execute(
    db,
  )
  return new Map(rows.map((row) => [row.id, say(row.code)]))
}

/** What became of a message that was leaving. */
export interface Settled {
  id: string
  state: 'left' | 'ready' | 'failed' | 'doubt' | 'called-off'
  ref?: string | null
  costCents?: number
  segments?: number
  /** When it may be tried again, epoch milliseconds. */
  notBefore?: number
  because: readonly Because[]
  /** Called off because its touch is decided anew: another message may be written of it. */
  anew?: boolean
  /** Said of a doubt alone: what has been taken up again meanwhile is another try. */
  doubted?: boolean
  /** Called off because it was read where it would go, in the message of another. */
  told?: boolean
}

/**
 * Writes what became of messages, in one statement. Only what this process is still answerable for: a doubt raised over one of ours in
 * the meantime is lifted by what we know, an answer a person gave is not.
 */
export async function settleMessages(
  db: Db,
  settled: readonly Settled[],
  runner: string,
  now: Date,
): Promise<Set<string>> {
  if (settled.length === 0) return new Set()
  const rows = settled.map((one) => ({
    id: one.id,
    state: one.state,
    ref: one.ref ?? null,
    cost: one.costCents ?? null,
    segments: one.segments ?? null,
    not_before: instant(one.notBefore ?? null),
    because: one.because,
    anew: one.anew ?? false,
    doubted: one.doubted ?? false,
  }))
  const { rows: written } = await sql<{ id: string }>`
    update messages.message m set state = x.state, provider_ref = coalesce(x.ref, m.provider_ref), cost_cents = coalesce(x.cost, m.cost_cents),
      segments = coalesce(x.segments, m.segments), not_before = coalesce(x.not_before, m.not_before), because = m.because || x.because,
      left_at = case when x.state = 'left' then ${now}::timestamptz else m.left_at end, claimed_at = null,
      touch_id = case when x.anew then null else m.touch_id end, claimed_by = case when x.state = 'doubt' then m.claimed_by end, changed_at = ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(id uuid, state text, ref text, cost real, segments smallint,
      not_before timestamptz, because jsonb, anew boolean, doubted boolean)
    where m.id = x.id and (m.state = 'doubt' or (m.state = 'leaving' and not x.doubted)) and m.claimed_by = ${runner}
    returning m.id`.execute(db)
  return new Set(written.map((row) => row.id))
}

/** What was claimed and never handed over is ready again, as if it had not been tried. */
export async function putBack(db: Db, ids: readonly string[], runner: string, now: Date): Promise<void> {
  await sql`
    update messages.message set state = 'ready', claimed_by = null, claimed_at = null, tries = greatest(0, tries - 1), changed_at = ${now}
    where id = any(${[...ids]}::uuid[]) and state in ('leaving', 'doubt') and claimed_by = ${runner}`.execute(db)
}

/** Locks of the processes that carry messages stand under this number; the second one is the process's own. */
export const RUNNERS = 4_270_028

/**
 * What is found leaving, and whose process is gone, may have left; and what this process finds leaving of its own between two rounds: it
 * has lost hold of it. Where the provider knows our key it is sent again, for twice is once
 * there; elsewhere it is a doubt, for a person.
 */
export async function findDoubts(db: Db, runner: string, now: Date): Promise<{ again: number; doubts: number }> {
  const { rows } = await sql<{ state: string }>`
    update messages.message m set state = case when p.idempotent then 'ready' else 'doubt' end, changed_at = ${now},
      because = m.because || ${JSON.stringify([say('stopped-while-leaving')])}::jsonb
    from messages.provider p
    where m.state = 'leaving' and p.id = m.provider_id and m.claimed_by not like 'print%' and (m.claimed_by = ${runner} or not exists (
      select 1 from pg_locks l join pg_database d on d.oid = l.database
      where l.locktype = 'advisory' and l.classid = ${RUNNERS}::int and l.objid::text = m.claimed_by and d.datname = current_database()))
    returning m.state`.execute(db)
  const doubts = rows.filter((row) => row.state === 'doubt').length
  return { again: rows.length - doubts, doubts }
}

/** A house silent for so long may have been restored from a backup: what was about to leave then may have left since. */
const SILENCE_MS = 3_600_000

/**
 * Says that the outbox was looked at, and raises doubts over what waited when it was last looked at, after a long silence. A card that is
 * printed here leaves by a person's hand alone: a house that is shut at night doubts none of them in the morning.
 */
export async function watchOutbox(db: Db, now: Date): Promise<number> {
  const { rows } = await sql<{ seen_at: Date }>`select seen_at from messages.watch for update`.execute(db)
  const seen = rows[0]?.seen_at
  await sql`insert into messages.watch (seen_at) values (${now}) on conflict (one) do update set seen_at = excluded.seen_at`.execute(
    db,
  )
  if (!seen || now.getTime() - seen.getTime() < SILENCE_MS) return 0
  const because = JSON.stringify([say('house-was-silent', { since: seen.toISOString() })])
  const { numAffectedRows = 0n } = await sql`
    update messages.message set state = 'doubt', because = because || ${because}::jsonb, changed_at = ${now}
    where state = 'ready' and not_before <= ${seen} and tries = 0 and coalesce((select p.kind from messages.provider p
      where p.active and p.channel = message.channel order by p.created_at limit 1), '') not in ('print', 'rehearsal')`.execute(
    db,
  )
  return Number(numAffectedRows)
}

/** Messages of no moment with what they were judged from, newest first. */
export async function judgedMessages(
  db: Db,
  customerId: string,
  most: number,
): Promise<{ id: string; title: string; state: string; judged: Judged }[]> {
  const { rows } = await sql<{ id: string; title: string; state: string; judged: Judged }>`
    select id, title, state, judged from messages.message
    where customer_id = ${customerId}::uuid and judged is not null order by created_at desc, id desc limit ${most}`.execute(
    db,
  )
  return rows
}
