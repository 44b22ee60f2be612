import { setTimeout as pause } from 'node:timers/promises'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from '../tables.ts'
import type { Db } from './house.ts'
import { Pool } from './pool.ts'
import type { Connection } from './postgres-server.ts'
import { preparingClient } from './prepared.ts'

export type { Db } from './house.ts'
export type { Pool } from './pool.ts'

/** The oldest PostgreSQL our SQL is written for and tested on. */
const OLDEST = 15

/** The database cannot serve Okaeri, and what to do. */
export class DatabaseFault extends Error {
  override name = 'DatabaseFault'
}

const OID = { int8: 20, int8s: 1016, date: 1082, dates: 1182 } as const

/**
 * int8 as a number while it is exact. Past 2^53 it is refused rather than rounded: select it as text there.
 * @throws RangeError beyond Number.MAX_SAFE_INTEGER
 */
export function exactInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for an exact number: select it as text`)
  return value
}

/** `{a,b,NULL}` of plain words (numbers, dates): no quotes, no nesting. */
const plainArray =
  <T>(parse: (text: string) => T) =>
  (text: string): (T | null)[] =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map((each) => (each === 'NULL' ? null : parse(each)))

const parsers = new Map<number, (text: string) => unknown>([
  [OID.int8, exactInteger],
  [OID.int8s, plainArray(exactInteger)],
  // A day has no hour and no zone: as a Date it becomes the day before for half of the world.
  [OID.date, String],
  [OID.dates, plainArray(String)],
])

/** How values come back: int8 a number, timestamptz a Date, date 'YYYY-MM-DD', numeric a string (exact), jsonb parsed. Ours alone, never pg's global table. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    const ours = format === 'binary' ? undefined : parsers.get(oid)
    return ours ?? pg.types.getTypeParser(oid, format as 'text')
  },
} as pg.CustomTypesConfig

const DEAD_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTDOWN',
  'EAI_AGAIN',
  // the server's farewells: admin shutdown, crash shutdown, cannot connect now, too many connections
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '53300',
])

// pg and pg-pool say these without a code.
const DEAD_WORDS =
  /Connection terminated|Connection ended unexpectedly|not queryable|timeout exceeded when trying to connect|connection timeout|Query read timeout/i

/**
 * Is this the connection's fault and not the query's: the database is away, starting or stopping, and the same work may succeed in a
 * while? Whether a statement that was under way took effect is then unknown: only what is idempotent, or a transaction that never reached
 * its commit, may simply be done again.
 */
export function retryable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(retryable)
  const { code, syscall } = error as { code?: unknown; syscall?: unknown }
  if (typeof code === 'string') {
    if (DEAD_CODES.has(code) || code.startsWith('08')) return true
    // The socket's file is away while the embedded database starts again.
    if (code === 'ENOENT') return syscall === 'connect'
  }
  return DEAD_WORDS.test(error.message) || (error.cause !== undefined && retryable(error.cause))
}

export interface PoolOptions {
  /** most connections of this process; the server's own limit is shared by all */
  max?: number
  /** told when a connection breaks; never a reason to end the process */
  onError?: (error: Error) => void
  /** how long the first connection may wait for a database that is starting */
  patienceMs?: number
}

/**
 * A pool that outlives its database: broken connections are dropped, the next query opens a new one. It waits for a database that is
 * still starting.
 * @param where a postgres:// address, or the embedded database's options
 * @throws DatabaseFault when it is older than {@link OLDEST}, not in UTF-8, or does not answer in time
 */
export async function openPool(
  where: string | Connection,
  { max = 20, onError = () => undefined, patienceMs = 30_000 }: PoolOptions = {},
): Promise<Pool> {
  const pool = new Pool({
    ...(typeof where === 'string' ? { connectionString: where } : where),
    max,
    types,
    application_name: 'okaeri',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // Else the system's: two hours until a connection that nobody uses is known to be dead.
    keepAliveInitialDelayMillis: 10_000,
    Client: preparingClient(),
    onConnect: inUtc,
  } as pg.PoolConfig)
  pool.on('error', onError)
  // The pool stops listening to a connection while it is lent out, and an 'error' nobody hears ends the process.
  pool.on('connect', (client) => void client.on('error', onError))
  try {
    await check(pool, patienceMs)
    return pool
  } catch (fault) {
    await pool.end().catch(() => undefined)
    throw fault
  }
}

/** A given server keeps its own time zone, in which `::date` of an instant is another day than with us: ours is UTC everywhere. */
const inUtc = async (client: pg.ClientBase): Promise<void> => {
  await client.query({ text: "set time zone 'UTC'", query_timeout: 10_000 } as pg.QueryConfig)
}

async function check(pool: pg.Pool, patienceMs: number): Promise<void> {
  for (const until = Date.now() + patienceMs; ; await pause(250)) {
    try {
      const { rows } = await pool.query<{ number: string; version: string; encoding: string }>(
        `select current_setting('server_version_num') as number, current_setting('server_version') as version, current_setting('server_encoding') as encoding`,
      )
      const { number = '0', version = '?', encoding = '?' } = rows[0] ?? {}
      if (Number(number) < OLDEST * 10_000) {
        throw new DatabaseFault(
          `The database is PostgreSQL ${version}; Okaeri needs ${OLDEST} or later. Upgrade it, or unset DATABASE_URL to use the embedded one.`,
        )
      }
      if (encoding !== 'UTF8')
        throw new DatabaseFault(
          `The database stores text as ${encoding}; names need UTF-8: create database okaeri encoding 'UTF8' template template0.`,
        )
      return
    } catch (error) {
      if (error instanceof DatabaseFault) throw error
      if (retryable(error) && Date.now() < until) continue
      // Never the address: it holds the password.
      throw new DatabaseFault(
        `The database does not let us in: ${reason(error)}. Check DATABASE_URL (host, port, user, password, database), and that the server runs.`,
        {
          cause: error,
        },
      )
    }
  }
}

const reason = (error: unknown): string => {
  const all = error instanceof AggregateError ? error.errors : [error]
  return [...new Set(all.map((each) => (each instanceof Error ? each.message : String(each))))].join('; ')
}

/** The typed query builder over a pool. Destroying it ends the pool. */
export const dbOver = (pool: pg.Pool): Db => new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
