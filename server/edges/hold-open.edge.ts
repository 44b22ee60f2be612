import { setTimeout as sleep } from 'node:timers/promises'
import { backoff, type Connection, type OnState } from './connection.ts'

/** A wrong password may get us banned, or the account locked: the next try waits at least this long. */
const LOCKOUT = 5 * 60_000

/**
 * Keeps one connection to a device up until it is stopped: tries, listens until it ends, waits a growing pause, tries again.
 * @param listen connects and resolves with a code when the connection ends; calls `up` once it stands
 * @param retryMs pause before try number n; given in tests, and then a wrong password waits no longer
 */
export function holdOpen(
  listen: (stopping: AbortSignal, up: () => void) => Promise<string>,
  onState: OnState,
  retryMs?: (attempt: number) => number,
): Connection {
  const stopping = new AbortController()
  const run = async (): Promise<void> => {
    let attempt = 0
    while (!stopping.signal.aborted) {
      onState('connecting')
      const end = await listen(stopping.signal, () => {
        attempt = 0
        onState('ok')
      })
      if (stopping.signal.aborted) return
      onState('down', end)
      const pause = (retryMs ?? backoff)(attempt++)
      await sleep(end === 'wrong-password' && !retryMs ? Math.max(LOCKOUT, pause) : pause, undefined, {
        signal: stopping.signal,
      }).catch(() => undefined)
    }
  }
  const running = run()
  return {
    async stop() {
      stopping.abort()
      await running
    },
  }
}

/** A device whose address cannot be read: nothing is tried. */
export function notConnected(onState: OnState): Connection {
  onState('down', 'bad-address')
  return { stop: async () => undefined }
}
