import { sql } from 'kysely'
import { type PlatedAsset, type PlatesToday, platedAssets } from '../customers/asset-lookup.store.ts'
import type { Db } from '../kit/house.ts'
import { statement } from '../kit/statement.ts'
import { type KnownRow, knownOf } from '../visits/today.store.ts'

/** A car that may be at the gate; with what its card draws on, where that could be told before deciding. */
export type CarAtGate = PlatedAsset & { known?: KnownRow | null }

interface GateLook extends PlatesToday {
  /** The plate that the camera gave. */
  read: string
  /** The visit that this track made already, left out of the past visits. */
  visitId: string | null
  now: Date
}

const look = statement<GateLook, CarAtGate>((given) => {
  const known = knownOf(
    {
      customerId: sql`(found.owners -> 0 ->> 'customerId')::uuid`,
      assetId: sql`found."assetId"`,
      visitId: given(({ visitId }) => visitId),
    },
    given(({ now }) => now),
  )
  return sql`
    select found.*,
      case when found.plate = ${given(({ read }) => read)} and jsonb_array_length(found.owners) = 1 then ${known} end as known
    from (${platedAssets(given)}) found
    order by found.until desc nulls first, found."assetId"`
})

/**
 * The cars behind these plates, and in the same round trip what is known of the person who has the one that was read letter for
 * letter (nearly nine reads in ten), when only one person has it. Every millisecond here is one that the guest waits.
 */
export async function carsAtGate(db: Db, question: GateLook): Promise<CarAtGate[]> {
  return question.plates.length === 0 ? [] : look(db, question)
}
