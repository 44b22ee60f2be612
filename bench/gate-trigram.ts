import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { benchDatabase } from './database.ts'

/** CPU seconds a process has used (user and system), from /proc; null where there is none (not Linux, or a database elsewhere). */
const cpuOf = (pid: number): number | null => {
  try {
    // The name stands in brackets and may hold spaces: count the fields behind it. 100 ticks a second on every Linux we know.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  } catch {
    return null
  }
}

/** One letter changed in the middle of seven leaves 5 trigrams of 11: .45. The threshold lets that through, and no less. */
const THRESHOLD = 0.45

export interface TrigramAnswers {
  /** Place in `plates` of the only best match, or null. */
  greeted: (number | null)[]
  cpuUsPerLookup: number
  /** Whether the CPU is the backend's own, or only the time waited (database on another machine). */
  measured: 'cpu' | 'wall'
}

/**
 * pg_trgm on the same plates and the same reads: GIN index, `%` at the threshold, the best if it is alone. One prepared
 * statement on one connection, so neither planning nor the network is counted against it.
 */
export const trigramAnswers = async (
  plates: readonly string[],
  reads: readonly string[],
  log: (line: string) => void,
): Promise<TrigramAnswers> => {
  const database = await benchDatabase()
  const client = new pg.Client({ connectionString: database.url })
  try {
    await client.connect()
    await client.query('create extension if not exists pg_trgm')
    await client.query('create temporary table bench_plate (id integer, plate text)')
    const lines = function* () {
      for (let at = 0; at < plates.length; at += 5000) {
        yield plates
          .slice(at, at + 5000)
          .map((plate, n) => `${at + n}\t${plate}\n`)
          .join('')
      }
    }
    await pipeline(Readable.from(lines()), client.query(from('copy bench_plate from stdin')))
    await client.query(`set maintenance_work_mem = '512MB'`)
    await client.query('create index on bench_plate using gin (plate gin_trgm_ops)')
    await client.query('vacuum analyze bench_plate')
    await client.query(`set pg_trgm.similarity_threshold = ${THRESHOLD}`)
    log(`pg_trgm: ${plates.length.toLocaleString('en')} plates indexed, ${reads.length} lookups`)
    const ask = async (read: string): Promise<number | null> => {
      const { rows } = await client.query<{ id: number; s: number }>({
        name: 'lookup',
        text: 'select id, similarity(plate, $1) as s from bench_plate where plate % $1 order by s desc limit 2',
        values: [read],
      })
      const [best, second] = rows
      return best && (!second || second.s < best.s) ? best.id : null
    }
    for (const read of reads.slice(0, 20)) await ask(read) // warm: pages read, plan settled
    const pid = (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid
    const before = process.env.DATABASE_URL ? null : cpuOf(pid)
    const since = performance.now()
    const greeted: (number | null)[] = []
    for (const read of reads) greeted.push(await ask(read))
    const wall = (performance.now() - since) / 1000
    const after = before === null ? null : cpuOf(pid)
    const seconds = before === null || after === null ? wall : after - before
    return { greeted, cpuUsPerLookup: (seconds / reads.length) * 1e6, measured: after === null ? 'wall' : 'cpu' }
  } finally {
    await client.end().catch(() => {})
    await database.stop()
  }
}
