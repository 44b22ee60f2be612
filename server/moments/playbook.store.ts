import type { Db } from '../kit/house.ts'
import { compilePlaybook } from './compile.ts'
import type { CompiledPlaybook } from './compiled.ts'
import { readPlaybook } from './read-playbook.ts'

/**
 * The playbook in force, kept compiled by one process. Asking costs one small query; its text is read when the version is another than
 * before. Before any is put in force there is none, and nothing is started.
 */
export class PlaybookInForce {
  #compiled: CompiledPlaybook | null = null

  async of(db: Db): Promise<CompiledPlaybook | null> {
    const live = await db
      .selectFrom('moments.playbook')
      .select('version')
      .where('live_from', 'is not', null)
      .where('live_until', 'is', null)
      .executeTakeFirst()
    if (!live) this.#compiled = null
    else if (live.version !== this.#compiled?.version) this.#compiled = await compiledVersion(db, live.version)
    return this.#compiled
  }
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
