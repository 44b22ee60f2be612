import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/recovery.ts'
import { isBeingErased } from '../../consent/being-erased.store.ts'
import { type Caller, need } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict, invalid, notFound } from '../../kit/problem.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { audit } from '../../network/audit.store.ts'
import { madeOnce } from '../../network/made.store.ts'
import { staffById } from '../../network/staff.store.ts'
import { accusedOf } from '../../recovery/accused.store.ts'
import { beforeOf } from '../../recovery/before.ts'
import { type CaseRow, changeCase, customerOfCase, lockCase, lockMatters } from '../../recovery/case.store.ts'
import { asksAfter } from '../../recovery/outcome.ts'
import { mayHave } from '../../recovery/owner.ts'
import { insertPromise, keepPromiseRow, lockPromise, promisesOf, removePromise } from '../../recovery/promise.store.ts'
import { addStep, stepById } from '../../recovery/step.store.ts'
import type { StepData, StepKind } from '../../recovery/step.ts'
import { correctEntry } from '../../timeline/entries.store.ts'
import { caseClosed } from '../../timeline/entry-facts.ts'
import { noteFacts } from '../../timeline/note-facts.flow.ts'
import { needNotAccused, settleOwner } from './accused.flow.ts'
import { dueOf } from './ground.flow.ts'
import { needOnlyOne } from './join-case.flow.ts'
import { noteCall } from './note-call.flow.ts'
import { askWhetherWell, leaveUnasked } from './second-question.flow.ts'
import { tellOwner } from './tell-owner.flow.ts'
import { who } from './who.flow.ts'

type In<K extends keyof typeof api> = InputOf<Extract<(typeof api)[K], { name: string }>>
type Out<K extends keyof typeof api> = Promise<AnswerOf<Extract<(typeof api)[K], { name: string }>>>

/** Somebody acts on a case: it is theirs to act on, locked, and what they did stands in its steps and in the audit log. */
async function act(
  house: House,
  caller: Caller,
  caseId: string,
  kind: StepKind,
  work: (house: House, row: CaseRow) => Promise<{ about?: string; text?: string; data?: StepData }>,
  /** What was sent, where the same sent again is the step there is. */
  body?: object,
): Promise<{ step: string }> {
  who(caller)
  const still = async (house: House, id: string) => ((await stepById(house.db, id)).undoneAt ? undefined : { step: id })
  const make = async (house: House, id: string) => {
    const row = await lockCase(house.db, caseId)
    need(caller, 'feedback.act', row.siteId)
    await needNotAccused(house, caller, row)
    if (await isBeingErased(house.db, row.customerId)) throw notFound('case')
    const did = await work(house, row)
    await addStep(
      house.db,
      {
        id,
        caseId,
        customerId: row.customerId,
        kind,
        by: caller.staffId,
        about: did.about ?? null,
        text: did.text ?? '',
        data: { ...did.data, before: beforeOf(row) },
      },
      house.now(),
    )
    await audit(house, caller, `case.${kind}`, {
      customerId: row.customerId,
      siteId: row.siteId,
      detail: { case: caseId },
    })
    return { step: id }
  }
  return body
    ? madeOnce(house, caller, { what: `${kind} on ${caseId}`, body }, { make, still })
    : inTransaction(house, (house) => make(house, house.newId()))
}

const stillOpen = (row: CaseRow): void => {
  if (row.closedAt) throw conflict('case-closed', 'This case is over', 'Open it again first.')
}

export const noteOnCase = (house: House, { params, body }: In<'noteOnCase'>, caller: Caller): Out<'noteOnCase'> =>
  act(house, caller, params.id, 'note', async () => ({ text: body.text }), body)

/** A call: the attempt the law counts, the attention it took, the line on the timeline; reached, they have heard from us. */
export const calledOnCase =
  (playbooks: PlaybookInForce) =>
  (house: House, { params, body }: In<'calledOnCase'>, caller: Caller): Out<'calledOnCase'> => {
    const called = async (house: House, row: CaseRow) => {
      stillOpen(row)
      const reached = body.outcome === 'reached'
      const data: StepData = { outcome: body.outcome }
      if (row.customerId)
        Object.assign(
          data,
          await noteCall(house, playbooks, { ...row, customerId: row.customerId, caseId: row.id }, caller, body),
        )
      if (reached)
        await changeCase(house.db, row.id, { answeredAt: row.answeredAt ?? house.now(), nextAt: null }, house.now())
      return { text: body.text, data }
    }
    return act(house, caller, params.id, 'called', called, body)
  }

export const handOverCase = (house: House, { params, body }: In<'handOverCase'>, caller: Caller): Out<'handOverCase'> =>
  act(house, caller, params.id, 'handed-over', async (house, row) => {
    stillOpen(row)
    const staff = await staffById(house.db, house.now(), body.staffId)
    if (!mayHave(staff, row.siteId)) throw invalid('body.staffId', 'They may not act on cases of this site.')
    if ((await accusedOf(house.db, row.id)).has(staff.id))
      throw invalid('body.staffId', 'This case is about them: somebody else answers it.')
    await changeCase(house.db, row.id, { ownerId: staff.id, ownerAs: 'handed-over' }, house.now())
    if (staff.id !== caller.staffId) await tellOwner(house, { caseId: row.id, staffId: staff.id, why: 'handed-over' })
    return { about: staff.id, text: body.text }
  })

/** The longest a promise may look ahead: what is further off is a plan. */
const FURTHEST_MS = 366 * 86_400_000

export const promiseOnCase = (
  house: House,
  { params, body }: In<'promiseOnCase'>,
  caller: Caller,
): Out<'promiseOnCase'> => {
  const promised = async (house: House, row: CaseRow) => {
    stillOpen(row)
    const dueAt = new Date(body.dueAt)
    const ahead = dueAt.getTime() - house.now().getTime()
    if (ahead <= 0 || ahead > FURTHEST_MS)
      throw invalid('body.dueAt', 'A promise is for a moment to come, within a year.')
    const promiseId = house.newId()
    await insertPromise(
      house.db,
      { id: promiseId, caseId: row.id, customerId: row.customerId, words: body.words, dueAt, by: caller.staffId },
      house.now(),
    )
    return { text: body.words, data: { promiseId, dueAt: dueAt.toISOString() } }
  }
  return act(house, caller, params.id, 'promised', promised, body)
}

export async function keepPromise(house: House, { params }: In<'keepPromise'>, caller: Caller): Out<'keepPromise'> {
  return inTransaction(house, async (house) => {
    const promise = await lockPromise(house.db, params.id)
    return act(house, caller, promise.caseId, 'kept', async (house) => {
      if (promise.keptAt) throw conflict('kept-already', 'This was done already')
      await keepPromiseRow(house.db, promise.id, house.now(), caller.staffId)
      return { text: promise.words, data: { promiseId: promise.id } }
    })
  })
}

/** What was promised no longer holds, for a reason that is said; it stays in the steps. */
export async function releasePromise(
  house: House,
  { params, body }: In<'releasePromise'>,
  caller: Caller,
): Out<'releasePromise'> {
  return inTransaction(house, async (house) => {
    const promise = await lockPromise(house.db, params.id)
    return act(house, caller, promise.caseId, 'released', async (house) => {
      if (promise.keptAt) throw conflict('kept-already', 'This was done already')
      await removePromise(house.db, promise.id)
      return { text: `${promise.words} · ${body.text}` }
    })
  })
}

/** It is over: the loop speaks again, and some time later they are asked whether it is well. What was promised is done first. */
export const closeCase =
  (playbooks: PlaybookInForce) =>
  (house: House, { params, body }: In<'closeCase'>, caller: Caller): Out<'closeCase'> =>
    act(house, caller, params.id, 'closed', async (house, row) => {
      stillOpen(row)
      const promises = (await promisesOf(house.db, [row.id])).get(row.id) ?? []
      if (promises.some(({ keptAt }) => keptAt === null))
        throw conflict(
          'promise-open',
          'Something was promised and is not done',
          'Say that it was kept, or take the promise back.',
        )
      const now = house.now()
      await changeCase(
        house.db,
        row.id,
        { closedAt: now, closedBy: caller.staffId, outcome: body.outcome, nextAt: null, again: null, againAt: null },
        now,
      )
      if (row.entryId && row.customerId) {
        await correctEntry(house.db, row.entryId, { closedAt: now })
        await noteFacts(house, [
          caseClosed({ id: row.entryId, customerId: row.customerId, siteId: row.siteId }, now, caller.staffId),
        ])
      }
      if (asksAfter(body.outcome)) await askWhetherWell(house, playbooks, row, caller)
      return { text: body.text, data: { outcome: body.outcome } }
    })

export const reopenCase = (house: House, { params, body }: In<'reopenCase'>, caller: Caller): Out<'reopenCase'> =>
  inTransaction(house, async (house) => {
    const customerId = await customerOfCase(house.db, params.id)
    if (customerId) await lockMatters(house.db, customerId)
    return act(house, caller, params.id, 'reopened', async (house, row) => {
      if (!row.closedAt) throw conflict('case-open', 'This case is open')
      await needOnlyOne(house, row)
      await openAgain(house, row)
      return { text: body.text }
    })
  })

/** Open again, with a clock of its own; a second question that has not left is not asked. */
async function openAgain(house: House, row: CaseRow): Promise<void> {
  const now = house.now()
  const dueAt = await dueOf(house, row.siteId, row.severity)
  await changeCase(
    house.db,
    row.id,
    { closedAt: null, closedBy: null, outcome: null, answeredAt: null, level: 0, dueAt, nextAt: dueAt },
    now,
  )
  if (row.entryId) await correctEntry(house.db, row.entryId, { closedAt: null })
  await leaveUnasked(house, row.id)
  await settleOwner(house, row)
}
