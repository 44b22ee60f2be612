import { answerBefore } from '../../feedback/answer-before.store.ts'
import { latestAtDoor } from '../../feedback/door.store.ts'
import { doorRun, type Said, type Usual } from '../../feedback/door-run.ts'
import type { Reader } from '../../feedback/reading.ts'
import type { House } from '../../kit/house.ts'
import { givenAgain } from './given.ts'
import { recordAnswer } from './record-answer.flow.ts'

/**
 * Looks at the door as a whole, in the transaction of an answer that comes in by it, with the door locked. What is kept in the database is looked
 * at, so several processes and one that was started again see the same row. Those of the row that were counted are set aside with it; once one
 * of them is set aside, what a person said of the others stands.
 * @returns why the answer that comes in is set aside
 */
export async function whyOfDoor(
  house: House,
  reader: Reader,
  door: { id: string; usual: Usual },
  coming: Said & { key: string | null; at: Date },
): Promise<'burst' | 'in-a-row' | 'clockwork' | null> {
  const { db } = house
  const { key, ...said } = coming
  const around = await latestAtDoor(db, door.id, coming.at, key)
  const found = doorRun([{ ...said, id: '', leftOut: null }, ...around], door.usual)
  if (!found) return null
  const before = found.run.filter(({ id }) => id !== '')
  if (before.every(({ leftOut }) => leftOut === null))
    for (const { id } of before) {
      const answer = await answerBefore(db, { id })
      if (answer) await recordAnswer(house, reader, { ...givenAgain(answer), leftOut: found.why, judged: true })
    }
  return found.why
}
