import type { Because } from '../../../contract/because.ts'
import type { Reading } from '../../../contract/reading.ts'
import type { House } from '../../kit/house.ts'
import type { CaseRow } from '../../recovery/case.store.ts'
import { addStep } from '../../recovery/step.store.ts'
import type { Given, Recorded } from '../feedback/given.ts'
import { accuseIn, settleOwner } from './accused.flow.ts'
import { tellOwner } from './tell-owner.flow.ts'

/** What an answer scored, as a step says it. */
export const scoreOf = (given: Given) => ({
  score: given.score,
  best: given.scale ? Math.max(given.scale.min, given.scale.max) : null,
})

/** An answer came to a case that is there: said in its steps. */
export const answerStep = (
  house: House,
  row: CaseRow,
  kind: 'joined' | 'changed' | 'said-again' | 'reopened' | 'left-out',
  recorded: Recorded,
  because: readonly Because[],
  { before = '', ...more }: { again?: string; anew?: true; before?: string; clock?: string } = {},
) =>
  addStep(
    house.db,
    {
      id: house.newId(),
      caseId: row.id,
      customerId: row.customerId,
      kind,
      by: null,
      text: before,
      data: { because: [...because], answerId: recorded.answerId, ...scoreOf(recorded.given), ...more },
    },
    house.now(),
  )

/** New words may accuse whoever has the case: then it is given to somebody else, who is told; else whoever has it is told. */
export async function stillTheirs(
  house: House,
  row: CaseRow,
  recorded: Recorded,
  reading: Reading,
  why: 'joined' | 'reopened' | null,
): Promise<void> {
  await accuseIn(house, row, recorded, reading)
  const has = await settleOwner(house, row)
  if (has && has === row.ownerId && why) await tellOwner(house, { caseId: row.id, staffId: has, why })
}
