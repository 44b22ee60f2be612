import { type RawBuilder, sql } from 'kysely'
import type { Because } from '../../contract/because.ts'
import type { Polarity } from '../../contract/reading.ts'
import { notBeingErased } from '../consent/being-erased.store.ts'
import type { Db } from '../kit/house.ts'
import { notAccused } from './accused.store.ts'
import type { Outcome } from './outcome.ts'
import type { Again } from './second-answer.ts'
import type { Severity } from './severity.ts'

/** A case with the names around it, and its newest words. */
export interface SeenCase {
  id: string
  customerId: string | null
  kind: 'person' | 'company' | null
  givenName: string | null
  familyName: string | null
  companyName: string | null
  siteId: string | null
  moment: string | null
  service: string | null
  assetId: string | null
  ownerId: string | null
  owner: string | null
  severity: Severity
  content: boolean
  because: Because[]
  openedAt: Date
  dueAt: Date
  answeredAt: Date | null
  clockAt: Date | null
  level: number
  readAt: Date | null
  closedAt: Date | null
  outcome: Outcome | null
  again: Again | null
  text: string | null
  polarity: Polarity | null
  mixed: boolean | null
  praised: string[] | null
  metric: string | null
  score: number | null
  scaleMin: number | null
  scaleMax: number | null
  direction: 'up' | 'down' | null
  band: 'happy' | 'between' | 'unhappy' | null
  answers: number
}

const COLUMNS = sql`
  k.id, k.customer_id as "customerId", c.kind, c.given_name as "givenName", c.family_name as "familyName", c.company_name as "companyName",
  k.site_id as "siteId", k.moment, k.service, k.asset_id as "assetId", k.owner_id as "ownerId", o.name as owner, k.severity, k.because,
  coalesce((select bool_and(coalesce(a.band, '') = 'happy') from recovery.case_answer n join feedback.answer a on a.id = n.answer_id
    where n.case_id = k.id and n.kind <> 'again') and exists (select from recovery.step s where s.case_id = k.id and s.kind = 'changed'), false) as content,
  k.opened_at as "openedAt", k.due_at as "dueAt", k.answered_at as "answeredAt", k.clock_at as "clockAt", k.level, k.read_at as "readAt",
  k.closed_at as "closedAt", k.outcome, k.again, w.text, w.polarity, w.mixed, w.praised, w.metric, w.score, w.scale_min as "scaleMin",
  w.scale_max as "scaleMax", w.direction, w.band, (select count(*)::int from recovery.case_answer n where n.case_id = k.id) as answers`

/** The people of a case, and their newest answer with words, else their newest. */
const BESIDE = sql`
    left join customers.customer c on c.id = k.customer_id
    left join network.staff o on o.id = k.owner_id
    left join lateral (
      select feedback.whole(v.text, v.more) as text, v.polarity, v.mixed, v.praised, a.metric, a.score, a.scale_min, a.scale_max, a.direction, a.band
      from recovery.case_answer n join feedback.answer a on a.id = n.answer_id left join feedback.verbatim v on v.answer_id = a.id
      where n.case_id = k.id order by (v.id is not null) desc, a.at desc limit 1
    ) w on true`

/** Until when somebody has to act: the first answer; then the next promise; then nothing is due. */
const CLOCK = sql`case when k.closed_at is not null then null when k.answered_at is null then k.due_at
  else (select min(p.due_at) from recovery.promise p where p.case_id = k.id and p.kept_at is null) end`

const SHOWN = notBeingErased(sql`k.customer_id`)

export interface CaseQuery {
  /** Who reads: a case that is about them is not for them. Null: a program. */
  reader: string | null
  /** null: of everybody on these sites. */
  ownerId: string | null
  sites: 'all' | readonly string[]
  siteId: string | null
  customerId: string | null
  open: boolean
  skip: number
  most: number
}

const within = ({
  reader,
  sites,
  siteId,
  ownerId,
  customerId,
}: Omit<CaseQuery, 'open' | 'skip' | 'most'>): RawBuilder<unknown> => {
  const parts: RawBuilder<unknown>[] = [notAccused(reader)]
  if (sites !== 'all') parts.push(sql`k.site_id = any(${[...sites]}::uuid[])`)
  if (siteId) parts.push(sql`k.site_id = ${siteId}::uuid`)
  if (ownerId) parts.push(sql`k.owner_id = ${ownerId}::uuid`)
  if (customerId) parts.push(sql`k.customer_id = ${customerId}::uuid`)
  return sql.join(parts, sql` and `)
}

/** Those whose clock ran out first, then by the clock, what waits for nothing last; those that are over, the newest first. */
export async function casePage(db: Db, query: CaseQuery): Promise<SeenCase[]> {
  const { rows } = await sql<SeenCase>`
    select ${COLUMNS}
    from (
      select k.*, ${CLOCK} as clock_at from recovery."case" k
      where ${within(query)} and ${SHOWN} and (k.closed_at is null) = ${query.open}
    ) k
    ${BESIDE}
    order by k.closed_at desc nulls first, k.clock_at nulls last, k.opened_at, k.id
    limit ${query.most} offset ${query.skip}`.execute(db)
  return rows
}

export async function seenCase(db: Db, id: string): Promise<SeenCase | undefined> {
  const { rows } = await sql<SeenCase>`
    select ${COLUMNS}
    from (select k.*, ${CLOCK} as clock_at from recovery."case" k where k.id = ${id}::uuid and ${SHOWN}) k
    ${BESIDE}`.execute(db)
  return rows[0]
}

export interface CaseCounts {
  mine: number
  mineLate: number
  site: number
  siteLate: number
  nobodys: number
  unread: number
}

export async function caseCounts(
  db: Db,
  who: { staffId: string | null; sites: 'all' | readonly string[]; siteId: string | null },
  now: Date,
): Promise<CaseCounts> {
  const here = within({ ...who, reader: who.staffId, ownerId: null, customerId: null })
  const open = within({ ...who, reader: who.staffId, siteId: null, ownerId: null, customerId: null })
  const mine = sql`(k.owner_id = ${who.staffId}::uuid and ${open})`
  const { rows } = await sql<CaseCounts>`
    select (count(*) filter (where ${mine}))::int as mine, (count(*) filter (where ${mine} and k.clock_at < ${now}))::int as "mineLate",
      (count(*) filter (where ${here}))::int as site, (count(*) filter (where ${here} and k.clock_at < ${now}))::int as "siteLate",
      (count(*) filter (where ${here} and k.owner_id is null))::int as nobodys,
      (count(*) filter (where ${here} and k.read_at is null))::int as unread
    from (select k.*, ${CLOCK} as clock_at from recovery."case" k where k.closed_at is null and ${SHOWN}) k`.execute(db)
  return rows[0]!
}

export interface CaseFact {
  openedAt: Date
  /** Of the clock that ran when they first heard from us; of the last one, where they did not. */
  dueAt: Date
  answeredAt: Date | null
  closedAt: Date | null
  outcome: Outcome | null
  again: Again | null
  asked: boolean
  reopened: boolean
  /** The very first time they heard from us. */
  heardAt: Date | null
}

/** More are not looked at for figures: they would not move them. */
const MOST_FACTS = 50_000

export async function caseFacts(
  db: Db,
  where: { sites: 'all' | readonly string[]; siteId: string | null; from: Date; to: Date },
): Promise<CaseFact[]> {
  const { rows } = await sql<CaseFact>`
    select k.opened_at as "openedAt", coalesce(h.clock, k.due_at) as "dueAt", k.answered_at as "answeredAt", k.closed_at as "closedAt", k.outcome, k.again,
      exists (select from recovery.step s where s.case_id = k.id and s.kind = 'asked' and s.undone_at is null) as asked,
      exists (select from recovery.step s where s.case_id = k.id and s.kind = 'reopened' and s.undone_at is null) as reopened,
      h.at as "heardAt"
    from recovery."case" k
    cross join lateral (
      select first.at, (select (c.data ->> 'clock')::timestamptz from recovery.step c where c.case_id = k.id and c.data ? 'clock'
        and c.at <= coalesce(first.at, 'infinity') order by c.at desc limit 1) as clock
      from (select coalesce(min(s.at), k.answered_at) as at from recovery.step s where s.case_id = k.id and s.undone_at is null
        and (s.kind = 'replied' or (s.kind = 'called' and s.data ->> 'outcome' = 'reached'))) first
    ) h
    where ${within({ ...where, reader: null, ownerId: null, customerId: null })} and k.opened_at >= ${where.from} and k.opened_at < ${where.to}
    order by k.opened_at desc limit ${MOST_FACTS}`.execute(db)
  return rows
}

/** The answers of a case, the newest first; their words by the id of their verbatim. */
export async function answersOfCase(db: Db, caseId: string) {
  const { rows } = await sql<{
    answerId: string
    verbatimId: string | null
    at: Date
    score: number | null
    scaleMin: number | null
    scaleMax: number | null
    direction: 'up' | 'down' | null
    band: 'happy' | 'between' | 'unhappy' | null
    kind: string
    surveyId: string | null
    surveyVersion: number | null
    followUps: Record<string, unknown>
  }>`
    select a.id as "answerId", a.survey_id as "surveyId", a.survey_version as "surveyVersion", a.follow_ups as "followUps",
       v.id as "verbatimId", a.at, a.score, a.scale_min as "scaleMin", a.scale_max as "scaleMax", a.direction, a.band, n.kind
    from recovery.case_answer n join feedback.answer a on a.id = n.answer_id left join feedback.verbatim v on v.answer_id = a.id
    where n.case_id = ${caseId}::uuid order by a.at desc`.execute(db)
  return rows
}

/** Of each verbatim, its case. */
export async function casesOfVerbatims(db: Db, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { caseId: string; closed: boolean; read: boolean }>()
  const { rows } = await sql<{ verbatimId: string; caseId: string; closed: boolean; read: boolean }>`
    select v.id as "verbatimId", k.id as "caseId", k.closed_at is not null as closed, k.read_at is not null as read
    from feedback.verbatim v join recovery.case_answer n on n.answer_id = v.answer_id join recovery."case" k on k.id = n.case_id
    where v.id = any(${[...ids]}::uuid[])`.execute(db)
  return new Map(rows.map(({ verbatimId, ...row }) => [verbatimId, row]))
}
