import type { House } from '../kit/house.ts'
import { saveTallies } from '../signals/source.store.ts'
import type { Watch } from './watch.ts'

/**
 * Writes the counts gathered in memory. Runs in every process that takes reads; what cannot be written is kept for the next time. One at a
 * time: who asks while counts are on their way is answered when those are written too.
 */
export const flushTallies = (house: House, watch: Watch): Promise<void> =>
  watch.turns.take('tallies', () => flush(house, watch))

async function flush(house: House, watch: Watch): Promise<void> {
  const rows = watch.tally.drain()
  const last = new Map(watch.lastEvents)
  watch.lastEvents.clear()
  if (rows.length === 0 && last.size === 0) return
  try {
    await saveTallies(house.db, rows, last)
  } catch (error) {
    watch.tally.restore(rows)
    for (const [id, at] of last) if (!watch.lastEvents.has(id)) watch.lastEvents.set(id, at)
    throw error
  }
}
