import { bandOf, onScale } from '../../../contract/surveys.ts'
import { dayChanged, sameWords, saveAnswer, saveVerbatim } from '../../feedback/answer.store.ts'
import type { Reader } from '../../feedback/reading.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { invalid } from '../../kit/problem.ts'
import { addEntries } from '../../timeline/entries.store.ts'
import { noteFacts } from '../../timeline/note-facts.flow.ts'
import { afterAnswer } from './after-answer.flow.ts'
import type { Given, Recorded } from './given.ts'

/** The same words more often than this in a month, from people nobody knows, count once more no more. */
const SAME_WORDS = 3
const MONTH_MS = 30 * 86_400_000
export const LONGEST_WORDS = 5_000

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
    const text = given.text.trim().slice(0, LONGEST_WORDS)
    const band = metric && scale && score !== null ? bandOf(metric, scale, score) : null
    const flooded =
      text.length > 0 &&
      about.customerId === null &&
      (await sameWords(db, text, new Date(given.at.getTime() - MONTH_MS))) >= SAME_WORDS
    const leftOut = given.leftOut ?? (flooded ? 'same-words' : null)
    const id = house.newId()
    const now = house.now()
    const answerId = await saveAnswer(db, {
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
      quoteAt: given.quote ? now : null,
      leftOut,
      at: given.at,
      changedAt: now,
    })
    const reading = reader.read(text)
    await saveVerbatim(db, {
      id: house.newId(),
      answerId,
      about,
      text,
      reading,
      leftOut,
      at: given.at,
      changedAt: now,
    })
    await dayChanged(db, [{ siteId: about.siteId, at: given.at }], now)
    const recorded = { answerId, given: { ...given, text, leftOut }, band, again: answerId !== id }
    if (about.customerId && !recorded.again) {
      const share = scale && score !== null ? (score - scale.min) / (scale.max - scale.min) : null
      const outOfTen = share === null ? null : Math.round((scale?.direction === 'down' ? 1 - share : share) * 10)
      await addEntries(db, [
        {
          id: house.newId(),
          customerId: about.customerId,
          kind: 'survey',
          at: given.at,
          siteId: about.siteId,
          staffId: about.staffId,
          assetId: about.assetId,
          text,
          data: { score: outOfTen, answerId },
          source: 'okaeri',
          key: `answer:${answerId}`,
        },
      ])
      await noteFacts(house, [
        {
          customerId: about.customerId,
          kind: 'answer.received',
          at: given.at,
          siteId: about.siteId,
          staffId: about.staffId,
          assetId: about.assetId,
          orderId: about.orderId,
          data: { score: outOfTen, band, metric, callback: reading.callback, urgent: reading.urgent },
          key: `answer:${answerId}`,
        },
      ])
    }
    await afterAnswer(house, recorded, reading)
    return recorded
  })
}
