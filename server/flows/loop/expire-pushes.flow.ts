import type { House } from '../../kit/house.ts'
import { dropGoneDevices, unshownPushes } from '../../messages/device.store.ts'
import { MOST_WAIT_MS } from '../../messages/push-note.ts'
import { hearNews } from './news.flow.ts'

/** A browser that was away and comes back says what it showed; it is given this long after its time. */
const GRACE_MS = 3_600_000
const AT_ONCE = 500
/** So long an endpoint that is gone is remembered, so that no old page brings it back. */
const GONE_KEPT_MS = 400 * 86_400_000

/** What no browser showed in its time has expired: said once of each, as any provider would. What has long been gone is forgotten. */
export async function expirePushes(house: House): Promise<number> {
  const now = house.now()
  await dropGoneDevices(house.db, new Date(now.getTime() - GONE_KEPT_MS))
  let expired = 0
  for (;;) {
    const some = await unshownPushes(house.db, { now, mostMs: MOST_WAIT_MS, graceMs: GRACE_MS, limit: AT_ONCE })
    for (const { id, providerId } of some) {
      const late = { key: `expired ${id}`, kind: 'refused', messageId: id, code: 'push-expired' } as const
      expired += await hearNews(house, { id: providerId, channel: 'push' }, [late], null)
    }
    if (some.length < AT_ONCE) return expired
  }
}
