import { type RawBuilder, type Sql, sql } from 'kysely'
import type { VerbatimFilter } from '../../../contract/feedback.ts'
import type { Mark, Polarity } from '../../../contract/reading.ts'
import { notBeingErased } from '../../consent/being-erased.store.ts'
import type { Cursor } from '../../customers/cursor.ts'
import type { More } from '../../feedback/said-more.ts'
import type { Db } from '../../kit/house.ts'
import { notAccused } from '../../recovery/accused.store.ts'
import { asTyped, orNear } from './near-words.store.ts'

/** A verbatim with the answer it belongs to and the names around it. */
export interface SeenVerbatim {
  id: string
  answerId: string | null
  at: Date
  siteId: string | null
  customerId: string | null
  staffId: string | null
  staff: string | null
  /** Who took it down for them; null: they wrote it themselves. */
  takenBy: string | null
  moment: string | null
  service: string | null
  language: string
  text: string
  more: More[]
  followUps: Record<string, unknown>
  surveyId: string | null
  surveyVersion: number | null
  polarity: Polarity
  sure: number
  mixed: boolean
  themes: { theme: string; polarity: Polarity; sure: number }[]
  kinds: string[]
  callback: boolean
  promise: boolean
  leaving: boolean
  urgent: boolean
  praised: string[]
  marks: Mark[]
  reader: string
  correctedAt: Date | null
  leftOut: string | null
  same: number
  channel: string | null
  metric: string | null
  score: number | null
  scaleMin: number | null
  scaleMax: number | null
  direction: 'up' | 'down' | null
  band: 'happy' | 'between' | 'unhappy' | null
  quote: 'named' | 'unnamed' | null
  kind: 'person' | 'company' | null
  givenName: string | null
  familyName: string | null
  companyName: string | null
  cursorAt: string
}

/** The filter, worked out: instants for days, words folded, the sites the caller may read. */
export interface InboxQuery extends Omit<VerbatimFilter, 'from' | 'to' | 'q' | 'exact'> {
  sites: 'all' | readonly string[]
  /** Who reads: words of a case that is about them are not for them. */
  reader: string | null
  from: Date | null
  before: Date | null
  /** Folded words; each may be the beginning of a longer one. */
  words: readonly string[]
  /** How else each of them is written by those who wrote. */
  near: ReadonlyMap<string, readonly string[]>
  /** They may be names that are covered in unkind words. */
  kindOnly: boolean
}

/** Below this the reader is not sure, and a person's word teaches it most. */
const UNSURE = 0.6
/** More that say the very same words are told as « a thousand ». */
const MOST_SAME = 1_000

type Part = RawBuilder<unknown>
const all = (parts: readonly Part[]): Part => (parts.length > 0 ? sql.join(parts, sql` and `) : sql`true`)

/** Found as typed, only by words near to it, or either way. */
export type Tier = 'typed' | 'near' | 'either'

const typed = (query: InboxQuery): Part => sql`v.words @@ to_tsquery('simple', ${asTyped(query.words)})`
const either = (query: InboxQuery): Part =>
  query.near.size === 0 ? typed(query) : sql`v.words @@ to_tsquery('simple', ${orNear(query.words, query.near)})`
const byWords = (query: InboxQuery, tier: Tier): Part =>
  tier === 'typed' ? typed(query) : tier === 'either' ? either(query) : sql`${either(query)} and not ${typed(query)}`

/** What narrows the list down before anything is counted: what is not a choice among others. */
function ground(query: InboxQuery, tier: Tier): Part {
  const parts: Part[] = [notBeingErased(sql`v.customer_id`)]
  if (query.sites !== 'all') parts.push(sql`v.site_id = any(${[...query.sites]}::uuid[])`)
  if (query.reader)
    parts.push(sql`coalesce(v.answer_id not in (select n.answer_id from recovery.case_answer n join recovery."case" k on k.id = n.case_id
      where not ${notAccused(query.reader)}), true)`)
  if (query.from) parts.push(sql`v.at >= ${query.from}`)
  if (query.before) parts.push(sql`v.at < ${query.before}`)
  if (query.customer) parts.push(sql`v.customer_id = ${query.customer}::uuid`)
  if (query.language) parts.push(sql`v.language = ${query.language}`)
  if (query.service) parts.push(sql`v.service = ${query.service}`)
  if (query.metric || query.channel)
    parts.push(sql`exists (select 1 from feedback.answer w where w.id = v.answer_id
      and ${query.metric ? sql`w.metric = ${query.metric}` : NONE} and ${query.channel ? sql`w.channel = ${query.channel}` : NONE})`)
  if (query.words.length > 0) parts.push(byWords(query, tier))
  if (query.kindOnly) parts.push(sql`v.polarity >= 0 and not v.mixed and v.band is distinct from 'unhappy'`)
  return all(parts)
}

/** The choices, a name each; what is not chosen narrows nothing. */
function choices(query: InboxQuery): Record<Choice, Part> {
  const { theme, polarity, kind, alert, moment, band, site } = query
  const alerts = { callback: sql`v.callback`, promise: sql`v.promise`, leaving: sql`v.leaving`, urgent: sql`v.urgent` }
  const leanings = {
    good: sql`v.polarity > 0 and not v.mixed`,
    bad: sql`v.polarity < 0 and not v.mixed`,
    neutral: sql`v.polarity = 0 and not v.mixed`,
    mixed: sql`v.mixed`,
  }
  return {
    site: site ? sql`v.site_id = ${site}::uuid` : NONE,
    theme: theme ? sql`v.themes @> ${JSON.stringify([{ theme }])}::jsonb` : NONE,
    polarity: polarity ? leanings[polarity] : NONE,
    kind: kind ? sql`v.kinds @> array[${kind}]::text[]` : NONE,
    alert: !alert ? NONE : alert === 'any' ? sql`(v.callback or v.promise or v.leaving or v.urgent)` : alerts[alert],
    moment: moment ? sql`v.moment = ${moment}` : NONE,
    band: !band ? NONE : band === 'none' ? sql`v.band is null` : sql`v.band = ${band}`,
    praised: query.praised ? sql`v.praised <> '{}'` : NONE,
    case: query.case ? caseIs(query.case) : NONE,
    unsure: query.unsure ? sql`v.sure < ${UNSURE} and v.corrected_at is null` : NONE,
    counted:
      query.counted === 'all' ? NONE : query.counted === 'yes' ? sql`v.left_out is null` : sql`v.left_out is not null`,
  }
}
const NONE = sql`true`

const caseIs = (state: 'unread' | 'open' | 'closed'): Part => {
  const is = {
    unread: sql`k.closed_at is null and k.read_at is null`,
    open: sql`k.closed_at is null`,
    closed: sql`k.closed_at is not null`,
  }
  return sql`exists (select from recovery.case_answer n join recovery."case" k on k.id = n.case_id where n.answer_id = v.answer_id and ${is[state]})`
}
const CHOICES = [
  'site',
  'theme',
  'polarity',
  'kind',
  'alert',
  'moment',
  'band',
  'praised',
  'case',
  'unsure',
  'counted',
] as const
type Choice = (typeof CHOICES)[number]

const SEEN = (s: Sql) => s`
  v.id, v.answer_id as "answerId", v.at, v.site_id as "siteId", v.customer_id as "customerId", v.staff_id as "staffId", w.name as staff, (select h.name from network.staff h where h.id = a.taken_by) as "takenBy", v.moment, v.service, v.language,
  v.text, v.more, coalesce(a.follow_ups, '{}') as "followUps", a.survey_id as "surveyId", a.survey_version as "surveyVersion", v.polarity, v.sure, v.mixed, v.themes, v.kinds, v.callback, v.promise, v.leaving, v.urgent, v.praised, v.marks, v.reader,
  v.corrected_at as "correctedAt", v.left_out as "leftOut", a.channel, a.metric, a.score, a.scale_min as "scaleMin", a.scale_max as "scaleMax",
  a.direction, v.band, a.quote, c.kind, c.given_name as "givenName", c.family_name as "familyName", c.company_name as "companyName",
  v.at::text as "cursorAt",
  (select count(*)::int from (select from feedback.verbatim s where s.shape = v.shape limit ${MOST_SAME}) same) as same`

/** One page, newest first. What is written while one reads neither repeats nor hides a row. */
export async function inboxPage(
  db: Db,
  query: InboxQuery,
  tier: 'typed' | 'near',
  after: Cursor | null,
  most: number,
): Promise<SeenVerbatim[]> {
  const chosen = choices(query)
  const place = after ? sql`(v.at, v.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : NONE
  const { rows } = await sql<SeenVerbatim>`
    select ${SEEN(sql)}
    from (
      select v.id from feedback.verbatim v
      where ${ground(query, tier)} and ${all(CHOICES.map((choice) => chosen[choice]))} and ${place}
      order by v.at desc, v.id desc limit ${most}
    ) page
    join feedback.verbatim v on v.id = page.id
    left join feedback.answer a on a.id = v.answer_id
    left join customers.customer c on c.id = v.customer_id
    left join network.staff w on w.id = v.staff_id
    order by v.at desc, v.id desc`.execute(db)
  return rows
}

export async function seenVerbatim(db: Db, id: string): Promise<SeenVerbatim | undefined> {
  return (await seenVerbatims(db, [id]))[0]
}

/** Some of them, the newest first. */
export async function seenVerbatims(db: Db, ids: readonly string[]): Promise<SeenVerbatim[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<SeenVerbatim>`
    select ${SEEN(sql)}
    from feedback.verbatim v
    left join feedback.answer a on a.id = v.answer_id
    left join customers.customer c on c.id = v.customer_id
    left join network.staff w on w.id = v.staff_id
    where v.id = any(${[...ids]}::uuid[]) and ${notBeingErased(sql`v.customer_id`)} order by v.at desc, v.id desc`.execute(
    db,
  )
  return rows
}

export interface Facets {
  total: number
  capped: boolean
  near: number
  praised: number
  unsure: number
  leftOut: number
  polarity: Record<string, number>
  themes: { key: string; n: number; good: number; bad: number }[]
  kinds: Record<string, number>
  alerts: Record<string, number>
  bands: Record<string, number>
  moments: Record<string, number>
  sites: Record<string, number>
  cases: { unread: number; open: number; closed: number }
}

/** Counted for each choice as if it alone were changed. */
export async function inboxCounts(db: Db, query: InboxQuery, cap: number): Promise<Facets> {
  const chosen = choices(query)
  // A bit for each choice that a row answers to.
  const fits = sql.join(
    CHOICES.map((choice, n) => sql`case when ${chosen[choice]} then ${2 ** n}::int else 0 end`),
    sql` | `,
  )
  const but = (open?: Choice): Part => {
    const wanted = CHOICES.reduce((bits, choice, n) => (choice === open ? bits : bits | (2 ** n)), 0)
    return sql`fits & ${wanted}::int = ${wanted}::int`
  }
  const { rows } = await sql<Facets>`
    with base as materialized (
      select v.*, ${fits} as fits
      from (select v.id, v.answer_id, v.band, v.site_id, v.moment, v.polarity, v.mixed, v.sure, v.corrected_at, v.themes, v.kinds, v.callback, v.promise,
          v.leaving, v.urgent, v.praised, v.left_out, ${query.near.size > 0 ? sql`not ${typed(query)}` : sql`false`} as near
        from feedback.verbatim v where ${ground(query, 'either')} order by v.at desc, v.id desc limit ${cap + 1}) v
    )
    select
      (select count(*)::int from base where ${but()}) as total,
      (select count(*) > ${cap} from base) as capped,
      (select count(*)::int from base where near and ${but()}) as near,
      (select count(*)::int from base where praised <> '{}' and ${but('praised')}) as praised,
      (select count(*)::int from base where sure < ${UNSURE} and corrected_at is null and ${but('unsure')}) as unsure,
      (select count(*)::int from base where left_out is not null and ${but('counted')}) as "leftOut",
      (select coalesce(jsonb_object_agg(key, n), '{}') from (
        select case when mixed then 'mixed' when polarity > 0 then 'good' when polarity < 0 then 'bad' else 'neutral' end as key, count(*) as n from base where ${but('polarity')} group by 1) x where key is not null) as polarity,
      (select coalesce(jsonb_agg(x order by n desc, key), '[]') from (
        select t ->> 'theme' as key, count(*) as n, count(*) filter (where (t ->> 'polarity')::int > 0) as good,
          count(*) filter (where (t ->> 'polarity')::int < 0) as bad
        from base, jsonb_array_elements(themes) t where ${but('theme')} group by 1) x) as themes,
      (select coalesce(jsonb_object_agg(key, n), '{}') from (
        select k as key, count(*) as n from base, unnest(kinds) k where ${but('kind')} group by 1) x where key is not null) as kinds,
      (select jsonb_build_object('callback', count(*) filter (where callback), 'promise', count(*) filter (where promise),
        'leaving', count(*) filter (where leaving), 'urgent', count(*) filter (where urgent),
        'any', count(*) filter (where callback or promise or leaving or urgent)) from base where ${but('alert')}) as alerts,
      (select coalesce(jsonb_object_agg(key, n), '{}') from (
        select coalesce(band, 'none') as key, count(*) as n from base where ${but('band')} group by 1) x where key is not null) as bands,
      (select coalesce(jsonb_object_agg(key, n), '{}') from (
        select moment as key, count(*) as n from base where ${but('moment')} group by 1) x where key is not null) as moments,
      (select coalesce(jsonb_object_agg(key, n), '{}') from (
        select site_id::text as key, count(*) as n from base where ${but('site')} group by 1) x where key is not null) as sites,
      (select jsonb_build_object('unread', count(*) filter (where k.closed_at is null and k.read_at is null),
        'open', count(*) filter (where k.closed_at is null), 'closed', count(*) filter (where k.closed_at is not null))
        from base join recovery.case_answer n on n.answer_id = base.answer_id join recovery."case" k on k.id = n.case_id where ${but('case')}) as cases`.execute(
    db,
  )
  return rows[0]!
}
