import pg from 'pg'
import { withoutEnd } from '../../customers/select-only.ts'
import { exactJson } from '../../plain/exact-json.ts'
import type { DatabasePlace } from './database-place.ts'

const AT_ONCE = 2000
const JSON_TYPES = new Set([114, 3802])
const BOOLEAN = 16

/** Values as PostgreSQL writes them, so that nothing is lost on the way; JSON stays JSON. */
const types = {
  getTypeParser: (oid: number) => (text: string) =>
    JSON_TYPES.has(oid) ? exactJson(text) : oid === BOOLEAN ? text === 't' : text,
} as unknown as pg.CustomTypesConfig

/** The rows of one SELECT, some at a time, by a cursor of a transaction that may only read. */
export async function* postgresRows(place: DatabasePlace, query: string): AsyncGenerator<object[]> {
  const client = new pg.Client({
    host: place.ip,
    port: place.port,
    user: place.user,
    password: place.password,
    database: place.database,
    ssl: place.tls === 'disable' ? false : { servername: place.host, rejectUnauthorized: place.tls === 'verify' },
    connectionTimeoutMillis: 15_000,
    statement_timeout: place.timeoutMs,
    application_name: 'okaeri import',
    types,
  })
  client.on('error', () => undefined)
  let late = false
  const timer = setTimeout(() => {
    late = true
    void client.end()
  }, place.timeoutMs)
  try {
    await client.connect()
    await client.query('begin transaction read only')
    // The extended protocol takes one statement: a second one behind a semicolon, which could end the transaction, is refused.
    await client.query({
      text: `declare c no scroll cursor for ${withoutEnd(query)}`,
      queryMode: 'extended',
    } as pg.QueryConfig)
    for (;;) {
      const { rows } = await client.query<object>(`fetch ${AT_ONCE} from c`)
      if (rows.length === 0) return
      yield rows
    }
  } catch (error) {
    throw late ? new Error('timeout') : error
  } finally {
    clearTimeout(timer)
    await client.end().catch(() => undefined)
  }
}
