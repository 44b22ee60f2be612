import type { Db } from '../kit/house.ts'
import { setting } from '../network/places.store.ts'

/** On whose behalf we speak: as the network says it in its rules of contact, else by its own name. */
export async function senderName(db: Db): Promise<string> {
  const row = await db.selectFrom('consent.setting').select('sender_name').executeTakeFirst()
  return row?.sender_name || setting(db, 'name', '')
}
