import type pg from 'pg'

/**
 * Says to the other processes that this one lives: it holds a session lock of the database, which falls with the process however that
 * ends. When the connection breaks, others may take it for dead until it holds the lock again; it knows so itself.
 * @param space number of the kind of locks
 * @param number of this process among them
 */
export function present(pool: pg.Pool, space: number, number: number, everyMs = 2000) {
  let client: pg.PoolClient | undefined
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const ask = async (): Promise<void> => {
    const fresh = await pool.connect().catch(() => undefined)
    if (!fresh) return again()
    try {
      const { rows } = await fresh.query<{ got: boolean }>('select pg_try_advisory_lock($1::int, $2::int) as got', [
        space,
        number,
      ])
      if (!rows[0]?.got || stopped) {
        fresh.release(true)
        return again()
      }
      client = fresh
      const lost = () => {
        if (client !== fresh) return
        client = undefined
        fresh.release(true)
        again()
      }
      fresh.on('error', lost)
      fresh.on('end', lost)
    } catch {
      // Whoever asks on a connection that breaks gives it back: what is lent and lost is missing from the pool for ever.
      if (client !== fresh) fresh.release(true)
      again()
    }
  }
  const again = () => {
    if (!stopped) timer = setTimeout(() => void ask(), everyMs)
  }
  const first = ask()
  return {
    lives: (): boolean => client !== undefined,
    /** The first try is over. */
    first,
    async stop() {
      stopped = true
      clearTimeout(timer)
      await first
      const last = client
      client = undefined
      last?.release(true)
    },
  }
}
