import type { Change } from '../../../contract/feedback.ts'
import type { Reading } from '../../../contract/reading.ts'
import { wholeWords } from '../../feedback/said-more.ts'
import type { House } from '../../kit/house.ts'
import { caseOfAnswer, lockMatters } from '../../recovery/case.store.ts'
import { severityOf } from '../../recovery/severity.ts'
import { seenVerbatim } from '../feedback/inbox.store.ts'
import { careFor, heardIn } from './hear-answer.flow.ts'
import { thank } from './hear-praise.flow.ts'
import { recordedAs } from './recorded-as.flow.ts'

/**
 * A person read the words better than the reader, and care follows: an alert that was missed, or the ill words of who wrote back, open the case
 * they would have opened, and thanks reach whom they thank. An alert that was none, and ill words that were not, close nothing: whoever has the case says how it ends.
 */
export async function careAsCorrected(house: House, verbatimId: string, changes: readonly Change[]): Promise<void> {
  const words = await seenVerbatim(house.db, verbatimId)
  if (!words || words.leftOut !== null) return
  if (changes.some(({ head }) => head === 'praised')) await thank(house, { verbatimId, ...words })
  const raised = changes.some((change) => change.head === 'polarity' || (change.head === 'alert' && change.becomes))
  if (!raised || !words.answerId || (await caseOfAnswer(house.db, words.answerId))) return
  const recorded = await recordedAs(house.db, words.answerId, {
    text: words.text,
    whole: wholeWords(words.text, words.more),
  })
  if (!recorded) return
  const sure = changes.some(({ head }) => head === 'polarity') ? 1 : words.sure
  const reading: Reading = { ...words, sure, language: 'fr', kinds: [] }
  const opening = severityOf(heardIn(recorded, reading))
  if (!opening) return
  if (words.customerId) await lockMatters(house.db, words.customerId)
  await careFor(house, recorded, reading, opening)
}

/** What a person said of the words was taken back: thanks are for whom they thank as they are read now. */
export async function thanksAsRead(house: House, verbatimId: string): Promise<void> {
  const words = await seenVerbatim(house.db, verbatimId)
  if (words && words.leftOut === null) await thank(house, { verbatimId, ...words })
}
