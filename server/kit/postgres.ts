import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeDataFolder } from './data-folder.ts'
import { lockFolder, startOf } from './folder-lock.ts'
import { knownPassword, prepareCluster } from './postgres-cluster.ts'
import { preparePlace, socketFolder } from './postgres-place.ts'
import {
  bury,
  type Connection,
  findOrphan,
  launch,
  optionsOf,
  type Running,
  type Say,
  send,
  shutDown,
} from './postgres-server.ts'

export interface Embedded {
  /** the same as `options`, as libpq and `pg` read it */
  url: string
  options: Connection
  /** true when the database of a killed Okaeri was still there and was taken over */
  adopted: boolean
  /** fast shutdown: open transactions are rolled back, what was committed is on disk; idempotent */
  stop(): Promise<void>
}

export interface StartOptions {
  /** the network's folder; made when absent */
  dataDir: string
  /** a logger, or a function for what people should read */
  log: Say | ((line: string) => void)
  /** for tests: no fsync, small buffers, and the right to create databases */
  fast?: boolean
  /** folder of another PostgreSQL's programs, instead of ours */
  binaries?: string
  /** listen on 127.0.0.1 instead of a private socket; always so on Windows */
  loopback?: boolean
}

const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

const urlOf = ({ host, port, user, password, database }: Connection): string =>
  `postgres://${user}:${password}@${encodeURIComponent(host)}:${port}/${database}`

/** Between two tries to start a database that does not: whoever mends the cause (a full disk) is not kept waiting. */
const LONGEST_WAIT_MS = 5000

const OURS = Symbol('stops an embedded database')

/**
 * While nobody else listens for a signal, this does: the database is shut down, then the signal takes its usual course. A process with its
 * own handler (main.ts, vitest) calls stop() itself. Whatever happens, an ending process sends the database a fast shutdown.
 */
function stopWithProcess(stop: () => Promise<void>, pid: () => number | undefined): () => void {
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP']
  const ours = (listener: unknown): boolean => typeof listener === 'function' && OURS in listener
  const onSignal = Object.assign(
    (signal: NodeJS.Signals) => {
      if (!process.listeners(signal).every(ours)) return
      void stop().finally(() => {
        if (process.listeners(signal).length === 0) process.kill(process.pid, signal)
      })
    },
    { [OURS]: true },
  )
  const onExit = (): void => {
    const running = pid()
    if (running !== undefined) send(running, 'SIGINT')
  }
  for (const signal of signals) process.on(signal, onSignal)
  process.on('exit', onExit)
  return () => {
    for (const signal of signals) process.off(signal, onSignal)
    process.off('exit', onExit)
  }
}

/**
 * Starts PostgreSQL for one folder, or takes over the one a killed Okaeri left there, and keeps it running until stop(): a server that
 * dies is started again, on the same address.
 * @throws FolderTaken when a living Okaeri uses the folder; EmbeddedFault when PostgreSQL cannot run here. Both say what to do.
 */
export async function startEmbedded({
  dataDir,
  log: told,
  fast = false,
  binaries,
  loopback = false,
}: StartOptions): Promise<Embedded> {
  const folder = resolve(dataDir)
  const log = typeof told === 'function' ? { debug: () => undefined, info: told, warn: told } : told
  makeDataFolder(folder)
  const unlock = await lockFolder(join(folder, 'okaeri.lock'), folder)
  try {
    const place = preparePlace(folder, binaries, (line) => log.info(line))
    const orphan = await findOrphan(place, knownPassword(folder), log)
    const password = orphan ? knownPassword(folder) : prepareCluster(place, folder, fast, (line) => log.info(line))
    const tcp = loopback || process.platform === 'win32'
    const sockets = orphan ? orphan.postmaster.sockets : tcp ? '' : socketFolder(place)
    const port = orphan ? orphan.postmaster.port : tcp ? await freePort() : 5432
    if (orphan)
      log.info(
        `found the database of an earlier Okaeri still running (process ${orphan.postmaster.pid}), and took it over`,
      )

    let stopping: Promise<void> | undefined
    let running: Running | undefined = orphan ?? (await launch(place, sockets, port, fast, log))
    let watch: NodeJS.Timeout | undefined

    const keep = (now: Running): void => {
      running = now
      if (now.child) now.child.once('exit', () => void again(now, 0))
      else {
        watch = setInterval(() => {
          if (startOf(now.postmaster.pid) === now.started) return
          clearInterval(watch)
          void again(now, 0)
        }, 2_000)
        watch.unref()
      }
    }
    const again = async (before: Running, tries: number): Promise<void> => {
      running = undefined
      if (stopping) return
      const wait = Math.min(LONGEST_WAIT_MS, 500 * 2 ** tries)
      log.warn(`the embedded database ended by itself; starting it again in ${wait / 1000} s`)
      await pause(wait, undefined, { ref: true })
      if (stopping) return
      try {
        await bury(place, before.postmaster)
        const now = await launch(place, sockets, port, fast, log)
        keep(now)
        if (stopping) await shutDown(place, now)
      } catch (fault) {
        log.warn(String(fault))
        void again(before, tries + 1)
      }
    }
    keep(running)

    const options = optionsOf({ sockets, port }, password)
    const stop = (): Promise<void> => {
      stopping ??= (async () => {
        clearInterval(watch)
        if (running) await shutDown(place, running)
        running = undefined
        forget()
        if (sockets !== '' && sockets !== join(dirname(place.cluster), 'run'))
          rmSync(sockets, { recursive: true, force: true })
        unlock()
      })()
      return stopping
    }
    const forget = stopWithProcess(stop, () => running?.postmaster.pid)
    return { url: urlOf(options), options, adopted: orphan !== undefined, stop }
  } catch (fault) {
    unlock()
    throw fault
  }
}
