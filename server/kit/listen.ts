import type pg from 'pg'
import type { Log } from './log.ts'

/**
 * News of other processes by LISTEN/NOTIFY, on a connection of its own that comes back by itself. Payloads are ids only
 * (PostgreSQL keeps them for a while in its own files). `onAgain` runs at each connection: what was told meanwhile is unknown,
 * so caches are dropped then.
 */
export function listenTo(
  pool: pg.Pool,
  channels: Record<string, (payload: string) => void>,
  onAgain: () => void,
  log: Log,
): { stop(): Promise<void> } {
  let client: pg.PoolClient | undefined
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    try {
      const fresh = await pool.connect()
      client = fresh
      fresh.on('notification', (message) => channels[message.channel]?.(message.payload ?? ''))
      const lost = () => {
        if (client !== fresh) return
        client = undefined
        fresh.release(true)
        again()
      }
      fresh.on('error', lost)
      fresh.on('end', lost)
      for (const channel of Object.keys(channels)) await fresh.query(`listen ${channel}`)
      onAgain()
    } catch (error) {
      log.warn({ err: error }, 'not listening to the database yet')
      client?.release(true)
      client = undefined
      again()
    }
  }
  const again = () => {
    if (!stopped) timer = setTimeout(() => void connect(), 1000)
  }
  void connect()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      const last = client
      client = undefined
      last?.release(true)
    },
  }
}
