import { rmSync } from 'node:fs'
import pg from 'pg'
import { afterAll, inject, onTestFinished } from 'vitest'
import { type Db, dbOver, openPool, type Pool } from '../server/kit/db.ts'
import { type Embedded, startEmbedded } from '../server/kit/postgres.ts'
import { inDatabase, temporaryFolder } from './global-setup.ts'
import { findPostgres } from './kinds.ts'

/** A database of its own, migrated and empty. */
export interface FreshDb {
  db: Db
  pool: Pool
  url: string
  /** ends the pool and drops the database; done by itself at the end of the file, or of the test that called freshDb() */
  drop(): Promise<void>
}

async function administer(statement: string, values: string[] = []): Promise<Record<string, string>[]> {
  const client = new pg.Client(inject('database').url)
  await client.connect()
  try {
    return (await client.query<Record<string, string>>(statement, values)).rows
  } finally {
    await client.end()
  }
}

/** PostgreSQL's word for a database that somebody is still connected to. */
const IN_USE = '55006'

/**
 * Never with force: that would hide a pool left open, and it fails when PostgreSQL's own vacuum is in there, which a plain drop waits for.
 * @throws Error naming what the connections still open did last, when some are after the five seconds PostgreSQL waits
 */
async function dropDatabase(name: string): Promise<void> {
  try {
    await administer(`drop database if exists "${name}"`)
  } catch (error) {
    if ((error as { code?: string }).code !== IN_USE) throw error
    const open = await administer(
      "select state, query from pg_stat_activity where datname = $1 and backend_type = 'client backend'",
      [name],
    )
    const told = open.map(({ state, query }) => `${state}: ${query}`)
    throw new Error(`${open.length} connections were left open:\n${told.join('\n')}`, { cause: error })
  }
}

/** At the end of the file, or of the test we are in; the last asked for is done first. */
export function atEnd(work: () => Promise<void>): void {
  try {
    onTestFinished(work)
  } catch {
    // Not inside a test.
    afterAll(work)
  }
}

let made = 0

async function create(template: string, max: number): Promise<FreshDb> {
  made += 1
  const name = `${inject('database').template.replace(/_template$/, '')}_${process.pid}_${made}_${Math.random().toString(36).slice(2, 8)}`
  await administer(`create database "${name}" encoding 'UTF8' template "${template}"`)
  const url = inDatabase(inject('database').url, name)
  const pool = await openPool(url, { max })
  let dropped: Promise<void> | undefined
  const drop = (): Promise<void> => {
    dropped ??= pool.end().then(() => dropDatabase(name))
    return dropped
  }
  atEnd(drop)
  return { db: dbOver(pool), pool, url, drop }
}

/**
 * A clone of the migrated template, about 30 ms. At the top of a test file: `const { db } = await freshDb()`.
 * @param max connections of its pool
 */
export const freshDb = ({ max = 10 }: { max?: number } = {}): Promise<FreshDb> =>
  create(inject('database').template, max)

/** A database with nothing in it, for tests of the migrations themselves. */
export const emptyDb = ({ max = 5 }: { max?: number } = {}): Promise<FreshDb> => create('template0', max)

/**
 * Debian's PostgreSQL on a free loopback port, in a folder that stop() removes; undefined where there is none (say so with `ctx.skip`).
 */
export async function realPostgres(): Promise<Embedded | undefined> {
  const binaries = findPostgres()
  if (!binaries) return undefined
  const folder = temporaryFolder()
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined }
  const embedded = await startEmbedded({ dataDir: folder, log, fast: true, binaries, loopback: true })
  return {
    ...embedded,
    async stop() {
      await embedded.stop()
      rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 })
    },
  }
}
