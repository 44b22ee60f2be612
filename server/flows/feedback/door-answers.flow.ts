import { doorAnswer, type sendDoorAnswers } from '../../../contract/asking.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import { bandOf, onScale } from '../../../contract/surveys.ts'
import { answerBefore } from '../../feedback/answer-before.store.ts'
import { quoteWording } from '../../feedback/ask-html.ts'
import { type DoorRow, doorById, lockDoor, usualAtDoors } from '../../feedback/door.store.ts'
import { erasedBefore } from '../../feedback/own-answer.store.ts'
import { codeMark, ownCode } from '../../feedback/own-code.ts'
import { readFollowUps } from '../../feedback/read-sent.ts'
import { type Reader, wordsKey } from '../../feedback/reading.ts'
import { asksOf } from '../../feedback/survey.store.ts'
import { followUpsAfter } from '../../feedback/survey-faults.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { Problem } from '../../kit/problem.ts'
import { readAskToken } from '../../messages/ask-link.ts'
import { whyOfDoor } from './door-row.flow.ts'
import type { Given } from './given.ts'
import { recordAnswer } from './record-answer.flow.ts'

/** A finger that is quicker than this touched the glass, not a question. */
const LEAST_MS = 1_000
/** Older than this a tablet's clock is not believed. */
const OLDEST_MS = 90 * 86_400_000

/** The key of a device is of its door: no tablet writes over the answers of another. */
const deviceKey = (doorId: string, key: string): string => `tablet:${doorId}:${key}`

/** What a tablet kept, in the order it was given. One that cannot be used is told and let go; the others are kept. */
export const doorAnswers =
  (reader: Reader) =>
  async (
    house: House,
    { params, body }: InputOf<typeof sendDoorAnswers>,
  ): Promise<AnswerOf<typeof sendDoorAnswers>> => {
    const id = readAskToken(house.seal.mark, 'tablet', params.token)
    const door = id ? await doorById(house.db, id) : undefined
    if (door?.kind !== 'tablet')
      throw new Problem(404, 'no-such-link', 'This link opens nothing', { hint: 'It may have been withdrawn.' })
    const heard: string[] = []
    const refused: { key: string; because: string }[] = []
    for (const sent of body.answers) {
      const key = keyOf(sent)
      if (key === null) continue
      const because = await keep(house, reader, door, sent)
      heard.push(key)
      if (because) refused.push({ key, because })
    }
    return { heard, refused }
  }

const keyOf = (sent: unknown): string | null => {
  const key = (sent as { key?: unknown } | null)?.key
  return typeof key === 'string' ? key : null
}

/** @returns why it could not be used; null when it is kept */
async function keep(house: House, reader: Reader, door: DoorRow, sent: unknown): Promise<string | null> {
  const read = doorAnswer.safeParse(sent)
  if (!read.success) return read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
  const answer = read.data
  const now = house.now()
  const at = new Date(now.getTime() - Math.min(answer.ageMs, OLDEST_MS))
  if (door.revokedAt && at > door.revokedAt) return 'this door was shut'
  const asks = await asksOf(house.db, door.surveyId, answer.version)
  if (!asks) return 'no such version of the survey'
  const { score } = answer
  if (score !== null && !onScale(asks.scale, score)) return 'the score is not on the scale'
  if (score === null && answer.text.trim() === '') return 'neither a score nor words'
  return inTransaction(house, async (house) => {
    const key = deviceKey(door.id, answer.key)
    await lockDoor(house.db, door.id)
    const before = await answerBefore(house.db, { deviceKey: key })
    if (!before && (await wasErased(house, key))) return 'its author erased it'
    const band = score === null ? null : bandOf(asks.metric, asks.scale, score)
    const language = asks.languages.includes(answer.language) ? answer.language : (asks.languages[0] ?? 'fr')
    const given: Given = {
      text: answer.text,
      metric: asks.metric,
      scale: asks.scale,
      score,
      language,
      channel: 'tablet',
      about: { ...NOBODY, siteId: door.siteId, service: door.service },
      survey: { id: door.surveyId, version: answer.version },
      invitationId: null,
      doorId: door.id,
      deviceKey: key,
      followUps: readFollowUps(followUpsAfter(asks.followUps, band), (name) => answer.followUps[name] ?? []),
      // Nobody knows who they are: there is no name to quote.
      quote:
        asks.askQuote && answer.text.trim() !== '' && answer.quote !== null && answer.quote !== 'no'
          ? { as: 'unnamed', wording: quoteWording(language, 'unnamed') }
          : null,
      leftOut: before ? before.leftOut : await whyLeftOut(house, reader, door, answer, { at, key }),
      at: before?.at ?? at,
    }
    await recordAnswer(house, reader, given)
    return null
  })
}

/** Its author erased it before the tablet had heard that it arrived. */
async function wasErased({ db, seal }: House, deviceKey: string): Promise<boolean> {
  const code = ownCode(seal.mark, { channel: 'tablet', deviceKey })
  return code !== null && erasedBefore(db, codeMark(seal.mark, code))
}

const NOBODY = { customerId: null, staffId: null, assetId: null, orderId: null, visitId: null, moment: null }

async function whyLeftOut(
  house: House,
  reader: Reader,
  door: DoorRow,
  { trap, tookMs, score, text }: { trap: string; tookMs: number; score: number | null; text: string },
  { at, key }: { at: Date; key: string },
): Promise<string | null> {
  if (trap !== '') return 'bot'
  if (tookMs < LEAST_MS) return 'too-quick'
  const usual = await usualAtDoors(house.db, door.surveyId, at)
  return whyOfDoor(house, reader, { id: door.id, usual }, { key, score, words: wordsKey(text), at })
}
