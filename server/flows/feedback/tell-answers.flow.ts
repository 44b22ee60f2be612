import type { tellAnswers } from '../../../contract/answers.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { type Metric, onScale, SCALE_OF, type Scale } from '../../../contract/surveys.ts'
import { keysThere } from '../../feedback/answer-before.store.ts'
import { placesNamed } from '../../feedback/named-places.store.ts'
import type { Reader } from '../../feedback/reading.ts'
import { surveysBySlug } from '../../feedback/survey.store.ts'
import type { SurveyRow } from '../../feedback/survey.ts'
import { type Caller, callerMay } from '../../kit/caller.ts'
import type { House } from '../../kit/house.ts'
import { whoIsMeant } from '../loop/who-is-meant.store.ts'
import { recordAnswer } from './record-answer.flow.ts'

type Told = InputOf<typeof tellAnswers>['body']['answers'][number]
type Asked = { metric: Metric | null; scale: Scale | null; survey: { id: string; version: number } | null }

/** A clock further ahead than this is wrong. */
const AHEAD_MS = 24 * 3_600_000

/** What another system collected: each in a transaction of its own, so that one that cannot be used takes no other with it. */
export const tellAnswersFlow =
  (reader: Reader) =>
  async (
    house: House,
    { body }: InputOf<typeof tellAnswers>,
    caller: Caller,
  ): Promise<AnswerOf<typeof tellAnswers>> => {
    const keyOf = (told: Told): string => `api:${body.source}:${told.key}`
    const [there, meant, surveys, places] = await Promise.all([
      keysThere(house.db, body.answers.map(keyOf)),
      whoIsMeant(
        house.db,
        body.answers.flatMap(({ who }) => who ?? []),
      ),
      surveysBySlug(house.db, [...new Set(body.answers.flatMap(({ survey }) => survey ?? []))]),
      placesNamed(
        house.db,
        body.answers.flatMap(({ siteId, staffId }) => [siteId, staffId].flatMap((id) => id ?? [])),
      ),
    ])
    const bySlug = new Map(surveys.map((each) => [each.slug, each]))
    const refused: { key: string; because: string }[] = []
    const nobodys: string[] = []
    let [kept, known, at] = [0, 0, 0]
    for (const told of body.answers) {
      const whose = told.who ? meant[at++] : undefined
      if (there.has(keyOf(told))) {
        known += 1
        continue
      }
      const asked = askedIn(told, bySlug)
      const because =
        asked === null ? 'no such survey' : (unusable(told, asked, places, house.now()) ?? notTheirs(told, caller))
      if (asked === null || because !== null) {
        refused.push({ key: told.key, because: because ?? '' })
        continue
      }
      const customerId = whose && 'customerId' in whose ? whose.customerId : null
      if (told.who && customerId === null) nobodys.push(told.key)
      await keep(house, reader, told, asked, customerId, keyOf(told))
      there.add(keyOf(told))
      kept += 1
    }
    return { kept, known, refused, nobodys }
  }

/** Of a survey that is named, its question; else what they say it was. Null when there is no such survey. */
function askedIn(told: Told, surveys: ReadonlyMap<string, SurveyRow>): Asked | null {
  if (told.survey !== undefined) {
    const found = surveys.get(told.survey)
    const { metric, scale } = found?.asks ?? {}
    return found && metric && scale ? { metric, scale, survey: { id: found.id, version: found.version } } : null
  }
  const metric = told.metric ?? null
  return { metric, scale: told.scale ?? (metric && SCALE_OF[metric]), survey: null }
}

function unusable(told: Told, { scale }: Asked, places: ReadonlySet<string>, now: Date): string | null {
  if (told.score === null && told.text.trim() === '') return 'neither a score nor words'
  if (told.score !== null && !scale) return 'a score without a metric or a scale says nothing'
  if (told.score !== null && scale && !onScale(scale, told.score))
    return `not on the scale: ${scale.min} to ${scale.max}`
  if (Date.parse(told.at) > now.getTime() + AHEAD_MS) return 'in the future'
  if (told.siteId && !places.has(told.siteId)) return 'no such site'
  if (told.staffId && !places.has(told.staffId)) return 'no such person'
  return null
}

/** Where it was said is a place they may tell of; what was said nowhere is told by who may tell of all. */
function notTheirs({ siteId }: Told, caller: Caller): string | null {
  if (callerMay(caller, 'facts.tell', siteId)) return null
  return siteId === null ? 'say at which site: you may not tell of all' : 'not a site you may tell of'
}

const keep = (house: House, reader: Reader, told: Told, asked: Asked, customerId: string | null, deviceKey: string) =>
  recordAnswer(house, reader, {
    text: told.text,
    score: told.score,
    ...asked,
    language: told.language,
    channel: 'api',
    about: {
      customerId,
      siteId: told.siteId,
      staffId: told.staffId,
      assetId: told.assetId,
      orderId: told.orderId,
      visitId: null,
      moment: told.moment,
      service: told.service,
    },
    invitationId: null,
    doorId: null,
    deviceKey,
    followUps: told.followUps,
    quote: told.quote,
    leftOut: null,
    at: new Date(told.at),
  })
