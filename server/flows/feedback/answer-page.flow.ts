import { bandOf } from '../../../contract/surveys.ts'
import { type AnswerBefore, answerBefore } from '../../feedback/answer-before.store.ts'
import { askHtml, quoteWording } from '../../feedback/ask-html.ts'
import { lockDoor, usualAtDoors } from '../../feedback/door.store.ts'
import type { Usual } from '../../feedback/door-run.ts'
import { lockInvitation, noteAnswered } from '../../feedback/invitation.store.ts'
import { quoteBefore } from '../../feedback/quote.store.ts'
import { readFollowUps, readQuote, readSent, type Sent } from '../../feedback/read-sent.ts'
import { type Reader, wordsKey } from '../../feedback/reading.ts'
import { readServed, type Served, tooQuick } from '../../feedback/served.ts'
import { followUpsAfter } from '../../feedback/survey-faults.ts'
import type { SurveyAsks } from '../../feedback/tables.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { askToPublish } from '../reviews/offer.flow.ts'
import { type AskAnswer, type Asked, hasMore, languageFor, viewOf } from './ask-page.flow.ts'
import { whyOfDoor } from './door-row.flow.ts'
import type { DoorWatch, Visitor } from './door-watch.ts'
import { type Given, givenAgain } from './given.ts'
import { asServed, mayChange, pageKey, type Question } from './open-question.flow.ts'
import { takeQuoteBack } from './quote-consent.flow.ts'
import { recordAnswer } from './record-answer.flow.ts'

/** What an answer is kept with. */
interface Answering {
  reader: Reader
  watch: DoorWatch
  /** Marks of where the answer came from, known for an hour in memory and written nowhere. */
  visitor: Visitor
}

/** The first step, sent: kept, or shown again with what is missing and all they wrote. */
export async function answerQuestion(
  house: House,
  { reader, watch, visitor }: Answering,
  here: Question,
  fields: URLSearchParams,
  asked: Asked,
): Promise<AskAnswer> {
  const question = await asServed(house, here, fields.get('served') ?? '')
  const language = languageFor(question, { ...asked, language: fields.get('lang') })
  const { asks } = question.survey
  const sent = readSent(fields, asks)
  if (question.before && !mayChange(question, house.now())) return onTo(question.base, language)
  const about = question.at?.id ?? question.invitation?.id ?? ''
  const served = readServed(house.seal.mark, about, sent.served)
  const fault = sent.fault ?? (served === undefined || tooQuick(served, house.now()) ? 'too-quick' : null)
  if (fault) {
    const given = { score: sent.score, text: sent.text, followUps: {}, quote: null }
    const again = { given, fault, ...(served ? { served: sent.served } : {}) }
    return { status: 422, html: askHtml(viewOf(house, question, language, again)) }
  }
  const watched = question.at && !question.before ? await watchDoor(house, watch, question.at, { visitor, sent }) : null
  await keep(house, reader, question, sent, served!, { language, watched })
  const base = question.at ? `${question.base.split('/', 3).join('/')}/${sent.served}` : question.base
  const more = await withAnswer(house, question, served!)
  return onTo(hasMore(more) ? `${base}/more` : base, language, { cut: sent.cut })
}

/** What is usual at this door, and whether whoever answers says the same again and again. */
interface Watched {
  usual: Usual
  why: 'one-device' | 'one-address' | null
}

async function watchDoor(
  house: House,
  watch: DoorWatch,
  at: NonNullable<Question['at']>,
  { visitor, sent }: { visitor: Visitor; sent: Sent },
): Promise<Watched> {
  const now = house.now()
  const usual = await usualAtDoors(house.db, at.surveyId, now)
  return { usual, why: watch.tooAlike(at.id, visitor, saidBy(sent), usual, now) }
}

const saidBy = ({ score, text }: Sent) => ({ score, words: wordsKey(text) })

const onTo = (base: string, language: string, { cut = false, unquoted = false, part = '' } = {}): AskAnswer => ({
  status: 303,
  html: '',
  to: `${base}?done=1&lang=${language}${cut ? '&cut=1' : ''}${unquoted ? '&unquoted=1' : ''}${part}`,
})

const keyOf = (question: Question, served: Served): string | null =>
  question.at ? pageKey(question.at.id, served.id) : null

async function withAnswer(house: House, question: Question, served: Served): Promise<Question> {
  const key = keyOf(question, served)
  const before = await answerBefore(
    house.db,
    key === null ? { invitationId: question.invitation!.id } : { deviceKey: key },
  )
  return { ...question, before: before ?? null }
}

/** One answer for an invitation, and for a page of a door: two taps at once wait for each other. */
async function keep(
  house: House,
  reader: Reader,
  question: Question,
  sent: Sent,
  served: Served,
  { language, watched }: { language: string; watched: Watched | null },
): Promise<void> {
  await inTransaction(house, async (house) => {
    const { invitation, survey } = question
    if (invitation) await lockInvitation(house.db, invitation.id)
    if (question.at) await lockDoor(house.db, question.at.id)
    const { before } = await withAnswer(house, question, served)
    if (before && !mayChange({ ...question, before }, house.now())) return
    const leftOut = await whyLeftOut(house, reader, question, { sent, served, before, watched })
    await recordAnswer(house, reader, {
      ...givenTo(question, before, house.now()),
      deviceKey: keyOf(question, served),
      text: sent.text,
      score: sent.score,
      scale: survey.asks.scale,
      metric: survey.asks.metric,
      language,
      // A yes to being quoted was said of these words: other words are asked about anew.
      quote: before && before.text === sent.text ? givenAgain(before).quote : null,
      followUps: before ? stillAsked(before.followUps, survey.asks, sent.score) : {},
      leftOut,
    })
    if (invitation) await noteAnswered(house.db, invitation.id, house.now())
  })
}

/** What they answered to what follows stands as long as it is asked of them: another score may ask other things. */
function stillAsked(
  followUps: Record<string, unknown>,
  { followUps: questions, metric, scale }: SurveyAsks,
  score: number | null,
): Record<string, unknown> {
  const band = score === null ? null : bandOf(metric, scale, score)
  const asked = new Set(followUpsAfter(questions, band).map(({ key }) => key))
  return Object.fromEntries(Object.entries(followUps).filter(([key]) => asked.has(key)))
}

/** Kept all the same, and shown to staff with the reason; never dropped unseen. */
async function whyLeftOut(
  house: House,
  reader: Reader,
  { at }: Question,
  {
    sent,
    served,
    before,
    watched,
  }: { sent: Sent; served: Served; before: AnswerBefore | null; watched: Watched | null },
): Promise<string | null> {
  if (sent.trapped) return 'bot'
  // What a person sends after a program did is theirs.
  if (before) return before.leftOut === 'bot' ? null : before.leftOut
  if (!at || !watched) return null
  if (watched.why) return watched.why
  const coming = { ...saidBy(sent), key: pageKey(at.id, served.id), at: house.now() }
  return whyOfDoor(house, reader, { id: at.id, usual: watched.usual }, coming)
}

/**
 * The box under the thanks, sent: their answer is to be published. Unticked, nothing is. What cannot be any more is told on the page itself.
 */
export async function publishAnswer(
  house: House,
  question: Question,
  fields: URLSearchParams,
  asked: Asked,
): Promise<AskAnswer> {
  const language = languageFor(question, { ...asked, language: fields.get('lang') })
  const { before } = question
  if (!before) return onTo(question.base, language)
  const fault = await askToPublish(house, before.id, fields, language)
  // They go on from where they asked: what became of it stands there.
  if (fault === null) return onTo(question.base, language, { part: '#review' })
  return { status: 409, html: askHtml(viewOf(house, question, language, { step: 'thanks', after: fault })) }
}

/** What stays of an answer that is there, or the beginning of one. */
function givenTo(
  question: Question,
  before: AnswerBefore | null,
  now: Date,
): Omit<Given, 'text' | 'language' | 'followUps' | 'quote' | 'leftOut' | 'score' | 'scale' | 'metric'> {
  return {
    channel: before?.channel ?? question.invitation?.channel ?? question.door,
    about: question.about,
    survey: { id: question.survey.id, version: question.survey.version },
    invitationId: question.invitation?.id ?? null,
    doorId: question.at?.id ?? null,
    deviceKey: null,
    // Changed or not, it was given when it was first given.
    at: before?.at ?? now,
  }
}

/** The second step, sent. What it does not hold is taken as not said. */
export async function answerMore(
  house: House,
  { reader }: Pick<Answering, 'reader'>,
  question: Question,
  fields: URLSearchParams,
  asked: Asked,
): Promise<AskAnswer> {
  const { before, survey } = question
  const language = languageFor(question, { ...asked, language: fields.get('lang') })
  if (!before) return onTo(question.base, language)
  const { asks } = survey
  const said = readQuote(fields.get('quote'))
  // A no to being quoted is heard as long as there is something to quote, whatever else may be changed by then.
  if (said === 'no' && before.quote && (fields.get('only') === 'quote' || !mayChange(question, house.now()))) {
    await inTransaction(house, async (house) => {
      const quoted = await quoteBefore(house.db, { answerId: before.id, invitationId: null, deviceKey: null })
      if (quoted) await takeQuoteBack(house, quoted, { place: question.at?.kind ?? 'answer-page', by: null })
    })
    return onTo(question.base, language, { unquoted: true })
  }
  if (!mayChange(question, house.now()) || fields.get('only') === 'quote') return onTo(question.base, language)
  const quote = said === 'named' && question.door !== 'ask' ? 'unnamed' : said
  const again = givenAgain(before)
  const mayAsk = asks.askQuote && before.text !== '' && quote !== null && quote !== 'no'
  await recordAnswer(house, reader, {
    ...again,
    followUps: readFollowUps(followUpsAfter(asks.followUps, before.band), (key) => fields.getAll(`f-${key}`)),
    quote: !mayAsk
      ? null
      : quote === before.quote
        ? again.quote
        : { as: quote, wording: quoteWording(language, quote) },
  })
  return onTo(question.base, language)
}
