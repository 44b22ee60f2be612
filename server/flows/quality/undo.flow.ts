import { say } from '../../../contract/because.ts'
import type { AnswerOf, InputOf } from '../../../contract/endpoint.ts'
import type * as api from '../../../contract/gate-file.ts'
import type { Caller } from '../../kit/caller.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { conflict } from '../../kit/problem.ts'
import { callOffReady } from '../../messages/outbox.store.ts'
import { audit } from '../../network/audit.store.ts'
import { changeProposal, eventById, eventsOf, insertEvent, markEventUndone } from '../../quality/decision.store.ts'
import { closeFile } from '../../quality/file.store.ts'
import { callOffDeliveries } from '../../quality/hook.store.ts'
import {
  changeProduct,
  lockProduct,
  noteDue,
  type ProductRow,
  removeVersion,
  shelveVersion,
} from '../../quality/product.store.ts'
import type { Before } from '../../quality/tables.ts'
import { forgetTold, messagesOfEvent } from '../../quality/told.store.ts'
import { announce } from './announce.flow.ts'
import { cardById } from './board.flow.ts'
import { isMove, undoableEvent } from './undoable.ts'
import { needManage } from './who-may.flow.ts'

type In = InputOf<typeof api.undoGate>
type Out = Promise<AnswerOf<typeof api.undoGate>>

/**
 * Takes the last decision back: all stands as before it. What has not left yet does not leave: deliveries are called off, so are messages to
 * those who rated it, who count as not told. What a shop has taken already is told the contrary.
 */
export async function undoDecision(house: House, { params }: In, caller: Caller): Out {
  return inTransaction(house, async (house) => {
    const event = await eventById(house.db, params.id)
    const row = await lockProduct(house.db, event.product_id)
    needManage(caller, row.site_ids)
    const newest = undoableEvent(await eventsOf(house.db, row.id))
    if (!event.before || newest?.id !== event.id)
      throw conflict('not-last', 'More has happened since', 'Only the last decision can be taken back.')
    const now = house.now()
    const before = event.before
    await putBack(house, row, before)
    const back = await changeProduct(
      house.db,
      row.id,
      {
        state: before.state,
        stateAt: new Date(before.stateAt),
        version: before.version,
        because: before.because,
        declined: before.declined,
        fileId: before.fileId,
      },
      now,
    )
    await markEventUndone(house.db, event.id, now)
    await insertEvent(
      house.db,
      {
        id: house.newId(),
        productId: row.id,
        fileId: back.file_id,
        kind: 'undone',
        by: caller,
        because: [say('gate-undone', { kind: event.kind })],
      },
      now,
    )
    await takeBackNews(house, back, event)
    // Looked at again in a while, not at once: the same proposal would be there before the screen is.
    await noteDue(house.db, [row.id], new Date(now.getTime() + 3_600_000))
    await audit(house, caller, 'gate.undo', { detail: { product: row.id, what: event.kind } })
    return cardById(house, row.id, caller)
  })
}

async function putBack(house: House, row: ProductRow, before: Before): Promise<void> {
  if (before.proposalId)
    await changeProposal(house.db, before.proposalId, {
      state: 'waiting',
      reason: '',
      decidedBy: null,
      decidedAt: null,
    })
  if (before.closed) await closeFile(house.db, before.closed, null)
  // A file that this very decision opened is closed with it.
  if (row.file_id && row.file_id !== before.fileId)
    await closeFile(house.db, row.file_id, { at: house.now(), outcome: 'retired' })
  if (row.version !== before.version) await removeVersion(house.db, row.id, row.version)
  else if (before.shelved !== null) await shelveVersion(house.db, row.id, before.shelved, null)
}

async function takeBackNews(house: House, back: ProductRow, event: { id: string; kind: string }): Promise<void> {
  const { tried } = await callOffDeliveries(house.db, event.id, house.now())
  if (tried > 0 && isMove(event.kind))
    await announce(house, back, event.kind === 'withdrawn' ? 'product.returned' : 'product.withdrawn', {
      eventId: event.id,
    })
  const messages = await messagesOfEvent(house.db, event.id)
  const called = await callOffReady(house.db, messages, [say('gate-undone', { kind: event.kind })], house.now())
  await forgetTold(house.db, event.id, called)
}
