import { sql } from 'kysely'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/recovery.ts'
import type { Metric } from '../../../contract/surveys.ts'
import { knownCustomers } from '../../customers/customers.store.ts'
import { picksSaid } from '../../feedback/follow-ups.ts'
import { asksOfVersions } from '../../feedback/survey.store.ts'
import { type Caller, callerMay, need } from '../../kit/caller.ts'
import type { Db, House } from '../../kit/house.ts'
import { notFound } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import { casePage } from '../../recovery/case-list.store.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { shownVerbatims } from '../feedback/inbox.flow.ts'
import { aroundCases, asLine } from './cases.flow.ts'

/** Two years of a customer who is asked at every turn. */
const MOST = 50

interface AnswerRow {
  id: string
  at: Date
  siteId: string | null
  moment: string | null
  channel: string
  metric: string | null
  score: number | null
  min: number | null
  max: number | null
  direction: 'up' | 'down' | null
  band: 'happy' | 'between' | 'unhappy' | null
  leftOut: string | null
  verbatimId: string | null
  surveyId: string | null
  surveyVersion: number | null
  followUps: Record<string, unknown>
}

async function answersOf(db: Db, customerId: string): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    select a.id, a.at, a.site_id as "siteId", a.moment, a.channel, a.metric, a.score, a.scale_min as min, a.scale_max as max, a.direction, a.band,
      a.left_out as "leftOut", v.id as "verbatimId", a.survey_id as "surveyId", a.survey_version as "surveyVersion", a.follow_ups as "followUps"
    from feedback.answer a left join feedback.verbatim v on v.answer_id = a.id
    where a.customer_id = ${customerId}::uuid order by a.at desc, a.id desc limit ${MOST}`.execute(db)
  return rows
}

/** What somebody told us, on their page: of the sites the caller reads. */
export const customerVoice =
  (playbook: PlaybookNow) =>
  async (
    house: House,
    { params }: InputOf<typeof api.customerVoice>,
    caller: Caller,
  ): Promise<AnswerOf<typeof api.customerVoice>> => {
    need(caller, 'customers.read')
    if (!(await knownCustomers(house.db, [params.id])).has(params.id)) throw notFound('customer')
    await audit(house, caller, 'feedback.view', { customerId: params.id })
    const readable = ({ siteId }: { siteId: string | null }) => callerMay(caller, 'feedback.read', siteId)
    const about = {
      ownerId: null,
      reader: caller.staffId,
      sites: 'all' as const,
      siteId: null,
      customerId: params.id,
      skip: 0,
      most: MOST,
    }
    const [answers, open, closed] = await Promise.all([
      answersOf(house.db, params.id),
      casePage(house.db, { ...about, open: true }),
      casePage(house.db, { ...about, open: false }),
    ])
    const theirs = answers.filter(readable)
    const cases = [...open, ...closed].filter(readable)
    const [around, verbatims, asks] = await Promise.all([
      aroundCases(
        house,
        playbook,
        caller,
        cases.map(({ id }) => id),
      ),
      shownVerbatims(
        house,
        playbook,
        caller,
        theirs.flatMap(({ verbatimId }) => verbatimId ?? []),
        { numbers: false },
      ),
      asksOfVersions(house.db, theirs),
    ])
    const words = new Map(verbatims.map((each) => [each.id, each]))
    return {
      answers: theirs.map((row) => ({
        id: row.id,
        at: row.at.toISOString(),
        site: around.siteName(row.siteId),
        momentTitle: row.moment ? around.momentTitle(row.moment) : '',
        channel: row.channel,
        metric: row.metric as Metric | null,
        score: row.score,
        scale:
          row.min === null || row.max === null || !row.direction
            ? null
            : { min: row.min, max: row.max, direction: row.direction },
        band: row.band,
        leftOut: row.leftOut,
        followUps: row.verbatimId ? [] : picksSaid(asks(row.surveyId, row.surveyVersion), row.followUps, caller.locale),
        verbatim: words.get(row.verbatimId ?? '') ?? null,
      })),
      cases: cases.map((row) => asLine(row, around)),
    }
  }
