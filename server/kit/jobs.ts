import { CompiledQuery, sql } from 'kysely'
import { PgBoss } from 'pg-boss'
import { retryable } from './db.ts'
import { type Db, type House, type Queue, whenCommitted } from './house.ts'

/** What slices register: work by name, work by the clock, and short ticks for domain queues. */
export interface Jobs {
  /**
   * Work enqueued by `house.queue.add`. A throw is retried with growing pauses. One in a second, unless it says how many are done beside one another:
   * short work that may come by the hundred, and must not wait for minutes behind itself.
   */
  on(
    name: string,
    work: (house: House, data: Record<string, unknown>) => Promise<void>,
    options?: { retries?: number; beside?: number },
  ): void
  /** Work by the clock: a cron expression in UTC, run by one process only. */
  every(name: string, cron: string, work: (house: House) => Promise<void>): void
  /** A tick in every worker process, never overlapping itself: for queues claimed with SKIP LOCKED. */
  tick(name: string, everyMs: number, work: (house: House) => Promise<void>): void
}

export interface RunningJobs {
  queue: Queue
  /** Runs the tick of this name at once, in this process; whether there is one here. */
  wake(name: string): boolean
  /** Starts working; without it this process only enqueues. */
  start(house: House): Promise<void>
  stop(): Promise<void>
}

const overKysely = (db: Db, is: (away: boolean) => void = () => undefined) => ({
  async executeSql(text: string, values: unknown[] = []) {
    const result = await db.executeQuery(CompiledQuery.raw(text, values)).catch((error: unknown) => {
      is(retryable(error))
      throw error
    })
    is(false)
    return { rows: result.rows as unknown[] }
  },
})

/**
 * Work whose process was killed begins anew: a job at work says every BEAT_S seconds that it lives; one not heard for SILENT_S is taken
 * for dead (three beats missed, so a database gone for some seconds does not start it twice). Looked at every SUPERVISE_S.
 */
const BEAT_S = 10
const SILENT_S = 40
const SUPERVISE_S = 10
const POLLED = { pollingIntervalSeconds: 1, heartbeatRefreshSeconds: BEAT_S }

/**
 * pg-boss over our own pool, in its own schema. `queue.add` enqueues in the transaction of the house it is given.
 * Register everything before `start`.
 */
export async function openJobs(
  db: Db,
  register: (jobs: Jobs) => void,
  onError: (error: unknown) => void,
  wakeElsewhere: (name: string) => void = () => undefined,
): Promise<RunningJobs> {
  // Each of its queues asks each second: that the database is away is said once, until it answers.
  let away: 'no' | 'yes' | 'said' = 'no'
  const boss = new PgBoss({
    db: overKysely(db, (gone) => {
      away = gone ? (away === 'said' ? 'said' : 'yes') : 'no'
    }) as never,
    schema: 'jobs',
    supervise: true,
    schedule: true,
    superviseIntervalSeconds: SUPERVISE_S,
    monitorIntervalSeconds: SUPERVISE_S,
  })
  boss.on('error', (error) => {
    if (away === 'said') return
    if (away === 'yes') away = 'said'
    onError(error)
  })
  const work = new Map<
    string,
    { run: (house: House, data: Record<string, unknown>) => Promise<void>; retries: number; beside: number }
  >()
  const crons: { name: string; cron: string }[] = []
  const ticks: { name: string; everyMs: number; run: (house: House) => Promise<void> }[] = []
  register({
    on: (name, run, options = {}) =>
      void work.set(name, { run, retries: options.retries ?? 5, beside: options.beside ?? 1 }),
    every(name, cron, run) {
      work.set(name, { run: (house) => run(house), retries: 0, beside: 1 })
      crons.push({ name, cron })
    },
    tick: (name, everyMs, run) => void ticks.push({ name, everyMs, run }),
  })

  await boss.start()
  const known = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]))
  for (const [name, { retries }] of work) {
    const ways = {
      retryLimit: retries,
      retryBackoff: retries > 0,
      retryDelay: 2,
      expireInSeconds: 3600,
      heartbeatSeconds: SILENT_S,
    }
    const queue = known.get(name)
    if (!queue) await boss.createQueue(name, ways)
    // A queue made by an earlier version would keep its old ways.
    else if (Object.entries(ways).some(([way, value]) => queue[way as keyof typeof ways] !== value))
      await boss.updateQueue(name, ways)
  }
  const running = new Map<string, Tick>()
  const wake = (name: string): boolean => {
    running.get(name)?.wake()
    return running.has(name)
  }

  return {
    queue: {
      async add(house, name, data, when = {}) {
        if (when.once && (await waits(house.db, name, when.once))) return
        await boss.send(name, data, {
          db: overKysely(house.db) as never,
          ...(when.after ? { startAfter: when.after } : {}),
          ...(when.once ? { singletonKey: when.once } : {}),
        })
      },
      wake: (house, name) =>
        whenCommitted(house, () => {
          if (!wake(name)) wakeElsewhere(name)
        }),
    },
    wake,
    async start(house) {
      for (const [name, { run, beside }] of work) {
        const ways = { ...POLLED, batchSize: beside, burstWhenBatchFull: true, perJobResults: true } as const
        await boss.work<Record<string, unknown> | null>(name, ways, (jobs) =>
          Promise.all(
            jobs.map(async ({ id, data }) => {
              try {
                await run(house, data ?? {})
                return { id, status: 'completed' as const }
              } catch (error) {
                house.log.error({ err: error, job: name }, 'job failed')
                return { id, status: 'failed' as const, output: { message: (error as Error).message } }
              }
            }),
          ),
        )
      }
      for (const { name, cron } of crons) await boss.schedule(name, cron)
      for (const { name, everyMs, run } of ticks) running.set(name, repeat(house, name, everyMs, run))
    },
    async stop() {
      await Promise.all([...running.values()].map((tick) => tick.stop()))
      running.clear()
      await boss.stop({ graceful: true, timeout: 5000 } as never)
    },
  }
}

/**
 * Does this work wait already? What waits will see what is written now; what is being done may have looked before, and is done once more.
 * pg-boss by itself knows one of a key within some seconds, or one of a whole queue.
 */
async function waits(db: Db, name: string, key: string): Promise<boolean> {
  // Two that ask at once, each in its transaction, ask one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`job ${name} ${key}`}, 0))`.execute(db)
  const { rows } = await sql`
    select from jobs.job where name = ${name} and singleton_key = ${key} and state in ('created', 'retry') limit 1`.execute(
    db,
  )
  return rows.length > 0
}

/** Work that comes round again. */
export interface Tick {
  /** The next round comes at once; in the middle of one, right after it. */
  wake(): void
  /** No further round; over when the one under way is. */
  stop(): Promise<void>
}

/** Work done again `everyMs` after its end, until it is stopped: a slow round is never overtaken by the next one. */
export function repeat(house: House, name: string, everyMs: number, run: (house: House) => Promise<void>): Tick {
  let stopped = false
  let woken = false
  let resting = false
  let away = false
  let busy: Promise<void> | undefined
  let timer: NodeJS.Timeout
  const rounds = async (): Promise<void> => {
    do {
      woken = false
      try {
        await run(house)
        away = false
      } catch (error) {
        // What fails is not tried again before its hour, whoever knocks.
        woken = false
        resting = true
        // A database that is away is said once, not each second of it.
        if (!away) house.log.warn({ err: error, tick: name }, 'tick failed')
        away = retryable(error)
      }
    } while (woken && !stopped)
    busy = undefined
    if (!stopped) timer = setTimeout(begin, everyMs)
  }
  const begin = (): void => {
    resting = false
    busy = Promise.resolve().then(rounds)
  }
  timer = setTimeout(begin, everyMs)
  return {
    wake() {
      woken = true
      if (busy || resting || stopped) return
      clearTimeout(timer)
      timer = setTimeout(begin, 0)
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await busy
    },
  }
}
