import type { Db } from '../kit/house.ts'
import { setting } from '../network/places.store.ts'

/** On whose behalf we speak: the company of the site that calls, else as the network says it in its rules of contact, else its own name. */
export async function senderNames(db: Db): Promise<(siteId: string | null) => string> {
  const [row, own, network] = await Promise.all([
    db.selectFrom('consent.setting').select(['sender_name', 'legal_entity']).executeTakeFirst(),
    db.selectFrom('consent.site_entity').select(['site_id', 'legal_entity']).execute(),
    setting(db, 'name', ''),
  ])
  const usual = row?.sender_name || row?.legal_entity || network
  const bySite = new Map(own.map(({ site_id, legal_entity }) => [site_id, legal_entity]))
  return (siteId) => bySite.get(siteId ?? '') || usual
}
