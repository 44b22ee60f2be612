import type { noteAnswer } from '../../../contract/answers.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { bandOf } from '../../../contract/surveys.ts'
import { answerBefore, takenDownSince } from '../../feedback/answer-before.store.ts'
import { quoteWording } from '../../feedback/ask-html.ts'
import { lockInvitation, noteAnswered, openInvitationOf } from '../../feedback/invitation.store.ts'
import { readFollowUps } from '../../feedback/read-sent.ts'
import type { Reader } from '../../feedback/reading.ts'
import { asksOf, surveyById } from '../../feedback/survey.store.ts'
import { followUpsAfter } from '../../feedback/survey-faults.ts'
import { type Caller, callerMay, callerSites, need } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, forbidden, invalid, notFound } from '../../kit/problem.ts'
import { pageCustomer } from '../../messages/page.store.ts'
import { audit } from '../../network/audit.store.ts'
import { recordAnswer } from './record-answer.flow.ts'

type In = InputOf<typeof noteAnswer>

/** What was asked of this customer and is not answered yet is answered by it; its link then shows what was said. */
export const noteAnswerFlow =
  (reader: Reader) =>
  (house: House, { body }: In, caller: Caller): Promise<AnswerOf<typeof noteAnswer>> =>
    inTransaction(house, async (house) => {
      const { staffId } = caller
      if (!staffId)
        throw forbidden('An answer is taken down by a person: other systems tell theirs by POST /api/answers.')
      const person = body.customerId ? await pageCustomer(house.db, body.customerId) : null
      if (body.customerId && !person) throw notFound('customer')
      const siteId = body.siteId ?? siteFor(caller, person?.siteId ?? null)
      need(caller, 'feedback.act', siteId ?? undefined)
      if (body.customerId === null && siteId === null) throw invalid('body.siteId', 'Say at which site it was said.')
      if (body.score === null && body.text === '') throw invalid('body.score', 'There is neither a score nor a word.')
      const survey = await surveyById(house.db, body.surveyId)
      if (!survey) throw notFound('survey')
      const deviceKey = `noted:${staffId}:${body.key}`
      const before = await answerBefore(house.db, { deviceKey })
      const asked =
        body.customerId && !before ? await openInvitationOf(house.db, body.customerId, survey.id, house.now()) : null
      if (!before && !asked && survey.state !== 'open') throw conflict('not-open', 'This survey is not open')
      if (asked) await lockInvitation(house.db, asked.id)
      // The scale they were shown is the one they meant, whatever was changed since.
      const version = body.version ?? before?.surveyVersion ?? asked?.surveyVersion ?? survey.version
      const asks = await asksOf(house.db, survey.id, version)
      if (!asks) throw invalid('body.version', 'There is no such version of this survey.')
      const language = asks.languages.includes(body.language) ? body.language : (asks.languages[0] ?? 'fr')
      const band = body.score === null ? null : bandOf(asks.metric, asks.scale, body.score)
      const recorded = await recordAnswer(house, reader, {
        text: body.text,
        metric: asks.metric,
        scale: asks.scale,
        score: body.score,
        language,
        channel: body.channel,
        about: before?.about ?? aboutOf(body.customerId, siteId, person?.advisorId ?? null, asked),
        survey: { id: survey.id, version },
        invitationId: before?.invitationId ?? asked?.id ?? null,
        doorId: null,
        deviceKey,
        followUps: readFollowUps(followUpsAfter(asks.followUps, band), (key) => said(body.followUps[key])),
        quote:
          asks.askQuote && body.text !== '' && body.quote !== null
            ? {
                as: body.customerId ? body.quote : 'unnamed',
                wording: quoteWording(language, body.customerId ? body.quote : 'unnamed'),
              }
            : null,
        leftOut: before ? before.leftOut : await oneHand(house, body.customerId, staffId),
        takenBy: staffId,
        at: before?.at ?? house.now(),
      })
      if (asked) await noteAnswered(house.db, asked.id, house.now())
      await audit(house, caller, 'answer.note', {
        customerId: body.customerId,
        siteId,
        detail: { answer: recorded.answerId, channel: body.channel },
      })
      return { answerId: recorded.answerId, band: recorded.band }
    })

/** Whoever wrote down so many strangers within the hour is taken at their word no more: kept, not counted, and shown. */
const MOST_NOTED_AN_HOUR = 5
const HOUR_MS = 3_600_000

async function oneHand(house: House, customerId: string | null, staffId: string): Promise<'one-hand' | null> {
  if (customerId !== null) return null
  const since = new Date(house.now().getTime() - HOUR_MS)
  return (await takenDownSince(house.db, staffId, since)) >= MOST_NOTED_AN_HOUR ? 'one-hand' : null
}

/** Where it was said, unless it is told: at the customer's own site where the caller works there, else at the caller's. */
function siteFor(caller: Caller, theirs: string | null): string | null {
  if (theirs !== null && callerMay(caller, 'feedback.act', theirs)) return theirs
  const mine = callerSites(caller, 'feedback.act')
  return mine === 'all' ? theirs : (mine[0] ?? null)
}

/** As a form would have sent it. */
function said(value: In['body']['followUps'][string] | undefined): string[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  if (typeof value === 'boolean') return [value ? 'yes' : 'no']
  return [String(value)]
}

const NOTHING = { assetId: null, orderId: null, visitId: null, moment: null, service: null }

const aboutOf = (
  customerId: string | null,
  siteId: string | null,
  advisorId: string | null,
  asked: Awaited<ReturnType<typeof openInvitationOf>> | null,
) =>
  asked ? { ...asked.about, customerId } : { ...NOTHING, customerId, siteId, staffId: customerId ? advisorId : null }
