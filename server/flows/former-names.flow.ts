import { rewriteNames } from '../customers/needles.store.ts'
import type { Named } from '../customers/needles.ts'
import { type EventRow, mergesBehind } from '../identity/event.store.ts'
import type { House } from '../kit/house.ts'

/** Writes anew which names a customer is found by beside their own: those of each of their records, as they stood before they were joined. */
export async function findByFormerNames(house: House, customerId: string): Promise<void> {
  const merges = await mergesBehind(house.db, [customerId])
  await rewriteNames(
    house.db,
    customerId,
    merges.map((event) => event.other_id),
    merges.map(nameBefore),
  )
}

/** What who took the other in was called until then. */
function nameBefore({ moved }: EventRow): Named {
  const was = (field: string): string => {
    const value = moved.fields[field]?.before ?? moved.stood?.[field] ?? ''
    return typeof value === 'string' ? value : ''
  }
  return { givenName: was('givenName'), familyName: was('familyName'), companyName: was('companyName'), city: '' }
}
