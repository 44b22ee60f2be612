import { type Because, say } from '../../../contract/because.ts'
import { lockCustomer } from '../../customers/customers.store.ts'
import type { House } from '../../kit/house.ts'
import { pageCustomer } from '../../messages/page.store.ts'
import { addToAsked } from '../../work/asked.store.ts'
import { insertTasks } from '../../work/task.store.ts'

/**
 * A customer asks or writes, a person answers: a task for whoever wrote to them, else their advisor, or for whoever stands in. One that is
 * open already is enough: what they say more is written there.
 */
export async function askPerson(
  house: House,
  asked: { customerId: string; why: Because; words: string; staffId?: string | null; siteId?: string | null },
): Promise<void> {
  const { customerId, why, words } = asked
  // Two clicks, or a page loaded again, are one wish.
  await lockCustomer(house.db, customerId)
  const now = house.now()
  const quoted = words ? [say('quote', { text: words })] : []
  const title = words.slice(0, 120)
  if (await addToAsked(house.db, { customerId, code: why.code, more: quoted, title }, now)) return
  const person = await pageCustomer(house.db, customerId)
  await insertTasks(
    house.db,
    [
      {
        id: house.newId(),
        touchId: null,
        customerId,
        staffId: asked.staffId ?? person?.advisorId ?? null,
        siteId: asked.siteId ?? person?.siteId ?? null,
        assetId: null,
        orderId: null,
        kind: 'call',
        purpose: 'service',
        moment: null,
        title,
        because: [why, ...quoted],
        opening: '',
        message: '',
        thank: '',
        avoid: '',
        priority: 1,
        core: true,
        minutes: 10,
        notBefore: now.getTime(),
        dueOn: null,
        expiresAt: null,
      },
    ],
    now,
  )
}
