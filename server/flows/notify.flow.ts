import type { Visit } from '../../contract/visits.ts'
import type { House } from '../kit/house.ts'

/** Web Push to the person who goes, as a job of the same transaction. */
export async function notifyPerson(house: House, visit: Visit): Promise<void> {
  if (visit.whoId) await house.queue.add(house, 'visit-push', { visitId: visit.id, staffId: visit.whoId })
}
