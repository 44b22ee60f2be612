import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'

/** One numbered file of plain SQL. */
export interface Migration {
  number: number
  name: string
  checksum: string
  sql: string
}

/** What `public.migration` remembers of one that was applied. */
export type Applied = Pick<Migration, 'number' | 'name' | 'checksum'>

/** The database cannot be brought to this version, and what to do. Nothing was changed by the one that failed. */
class MigrationFault extends Error {
  override name = 'MigrationFault'
}

/** sha256 of the text as git keeps it: a checkout with Windows line ends is the same file. */
export const checksumOf = (text: string): string =>
  createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex')

/**
 * The files in order. Two with one number, or a name that does not begin with four digits, is a fault: their order would be an accident.
 * @throws MigrationFault
 */
export function orderOf(files: readonly { name: string; sql: string }[]): Migration[] {
  const all = files.map(({ name, sql: text }) => {
    const number = /^(\d{4})_[a-z0-9][a-z0-9_-]*\.sql$/.exec(name)?.[1]
    if (!number) throw new MigrationFault(`migrations/${name} should be named like 0007_what_it_brings.sql.`)
    return { number: Number(number), name, checksum: checksumOf(text), sql: text }
  })
  all.sort((a, b) => a.number - b.number)
  for (const [i, one] of all.entries()) {
    const next = all[i + 1]
    if (next?.number === one.number)
      throw new MigrationFault(`migrations/${one.name} and ${next.name} have one number: renumber the newer one.`)
  }
  return all
}

/**
 * Which files are still to run. What ran is history: a file that was changed or taken away since, or a new one numbered before the last that ran,
 * is refused, since no two databases would be alike any more.
 * @throws MigrationFault
 */
export function pendingOf(files: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const known = new Map(files.map((file) => [file.number, file]))
  for (const { number, name, checksum } of applied) {
    const file = known.get(number)
    if (!file)
      throw new MigrationFault(
        `The database was brought to ${name} by a newer Okaeri, which this one does not know. Start the newer Okaeri, or restore the backup from before.`,
      )
    if (file.checksum !== checksum) {
      throw new MigrationFault(
        `migrations/${file.name} was changed after it ran on this database. Put its text back (git checkout), and write what is new in a file with the next number.`,
      )
    }
  }
  const last = Math.max(0, ...applied.map(({ number }) => number))
  const ran = new Set(applied.map(({ number }) => number))
  const pending = files.filter(({ number }) => !ran.has(number))
  const late = pending.find(({ number }) => number < last)
  if (late)
    throw new MigrationFault(
      `migrations/${late.name} comes before what already ran (${last}): give it the next number.`,
    )
  return pending
}

/** Where in the file a failed statement stood. PostgreSQL counts characters, from one. */
export function lineAt(text: string, position: string | undefined): number | undefined {
  const at = Number(position)
  return position !== undefined && Number.isInteger(at) && at > 0
    ? Array.from(text)
        .slice(0, at - 1)
        .filter((each) => each === '\n').length + 1
    : undefined
}

/** One for every process that migrates, whatever its version. The number is only ours: 'okae' in ASCII. */
const LOCK = 0x6f6b6165

export async function readMigrations(dir: string): Promise<Migration[]> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.sql')).sort()
  return orderOf(await Promise.all(names.map(async (name) => ({ name, sql: await readFile(join(dir, name), 'utf8') }))))
}

/**
 * Brings the database to the newest of `dir`, forward only: each file in a transaction of its own with its record, under an advisory lock
 * of that transaction (so it works behind a connection pooler too), and several processes may start at once.
 * @returns the names of the files this call ran
 * @throws MigrationFault saying which file, which line, and what to do
 */
export async function migrate<T>(db: Kysely<T>, dir: string): Promise<string[]> {
  const files = await readMigrations(dir)
  const ran: string[] = []
  for (let more = true; more; ) {
    more = await db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(tx)
      await sql`create table if not exists public.migration (
        number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now()
      )`.execute(tx)
      const { rows } = await sql<Applied>`select number, name, checksum from public.migration order by number`.execute(
        tx,
      )
      const [next, ...others] = pendingOf(files, rows)
      if (!next) return false
      try {
        await sql.raw(next.sql).execute(tx)
      } catch (error) {
        const { position, message, hint } = error as { position?: string; message?: string; hint?: string }
        const line = lineAt(next.sql, position)
        throw new MigrationFault(
          `migrations/${next.name}${line ? `, line ${line}` : ''}: ${message ?? String(error)}.${hint ? ` ${hint}` : ''} Nothing of this file was applied.`,
          { cause: error },
        )
      }
      await sql`insert into public.migration (number, name, checksum) values (${next.number}, ${next.name}, ${next.checksum})`.execute(
        tx,
      )
      ran.push(next.name)
      return others.length > 0
    })
  }
  return ran
}
