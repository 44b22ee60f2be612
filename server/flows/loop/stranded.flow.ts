import { say } from '../../../contract/because.ts'
import { followMessages } from '../../feedback/invitation.store.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { callOffExpired, doubtWithoutWayOut } from '../../messages/stranded.store.ts'
import { changeTouches } from '../../moments/touch.store.ts'
import { touchAfter } from './message-ends.flow.ts'

/**
 * Messages that no way out asks for: their provider was switched off, or is at its rate. What has expired meanwhile is called off, and its touch is
 * let go; what waits for a way out that is not there is a doubt, so that somebody sees it.
 */
export function lookForStranded(house: House): Promise<void> {
  return inTransaction(house, async (house) => {
    const now = house.now()
    const off = await callOffExpired(house.db, now)
    const end = { state: 'called-off' as const, because: [say('too-late')] }
    await changeTouches(
      house.db,
      off.flatMap((message) => touchAfter(end, message)),
      now,
    )
    await followMessages(
      house.db,
      off.map(({ id }) => id),
      now,
    )
    await doubtWithoutWayOut(house.db, now)
  })
}
