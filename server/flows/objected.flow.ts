import { type House, inTransaction, publish } from '../kit/house.ts'
import { eraseSignal } from '../signals/source.store.ts'
import { dropCallsOfObjected, recognisedButObjected, strikeFromLists } from '../visits/objected.store.ts'
import { tell } from '../visits/visit.flow.ts'
import { changeVisit } from '../visits/visit.store.ts'

/**
 * An objection to being recognised holds at once, by whatever door it came: what a camera or a telephone had just recognised is taken back from the
 * screens, and the read with it. To whom somebody is going already, or who was received, is seen by a person, and their visit is that person's.
 */
export async function takeBackObjected(house: House): Promise<void> {
  await inTransaction(house, async (house) => {
    for (const row of await recognisedButObjected(house.db)) {
      const visit = await changeVisit(
        house.db,
        row.id,
        {
          state: 'withdrawn',
          escalate_at: null,
          signal_id: null,
          track: null,
          card: { ...row.card, vehicle: null, because: [], say: null, thank: null, mind: null, why: [] },
        },
        house.now(),
      )
      if (row.signal_id) await eraseSignal(house.db, row.signal_id)
      tell(house, visit)
    }
    for (const call of await dropCallsOfObjected(house.db)) publish(house, { type: 'call', site: call.siteId, call })
    for (const { id, siteId } of await strikeFromLists(house.db)) publish(house, { type: 'perhaps', site: siteId, id })
  })
}
