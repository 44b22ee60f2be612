import { dayChanged } from '../feedback/answer.store.ts'
import { forgetWords, takePrivateOut } from '../feedback/forget-answer.store.ts'
import type { House } from '../kit/house.ts'
import { eraseAnswerFromGate } from '../quality/erase-answer.store.ts'
import { eraseAnswerFromCare } from '../recovery/erase-answer.store.ts'
import { unlinkErased } from '../voice/erase-answer.store.ts'
import { type AnswerRule, takeAnswers } from './retention-answers.store.ts'
import { tallySoon } from './voice/tally.flow.ts'

/** Words of one transaction. */
const AT_ONCE = 200

/**
 * Some of what people wrote whom nobody knows, over its time: the number they left is taken out of their words once it was needed, and the words go
 * later; the bare score stays in the counts.
 * @returns how many, and whether there may be more
 */
export async function forgetAnswers(
  house: House,
  rule: AnswerRule,
  before: Date,
): Promise<{ n: number; more: boolean }> {
  const { db } = house
  const now = house.now()
  const rows = await takeAnswers(db, rule, before, AT_ONCE)
  let n = 0
  for (const row of rows) {
    if (rule === 'left-numbers') {
      if (await takePrivateOut(db, row, now)) n += 1
      continue
    }
    const its = { answerId: row.answerId, verbatimId: row.id }
    await unlinkErased(db, row.id)
    await eraseAnswerFromGate(db, its)
    await eraseAnswerFromCare(db, its, now)
    await forgetWords(db, row, now)
    n += 1
  }
  if (rule === 'anonymous-answers' && rows.length > 0) {
    await dayChanged(db, rows, now)
    await tallySoon(house)
  }
  return { n, more: rows.length === AT_ONCE }
}
