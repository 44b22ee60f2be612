import { say } from '../../../contract/because.ts'
import type { Reading } from '../../../contract/reading.ts'
import type { House } from '../../kit/house.ts'
import { alarmsOpen } from '../../recovery/alarm.store.ts'
import { addAnswer, caseOfAnswer, caseOfInvitation, lockCase, lockMatters } from '../../recovery/case.store.ts'
import { longAgo } from '../../recovery/long-ago.ts'
import { severityOf } from '../../recovery/severity.ts'
import { addStep } from '../../recovery/step.store.ts'
import type { Recorded } from '../feedback/given.ts'
import { changedTheirMind } from './hear-again.flow.ts'
import { careFor, heardIn } from './hear-answer.flow.ts'

/** A person read it and set it aside; or the same words were heard three times already. */
const HEARD = new Set(['staff', 'same-words'])
/** So many cases of a day at one place are opened by what is not counted; what comes after is read in the newest of them. */
const MOST_OPEN = 3

/**
 * What is kept out of the figures is not kept from people. Whether an answer counts is a question of statistics, and may be answered wrongly; brakes
 * that failed are brakes that failed. So danger, and a wish to be called, open a case whatever the count says, and the case says that the answer
 * does not count. A box that is stuffed with alarms does not bury those who answer: after the third of a day and a place they share one case.
 */
export async function alarmHears(house: House, recorded: Recorded, reading: Reading): Promise<void> {
  const { given, answerId } = recorded
  if (given.leftOut === null || HEARD.has(given.leftOut) || longAgo(given, house.now())) return
  const { customerId, siteId } = given.about
  if (customerId) await lockMatters(house.db, customerId)
  const own = await caseOfAnswer(house.db, answerId)
  if (given.invitationId && (await caseOfInvitation(house.db, given.invitationId))) return
  const heard = heardIn(recorded, reading)
  const opening = severityOf({ ...heard, band: null, promise: false, leaving: false, polarity: 0 })
  if (!opening) return
  const because = [...opening.because, say('case.not-counted')]
  if (own && given.judged) return
  if (own)
    return changedTheirMind(house, await lockCase(house.db, own.caseId), recorded, reading, { ...opening, because })
  const open = customerId ? [] : await alarmsOpen(house.db, siteId, house.now())
  const newest = open[0]
  if (!newest || open.length < MOST_OPEN) return careFor(house, recorded, reading, { ...opening, because })
  await addAnswer(house.db, { answerId, caseId: newest, customerId: null, kind: 'joined' }, house.now())
  const data = { because, answerId, score: given.score, best: heard.best }
  const step = { id: house.newId(), caseId: newest, customerId: null, kind: 'joined' as const, by: null, data }
  await addStep(house.db, step, house.now())
}
