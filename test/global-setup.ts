import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { dbOver, openPool } from '../server/kit/db.ts'
import { type Holder, startOf } from '../server/kit/folder-lock.ts'
import { migrate } from '../server/kit/migrate.ts'
import { type Embedded, startEmbedded } from '../server/kit/postgres.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** where the server is (an address whose user may create databases) and the name of the migrated template */
    database: { url: string; template: string }
  }
}

const PREFIX = 'okaeri-test-'
const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined }

export const migrations = fileURLToPath(new URL('../migrations', import.meta.url))

/** The same server, another database. */
export function inDatabase(url: string, database: string): string {
  const there = new URL(url)
  there.pathname = `/${database}`
  return there.href
}

/** A folder of the temporary ones which the database's own user may enter too, when we are root. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), PREFIX))
  if (process.getuid?.() === 0) chmodSync(folder, 0o711)
  return folder
}

/** Stops the database of a test run that was killed, and removes its folder. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name)
    try {
      const holder = JSON.parse(readFileSync(join(folder, 'okaeri.lock'), 'utf8')) as Holder
      if (startOf(holder.pid) === holder.started) continue
      const pidFile = join(folder, 'postgres', 'postmaster.pid')
      if (existsSync(pidFile)) {
        const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
        // The pid may be a stranger's by now.
        if (existsSync(`/proc/${pid}`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder))
          process.kill(pid, 'SIGQUIT')
      }
      rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 })
    } catch {
      // another user's, or being made this moment
    }
  }
}

/** Drops what this run made, template and forgotten clones, from a server that stays. */
async function dropAll(url: string, run: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [run],
  )
  for (const { datname } of rows)
    await client
      .query(`drop database if exists "${datname}" with (force)`)
      // PostgreSQL's own vacuum is in there, which we may not end; a plain drop ends it.
      .catch(() => client.query(`drop database if exists "${datname}"`))
  await client.end()
}

/** One server and one migrated template for the whole run: ours, or TEST_DATABASE_URL (whose user may create databases). */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  sweep()
  const given = process.env.TEST_DATABASE_URL
  const folder = given ? undefined : temporaryFolder()
  let embedded: Embedded | undefined
  const clean = async (): Promise<void> => {
    await embedded?.stop()
    if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 })
  }
  try {
    if (folder) embedded = await startEmbedded({ dataDir: folder, log: quiet, fast: true })
    const url = given ?? embedded?.url ?? ''
    const run = `okaeri_test_${process.pid}_${Date.now().toString(36)}`
    const template = `${run}_template`
    const client = new pg.Client(url)
    await client.connect()
    await client.query(`create database "${template}" encoding 'UTF8' template template0`)
    await client.end()
    const db = dbOver(await openPool(inDatabase(url, template), { max: 1 }))
    try {
      await migrate(db, migrations)
    } finally {
      await db.destroy()
    }
    project.provide('database', { url, template })
    return async () => {
      if (given) await dropAll(given, run)
      await clean()
    }
  } catch (fault) {
    await clean()
    throw fault
  }
}
