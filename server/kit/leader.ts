import type pg from 'pg'

/**
 * One process of several does what only one should: it holds a session lock of the database, and stands down when its
 * connection breaks. The others ask again every `everyMs`.
 */
export function lead(pool: pg.Pool, lock: string, onLead: () => void, onStandDown: () => void, everyMs = 10_000) {
  let client: pg.PoolClient | undefined
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const ask = async (): Promise<void> => {
    const fresh = await pool.connect().catch(() => undefined)
    if (!fresh) return again()
    try {
      const { rows } = await fresh.query<{ got: boolean }>('select pg_try_advisory_lock(hashtext($1)) as got', [lock])
      if (!rows[0]?.got || stopped) {
        fresh.release(stopped && rows[0]?.got === true)
        return again()
      }
      client = fresh
      const lost = () => {
        if (client !== fresh) return
        client = undefined
        fresh.release(true)
        onStandDown()
        again()
      }
      fresh.on('error', lost)
      fresh.on('end', lost)
      onLead()
    } catch {
      // Whoever asks on a connection that breaks gives it back: what is lent and lost is missing from the pool for ever.
      if (client !== fresh) fresh.release(true)
      again()
    }
  }
  const again = () => {
    if (!stopped) timer = setTimeout(() => void ask(), everyMs)
  }
  void ask()
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
