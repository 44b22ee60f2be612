import type { House } from '../kit/house.ts'
import { wordBefore } from './call-said.store.ts'
import { writeReceipts } from './receipts.store.ts'

/** A consent that ended by a slip of the thumb is given back within ten minutes; after that the customer gives it. */
export const UNDO_CONSENT_MS = 10 * 60_000

/** They asked not to be called: said in conversation, so the receipt says where and by whom it was heard (CALL-5, CONS-1). */
export const endCalls = (
  house: House,
  heard: { customerId: string; siteId: string | null; byStaff: string | null; evidence: Record<string, unknown> },
): Promise<string[]> =>
  writeReceipts(house, [{ ...heard, action: 'withdrawn', channel: 'call', purpose: 'commercial', place: 'call' }])

/** A receipt is never changed: that a withdrawal was a slip of the thumb is another receipt, with the wording they had agreed to. */
export async function giveCallsBack(
  house: House,
  { customerId, receipt, byStaff }: { customerId: string; receipt: string; byStaff: string | null },
): Promise<void> {
  const was = await wordBefore(house.db, customerId, receipt)
  await writeReceipts(house, [
    {
      customerId,
      // A yes to everything was none to calls: what is undone lets it stand, and says no more than it did.
      action: was?.action === 'given' && was.channel === 'call' ? 'given' : 'notice',
      channel: 'call',
      purpose: 'commercial',
      wording: was?.wording ?? '',
      wordingVersion: was?.version ?? '',
      place: 'correction',
      byStaff,
      evidence: { undoes: receipt, because: 'said by mistake, taken back within ten minutes' },
    },
  ])
}
