import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { startOf } from './folder-lock.ts'
import { ROLE } from './postgres-cluster.ts'
import { ask, EmbeddedFault, type Place, program } from './postgres-place.ts'
import { asArguments, type Postmaster, readPostmaster, settings } from './postgres-settings.ts'

/** What the embedded database tells; pino's logger fits. */
export interface Say {
  debug(message: string): void
  info(message: string): void
  warn(message: string): void
}

/** How to reach a database, for `pg`. `host` is the folder of a Unix socket, or a loopback address. */
export interface Connection {
  host: string
  port: number
  user: string
  password: string
  database: string
}

const STOP_MS = 60_000
/** Told to each who knocks while it starts or stops. */
const NOT_YET = /the database system is (?:starting up|shutting down|in recovery|not yet accepting)/u
const START_MS = 600_000

/** A server started by us, or one we found. */
export interface Running {
  postmaster: Postmaster
  child: ChildProcess | undefined
  started: string
}

const postmasterOf = (cluster: string): Postmaster | undefined => {
  try {
    return readPostmaster(readFileSync(join(cluster, 'postmaster.pid'), 'utf8'))
  } catch {
    return undefined
  }
}

export const optionsOf = ({ sockets, port }: Pick<Postmaster, 'sockets' | 'port'>, password: string): Connection => ({
  host: sockets || '127.0.0.1',
  port,
  user: ROLE,
  password,
  database: ROLE,
})

/** One question to a server that may not answer. @returns its version, or the code of its refusal, or '' for silence. */
async function versionOf(options: Connection): Promise<{ version: string } | { code: string }> {
  const client = new pg.Client({ ...options, connectionTimeoutMillis: 3_000, query_timeout: 3_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query<{ server_version: string }>('show server_version')
    return { version: rows[0]?.server_version ?? '' }
  } catch (fault) {
    return { code: (fault as { code?: string }).code ?? '' }
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Is this process a PostgreSQL on this very cluster? A pid alone may have been given to anybody since. */
function isPostmasterOf(pid: number, cluster: string): boolean {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster)
  } catch {
    return false
  }
  if (process.platform === 'win32') return startOf(pid) !== ''
  return ask('/bin/ps', ['-o', 'command=', '-p', String(pid)], undefined).out.includes(`-D ${cluster}`)
}

/** The processes that stand in this cluster's folder, as all of PostgreSQL's do. Only Linux tells; elsewhere PostgreSQL's own check must do. */
function insideOf(cluster: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`) === cluster
      } catch {
        return false
      }
    })
    .map(Number)
}

/**
 * Clears what a dead server left. Its children may outlive it by seconds, and a new server beside them would ruin the files: they are asked
 * to go, and waited for. Only then are its lock files removed, since PostgreSQL itself takes any living pid in them (a zombie, or a stranger
 * who was given the number) for a server.
 */
export async function bury(place: Place, dead: Postmaster | undefined): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const left = insideOf(place.cluster)
    if (left.length === 0) break
    if (tries > 300)
      throw new EmbeddedFault(
        `Processes of an earlier database still use ${place.cluster} (${left.join(', ')}). End them, then start again.`,
      )
    if (tries % 100 === 0) for (const pid of left) send(pid, tries === 0 ? 'SIGQUIT' : 'SIGKILL')
    await pause(50)
  }
  // Elsewhere PostgreSQL's own check of shared memory reads postmaster.pid, so it stays unless its pid is a living stranger's.
  if (process.platform === 'linux' || (dead && startOf(dead.pid) !== ''))
    rmSync(join(place.cluster, 'postmaster.pid'), { force: true })
  if (!dead?.sockets) return
  for (const file of ['', '.lock']) rmSync(join(dead.sockets, `.s.PGSQL.${dead.port}${file}`), { force: true })
}

export const send = (pid: number, signal: NodeJS.Signals): boolean => {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}

/** Fast shutdown, and an immediate one (crash recovery at the next start) for a server that does not listen. */
export async function shutDown(place: Place, { postmaster, started, child }: Running): Promise<void> {
  const { pid } = postmaster
  const gone = (): boolean => (child ? child.exitCode !== null || child.signalCode !== null : startOf(pid) !== started)
  const ended = async (ms: number): Promise<boolean> => {
    for (const until = Date.now() + ms; Date.now() < until; await pause(10)) if (gone()) return true
    return gone()
  }
  if (gone()) return
  if (process.platform === 'win32')
    ask(program(place.bin, 'pg_ctl'), ['stop', '-D', place.cluster, '-m', 'fast', '-W'], undefined)
  else send(pid, 'SIGINT')
  if (await ended(STOP_MS)) return
  send(pid, 'SIGQUIT')
  if (await ended(5_000)) return
  send(pid, 'SIGKILL')
  await ended(5_000)
}

/**
 * What a killed Okaeri left: a server that still answers is adopted; one that runs but does not answer, or is another version's, is
 * stopped; what a dead one left is cleared away, and PostgreSQL recovers from its log at the start.
 * An adopted server keeps the settings it was started with, and its own log went with its parent.
 */
export async function findOrphan(place: Place, password: string, log: Say): Promise<Running | undefined> {
  const postmaster = postmasterOf(place.cluster)
  if (!postmaster || !isPostmasterOf(postmaster.pid, place.cluster)) {
    await bury(place, postmaster)
    return undefined
  }
  const found: Running = { postmaster, child: undefined, started: startOf(postmaster.pid) }
  for (const until = Date.now() + START_MS; Date.now() < until; await pause(100)) {
    const answer = await versionOf(optionsOf(postmaster, password))
    // 57P03: it is still recovering, as it should.
    if ('code' in answer && answer.code === '57P03' && startOf(postmaster.pid) === found.started) continue
    if ('version' in answer && answer.version.split(' ')[0] === place.version) return found
    break
  }
  log.warn(`stopping the database that an earlier Okaeri left behind (process ${postmaster.pid})`)
  await shutDown(place, found)
  return undefined
}

/** Starts the server and waits until it is ready; recovery after a power cut may take minutes, and is waited for. */
export async function launch(place: Place, sockets: string, port: number, fast: boolean, log: Say): Promise<Running> {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
  const args = ['-D', place.cluster, ...asArguments(settings({ memory, fast, sockets, port }))]
  const child = spawn(program(place.bin, 'postgres'), args, {
    cwd: dirname(place.bin),
    env: {
      PATH: process.env.PATH ?? '',
      LC_ALL: 'C',
      TZ: 'UTC',
      ...(process.platform === 'win32' ? process.env : {}),
    },
    // Its own session: Ctrl-C in the terminal is for Okaeri, which finishes what it does and then stops the database.
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
    ...(place.uid === undefined ? {} : { uid: place.uid, gid: place.uid }),
  })
  const last: string[] = []
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
      last.push(line)
      if (last.length > 5) last.shift()
      if (/^(FATAL|PANIC|WARNING):/.test(line) && !NOT_YET.test(line)) log.warn(`postgres: ${line}`)
      else log.debug(`postgres: ${line}`)
    }
  })
  let failed: Error | undefined
  child.once('error', (fault) => {
    failed = fault
  })
  const begun = Date.now()
  for (let told = 0; ; await pause(10)) {
    const postmaster = postmasterOf(place.cluster)
    if (postmaster?.ready && postmaster.pid === child.pid) {
      // The database never keeps Okaeri alive by itself.
      child.unref()
      ;(child.stderr as unknown as { unref?: () => void } | null)?.unref?.()
      return { postmaster, child, started: startOf(postmaster.pid) }
    }
    if (failed || child.exitCode !== null || child.signalCode !== null) {
      throw new EmbeddedFault(`The embedded database did not start: ${failed ? failed.message : last.join(' ')}`)
    }
    const seconds = Math.floor((Date.now() - begun) / 1000)
    if (seconds >= told + 10) {
      told = seconds
      log.info(`the database is recovering what was not yet in its files (${seconds} s)`)
    }
    if (Date.now() - begun > START_MS) {
      send(child.pid ?? 0, 'SIGINT')
      throw new EmbeddedFault(
        `The embedded database was not ready within ${START_MS / 60_000} minutes: ${last.join(' ')}`,
      )
    }
  }
}
