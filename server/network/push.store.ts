import type { Db } from '../kit/house.ts'
import type { PushTarget } from './push.port.ts'

/** Browsers in which a member of staff asked to be told. */
export async function staffDevices(db: Db, staffId: string): Promise<(PushTarget & { id: string })[]> {
  const rows = await db
    .selectFrom('network.push')
    .select(['endpoint', 'p256dh', 'auth'])
    .where('staff_id', '=', staffId)
    .execute()
  return rows.map((row) => ({ ...row, id: row.endpoint }))
}

/** No browser rings for them any more: whoever signed them out everywhere does not know who holds their devices. */
export async function forgetDevices(db: Db, staffId: string): Promise<void> {
  await db.deleteFrom('network.push').where('staff_id', '=', staffId).execute()
}
