import { type RawBuilder, sql } from 'kysely'
import type { Metric } from '../../contract/surveys.ts'
import type { Db } from '../kit/house.ts'
import { dayOf, numberOf } from '../plain/civil.ts'
import type { Steps } from './figure.ts'
import { type Period, piecesOf } from './period.ts'

/** Which counts are asked for. */
export interface Scope {
  sites: 'all' | readonly string[]
  moment?: string | undefined
  service?: string | undefined
  channel?: string | undefined
}
export type By = 'site' | 'moment' | 'service' | 'channel' | 'week'

const COLUMN: Record<By, RawBuilder<string>> = {
  site: sql`site_id::text`,
  moment: sql`moment`,
  service: sql`service`,
  channel: sql`channel`,
  // Weeks begin on Monday, and 5 January 1970 was one.
  week: sql`((start - date '1970-01-05') / 7)::text`,
}

/**
 * Whole months by their sums, the rest by days; weeks always by days. Where nobody asks for moment, service or channel, the rows that hold all of
 * them together: a third of the rows, or a tenth.
 */
function within(period: Period, scope: Scope, by?: By): RawBuilder<boolean> {
  const { months, days } = by === 'week' ? { months: null, days: [period] } : piecesOf(period)
  const apart = (name: 'moment' | 'service' | 'channel') => scope[name] !== undefined || by === name
  const [day, month] = apart('moment') || apart('service') || apart('channel') ? ['d', 'm'] : ['D', 'M']
  const parts = [
    ...(months ? [sql<boolean>`(grain = ${month} and start between ${months.from}::date and ${months.to}::date)`] : []),
    ...days.map(({ from, to }) => sql<boolean>`(grain = ${day} and start between ${from}::date and ${to}::date)`),
  ]
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`
}

/** Of the sites of the scope. Nobody's site is seen by whoever sees all. */
const ofSites = ({ sites }: Scope): RawBuilder<boolean> =>
  sites === 'all' ? sql`true` : sql`site_id = any(${[...sites]}::uuid[])`
const narrowed = ({ moment, service, channel }: Scope): RawBuilder<boolean> =>
  sql`${moment === undefined ? sql`true` : sql`moment = ${moment}`} and ${service === undefined ? sql`true` : sql`service = ${service}`}
    and ${channel === undefined ? sql`true` : sql`channel = ${channel}`}`

/** Answers by step, for each kind of question (or one of them) and scale, by one thing or all together (key ''); a week is its Monday. */
export async function scores(
  db: Db,
  scope: Scope,
  period: Period,
  by?: By,
  metric?: Metric,
): Promise<(Steps & { key: string })[]> {
  const { rows } = await sql<{ key: string; metric: Metric; steps: number; left_out: number } & Record<string, number>>`
    select ${by ? COLUMN[by] : sql`''`} as key, metric, steps, sum(s0)::int as s0, sum(s1)::int as s1, sum(s2)::int as s2, sum(s3)::int as s3,
      sum(s4)::int as s4, sum(s5)::int as s5, sum(s6)::int as s6, sum(s7)::int as s7, sum(s8)::int as s8, sum(s9)::int as s9, sum(s10)::int as s10,
      sum(left_out)::int as left_out
    from voice.score where ${within(period, scope, by)} and ${ofSites(scope)} and ${narrowed(scope)}
      and ${metric ? sql`metric = ${metric}` : sql`true`}
    group by 1, 2, 3 order by 1, 2, 3`.execute(db)
  return rows.map((row) => ({
    key: by === 'week' ? dayOf(numberOf('1970-01-05') + 7 * Number(row.key)) : row.key,
    metric: row.metric,
    steps: row.steps,
    counts: Array.from({ length: row.steps + 1 }, (_, step) => row[`s${step}`]!),
    leftOut: row.left_out,
  }))
}

export interface Asked {
  key: string
  asked: number
  opened: number
  answered: number
}
/** Invitations that were not called off, by one thing or all together. */
export async function asked(db: Db, scope: Scope, period: Period, by?: By): Promise<Asked[]> {
  const { rows } = await sql<Asked>`
    select ${by ? COLUMN[by] : sql`''`} as key, sum(asked - called_off)::int as asked, sum(opened)::int as opened, sum(answered)::int as answered
    from voice.asked where ${within(period, scope, by)} and ${ofSites(scope)} and ${narrowed(scope)}
    group by 1`.execute(db)
  return rows
}

/** Who was here, and who of them was invited within fourteen days. */
export async function came(db: Db, scope: Scope, period: Period): Promise<{ came: number; invited: number }> {
  const { rows } = await sql<{ came: number; invited: number }>`
    select coalesce(sum(came), 0)::int as came, coalesce(sum(invited), 0)::int as invited
    from voice.came where ${within(period, { sites: scope.sites, moment: '' })} and ${ofSites(scope)}`.execute(db)
  return rows[0]!
}

const WORDS = [
  'good',
  'neutral',
  'bad',
  'mixed',
  'compliment',
  'problem',
  'suggestion',
  'question',
  'callback',
  'promise',
  'leaving',
  'urgent',
] as const // prettier-ignore
export type WordCounts = Record<(typeof WORDS)[number] | 'leftOut', number>
export async function words(db: Db, scope: Scope, period: Period): Promise<WordCounts> {
  const { rows } = await sql<WordCounts>`
    select coalesce(sum(good), 0)::int as good, coalesce(sum(neutral), 0)::int as neutral, coalesce(sum(bad), 0)::int as bad,
      coalesce(sum(mixed), 0)::int as mixed, coalesce(sum(compliment), 0)::int as compliment, coalesce(sum(problem), 0)::int as problem,
      coalesce(sum(suggestion), 0)::int as suggestion, coalesce(sum(question), 0)::int as question, coalesce(sum(callback), 0)::int as callback,
      coalesce(sum(promise), 0)::int as promise, coalesce(sum(leaving), 0)::int as leaving, coalesce(sum(urgent), 0)::int as urgent,
      coalesce(sum(left_out), 0)::int as "leftOut"
    from voice.words where ${within(period, scope)} and ${ofSites(scope)} and ${narrowed(scope)}`.execute(db)
  return rows[0]!
}

export interface ThemeCounts {
  theme: string
  good: number
  neutral: number
  bad: number
}
export async function themes(db: Db, scope: Scope, period: Period): Promise<ThemeCounts[]> {
  const { rows } = await sql<ThemeCounts>`
    select theme, sum(good)::int as good, sum(neutral)::int as neutral, sum(bad)::int as bad
    from voice.theme where ${within(period, scope)} and ${ofSites(scope)} and ${narrowed(scope)}
    group by theme order by theme`.execute(db)
  return rows
}

/** What moments, services and channels there are to narrow by, in the months of the period. */
export async function choices(db: Db, scope: Scope, { from, to }: Period) {
  const { rows } = await sql<{ moments: string[] | null; services: string[] | null; channels: string[] | null }>`
    select array_agg(distinct moment) filter (where moment <> '') as moments, array_agg(distinct service) filter (where service <> '') as services,
      array_agg(distinct channel) filter (where channel <> '') as channels
    from (select distinct moment, service, channel from voice.score 
      where grain = 'm' and start between date_trunc('month', ${from}::date)::date and ${to}::date and ${ofSites(scope)}) chosen`.execute(
    db,
  )
  const { moments, services, channels } = rows[0]!
  return { moments: moments ?? [], services: services ?? [], channels: channels ?? [] }
}
