import { sql } from 'kysely'
import { type PlatedAsset, platedAssets } from '../customers/asset-lookup.store.ts'
import type { Db } from '../kit/house.ts'
import { type KnownRow, knownOf } from '../visits/today.store.ts'

/** A car that may be at the gate; with what its card draws on, where that could be told before deciding. */
export type CarAtGate = PlatedAsset & { known?: KnownRow | null }

/**
 * The cars behind these plates, and in the same round trip what is known of the person who has the one that was read letter for
 * letter (nearly nine reads in ten), when only one person has it. Every millisecond here is one that the guest waits.
 * @param plates normalised; `read` is the one the camera gave
 * @param today civil day, YYYY-MM-DD
 * @param visitId the visit that this track made already, left out of the past visits
 */
export async function carsAtGate(
  db: Db,
  { plates, read, today, visitId }: { plates: readonly string[]; read: string; today: string; visitId: string | null },
  now: Date,
): Promise<CarAtGate[]> {
  if (plates.length === 0) return []
  const known = knownOf(
    { customerId: sql`(found.owners -> 0 ->> 'customerId')::uuid`, assetId: sql`found."assetId"`, visitId },
    now,
  )
  const { rows } = await sql<CarAtGate>`
    select found.*, case when found.plate = ${read} and jsonb_array_length(found.owners) = 1 then ${known} end as known
    from (${platedAssets(plates, today)}) found
    order by found.until desc nulls first, found."assetId"`.execute(db)
  return rows
}
