import { promises as dns, type LookupAddress } from 'node:dns'
import { isIP } from 'node:net'
import type { Queries, QueryProblem } from '../../customers/query.port.ts'
import { isSelect } from '../../customers/select-only.ts'
import { isMetadata, isPublic } from '../public-address.ts'
import type { DatabasePlace } from './database-place.ts'
import { mysqlRows } from './mysql.edge.ts'
import { postgresRows } from './postgres-query.edge.ts'

export interface QuerySettings {
  /** Databases of the house’s own network may be asked: OKAERI_ALLOW_PRIVATE_DATABASES. */
  allowPrivate?: boolean
  timeoutMs?: number
  maxBytes?: number
  lookup?: (host: string) => Promise<LookupAddress[]>
}

/** What went wrong, without a word of the address or of the data. */
class QueryRefused extends Error {
  readonly problem: QueryProblem
  constructor(problem: QueryProblem) {
    super(problem)
    this.problem = problem
  }
}

const PORTS: Record<string, number> = { 'postgres:': 5432, 'postgresql:': 5432, 'mysql:': 3306, 'mariadb:': 3306 }

/**
 * Asks PostgreSQL and MySQL. Whoever may import may write any address, so ours must not become a hand inside the house’s network: every
 * address a name stands for is judged, and the connection is made to the one judged. One statement, a SELECT, in a transaction that may only
 * read, within a time and a size.
 */
export function openQueries({
  allowPrivate = false,
  timeoutMs = 600_000,
  maxBytes = 1024 * 1024 * 1024,
  lookup = (host) => dns.lookup(host, { all: true }),
}: QuerySettings = {}): Queries {
  return {
    async *read(address, query) {
      if (!isSelect(query)) throw new QueryRefused('not-a-select')
      const place = await placeOf(address)
      const rows = address.startsWith('postgres') ? postgresRows(place, query) : mysqlRows(place, query)
      let total = 0
      try {
        for await (const some of rows) {
          const bytes = Buffer.from(some.map((row) => `${JSON.stringify(row)}\n`).join(''))
          total += bytes.length
          if (total > maxBytes) throw new QueryRefused('too-large')
          yield bytes
        }
      } catch (error) {
        throw error instanceof QueryRefused ? error : new QueryRefused(problemOf(error))
      }
    },
  }

  async function placeOf(address: string): Promise<DatabasePlace> {
    if (!URL.canParse(address)) throw new QueryRefused('address-malformed')
    const { protocol, hostname, port, username, password, pathname, searchParams } = new URL(address)
    const plain = [username, password, pathname.slice(1)].map(decoded)
    if (plain.includes(undefined)) throw new QueryRefused('address-malformed')
    const [user = '', secret = '', database = ''] = plain
    const host = hostname.replace(/^\[|\]$/g, '')
    const usual = PORTS[protocol]
    if (!usual || host === '' || pathname.length < 2) throw new QueryRefused('address-malformed')
    const addresses = isIP(host)
      ? [{ address: host }]
      : await lookup(host).catch(() => {
          throw new QueryRefused('unreachable')
        })
    const open = addresses.every((each) => isPublic(each.address))
    const [first] = addresses
    if (!first || addresses.some((each) => isMetadata(each.address)) || (!allowPrivate && !open))
      throw new QueryRefused('address-refused')
    const mode = searchParams.get('sslmode') ?? searchParams.get('ssl-mode')
    return {
      host,
      ip: first.address,
      port: Number(port) || usual,
      user,
      password: secret,
      database,
      // Over the internet nothing goes in the clear unless somebody says so.
      tls:
        mode === 'disable'
          ? 'disable'
          : mode === 'require'
            ? 'require'
            : open || mode?.startsWith('verify')
              ? 'verify'
              : 'disable',
      timeoutMs,
    }
  }
}

/** PostgreSQL's and MySQL's own codes, as far as a person can do something about them. */
function problemOf(error: unknown): QueryProblem {
  const code = String((error as { code?: unknown })?.code ?? '')
  if (/^(28|3D000|42501)|ER_ACCESS_DENIED|ER_DBACCESS_DENIED|ER_BAD_DB|ER_TABLEACCESS/u.test(code))
    return 'sign-in-refused'
  if (/^(57014|PROTOCOL_SEQUENCE_TIMEOUT|ETIMEDOUT|ER_QUERY_TIMEOUT|ER_STATEMENT_TIMEOUT)/u.test(code)) return 'timeout'
  if (
    /^E(CONN|HOST|NET|AI_|PIPE)|^08|^57P|PROTOCOL_CONNECTION_LOST|HANDSHAKE|CERT|SELF_SIGNED|UNABLE_TO_VERIFY/u.test(
      code,
    )
  )
    return 'unreachable'
  return /timeout/iu.test(error instanceof Error ? error.message : '') ? 'timeout' : 'query-failed'
}

/** A password with a bare `%` in it is no address: it is written %25 there. */
function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
