import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '../server/kit/postgres.ts'

export interface BenchDatabase {
  url: string
  stop(): Promise<void>
}

const quiet = { debug: () => {}, info: () => {}, warn: () => {} }

/** `DATABASE_URL` when it is set (made things stay in temporary tables there), else an embedded one that is gone afterwards. */
export const benchDatabase = async (): Promise<BenchDatabase> => {
  const given = process.env.DATABASE_URL
  if (given) return { url: given, stop: async () => {} }
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-bench-'))
  const database = await startEmbedded({ dataDir: folder, log: quiet, fast: true })
  return {
    url: database.url,
    stop: async () => {
      await database.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
