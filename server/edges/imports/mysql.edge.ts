import { createConnection } from 'mysql2'
import { withoutEnd } from '../../customers/select-only.ts'
import { exactJson } from '../../plain/exact-json.ts'
import type { DatabasePlace } from './database-place.ts'

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
    typeCast: (field, next) => (field.type === 'JSON' ? jsonOf(field.string('utf8')) : next()),
    charset: 'utf8mb4',
  })
  connection.on('error', () => undefined)
  let late = false
  const timer = setTimeout(() => {
    late = true
    connection.destroy()
  }, place.timeoutMs)
  const say = (text: string) =>
    new Promise<void>((resolve, reject) => connection.query(text, (error) => (error ? reject(error) : resolve())))
  try {
    await say('start transaction read only')
    let rows: object[] = []
    for await (const row of connection.query(withoutEnd(query)).stream()) {
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
