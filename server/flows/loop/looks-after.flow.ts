import type { Staff } from '../../../contract/network.ts'
import type { House } from '../../kit/house.ts'
import { staffOf } from '../../network/staff.store.ts'
import { handoversInForce } from '../../work/handover.store.ts'
import { teamOf, whoDoes } from '../../work/who-does.ts'

/** Whose customer, as whoever asks has them at hand. */
interface Theirs {
  id: string
  advisorId: string | null
  deputyId: string | null
  siteId: string | null
  language: string
}

/**
 * Who looks after them now: their advisor, whoever these handed them over to, or the deputy while they are away. Null: nobody of their own.
 * `insteadOf`: whom they will find again when that one is back; of somebody who left for good nobody is told to wait.
 */
export async function looksAfter(
  house: House,
  customer: Theirs,
): Promise<{ person: Staff; insteadOf: string | null } | null> {
  const now = house.now()
  const [staff, handovers] = await Promise.all([staffOf(house.db, now), handoversInForce(house.db, now)])
  const team = teamOf(staff, handovers)
  const { advisorId, deputyId, siteId, language } = customer
  const doer = whoDoes(
    team,
    {
      customerId: customer.id,
      by: 'advisor',
      advisorId,
      deputyId,
      siteId,
      service: null,
      language,
      now: now.getTime(),
      expiresAt: null,
    },
    new Map(),
  )
  const person = doer.staffId ? team.byId.get(doer.staffId) : undefined
  if (!person || !OWN.has(doer.as)) return null
  const forGood = doer.as === 'handed-over' && doer.handover?.until === null
  const advisor = advisorId && advisorId !== person.id && !forGood ? team.byId.get(advisorId) : undefined
  return { person, insteadOf: advisor?.name ?? null }
}

const OWN: ReadonlySet<string> = new Set(['advisor', 'handed-over', 'deputy'])
