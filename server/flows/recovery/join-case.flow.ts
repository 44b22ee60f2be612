import type { Reading } from '../../../contract/reading.ts'
import type { Db, House } from '../../kit/house.ts'
import { conflict } from '../../kit/problem.ts'
import { addAnswer, type CaseRow, changeCase, openCasesOf } from '../../recovery/case.store.ts'
import { type Subject, sameMatter } from '../../recovery/joins.ts'
import { type Opening, worse } from '../../recovery/severity.ts'
import type { Recorded } from '../feedback/given.ts'
import { answerStep, stillTheirs } from './answer-step.flow.ts'
import { dueOf } from './ground.flow.ts'

/** The open case of this matter, if there is one. Asked for under the lock of the customer's matters. */
export const openMatter = async (db: Db, customerId: string, about: Subject): Promise<CaseRow | undefined> =>
  (await openCasesOf(db, customerId)).find((one) => sameMatter(one, about))

/** Opens nothing beside a case that is open: one matter is not answered by two people. */
export async function needOnlyOne(house: House, row: CaseRow): Promise<void> {
  if (row.customerId && (await openMatter(house.db, row.customerId, row)))
    throw conflict('matter-open', 'Another case of this matter is open', 'Go on in that one.')
}

/** Said again while it is open: one person goes on answering, and they wait anew from the more pressing of the two. */
export async function joinCase(
  house: House,
  row: CaseRow,
  recorded: Recorded,
  reading: Reading,
  opening: Opening,
): Promise<void> {
  const now = house.now()
  const clock = await waitsAnew(house, row, opening)
  await addAnswer(
    house.db,
    { answerId: recorded.answerId, caseId: row.id, customerId: row.customerId, kind: 'joined' },
    now,
  )
  await answerStep(house, row, 'joined', recorded, opening.because, { clock })
  await stillTheirs(house, row, recorded, reading, 'joined')
}

/** They wait for us from now, by the more pressing of the two clocks; who has waited already waits no longer than that. @returns until when */
export async function waitsAnew(house: House, row: CaseRow, opening: Opening): Promise<string> {
  const severity = worse(row.severity, opening.severity)
  const fresh = await dueOf(house, row.siteId, severity)
  const waiting = row.answeredAt === null && row.dueAt < fresh
  const dueAt = waiting ? row.dueAt : fresh
  await changeCase(
    house.db,
    row.id,
    { severity, dueAt, answeredAt: null, ...(waiting ? {} : { level: 0, nextAt: dueAt }) },
    house.now(),
  )
  return dueAt.toISOString()
}
