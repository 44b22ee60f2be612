import { sql } from 'kysely'
import type { FollowUp } from '../../contract/surveys.ts'
import type { Db } from '../kit/house.ts'
import type { Scope } from './figures.store.ts'
import type { Period } from './period.ts'

export interface PicksRow {
  surveyId: string
  /** As it was asked last. */
  question: FollowUp
  /** How many answered it. */
  n: number
  /** How often each choice was made; `true` and `false`, or the step of a scale. */
  picks: Record<string, number>
}

/**
 * How often each choice was made under the questions that follow, by survey, of answers that count. Words are read, not counted. A question that
 * was changed since goes by its key, in the words it was asked in last.
 */
export async function picksIn(db: Db, scope: Scope, period: Period): Promise<PicksRow[]> {
  const { sites, moment, service, channel } = scope
  const { rows } = await sql<PicksRow>`
    with asked as materialized (
      select distinct on (v.survey_id, q.ask ->> 'key') v.survey_id, q.ask ->> 'key' as key, q.ask, q.n as place
      from feedback.survey_version v cross join lateral jsonb_array_elements(v.asks -> 'followUps') with ordinality q(ask, n)
      order by v.survey_id, q.ask ->> 'key', v.version desc
    ), said as materialized (
      select a.survey_id, f.key, f.value from feedback.answer a cross join lateral jsonb_each(a.follow_ups) f
      where a.survey_id in (select survey_id from asked) and a.follow_ups <> '{}' and a.left_out is null
        and a.at >= ${period.from}::date::timestamp at time zone 'UTC' and a.at < (${period.to}::date + 1)::timestamp at time zone 'UTC'
        and ${sites === 'all' ? sql`true` : sql`a.site_id = any(${[...sites]}::uuid[])`}
        and ${moment === undefined ? sql`true` : sql`a.moment = ${moment}`} and ${service === undefined ? sql`true` : sql`a.service = ${service}`}
        and ${channel === undefined ? sql`true` : sql`a.channel = ${channel}`}
    ), counted as (
      select survey_id, key, count(*)::int as n from said group by 1, 2
    ), picked as (
      select s.survey_id, s.key, p.pick, count(*)::int as k from said s
      cross join lateral (
        select x as pick from jsonb_array_elements_text(case when jsonb_typeof(s.value) = 'array' then s.value else '[]' end) x
        union all select s.value #>> '{}' where jsonb_typeof(s.value) in ('string', 'boolean', 'number')) p
      where (s.survey_id, s.key) in (select survey_id, key from asked where ask ->> 'kind' <> 'text')
      group by 1, 2, 3
    )
    select q.survey_id as "surveyId", q.ask as question, c.n, jsonb_object_agg(p.pick, p.k) as picks
    from asked q join counted c on c.survey_id = q.survey_id and c.key = q.key
    join picked p on p.survey_id = q.survey_id and p.key = q.key
    group by q.survey_id, q.ask, q.place, c.n order by q.survey_id, q.place`.execute(db)
  return rows
}
