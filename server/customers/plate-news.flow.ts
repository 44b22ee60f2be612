import { sql } from 'kysely'
import type { House } from '../kit/house.ts'
import { PLATE_CHANNEL, platesTold } from './plate-news.store.ts'

/** Tells the plate filters that these assets changed, when the open transaction commits. */
export async function plateChanged(house: Pick<House, 'db'>, assetIds: readonly string[]): Promise<void> {
  if (assetIds.length > 0) await platesTold(assetIds).execute(house.db)
}

/** Plates that are no longer anybody's: the filters are filled anew, for what was put in one cannot be taken out. */
export async function platesGone(house: Pick<House, 'db'>): Promise<void> {
  await sql`select pg_notify(${PLATE_CHANNEL}, '')`.execute(house.db)
}
