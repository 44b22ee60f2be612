import type { Call } from '../../contract/visits.ts'
import { type House, inTransaction } from '../kit/house.ts'
import { staffOf } from '../network/staff.store.ts'
import { callOf, passCall } from '../visits/call.store.ts'
import { lookedAfter } from '../visits/visit.store.ts'
import { lineNow } from './line.flow.ts'
import type { Watch } from './watch.ts'

/** The card goes where the telephone rings: to the next in line, with who did not pick up. Nothing for a call that is over, or theirs already. */
export async function passOn(
  house: House,
  watch: Watch,
  sourceId: string,
  callId: string,
  staffId: string,
): Promise<Call | undefined> {
  return inTransaction(house, async (house) => {
    const now = house.now()
    const call = await callOf(house.db, sourceId, callId)
    if (call?.state !== 'ringing' || call.whoId === staffId) return undefined
    const line = await lineNow(house, {
      customerId: call.customerId,
      service: call.card.why[0]?.service ?? null,
      siteId: call.siteId,
      staff: await staffOf(house.db, now, { site: call.siteId }),
      busy: await watch.load.of(now, (since) => lookedAfter(house.db, since)),
    })
    const next = line.find((who) => who.staffId === staffId)
    if (!next) return undefined
    const silent = call.card.who?.name
    const because = silent ? [...next.because, { code: 'did-not-pick-up', values: { name: silent } }] : next.because
    return passCall(house.db, call.id, { ...next, because }, now)
  })
}
