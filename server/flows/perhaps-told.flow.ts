import { type House, inTransaction } from '../kit/house.ts'
import { pushTo } from '../network/push.flow.ts'
import type { PushPort } from '../network/push.port.ts'
import { staffById, staffOf } from '../network/staff.store.ts'
import { overduePerhaps, perhapsOpen, perhapsTold } from '../visits/perhaps.store.ts'
import { whoAnswers } from '../visits/who-answers.ts'
import { perhapsPushWords } from './push-words.ts'

const ring = async (house: House, perhapsId: string, staffIds: readonly string[], late: boolean): Promise<void> => {
  for (const staffId of staffIds) await house.queue.add(house, 'perhaps-push', { perhapsId, staffId, late })
}

/** A short list waits: the telephones of those who answer say so, as jobs of the same transaction. */
export async function notifyReception(house: House, siteId: string, perhapsId: string): Promise<void> {
  const staff = await staffOf(house.db, house.now(), { site: siteId })
  const { reception, after } = whoAnswers(staff, siteId)
  await ring(house, perhapsId, reception.length > 0 ? reception : after, false)
}

/** Nobody answered within the delay of the site: the manager is told, once. To how many lists that happened. */
export async function escalatePerhaps(house: House): Promise<number> {
  return inTransaction(house, async (house) => {
    const now = house.now()
    const rows = await overduePerhaps(house.db, now, 20)
    await perhapsTold(
      house.db,
      rows.map((row) => row.id),
    )
    for (const row of rows) {
      if (row.expires_at <= now) continue
      const staff = await staffOf(house.db, now, { site: row.site_id })
      await ring(house, row.id, whoAnswers(staff, row.site_id).after, true)
    }
    return rows.length
  })
}

/** The notification itself, unless somebody has answered by now. It names nobody: which of them it is, nobody knows yet. */
export async function pushPerhaps(house: House, push: PushPort, data: Record<string, unknown>): Promise<void> {
  const row = await perhapsOpen(house.db, String(data.perhapsId), house.now())
  if (!row) return
  const staff = await staffById(house.db, house.now(), String(data.staffId))
  await pushTo(house, push, staff.id, perhapsPushWords(row, data.late === true, staff.locale))
}
