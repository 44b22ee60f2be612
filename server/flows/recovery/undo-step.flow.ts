import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/recovery.ts'
import { type Caller, need } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, forbidden } from '../../kit/problem.ts'
import { audit } from '../../network/audit.store.ts'
import { putBack } from '../../recovery/before.ts'
import { type CaseRow, changeCase, customerOfCase, lockCase, lockMatters } from '../../recovery/case.store.ts'
import { keepPromiseRow, promisesOf, removePromise } from '../../recovery/promise.store.ts'
import { replyById } from '../../recovery/reply.store.ts'
import { type StepRow, stepById, stepsOf, undoStepRow } from '../../recovery/step.store.ts'
import { mayUndo } from '../../recovery/step.ts'
import { correctEntry } from '../../timeline/entries.store.ts'
import { needNotAccused, settleOwner } from './accused.flow.ts'
import { needOnlyOne } from './join-case.flow.ts'
import { unnoteCall } from './note-call.flow.ts'
import { leaveUnasked } from './second-question.flow.ts'
import { takeReplyBack } from './take-back.flow.ts'

/**
 * Takes back what somebody did with a case: everything stands as before, and the step stays, struck through. Only the newest step that changed
 * whose it is or whether they were answered can be taken back: what came after stands on it.
 */
export const undoCaseStep = (
  house: House,
  { params }: InputOf<typeof api.undoCaseStep>,
  caller: Caller,
): Promise<AnswerOf<typeof api.undoCaseStep>> =>
  inTransaction(house, async (house) => {
    const step = await stepById(house.db, params.id)
    const customerId = await customerOfCase(house.db, step.caseId)
    if (customerId) await lockMatters(house.db, customerId)
    const row = await lockCase(house.db, step.caseId)
    need(caller, 'feedback.act', row.siteId)
    await needNotAccused(house, caller, row)
    if (step.byId !== caller.staffId) throw forbidden('Only who did it takes it back.')
    if (!mayUndo(step, house.now())) throw conflict('too-late', 'This can no longer be taken back')
    if (step.kind !== 'note' && step.kind !== 'promised' && step.kind !== 'kept') await needNewest(house, step)
    if (step.kind === 'promised') await needOwed(house, step)
    await backOf(house, row, step, caller)
    await undoStepRow(house.db, step.id, house.now())
    const now = await lockCase(house.db, row.id)
    if (!now.closedAt) await settleOwner(house, now)
    await audit(house, caller, 'case.undo', {
      customerId: row.customerId,
      siteId: row.siteId,
      detail: { case: row.id, kind: step.kind },
    })
    return { ok: true }
  })

const MOVES: ReadonlySet<StepRow['kind']> = new Set([
  'replied',
  'called',
  'handed-over',
  'closed',
  'reopened',
  'joined',
])

async function needNewest(house: House, step: StepRow): Promise<void> {
  const newest = (await stepsOf(house.db, step.caseId)).find(
    ({ kind, undoneAt }) => MOVES.has(kind) && undoneAt === null,
  )
  if (newest?.id !== step.id) throw conflict('said-since', 'Something else was done since', 'Take that back first.')
}

/** A promise that was kept or lifted since is no slip any more: what came of it stands on it. */
async function needOwed({ db }: House, { caseId, data }: StepRow): Promise<void> {
  const promises = (await promisesOf(db, [caseId])).get(caseId) ?? []
  if (!promises.some(({ id, keptAt }) => id === data.promiseId && keptAt === null))
    throw conflict('said-since', 'Something else was done since', 'Take that back first.')
}

async function backOf(house: House, row: CaseRow, step: StepRow, caller: Caller): Promise<void> {
  const { db } = house
  const now = house.now()
  const { data } = step
  const before = data.before && putBack(data.before)
  switch (step.kind) {
    case 'replied':
      await takeReplyBack(house, await replyById(db, data.replyId ?? ''), caller)
      break
    case 'called':
      await unnoteCall(db, data)
      break
    case 'promised':
      return removePromise(db, data.promiseId ?? '')
    case 'kept':
      return keepPromiseRow(db, data.promiseId ?? '', null, null)
    case 'closed':
      await needOnlyOne(house, row)
      await leaveUnasked(house, row.id)
      if (row.entryId) await correctEntry(db, row.entryId, { closedAt: null })
      await changeCase(db, row.id, { closedAt: null, closedBy: null, outcome: null }, now)
      break
    case 'handed-over':
      break
    default:
      return
  }
  if (before) await changeCase(db, row.id, before, now)
}
