import { randomUUIDv7 } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { dbOver, openPool } from '../../server/kit/db.ts'
import type { House } from '../../server/kit/house.ts'
import type { Log } from '../../server/kit/log.ts'
import { migrate } from '../../server/kit/migrate.ts'
import { startEmbedded } from '../../server/kit/postgres.ts'

export interface BenchHouse {
  house: House
  pool: pg.Pool
  stop(): Promise<void>
}

const silent = () => undefined
const quiet = { debug: silent, info: silent, warn: silent }

/**
 * A house without screens on an embedded database of its own, with fsync on, as `npm start` runs it: what is committed is on disk.
 */
export async function openBenchHouse(): Promise<BenchHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-identity-'))
  const database = await startEmbedded({ dataDir: folder, log: quiet })
  const pool = await openPool(database.url, { max: 4 })
  const db = dbOver(pool)
  await migrate(db, fileURLToPath(new URL('../../migrations', import.meta.url)))
  const house: House = {
    db,
    now: () => new Date(),
    newId: () => randomUUIDv7(),
    log: { ...quiet, error: console.error } as unknown as Log,
    live: { publish: silent },
    queue: { add: async () => undefined, wake: silent },
    seal: { seal: (text: string) => text, open: (text: string) => text } as unknown as House['seal'],
    origin: 'http://localhost',
  }
  return {
    house,
    pool,
    async stop() {
      await pool.end()
      await database.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
