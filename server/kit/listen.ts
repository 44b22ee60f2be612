import type pg from 'pg'
import type { Pool } from './db.ts'
import type { Log } from './log.ts'

/** How often the database is asked whether it is there, and how long it may be silent. */
export interface Pulse {
  everyMs: number
  silentMs: number
}
/** A database that works itself to death still answers `select 1` within some seconds; a broken network never does. */
const PULSE: Pulse = { everyMs: 10_000, silentMs: 15_000 }
const LAST_MS = 500

/**
 * News of other processes by LISTEN/NOTIFY, on a connection of its own that comes back by itself. Payloads are ids only
 * (PostgreSQL keeps them for a while in its own files). `onAgain` runs at each connection: what was told meanwhile is unknown,
 * so caches are dropped then.
 *
 * Who only listens would never notice a network that broke without a word: so it asks, and when nothing comes back all connections
 * are cut. What waited on them is told that the database is away, as it is.
 */
export function listenTo(
  pool: Pool,
  channels: Record<string, (payload: string) => void>,
  onAgain: () => void,
  log: Log,
  { everyMs, silentMs }: Pulse = PULSE,
): { stop(): Promise<void> } {
  let client: pg.PoolClient | undefined
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let pulse: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    let fresh: pg.PoolClient | undefined
    try {
      fresh = await pool.probe()
      if (stopped) return fresh.release()
      client = fresh
      fresh.on('notification', hear)
      fresh.on('error', lost(fresh))
      fresh.on('end', lost(fresh))
      const heard = silence()
      for (const channel of Object.keys(channels)) await fresh.query(`listen ${channel}`)
      heard()
      onAgain()
      beat(fresh)
    } catch (error) {
      log.warn({ err: error }, 'not listening to the database yet')
      // Whoever lost it has already given it back.
      if (!fresh) again()
      else lost(fresh)()
    }
  }
  /** Whoever may connect to this database may say anything on a channel: what cannot be read is told, and ends nothing. */
  const hear = ({ channel, payload }: pg.Notification): void => {
    try {
      channels[channel]?.(payload ?? '')
    } catch (error) {
      log.warn({ err: error, channel }, 'news that cannot be read')
    }
  }
  const lost = (fresh: pg.PoolClient) => () => {
    if (client !== fresh) return
    client = undefined
    clearTimeout(pulse)
    fresh.release(true)
    again()
  }
  /** Waits for an answer; what it returns says that there was one. */
  const silence = (): (() => void) => {
    let deadline = setTimeout(() => {
      // This process may have been the one that did not listen: what came meanwhile is read first.
      deadline = setTimeout(() => {
        log.warn({ seconds: silentMs / 1000 }, 'the database is silent: its connections are dropped')
        pool.cut()
      }, LAST_MS)
    }, silentMs)
    return () => clearTimeout(deadline)
  }
  const beat = (fresh: pg.PoolClient): void => {
    pulse = setTimeout(async () => {
      const heard = silence()
      await fresh.query('select 1').catch(() => undefined)
      heard()
      if (client === fresh) beat(fresh)
    }, everyMs)
  }
  const again = () => {
    if (!stopped) timer = setTimeout(() => void connect(), 1000)
  }
  void connect()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      clearTimeout(pulse)
      const last = client
      client = undefined
      last?.release(true)
    },
  }
}
