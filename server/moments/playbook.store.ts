import type { PlaybookFault } from '../../contract/playbooks.ts'
import type { Db } from '../kit/house.ts'
import { compilePlaybook } from './compile.ts'
import type { CompiledPlaybook } from './compiled.ts'
import { readPlaybook, standingPlaybook } from './read-playbook.ts'
import { livePage } from './versions.store.ts'

/** A version in force whose page does not read any more, and the first thing that is wrong with it. */
export interface Unread {
  version: number
  fault: PlaybookFault
}
type Standing = { version: number; written: string } & ({ compiled: CompiledPlaybook } | { unread: Unread })

/**
 * The playbook in force, kept compiled by one process. Asking costs one small query; its text is read when the version is another than
 * before, or was written again under the same (by hand, in the database). Before any is put in force there is none, and nothing is started.
 * One that does not read any more (edited by hand, written for another release) is none either for whoever only shows it; whoever would
 * take in, decide or send asks {@link unread} first, and waits: nothing is lost, and nobody is contacted by rules that nobody can read.
 */
export class PlaybookInForce {
  #standing: Standing | null = null
  #titles: { standing: Standing; of: GoneTitles } | null = null

  async of(db: Db): Promise<CompiledPlaybook | null> {
    const standing = await this.#now(db)
    return standing && 'compiled' in standing ? standing.compiled : null
  }

  /** Null: it reads, or none is in force. */
  async unread(db: Db): Promise<Unread | null> {
    const standing = await this.#now(db)
    return standing && 'unread' in standing ? standing.unread : null
  }

  /** What moments were called that the playbook in force has no more, by id; read once for each version in force. */
  async goneTitles(db: Db): Promise<GoneTitles> {
    const standing = await this.#now(db)
    if (!standing) return new Map()
    if (this.#titles?.standing !== standing)
      this.#titles = {
        standing,
        of: await titlesBefore(db, 'compiled' in standing ? standing.compiled.moments : new Map()),
      }
    return this.#titles.of
  }

  async #now(db: Db): Promise<Standing | null> {
    const live = await livePage(db)
    if (live === null) this.#standing = null
    else if (live.version !== this.#standing?.version || live.written !== this.#standing.written)
      this.#standing = { ...live, ...(await standingVersion(db, live.version)) }
    return this.#standing
  }
}

type GoneTitles = ReadonlyMap<string, Readonly<Record<string, string>>>
/** Versions looked through for what a moment was called: the newest. */
const MOST_BEFORE = 30

async function titlesBefore(db: Db, now: ReadonlyMap<string, unknown>): Promise<GoneTitles> {
  const before = await db
    .selectFrom('moments.playbook')
    .select('yaml')
    .where('live_until', 'is not', null)
    .orderBy('version', 'desc')
    .limit(MOST_BEFORE)
    .execute()
  const gone = new Map<string, Readonly<Record<string, string>>>()
  for (const { yaml } of before) {
    const read = readPlaybook(yaml)
    if (!('playbook' in read)) continue
    for (const { id, title } of read.playbook.moments) if (!now.has(id) && !gone.has(id)) gone.set(id, title)
  }
  return gone
}

async function standingVersion(db: Db, version: number): Promise<{ compiled: CompiledPlaybook } | { unread: Unread }> {
  const read = standingPlaybook(await textOf(db, version))
  return 'playbook' in read
    ? { compiled: compilePlaybook(read.playbook, version) }
    : { unread: { version, fault: read.faults[0]! } }
}

/** A version to live again: whoever asks has been told that it reads. One that does not is a fault of the house. */
export async function compiledVersion(db: Db, version: number): Promise<CompiledPlaybook> {
  const standing = await standingVersion(db, version)
  if ('compiled' in standing) return standing.compiled
  const { line, because } = standing.unread.fault
  throw new Error(`playbook ${version} does not read any more: line ${line}, ${because.code}`)
}

async function textOf(db: Db, version: number): Promise<string> {
  const { yaml } = await db
    .selectFrom('moments.playbook')
    .select('yaml')
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  return yaml
}
