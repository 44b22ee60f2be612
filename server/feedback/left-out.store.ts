import { sql } from 'kysely'
import type { Band } from '../../contract/surveys.ts'
import { notBeingErased } from '../consent/being-erased.store.ts'
import type { Cursor } from '../customers/cursor.ts'
import type { Db } from '../kit/house.ts'

export interface LeftOutRow {
  id: string
  at: Date
  /** As the database wrote it, to the microsecond. */
  cursorAt: string
  channel: string
  door: string | null
  siteId: string | null
  site: string | null
  customerId: string | null
  kind: 'person' | 'company' | null
  givenName: string
  familyName: string
  companyName: string
  score: number | null
  text: string
  more: { key: string; text: string }[]
  surveyVersion: number | null
  followUps: Record<string, unknown>
  language: string
  polarity: number
  mixed: boolean
  band: Band | null
  praised: string[]
  leftOut: string
}

/** Answers kept and not counted, newest first; of nobody's site only for those who see every site. */
export async function leftOutPage(
  db: Db,
  surveyId: string,
  { sites, after, limit }: { sites: 'all' | string[]; after: Cursor | undefined; limit: number },
): Promise<LeftOutRow[]> {
  const { rows } = await sql<LeftOutRow>`
    select a.id, a.at, a.at::text as "cursorAt", a.channel, d.name as door, a.site_id as "siteId", s.name as site, a.customer_id as "customerId", c.kind,
      coalesce(c.given_name, '') as "givenName", coalesce(c.family_name, '') as "familyName", coalesce(c.company_name, '') as "companyName",
      a.score, coalesce(v.text, '') as text, coalesce(v.more, '[]') as more, a.survey_version as "surveyVersion", a.follow_ups as "followUps",
      a.language, coalesce(v.polarity, 0) as polarity, coalesce(v.mixed, false) as mixed, a.band,
      coalesce(v.praised, '{}') as praised, a.left_out as "leftOut"
    from feedback.answer a left join feedback.verbatim v on v.answer_id = a.id left join feedback.door d on d.id = a.door_id
    left join network.site s on s.id = a.site_id left join customers.customer c on c.id = a.customer_id
    where a.survey_id = ${surveyId}::uuid and a.left_out is not null and ${notBeingErased(sql`a.customer_id`)}
      and (${sites === 'all'}::boolean or a.site_id = any(${sites === 'all' ? [] : sites}::uuid[]))
      and (${after === undefined}::boolean or (a.at, a.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by a.at desc, a.id desc limit ${limit}`.execute(db)
  return rows
}
