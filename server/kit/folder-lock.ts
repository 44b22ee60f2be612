import { execFileSync } from 'node:child_process'
import {
  closeSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'

/** Who holds a folder: a process is its pid *and* its start, for pids are used again. */
export interface Holder {
  pid: number
  started: string
  host: string
}

/** Someone else lives in the folder. The message is for the person who typed the command. */
export class FolderTaken extends Error {
  override name = 'FolderTaken'
}

const HEARTBEAT_MS = 5_000
/** A lock of another host, not touched for this long, is a dead one's. Four missed heartbeats. */
const SILENT_MS = 20_000

/**
 * When a process started, as its system writes it: equal for the same process, different for a later one with the same pid.
 * @returns '' when there is no such process.
 */
export function startOf(pid: number): string {
  try {
    if (process.platform === 'linux') {
      // Field 22; the command in parentheses before it may hold spaces.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      // A zombie is dead; in a container without an init nobody buries it, and kill(pid, 0) still greets it.
      return fields[0] === 'Z' || fields[0] === 'X' ? '' : (fields[19] ?? '')
    }
    if (process.platform === 'win32') {
      process.kill(pid, 0)
      return 'alive'
    }
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
  } catch {
    return ''
  }
}

/** A process of this host holds the folder if it lives and started when the lock says. Another host's can only be judged by its heartbeat. */
export function holds(holder: Holder, here: string, silentMs: number, startedNow: (pid: number) => string): boolean {
  if (holder.host !== here) return silentMs < SILENT_MS
  const started = startedNow(holder.pid)
  return started !== '' && started === holder.started
}

function read(file: string): { text: string; holder: Holder | undefined; silentMs: number } | undefined {
  try {
    const text = readFileSync(file, 'utf8')
    const silentMs = Date.now() - statSync(file).mtimeMs
    const said = JSON.parse(text) as Partial<Holder>
    const whole = typeof said.pid === 'number' && typeof said.started === 'string' && typeof said.host === 'string'
    return { text, holder: whole ? (said as Holder) : undefined, silentMs }
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    return { text: '', holder: undefined, silentMs: Number.POSITIVE_INFINITY }
  }
}

/**
 * Takes the lock file, or refuses with {@link FolderTaken}. The lock of a process that died (SIGKILL, power cut) is taken over.
 * A holder on another host (two containers on one volume) is watched for {@link SILENT_MS}: silence is death.
 * @param file where the lock is written
 * @param folder what it guards, for the message
 * @returns gives the lock back; idempotent
 */
export async function lockFolder(file: string, folder: string): Promise<() => void> {
  const me: Holder = { pid: process.pid, started: startOf(process.pid), host: hostname() }
  const mine = JSON.stringify(me)
  for (let deadline = Date.now() + SILENT_MS + HEARTBEAT_MS; ; ) {
    // Written whole beside it, then linked: nobody ever reads half a lock.
    const draft = `${file}.${process.pid}`
    const out = openSync(draft, 'w', 0o600)
    writeSync(out, mine)
    closeSync(out)
    try {
      linkSync(draft, file)
      break
    } catch (fault) {
      if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault
    } finally {
      rmSync(draft, { force: true })
    }
    const found = read(file)
    if (!found) continue
    const holder = found.holder
    if (holder && holds(holder, me.host, found.silentMs, startOf)) {
      const elsewhere = holder.host !== me.host
      if (elsewhere && Date.now() < deadline) {
        await pause(500)
        continue
      }
      throw new FolderTaken(
        `Another Okaeri (process ${holder.pid}${elsewhere ? ` on ${holder.host}` : ''}) is using ${folder}. ` +
          'One folder serves one Okaeri: stop the other one, give this one another folder with OKAERI_DATA, or give both one DATABASE_URL.',
      )
    }
    // Of two who find the same dead lock, one rename wins; and if it caught a fresh lock meanwhile, that one is put back.
    const aside = `${file}.${process.pid}.aside`
    try {
      renameSync(file, aside)
      if (readFileSync(aside, 'utf8') !== found.text && found.text !== '') linkSync(aside, file)
    } catch {
      // someone was quicker: look again
    }
    rmSync(aside, { force: true })
    deadline = Math.max(deadline, Date.now() + 1_000)
  }
  const beat = setInterval(() => {
    try {
      const now = new Date()
      utimesSync(file, now, now)
    } catch {
      // the folder went away: the database will say so
    }
  }, HEARTBEAT_MS)
  beat.unref()
  let held = true
  return () => {
    if (!held) return
    held = false
    clearInterval(beat)
    if (read(file)?.text === mine) rmSync(file, { force: true })
  }
}
