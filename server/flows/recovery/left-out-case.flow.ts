import { say } from '../../../contract/because.ts'
import type { Reading } from '../../../contract/reading.ts'
import type { House } from '../../kit/house.ts'
import { type CaseRow, changeCase, countedIn, lockCase } from '../../recovery/case.store.ts'
import { promisesOf } from '../../recovery/promise.store.ts'
import type { Opening } from '../../recovery/severity.ts'
import { addStep, stepsOf } from '../../recovery/step.store.ts'
import { correctEntry } from '../../timeline/entries.store.ts'
import { caseClosed } from '../../timeline/entry-facts.ts'
import { noteFacts } from '../../timeline/note-facts.flow.ts'
import type { Recorded } from '../feedback/given.ts'
import { answerStep } from './answer-step.flow.ts'
import { reopenFor } from './hear-again.flow.ts'

const LEFT_OUT = 'case.left-out'

/**
 * A person said that an answer does not count: its case says so. Where no other answer is behind it and nobody has answered or promised anything, it
 * is over: there was no such customer. Whoever spoke with somebody already says themselves how it ends. Counted again, it is open again.
 */
export async function judgedAgain(
  house: House,
  caseId: string,
  recorded: Recorded,
  reading: Reading,
  opening: Opening | null,
): Promise<void> {
  const row = await lockCase(house.db, caseId)
  if (recorded.given.leftOut === null) {
    const newest = (await stepsOf(house.db, caseId)).find(
      ({ kind, undoneAt }) => kind === 'closed' && undoneAt === null,
    )
    const byUs = newest?.data.because?.some(({ code }) => code === LEFT_OUT) ?? false
    if (row.closedAt && byUs && opening)
      await reopenFor(house, row, recorded, reading, opening, say('case.counted-again'))
    return
  }
  await answerStep(house, row, 'left-out', recorded, [])
  if (row.closedAt || row.answeredAt) return
  // What is set aside by a rule may be true all the same: danger, and a wish to be called, stay before a person.
  if (recorded.given.leftOut !== 'staff' && row.severity !== 'unhappy') return
  const promised = (await promisesOf(house.db, [row.id])).get(row.id) ?? []
  if (promised.length === 0 && (await countedIn(house.db, row.id)) === 0) await endFor(house, row)
}

async function endFor(house: House, row: CaseRow): Promise<void> {
  const now = house.now()
  const end = { closedAt: now, closedBy: null, outcome: 'withdrawn' as const, nextAt: null, again: null, againAt: null }
  await changeCase(house.db, row.id, end, now)
  if (row.entryId && row.customerId) {
    await correctEntry(house.db, row.entryId, { closedAt: now })
    const entry = { id: row.entryId, customerId: row.customerId, siteId: row.siteId }
    await noteFacts(house, [caseClosed(entry, now, null)])
  }
  const data = { outcome: 'withdrawn', because: [say(LEFT_OUT)] }
  const step = {
    id: house.newId(),
    caseId: row.id,
    customerId: row.customerId,
    kind: 'closed' as const,
    by: null,
    data,
  }
  await addStep(house.db, step, now)
}
