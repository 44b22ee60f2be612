import type { Db } from '../kit/house.ts'
import { compilePlaybook } from './compile.ts'
import type { CompiledPlaybook } from './compiled.ts'
import { readPlaybook } from './read-playbook.ts'
import { liveVersion } from './versions.store.ts'

/**
 * The playbook in force, kept compiled by one process. Asking costs one small query; its text is read when the version is another than
 * before. Before any is put in force there is none, and nothing is started.
 */
export class PlaybookInForce {
  #compiled: CompiledPlaybook | null = null
  #titles: { version: number; of: GoneTitles } | null = null

  async of(db: Db): Promise<CompiledPlaybook | null> {
    const live = await liveVersion(db)
    if (live === null) this.#compiled = null
    else if (live !== this.#compiled?.version) this.#compiled = await compiledVersion(db, live)
    return this.#compiled
  }

  /** What moments were called that the playbook in force has no more, by id; read once for each version in force. */
  async goneTitles(db: Db): Promise<GoneTitles> {
    const live = await this.of(db)
    if (!live) return new Map()
    if (this.#titles?.version !== live.version)
      this.#titles = { version: live.version, of: await titlesBefore(db, live) }
    return this.#titles.of
  }
}

type GoneTitles = ReadonlyMap<string, Readonly<Record<string, string>>>
/** Versions looked through for what a moment was called: the newest. */
const MOST_BEFORE = 30

async function titlesBefore(db: Db, live: CompiledPlaybook): Promise<GoneTitles> {
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
    for (const { id, title } of read.playbook.moments) if (!live.moments.has(id) && !gone.has(id)) gone.set(id, title)
  }
  return gone
}

/** A version that was put in force was read without a fault then. One that no longer reads is a fault of the house, told as such. */
export async function compiledVersion(db: Db, version: number): Promise<CompiledPlaybook> {
  const { yaml } = await db
    .selectFrom('moments.playbook')
    .select('yaml')
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  const read = readPlaybook(yaml)
  if ('playbook' in read) return compilePlaybook(read.playbook, version)
  const first = read.faults[0]!
  throw new Error(`playbook ${version} does not read any more: line ${first.line}, ${first.because.code}`)
}
