import { sql } from 'kysely'
import type { Because } from '../../contract/because.ts'
import { notBeingErased } from '../consent/being-erased.store.ts'
import type { Db } from '../kit/house.ts'
import { notFound } from '../kit/problem.ts'
import type { Subject } from './joins.ts'
import type { Outcome } from './outcome.ts'
import type { Again } from './second-answer.ts'
import type { Severity } from './severity.ts'

export interface CaseRow extends Subject {
  id: string
  customerId: string | null
  service: string | null
  moment: string | null
  entryId: string | null
  severity: Severity
  because: Because[]
  ownerId: string | null
  ownerAs: string
  openedAt: Date
  dueAt: Date
  answeredAt: Date | null
  level: number
  nextAt: Date | null
  readAt: Date | null
  closedAt: Date | null
  outcome: Outcome | null
  again: Again | null
  againAt: Date | null
}

const ROW = sql`k.id, k.customer_id as "customerId", k.site_id as "siteId", k.asset_id as "assetId", k.order_id as "orderId", k.service, k.moment,
  k.entry_id as "entryId", k.severity, k.because, k.owner_id as "ownerId", k.owner_as as "ownerAs", k.opened_at as "openedAt", k.due_at as "dueAt",
  k.answered_at as "answeredAt", k.level, k.next_at as "nextAt", k.read_at as "readAt", k.closed_at as "closedAt", k.outcome, k.again,
  k.again_at as "againAt"`

/** Two answers of one customer at once come one after the other: a matter has one open case. */
export const lockMatters = (db: Db, customerId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended('case ' || ${customerId}, 0))`.execute(db)

export async function openCasesOf(db: Db, customerId: string): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRow>`
    select ${ROW} from recovery."case" k where k.customer_id = ${customerId}::uuid and k.closed_at is null order by k.opened_at`.execute(
    db,
  )
  return rows
}

/** The case, locked until the open transaction ends. */
export async function lockCase(db: Db, id: string): Promise<CaseRow> {
  const { rows } = await sql<CaseRow>`select ${ROW} from recovery."case" k where k.id = ${id}::uuid for update`.execute(
    db,
  )
  if (!rows[0]) throw notFound('case')
  return rows[0]
}

export async function insertCase(
  db: Db,
  made: Omit<CaseRow, 'level' | 'readAt' | 'closedAt' | 'outcome' | 'again' | 'againAt' | 'answeredAt'>,
  now: Date,
): Promise<void> {
  await db
    .insertInto('recovery.case')
    .values({
      id: made.id,
      customer_id: made.customerId,
      site_id: made.siteId,
      asset_id: made.assetId,
      order_id: made.orderId,
      service: made.service,
      moment: made.moment,
      entry_id: made.entryId,
      severity: made.severity,
      because: JSON.stringify(made.because),
      owner_id: made.ownerId,
      owner_as: made.ownerAs,
      opened_at: made.openedAt,
      due_at: made.dueAt,
      next_at: made.nextAt,
      read_by: null,
      closed_by: null,
      outcome: null,
      again: null,
      changed_at: now,
    })
    .execute()
}

export async function answersIn(db: Db, caseId: string): Promise<number> {
  const { n } = await db
    .selectFrom('recovery.case_answer')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('case_id', '=', caseId)
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** Answers behind a case that count. */
export async function countedIn(db: Db, caseId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from recovery.case_answer c join feedback.answer a on a.id = c.answer_id and a.left_out is null
    where c.case_id = ${caseId}::uuid`.execute(db)
  return rows[0]?.n ?? 0
}

export interface CaseChange {
  severity?: Severity
  because?: readonly Because[]
  ownerId?: string | null
  ownerAs?: string
  dueAt?: Date
  answeredAt?: Date | null
  level?: number
  nextAt?: Date | null
  closedAt?: Date | null
  closedBy?: string | null
  outcome?: Outcome | null
  again?: Again | null
  againAt?: Date | null
}

const COLUMN: Record<keyof CaseChange, string> = {
  severity: 'severity',
  because: 'because',
  ownerId: 'owner_id',
  ownerAs: 'owner_as',
  dueAt: 'due_at',
  answeredAt: 'answered_at',
  level: 'level',
  nextAt: 'next_at',
  closedAt: 'closed_at',
  closedBy: 'closed_by',
  outcome: 'outcome',
  again: 'again',
  againAt: 'again_at',
}

/** Changes what is named; what is not named stays. */
export async function changeCase(db: Db, id: string, change: CaseChange, now: Date): Promise<void> {
  const set = Object.fromEntries(
    Object.entries(change).map(([name, value]) => [
      COLUMN[name as keyof CaseChange],
      name === 'because' ? JSON.stringify(value) : value,
    ]),
  )
  await db
    .updateTable('recovery.case')
    .set({ ...set, changed_at: now })
    .where('id', '=', id)
    .execute()
}

/** Somebody has looked at it for the first time. */
export async function noteRead(db: Db, id: string, staffId: string, now: Date): Promise<void> {
  await sql`update recovery."case" set read_at = ${now}, read_by = ${staffId}::uuid where id = ${id}::uuid and read_at is null`.execute(
    db,
  )
}

/** An answer belongs to a case. One that belongs already stays where it is. */
export async function addAnswer(
  db: Db,
  answer: {
    answerId: string
    caseId: string
    customerId: string | null
    kind: 'opened' | 'joined' | 'again'
  },
  now: Date,
): Promise<void> {
  await sql`
    insert into recovery.case_answer (answer_id, case_id, customer_id, kind, at)
    values (${answer.answerId}::uuid, ${answer.caseId}::uuid, ${answer.customerId}::uuid, ${answer.kind}, ${now})
    on conflict (answer_id) do nothing`.execute(db)
}

/** An answer goes over to another case: what its author says now is answered there. */
export async function moveAnswer(db: Db, answerId: string, caseId: string, now: Date): Promise<void> {
  await sql`update recovery.case_answer set case_id = ${caseId}::uuid, kind = 'joined', at = ${now} where answer_id = ${answerId}::uuid`.execute(
    db,
  )
}

/** Whose case it is; asked before it is locked, for the lock of their matters comes first. */
export async function customerOfCase(db: Db, id: string): Promise<string | null> {
  const row = await db.selectFrom('recovery.case').select('customer_id').where('id', '=', id).executeTakeFirst()
  return row?.customer_id ?? null
}

export async function caseOfAnswer(db: Db, answerId: string): Promise<{ caseId: string; kind: string } | undefined> {
  const row = await db
    .selectFrom('recovery.case_answer')
    .select(['case_id as caseId', 'kind'])
    .where('answer_id', '=', answerId)
    .executeTakeFirst()
  return row
}

/** The case after which this invitation asks a second time, if there is such a case. */
export async function caseOfInvitation(db: Db, invitationId: string): Promise<string | null> {
  const row = await db
    .selectFrom('feedback.invitation as i')
    .innerJoin('recovery.case as k', 'k.id', 'i.case_id')
    .select('k.id')
    .where('i.id', '=', invitationId)
    .executeTakeFirst()
  return row?.id ?? null
}

export interface FirstAnswer {
  score: number | null
  min: number | null
  max: number | null
  direction: 'up' | 'down' | null
  band: 'happy' | 'between' | 'unhappy' | null
  polarity: number | null
}

/** What they said when it began. */
export async function firstAnswer(db: Db, caseId: string): Promise<FirstAnswer | undefined> {
  const { rows } = await sql<FirstAnswer>`
    select a.score, a.scale_min as min, a.scale_max as max, a.direction, a.band, v.polarity
    from recovery.case_answer c join feedback.answer a on a.id = c.answer_id left join feedback.verbatim v on v.answer_id = a.id
    where c.case_id = ${caseId}::uuid and c.kind <> 'again' order by c.at limit 1`.execute(db)
  return rows[0]
}

/** Cases whose clock ran out, and whom nobody answered: some, locked; those others hold are theirs. */
export async function overdueCases(db: Db, now: Date, most: number): Promise<CaseRow[]> {
  const { rows } = await sql<CaseRow>`
    select ${ROW} from recovery."case" k where k.closed_at is null and k.answered_at is null and k.next_at <= ${now} and ${notBeingErased(sql`k.customer_id`)}
    order by k.next_at limit ${most} for update skip locked`.execute(db)
  return rows
}

/** Who has open cases where; null: nobody has them. */
export async function openOwners(db: Db): Promise<{ ownerId: string | null; siteId: string | null }[]> {
  const { rows } = await sql<{ ownerId: string | null; siteId: string | null }>`
    select distinct owner_id as "ownerId", site_id as "siteId" from recovery."case" where closed_at is null`.execute(db)
  return rows
}

/** Open cases that these have at these places: some, locked; those others hold are theirs. */
export async function openCasesBy(
  db: Db,
  held: readonly { ownerId: string | null; siteId: string | null }[],
  most: number,
): Promise<CaseRow[]> {
  if (held.length === 0) return []
  const { rows } = await sql<CaseRow>`
    select ${ROW} from recovery."case" k where k.closed_at is null and exists (
      select from unnest(${held.map(({ ownerId }) => ownerId)}::uuid[], ${held.map(({ siteId }) => siteId)}::uuid[]) h(owner_id, site_id)
      where h.owner_id is not distinct from k.owner_id and h.site_id is not distinct from k.site_id)
    order by k.due_at limit ${most} for update skip locked`.execute(db)
  return rows
}

/**
 * Answered only by a message that did not arrive: they have not heard from us. What reached them before they last asked for us answers nothing of it.
 * Gives those whose clock goes on.
 */
export async function clockGoesOn(db: Db, now: Date): Promise<string[]> {
  const since = sql`(select coalesce(max(s.at), k.opened_at) from recovery.step s where s.case_id = k.id and (s.kind in ('joined', 'reopened') or s.data ->> 'anew' = 'true'))`
  const { rows } = await sql<{ id: string }>`
    update recovery."case" k set answered_at = null, next_at = greatest(k.due_at, ${now}::timestamptz), changed_at = ${now}
    where k.closed_at is null and k.answered_at is not null
      and exists (select from recovery.reply r join messages.message m on m.id = r.message_id
        where r.case_id = k.id and r.called_off_at is null and m.state in ('failed', 'called-off') and r.at >= ${since})
      and not exists (select from recovery.reply r join messages.message m on m.id = r.message_id
        where r.case_id = k.id and r.called_off_at is null and m.state not in ('failed', 'called-off') and r.at >= ${since})
      and not exists (select from recovery.step s where s.case_id = k.id and s.kind = 'called' and s.undone_at is null
        and s.data ->> 'outcome' = 'reached' and s.at >= ${since})
    returning k.id`.execute(db)
  return rows.map(({ id }) => id)
}
