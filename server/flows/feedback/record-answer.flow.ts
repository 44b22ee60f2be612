import type { Reading } from '../../../contract/reading.ts'
import { type Band, bandOf, onScale } from '../../../contract/surveys.ts'
import { heardFrom } from '../../budget/attention.store.ts'
import { dayChanged, sameWords, saveAnswer, saveVerbatim } from '../../feedback/answer.store.ts'
import { besideScore } from '../../feedback/beside-score.ts'
import { type Correction, overlaid } from '../../feedback/correct.ts'
import { forgetCorrections, liveCorrections, wordsOfAnswer } from '../../feedback/correction.store.ts'
import { hintsFor } from '../../feedback/hints.store.ts'
import { shownWords } from '../../feedback/mask.ts'
import { nameBook, namesIn } from '../../feedback/names.ts'
import { codeMark, ownCode } from '../../feedback/own-code.ts'
import { keptWords } from '../../feedback/read-sent.ts'
import { isLongEnoughToRepeat, type Reader } from '../../feedback/reading.ts'
import { type More, saidMore, wholeWords } from '../../feedback/said-more.ts'
import { withoutSigner } from '../../feedback/signed.ts'
import { ownNames } from '../../feedback/signer.store.ts'
import { asksOf } from '../../feedback/survey.store.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { invalid } from '../../kit/problem.ts'
import { addEntries, rewriteEntry } from '../../timeline/entries.store.ts'
import { noteFacts } from '../../timeline/note-facts.flow.ts'
import { causesOfInvitation } from '../loop/causes.store.ts'
import { afterAnswer } from './after-answer.flow.ts'
import { everyName } from './every-name.store.ts'
import type { Given, Recorded } from './given.ts'
import { outOfTen, scoreTold } from './out-of-ten.ts'
import { quoteHears, quoteStanding } from './quote-consent.flow.ts'

/** The same words more often than this in a month, from people nobody knows, count once more no more. */
const SAME_WORDS = 3
const MONTH_MS = 30 * 86_400_000

/**
 * Keeps an answer with its reading, in the open transaction or one of its own: the answer, their words, the line on their timeline, the fact
 * for the loop, and what follows from it. An answer to the same invitation, or under the same key of a device, replaces the one before.
 * @throws Problem `invalid` for a score outside its scale
 */
export async function recordAnswer(house: House, reader: Reader, given: Given): Promise<Recorded> {
  return inTransaction(house, async (house) => {
    const { db } = house
    const { metric, scale, score, about } = given
    if (score !== null && (!scale || !onScale(scale, score)))
      throw invalid(
        'score',
        'This score is not on the scale that was asked.',
        scale ? `${scale.min} to ${scale.max}` : '',
      )
    const { text } = keptWords(given.text)
    const more = await writtenBelow(house, given)
    const whole = wholeWords(text, more)
    const band = metric && scale && score !== null ? bandOf(metric, scale, score) : null
    const leftOut = given.leftOut ?? (!given.judged && (await flooded(house, given, text)) ? 'same-words' : null)
    const id = given.answerId ?? house.newId()
    const now = house.now()
    const quoted = await quoteStanding(house, given)
    const answerId = await saveAnswer(db, given.answerId !== undefined, {
      ...about,
      id,
      surveyId: given.survey?.id ?? null,
      surveyVersion: given.survey?.version ?? null,
      invitationId: given.invitationId,
      doorId: given.doorId,
      deviceKey: given.deviceKey,
      channel: given.channel,
      language: given.language,
      metric,
      score,
      scale,
      band,
      followUps: given.followUps,
      quote: given.quote?.as ?? null,
      quoteWording: given.quote?.wording ?? '',
      quoteAt: given.quote ? (given.quote.at ?? now) : null,
      leftOut,
      takenBy: given.takenBy ?? null,
      ownMark: ownMarkOf(house, given),
      at: given.at,
      changedAt: now,
    })
    await quoteHears(house, quoted, { ...given, text }, answerId)
    const again = given.answerId !== undefined || answerId !== id
    const stands = again ? await standing(house, answerId, whole) : NOTHING_SAID
    const read = besideScore(reader.read(whole, await hintsFor(db, given.language)), { band, text: whole })
    const own = (await ownNames(db, [about.customerId])).get(about.customerId) ?? []
    const reading = overlaid(withoutSigner(read, { text: whole, own }), stands.corrections)
    await saveVerbatim(db, {
      id: house.newId(),
      answerId,
      about,
      text,
      more,
      reading,
      band,
      leftOut,
      correctedAt: stands.correctedAt,
      at: given.at,
      changedAt: now,
    })
    await dayChanged(db, [{ siteId: about.siteId, at: given.at }], now)
    const recorded: Recorded = { answerId, whole, given: { ...given, text, leftOut }, band, again, ...stands.wrote }
    if (leftOut === null && !given.told) await tellTimeline(house, recorded, reading)
    await afterAnswer(house, recorded, reading)
    return recorded
  })
}

/** Of an answer that nobody's name is under: the mark of the code it is shown and erased by. */
function ownMarkOf({ seal }: House, given: Given): string | null {
  const code = given.about.customerId === null ? ownCode(seal.mark, given) : null
  return code && codeMark(seal.mark, code)
}

/** From people nobody knows, the same words a few times over. What many say in two words (« très bien ») is no flood. */
async function flooded(house: House, given: Given, text: string): Promise<boolean> {
  if (given.about.customerId !== null || !isLongEnoughToRepeat(text)) return false
  const since = new Date(given.at.getTime() - MONTH_MS)
  return (await sameWords(house.db, text, since, given)) >= SAME_WORDS
}

/** What they wrote under the questions that followed; only the survey knows which of the answers are words. */
async function writtenBelow({ db }: House, { survey, followUps }: Given): Promise<More[]> {
  if (!survey || Object.keys(followUps).length === 0) return []
  const asks = await asksOf(db, survey.id, survey.version)
  return asks ? saidMore(asks.followUps, followUps) : []
}

interface Standing {
  corrections: readonly Correction[]
  correctedAt: Date | null
  /** Other words than these, that they had written. */
  wrote: { before?: string }
}
const NOTHING_SAID: Standing = { corrections: [], correctedAt: null, wrote: {} }

/** What people said of how the words of an answer were read stands as long as the words do. */
async function standing({ db, now }: House, answerId: string, whole: string): Promise<Standing> {
  const before = await wordsOfAnswer(db, answerId)
  if (!before) return whole === '' ? NOTHING_SAID : { ...NOTHING_SAID, wrote: { before: '' } }
  if (before.whole !== whole) {
    await forgetCorrections(db, before.id, now())
    return { ...NOTHING_SAID, wrote: { before: before.whole } }
  }
  const corrections = (await liveCorrections(db, [before.id])).get(before.id) ?? []
  return { wrote: {}, corrections, correctedAt: corrections.length > 0 ? new Date(corrections.at(-1)!.at) : null }
}

/**
 * The line on their timeline, and the fact for the loop: once for an answer, however often it is changed; the line says what it says by now.
 * Everybody reads a timeline: what is not for everybody is covered in it.
 */
async function tellTimeline(house: House, { answerId, given, whole, band }: Recorded, reading: Reading): Promise<void> {
  const { about, metric, at } = given
  const { customerId } = about
  if (!customerId) return
  const key = `answer:${answerId}`
  const names = namesIn(whole, nameBook(await everyName(house.db)))
  const { text } = shownWords({ ...reading, band, text: whole }, names, { numbers: false, names: false })
  const entry = { source: 'okaeri', key, text, data: { ...scoreTold(given), answerId } }
  const added = await addEntries(house.db, [
    {
      ...entry,
      id: house.newId(),
      customerId,
      kind: 'survey',
      at,
      siteId: about.siteId,
      staffId: about.staffId,
      assetId: about.assetId,
    },
  ])
  if (added.length === 0) await rewriteEntry(house.db, entry)
  else
    await heardFrom(house.db, {
      id: house.newId(),
      customerId,
      at,
      channel: given.channel,
      moment: about.moment,
      siteId: about.siteId,
    })
  await noteFacts(house, [
    {
      customerId,
      kind: 'answer.received',
      at,
      siteId: about.siteId,
      staffId: about.staffId,
      assetId: about.assetId,
      orderId: about.orderId,
      // What asked, and what had it ask: no moment of these is started by the answer.
      causedBy: await causesOfInvitation(house.db, given.invitationId, about.moment),
      data: {
        score: outOfTen(given),
        band: band satisfies Band | null,
        metric,
        callback: reading.callback,
        urgent: reading.urgent,
      },
      key,
    },
  ])
}
