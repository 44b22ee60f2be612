import { expect, test, vi } from 'vitest'
import { freshDb } from '../../test/world.ts'
import { lead } from './leader.ts'
import { present } from './present.ts'

const lent = (pool: { totalCount: number; idleCount: number }) => pool.totalCount - pool.idleCount
/** From now on each connection that is lent breaks at once, as behind a network that comes and goes. */
type Broken = { connection: { stream: { destroy(): void } } }

test.each(['present', 'lead'] as const)(
  '%s gives back each connection that breaks, and holds its lock once one does not',
  async (which) => {
    const { pool } = await freshDb({ max: 3 })
    let broke = 0
    const breaks = (client: unknown) => {
      broke += 1
      ;(client as Broken).connection.stream.destroy()
    }
    pool.on('acquire', breaks)
    let leads = false
    const living = which === 'present' ? present(pool, 1, 2, 5) : undefined
    const leading =
      which === 'lead'
        ? lead(
            pool,
            'x',
            () => (leads = true),
            () => undefined,
            5,
          )
        : undefined
    const holds = () => living?.lives() ?? leads
    // Three lost ones would be all there are.
    await vi.waitUntil(() => broke >= 5, { timeout: 20_000 })
    pool.off('acquire', breaks)
    await vi.waitUntil(holds, { timeout: 20_000 })
    expect(lent(pool)).toBe(1)
    await living?.stop()
    await leading?.stop()
    expect(lent(pool)).toBe(0)
  },
)
