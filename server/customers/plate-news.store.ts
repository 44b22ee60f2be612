import { sql } from 'kysely'

/** The channel on which every process hears which assets may have other plates, owners or rights now. */
export const PLATE_CHANNEL = 'okaeri_plates'

/** A notification holds less than 8000 bytes; an id and its comma are 37. */
const IDS_PER_NOTE = 200

/**
 * Tells the plate filters that these assets changed: a statement, or a part of one, which then has to count its rows, for what nobody asks for
 * is not done. The payload is asset ids joined by commas, never a plate; PostgreSQL delivers it when the open transaction commits, and not
 * at all when it does not. Listeners read `platesOfAssets`.
 */
export function platesTold(assetIds: readonly string[]) {
  const notes: string[] = []
  for (let n = 0; n < assetIds.length; n += IDS_PER_NOTE) notes.push(assetIds.slice(n, n + IDS_PER_NOTE).join(','))
  return sql`select pg_notify(${PLATE_CHANNEL}, note) from unnest(${notes}::text[]) note`
}
