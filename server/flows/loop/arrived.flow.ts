import { type Because, say } from '../../../contract/because.ts'
import { takeBackContact } from '../../budget/spend.store.ts'
import { followMessages, freeTouches } from '../../feedback/invitation.store.ts'
import type { House } from '../../kit/house.ts'
import { noteArrival } from '../../messages/news.store.ts'
import { forgetTouchOf, type SeenRow, seenMessage } from '../../messages/outbox.store.ts'
import { changeTouches, decideAnew, takeBackDone } from '../../moments/touch.store.ts'
import { reached, toldIn, touchAfter } from './message-ends.flow.ts'
import { asCarried } from './outbox.flow.ts'

/** Nobody has written yet that it left: the answer of the provider is the first that is known of it. */
const isUnsaid = ({ state }: SeenRow): boolean => state === 'doubt' || state === 'leaving'

/** The provider delivered it. Of a doubt, that is its answer: they have heard from us, and its touch is done. */
export async function delivered(house: House, id: string): Promise<void> {
  const row = await seenMessage(house.db, id, { lock: true })
  await noteArrival(house.db, id, 'delivered', [], house.now())
  if (!isUnsaid(row)) return
  await reached(house, [asCarried(row)])
  await changeTouches(house.db, touchAfter({ state: 'left', because: [say('provider-delivered')] }, row), house.now())
  await followMessages(house.db, [id], house.now())
}

/**
 * It came back: nobody heard from us, and it asked for no attention. Where the address is dead, its touch is decided anew, and finds the next
 * gesture or address; where the provider only did not manage, it would write the same again, so it is let go.
 */
export async function cameBack(house: House, id: string, code: string, dead: boolean): Promise<void> {
  const row = await seenMessage(house.db, id, { lock: true })
  if (row.state === 'failed' || row.state === 'called-off') return
  const because: Because[] = [say('came-back', { code })]
  await noteArrival(house.db, id, 'failed', because, house.now())
  await followMessages(house.db, [id], house.now())
  if (row.touchId === null) return
  await takeBackContact(house.db, row.touchId, row.channel)
  if (!dead) {
    if (isUnsaid(row)) await changeTouches(house.db, touchAfter({ state: 'failed', because }, row), house.now())
    else await takeBackDone(house.db, row.touchId, because, house.now())
    return
  }
  await freeTouches(house.db, [id])
  await forgetTouchOf(house.db, id)
  await decideAnew(house.db, toldIn(asCarried(row), because), house.now())
}
