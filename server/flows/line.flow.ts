import type { Service, Staff } from '../../contract/network.ts'
import type { Who } from '../../contract/visits.ts'
import { knownPeople } from '../customers/asset-lookup.store.ts'
import type { House } from '../kit/house.ts'
import { staffOf } from '../network/staff.store.ts'
import { whoGoes } from '../visits/who.ts'

interface LineQuestion {
  customerId: string
  service: Service | null
  siteId: string
  /** Staff of the site at least, with their duty now. */
  staff: readonly Staff[]
  busy: ReadonlyMap<string, number>
}

/** The line of succession for a customer, as it stands now. */
export async function lineNow(house: House, { customerId, ...question }: LineQuestion): Promise<Who[]> {
  const [person] = await knownPeople(house.db, [customerId])
  const advisorId = person?.advisorId ?? null
  return whoGoes({
    ...question,
    advisorId,
    advisor: await advisorOf(house, advisorId, question.staff),
    deputyId: person?.deputyId ?? null,
    language: person?.language ?? 'fr',
  })
}

/** An advisor who may not be of this site, with their duty; null when they have left the house. */
export async function advisorOf(
  house: House,
  advisorId: string | null,
  staff: readonly Staff[],
): Promise<Staff | null> {
  if (!advisorId) return null
  const near = staff.find(({ id }) => id === advisorId)
  return near ?? (await staffOf(house.db, house.now(), { ids: [advisorId] }))[0] ?? null
}
