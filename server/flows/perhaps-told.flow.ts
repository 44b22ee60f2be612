import { type House, inTransaction } from '../kit/house.ts'
import { siteById } from '../network/places.store.ts'
import { pushTo } from '../network/push.flow.ts'
import type { PushPort } from '../network/push.port.ts'
import { staffById, staffOf } from '../network/staff.store.ts'
import { overduePerhaps, perhapsOpen, perhapsTold, perhapsUnheard } from '../visits/perhaps.store.ts'
import { whoAnswers } from '../visits/who-answers.ts'
import { perhapsPushWords } from './push-words.ts'

const ring = async (house: House, perhapsId: string, staffIds: readonly string[], late: boolean): Promise<void> => {
  for (const staffId of staffIds) await house.queue.add(house, 'perhaps-push', { perhapsId, staffId, late })
}

/** A short list waits: the telephones of those who answer say so, as jobs of the same transaction. */
export async function notifyReception(house: House, siteId: string, perhapsId: string): Promise<void> {
  const staff = await staffOf(house.db, house.now(), { site: siteId })
  const { reception, after } = whoAnswers(staff, siteId)
  if (reception.length + after.length === 0) await perhapsUnheard(house.db, perhapsId)
  else await ring(house, perhapsId, reception.length > 0 ? reception : after, false)
}

/**
 * Nobody answered within the delay of the site: the manager is told, once. What was told to nobody, for nobody was on duty, is told to whoever
 * comes first, and the delay runs from then. To how many lists something happened.
 */
export async function escalatePerhaps(house: House): Promise<number> {
  return inTransaction(house, async (house) => {
    const now = house.now()
    let told = 0
    for (const row of await overduePerhaps(house.db, now, 200)) {
      const unheard = row.escalate_at !== null && row.escalate_at <= row.at
      const { reception, after } = whoAnswers(await staffOf(house.db, now, { site: row.site_id }), row.site_id)
      if (row.expires_at > now && reception.length + after.length === 0) {
        if (!unheard) await perhapsUnheard(house.db, row.id)
        continue
      }
      const { greetWithinS } = await siteById(house.db, row.site_id)
      const again = unheard ? new Date(now.getTime() + greetWithinS * 1000) : null
      await perhapsTold(house.db, row.id, row.expires_at > now ? again : null)
      if (row.expires_at <= now) continue
      await ring(house, row.id, unheard && reception.length > 0 ? reception : after, !unheard)
      told += 1
    }
    return told
  })
}

/** The notification itself, unless somebody has answered by now. It names nobody: which of them it is, nobody knows yet. */
export async function pushPerhaps(house: House, push: PushPort, data: Record<string, unknown>): Promise<void> {
  const row = await perhapsOpen(house.db, String(data.perhapsId), house.now())
  if (!row) return
  const staff = await staffById(house.db, house.now(), String(data.staffId))
  await pushTo(house, push, staff.id, perhapsPushWords(row, data.late === true, staff.locale))
}
