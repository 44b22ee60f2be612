import { z } from 'zod'
import type { LiveEvent } from '../../contract/visits.ts'
import type { House } from '../kit/house.ts'
import { asCall, asVisit } from '../visits/visit.store.ts'

/** As processes tell each other: by whom, and what, in ids. */
export const newsElsewhere = z.object({
  me: z.string(),
  type: z.string(),
  site: z.uuid().nullish(),
  id: z.uuid().optional(),
  of: z.uuid().optional(),
})

/** News another process told of, by ids: the card is loaded here, where it is shown. What we do not know is nothing. */
export async function liveElsewhere(house: House, news: z.infer<typeof newsElsewhere>): Promise<LiveEvent | null> {
  if (news.type === 'visit' && news.id && news.site) {
    const row = await house.db.selectFrom('visits.visit').selectAll().where('id', '=', news.id).executeTakeFirst()
    return row ? { type: 'visit', site: news.site, visit: asVisit(row) } : null
  }
  if (news.type === 'call' && news.id && news.site) {
    const row = await house.db.selectFrom('visits.call').selectAll().where('id', '=', news.id).executeTakeFirst()
    return row ? { type: 'call', site: news.site, call: asCall(row) } : null
  }
  if (news.type === 'perhaps' && news.id && news.site) return { type: 'perhaps', site: news.site, id: news.id }
  if (news.type === 'expected' && news.site) return { type: 'expected', site: news.site }
  if (news.type === 'duty') return { type: 'duty', site: news.site ?? null, ...(news.of ? { of: news.of } : {}) }
  return null
}
