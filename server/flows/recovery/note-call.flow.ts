import type { CALL_OUTCOMES } from '../../../contract/replies.ts'
import { spend, unspend } from '../../budget/spend.store.ts'
import { weightOf } from '../../budget/weights.ts'
import { insertAttempt, removeAttempt } from '../../consent/call-said.store.ts'
import { lawSettings } from '../../consent/law.store.ts'
import type { Caller } from '../../kit/caller.ts'
import type { Db, House } from '../../kit/house.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { addEntries, removeEntryOf } from '../../timeline/entries.store.ts'
import { SHIPPED_RHYTHM } from '../loop/tell-by.ts'

/** A call to a customer: the attempt that the law counts, the attention it took, the line on their timeline; all three under one id. */
export async function noteCall(
  house: House,
  playbooks: PlaybookInForce,
  about: { customerId: string; siteId: string | null; assetId: string | null; caseId: string | null },
  caller: Caller,
  body: { outcome: (typeof CALL_OUTCOMES)[number]; text: string },
): Promise<{ attemptId: string; attentionId?: string }> {
  const now = house.now()
  const { customerId, siteId, assetId, caseId } = about
  const [inForce, law] = [await playbooks.of(house.db), await lawSettings(house.db, siteId)]
  const reached = body.outcome === 'reached'
  const attemptId = house.newId()
  await insertAttempt(house.db, {
    id: attemptId,
    customerId,
    at: now,
    channel: 'call',
    purpose: 'service',
    reached,
    refused: false,
    legalEntity: law.legalEntity,
    touchId: null,
    staffId: caller.staffId,
  })
  const weight = weightOf(inForce?.playbook.budget ?? SHIPPED_RHYTHM.budget, 'call')
  if (body.outcome !== 'no-answer')
    await spend(house.db, {
      id: attemptId,
      customerId,
      at: now,
      channel: 'call',
      weight,
      moment: null,
      core: true,
      touchId: null,
      staffId: caller.staffId,
      siteId,
    })
  await addEntries(house.db, [
    {
      id: house.newId(),
      customerId,
      kind: 'call',
      at: now,
      siteId,
      staffId: caller.staffId,
      assetId,
      text: body.text,
      data: { code: `outcome-${body.outcome}`, ...(caseId ? { caseId } : {}) },
      source: 'recovery',
      key: attemptId,
    },
  ])
  return { attemptId, ...(body.outcome === 'no-answer' ? {} : { attentionId: attemptId }) }
}

/** A call that was a slip of the thumb: neither the law nor their attention counts it. */
export async function unnoteCall(db: Db, call: { attemptId?: string; attentionId?: string }): Promise<void> {
  if (call.attemptId) {
    await removeAttempt(db, call.attemptId)
    await removeEntryOf(db, 'recovery', call.attemptId)
  }
  if (call.attentionId) await unspend(db, call.attentionId, null)
}
