import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lchownSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { giveToOwner } from './data-folder.ts'
import { ask, ELSE, EmbeddedFault, type Place, privateFolder, program } from './postgres-place.ts'

/** The role Okaeri signs in as: owner of its database and no superuser, exactly what DATABASE_URL would give it. */
export const ROLE = 'okaeri'

/** Nobody signs in without a password, and the superuser (who has none) not at all. */
const HBA = `local all postgres reject
host all postgres all reject
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
`

/** Gives a cluster to a user, whole. */
function give(folder: string, uid: number | undefined): void {
  if (uid === undefined) return
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(folder, entry), uid, uid)
  lchownSync(folder, uid, uid)
}

/** Runs statements in PostgreSQL's single-user mode: no server, no password, only for who owns the files. One statement a line. */
function single(place: Place, database: string, statements: string[]): void {
  const quiet = ['-c', 'log_min_messages=error', '-c', 'log_min_error_statement=panic']
  const args = ['--single', '-D', place.cluster, ...quiet, database]
  const { status, out } = ask(program(place.bin, 'postgres'), args, place.maker, `${statements.join('\n')}\n`)
  if (status !== 0 || /\b(ERROR|FATAL|PANIC):/.test(out)) {
    // The echo of the prompt holds our statement, and so the password: only the complaint is shown.
    const complaint = out.split('\n').filter((line) => /\b(ERROR|FATAL|PANIC):/.test(line))
    throw new EmbeddedFault(`PostgreSQL refused its own set-up: ${complaint.join(' ') || `exit ${status}`}`)
  }
}

/**
 * Makes the cluster, in a folder beside it that takes its name at the very end: an interrupted start leaves nothing half made.
 *
 * Text is UTF-8, and order is PostgreSQL's own C.UTF-8 (`builtin`, from version 17): the same on every system, unchanged by an upgrade
 * of the C library (which silently breaks indexes of libc orders) or of ICU, and a plain index serves `like 'x%'`. Where people read
 * a list of names, the query says `collate "und-x-icu"`. lc_ctype stays Unicode too, for pg_trgm asks it what a letter is.
 */
function make(place: Place, fast: boolean): void {
  const draft: Place = { ...place, cluster: `${place.cluster}.new` }
  rmSync(draft.cluster, { recursive: true, force: true })
  privateFolder(draft.cluster, place.maker)
  const builtin = Number.parseInt(place.version, 10) >= 17
  const order = builtin
    ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--lc-collate=C']
    : ['--lc-collate=C']
  const common = [
    '-D',
    draft.cluster,
    '-U',
    'postgres',
    '--auth=trust',
    '--encoding=UTF8',
    '--data-checksums',
    '--no-locale',
    ...order,
  ]
  let told = ''
  // Not every system knows every name for Unicode letters: Debian the first, macOS the second.
  const made = ['C.UTF-8', 'en_US.UTF-8', 'C'].some((ctype) => {
    const { status, out } = ask(
      program(place.bin, 'initdb'),
      [...common, `--lc-ctype=${ctype}`, ...(fast ? ['--no-sync'] : [])],
      place.maker,
    )
    told = out
    return status === 0
  })
  if (!made && /could not look up effective user/.test(told)) {
    throw new EmbeddedFault(
      `PostgreSQL wants a name for the user it runs as, and uid ${place.maker ?? process.getuid?.()} has none. In a container: run as root (Okaeri leaves root by itself), ` +
        `or add a line to /etc/passwd. ${ELSE}`,
    )
  }
  if (!made)
    throw new EmbeddedFault(
      `PostgreSQL could not make its cluster in ${place.cluster}: ${told.trim().split('\n').slice(-4).join(' ')}`,
    )
  writeFileSync(join(draft.cluster, 'pg_hba.conf'), HBA)
  // Tests clone a template, which needs the right to; nothing else does.
  single(draft, 'postgres', [
    `create role ${ROLE} login${fast ? ' createdb' : ''};`,
    `create database ${ROLE} owner ${ROLE};`,
  ])
  give(draft.cluster, place.uid)
  // A folder made beforehand (empty) stands in the way of a rename on Windows.
  rmSync(place.cluster, { recursive: true, force: true })
  renameSync(draft.cluster, place.cluster)
}

const passwordFile = (dataDir: string): string => join(dataDir, 'postgres-password')

/** The password of this folder's database, or '' when it was lost or never made. */
export function knownPassword(dataDir: string): string {
  try {
    return readFileSync(passwordFile(dataDir), 'utf8').trim()
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw fault
  }
}

/**
 * Makes what is missing of cluster and password, while no server runs on it. A lost password is simply made anew.
 * @returns the password
 * @throws EmbeddedFault when the folder was made by another PostgreSQL, or cannot be used
 */
export function prepareCluster(place: Place, dataDir: string, fast: boolean, log: (line: string) => void): string {
  const versionFile = join(place.cluster, 'PG_VERSION')
  if (existsSync(versionFile)) {
    const made = readFileSync(versionFile, 'utf8').trim()
    if (made !== place.version.split('.')[0]) {
      throw new EmbeddedFault(
        `The database in ${place.cluster} was made by PostgreSQL ${made}, and this is ${place.version}. Use the Okaeri that made it, ` +
          'or move the data over: start that Okaeri, pg_dump its database, and restore it into an empty folder of this one.',
      )
    }
  } else {
    log(`making the database in ${place.cluster}`)
    make(place, fast)
    rmSync(passwordFile(dataDir), { force: true })
  }
  const known = knownPassword(dataDir)
  if (known !== '') return known
  const password = randomBytes(24).toString('base64url')
  give(place.cluster, place.maker)
  try {
    single(place, 'postgres', [`alter role ${ROLE} password '${password}';`])
  } finally {
    give(place.cluster, place.uid)
  }
  const draft = join(dirname(passwordFile(dataDir)), '.postgres-password.new')
  writeFileSync(draft, `${password}\n`, { mode: 0o600 })
  chmodSync(draft, 0o600)
  giveToOwner(draft, dataDir)
  renameSync(draft, passwordFile(dataDir))
  return password
}
