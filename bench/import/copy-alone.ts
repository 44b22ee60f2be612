import { createReadStream, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { startEmbedded } from '../../server/kit/postgres.ts'

const quiet = { debug: () => {}, info: () => {}, warn: () => {} }

/** How long the file alone takes into a table of texts without an index, on a database as durable as the house’s own. */
export async function copyAlone(path: string): Promise<{ seconds: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-copy-'))
  const database = await startEmbedded({ dataDir: folder, log: quiet })
  const client = new pg.Client(database.options)
  try {
    await client.connect()
    const head = readFileSync(path).subarray(0, 10_000).toString().split('\n', 1)[0] ?? ''
    await client.query(
      `create table plain (${head
        .split(',')
        .map((name) => `"${name}" text`)
        .join(', ')})`,
    )
    const begun = performance.now()
    await pipeline(createReadStream(path), client.query(from('copy plain from stdin with (format csv, header)')))
    return { seconds: (performance.now() - begun) / 1000 }
  } finally {
    await client.end()
    await database.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
