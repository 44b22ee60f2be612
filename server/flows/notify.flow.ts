import type { Visit } from '../../contract/visits.ts'
import type { House } from '../kit/house.ts'

/** Web Push to the person who goes, as a job of the same transaction. */
export async function notifyPerson(house: House, visit: Visit): Promise<void> {
  if (visit.whoId) await house.queue.add(house, 'visit-push', { visitId: visit.id, staffId: visit.whoId })
}

/** The same for a colleague to whom the visit was handed: also when the customer was greeted already, and is passed on to them. */
export async function notifyHanded(house: House, visit: Visit): Promise<void> {
  if (visit.whoId) await house.queue.add(house, 'visit-push', { visitId: visit.id, staffId: visit.whoId, handed: true })
}
