import { say } from '../../../contract/because.ts'
import { type House, inTransaction } from '../../kit/house.ts'
import { tellingDays, toTell } from '../../quality/clock.ts'
import { insertEvent } from '../../quality/decision.store.ts'
import { noteEscalated, runningClocks } from '../../quality/file.store.ts'
import { lockProduct, noteAllDue, noteDue } from '../../quality/product.store.ts'
import { BY_ITSELF } from './shelf.flow.ts'
import { type StaffNews, tellStaff } from './tell-staff.flow.ts'

const NEWS: readonly StaffNews[] = ['clock-two-thirds', 'clock-last-days', 'clock-over']
const DAY = 86_400_000

/** Tells the people of each running clock on its days: two thirds, nine tenths, the end. Each day once. @returns how many were told */
export async function tellClocks(house: House): Promise<number> {
  let told = 0
  for (const file of await runningClocks(house.db)) {
    const now = house.now()
    const day = toTell(file.opened_at.getTime(), file.due_at.getTime(), file.escalated, now.getTime())
    if (day === null) continue
    const days = Math.round((file.due_at.getTime() - file.opened_at.getTime()) / DAY)
    const steps = tellingDays(days)
    const news = NEWS[NEWS.length - steps.length + steps.indexOf(day)] ?? 'clock-over'
    await inTransaction(house, async (house) => {
      if (!(await noteEscalated(house.db, file.id, day))) return
      const row = await lockProduct(house.db, file.product_id)
      await insertEvent(
        house.db,
        {
          id: house.newId(),
          productId: row.id,
          fileId: file.id,
          kind: news,
          by: BY_ITSELF,
          because: [say(`gate-${news}`, { day, left: Math.max(0, days - day) })],
        },
        now,
      )
      await tellStaff(house, row, news, file.owner_id)
      if (news === 'clock-over') await noteDue(house.db, [row.id], now)
      told += 1
    })
  }
  return told
}

/** Each night every product is looked at again: ratings grow old, some were left out or erased since. */
export const lookAtAll = (house: House): Promise<void> => noteAllDue(house.db, house.now())
