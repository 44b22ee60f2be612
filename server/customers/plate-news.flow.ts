import { sql } from 'kysely'
import type { House } from '../kit/house.ts'

/** The channel on which every process hears which assets may have other plates, owners or rights now. */
export const PLATE_CHANNEL = 'okaeri_plates'

/** A notification holds less than 8000 bytes; an id and its comma are 37. */
const IDS_PER_NOTE = 200

/**
 * Tells the plate filters that these assets changed. The payload is asset ids joined by commas, never a plate; PostgreSQL
 * delivers it when the open transaction commits, and not at all when it does not. Listeners read `platesOfAssets`.
 */
export async function plateChanged(house: Pick<House, 'db'>, assetIds: readonly string[]): Promise<void> {
  if (assetIds.length > 0) await platesTold(assetIds).execute(house.db)
}

/** The same as a part of another statement, which has to ask how many there were: what nobody asks for is not done. */
export function platesTold(assetIds: readonly string[]) {
  const notes: string[] = []
  for (let n = 0; n < assetIds.length; n += IDS_PER_NOTE) notes.push(assetIds.slice(n, n + IDS_PER_NOTE).join(','))
  return sql`select pg_notify(${PLATE_CHANNEL}, note) from unnest(${notes}::text[]) note`
}

/** Plates that are no longer anybody's: the filters are filled anew, for what was put in one cannot be taken out. */
export async function platesGone(house: Pick<House, 'db'>): Promise<void> {
  await sql`select pg_notify(${PLATE_CHANNEL}, '')`.execute(house.db)
}
