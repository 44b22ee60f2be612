import type { Readable } from 'node:stream'
import { createConnection } from 'mysql2'
import { withoutEnd } from '../../customers/select-only.ts'
import { exactJson } from '../../plain/exact-json.ts'
import type { DatabasePlace } from './database-place.ts'
import { bitsOf, bytesTold } from './mysql-values.ts'

const AT_ONCE = 2000

const jsonOf = (text: string | null): unknown => (text === null ? null : exactJson(text))

/** The rows of one SELECT as they stream in, in a transaction that may only read. */
export async function* mysqlRows(place: DatabasePlace, query: string): AsyncGenerator<object[]> {
  const connection = createConnection({
    host: place.ip,
    port: place.port,
    user: place.user,
    password: place.password,
    database: place.database,
    ...(place.tls === 'disable'
      ? {}
      : { ssl: { servername: place.host, rejectUnauthorized: place.tls === 'verify' } as object }),
    connectTimeout: 15_000,
    multipleStatements: false,
    dateStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    typeCast: (field, next) =>
      field.type === 'JSON'
        ? jsonOf(field.string('utf8'))
        : field.type === 'BIT'
          ? bitsOf(field.buffer())
          : bytesTold(next()),
    charset: 'utf8mb4',
  })
  // A connection lost while rows stream says so to the connection alone, and one that we end says nothing: the rows must be told, or they
  // are waited for without end (node-mysql2 #3082).
  let rowsOfIt: Readable | undefined
  connection.on('error', (error) => rowsOfIt?.destroy(error))
  let late = false
  const timer = setTimeout(() => {
    late = true
    rowsOfIt?.destroy(new Error('timeout'))
    connection.destroy()
  }, place.timeoutMs)
  const say = (text: string) =>
    new Promise<void>((resolve, reject) => connection.query(text, (error) => (error ? reject(error) : resolve())))
  try {
    await say('start transaction read only')
    let rows: object[] = []
    rowsOfIt = connection.query(withoutEnd(query)).stream()
    for await (const row of rowsOfIt) {
      rows.push(row as object)
      if (rows.length < AT_ONCE) continue
      yield rows
      rows = []
    }
    if (rows.length > 0) yield rows
  } catch (error) {
    throw late ? new Error('timeout') : error
  } finally {
    clearTimeout(timer)
    connection.destroy()
  }
}
