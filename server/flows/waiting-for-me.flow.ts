import type { LiveEvent } from '../../contract/visits.ts'
import { type Caller, callerSites } from '../kit/caller.ts'
import type { House } from '../kit/house.ts'
import { waitingFor } from '../visits/visit.store.ts'

/**
 * Who waits for this person by now, and calls them, on all sites they may see: what a stream that opens says first. It opens all the
 * same while the database is away.
 */
export async function waitingForMe(house: House, caller: Caller): Promise<LiveEvent[]> {
  if (!caller.staffId) return []
  return waitingFor(house.db, caller.staffId, callerSites(caller, 'visits.read'), house.now()).catch(() => [])
}
