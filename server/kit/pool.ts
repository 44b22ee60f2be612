import pg from 'pg'

type Lent = (error: Error | undefined, client?: pg.PoolClient, done?: (release?: unknown) => void) => void

/** A pool whose connections can all be cut at once, whoever has them. */
export class Pool extends pg.Pool {
  readonly #open = new Set<pg.PoolClient>()
  #cut = false

  constructor(config: pg.PoolConfig) {
    super(config)
    this.on('connect', (client) => {
      this.#open.add(client)
      this.#cut = false
    })
    this.on('remove', (client) => void this.#open.delete(client))
  }

  /**
   * Drops every connection without a word. A database behind a broken network sends no farewell: what waits for its answer would wait
   * for a quarter of an hour (TCP), with all of the pool. So each is told now; and until somebody got through (`probe`), whoever asks
   * is told at once instead of after the ten seconds it takes to know that nobody opens.
   */
  cut(): void {
    this.#cut = true
    for (const client of this.#open)
      (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
  }

  /** A connection of one's own, also while the others are refused. */
  probe(): Promise<pg.PoolClient> {
    return super.connect()
  }

  override connect(): Promise<pg.PoolClient>
  override connect(lent: Lent): void
  override connect(lent?: Lent): Promise<pg.PoolClient> | undefined {
    const away = this.#cut ? new Error('Connection terminated: the database is silent') : undefined
    if (!lent) return away ? Promise.reject(away) : super.connect()
    if (away) queueMicrotask(() => lent(away))
    else super.connect(lent as never)
    return undefined
  }
}
