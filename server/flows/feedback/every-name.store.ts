import type { Db } from '../../kit/house.ts'

/** Everybody who works here or did: a text may name somebody who left. */
export const everyName = (db: Db): Promise<{ id: string; name: string }[]> =>
  db.selectFrom('network.staff').select(['id', 'name']).execute()
