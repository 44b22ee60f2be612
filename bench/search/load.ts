import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import pg, { type Pool, type PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { needlesOf, wordKeys, wordsOfNeedles } from '../../server/customers/needles.ts'
import { type Db, dbOver, openPool } from '../../server/kit/db.ts'
import { migrate } from '../../server/kit/migrate.ts'
import { benchDatabase } from '../database.ts'
import { type Person, pick, type Random } from './population.ts'

const NAME = 'okaeri_bench_search'

/** A migrated, empty database of the bench's own on the bench's server, and the way to remove it. */
export async function emptyDatabase(): Promise<{ pool: Pool; db: Db; stop: () => Promise<void> }> {
  const server = await benchDatabase()
  const administer = async (statement: string) => {
    const client = new pg.Client(server.url)
    await client.connect()
    await client.query(statement).finally(() => client.end())
  }
  await administer(`drop database if exists ${NAME} with (force)`)
  await administer(`create database ${NAME} encoding 'UTF8' template template0`)
  const url = new URL(server.url)
  url.pathname = `/${NAME}`
  const pool = await openPool(url.href, { max: 8 })
  const db = dbOver(pool)
  await migrate(db, fileURLToPath(new URL('../../migrations', import.meta.url)))
  return {
    pool,
    db,
    async stop() {
      await db.destroy()
      await administer(`drop database if exists ${NAME} with (force)`)
      await server.stop()
    },
  }
}

export interface Loaded extends Person {
  id: string
  city: string
  e164: string
  email: string
  plate: string
  vin: string
}

const CITIES =
  'Lyon,Paris,Marseille,Lille,Nantes,Saint-Étienne,Aix-en-Provence,Rennes,Tours,Bordeaux,Metz,Nancy,Dijon,Angers,Pau'.split(
    ',',
  )
const LETTERS = 'ABCDEFGHJKLMNPQRSTVWXYZ'
const VIN_LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ0123456789'

const digits = (random: Random, n: number): string =>
  Array.from({ length: n }, () => Math.floor(random() * 10)).join('')
const letters = (random: Random, from: string, n: number): string =>
  Array.from({ length: n }, () => pick(random, from)).join('')
const uuid = (family: number, n: number): string =>
  `0198${family.toString(16).padStart(4, '0')}-${(n >>> 20).toString(16).padStart(4, '0')}-7000-8000-${n.toString(16).padStart(12, '0')}`

/** A whole customer around a name: a phone, an e-mail and a car each. */
export function loadedOf(random: Random, person: Person, n: number): Loaded {
  return {
    ...person,
    id: uuid(1, n),
    city: pick(random, CITIES),
    e164: `+33${random() < 0.8 ? 6 : 1 + Math.floor(random() * 5)}${digits(random, 8)}`,
    email: `${person.given}.${person.family}${digits(random, 3)}@example.org`
      .normalize('NFKD')
      .replace(/[^\w.@]/gu, '')
      .toLowerCase(),
    plate: letters(random, LETTERS, 2) + digits(random, 3) + letters(random, LETTERS, 2),
    vin: `VF1${letters(random, VIN_LETTERS, 8)}${digits(random, 6)}`,
  }
}

async function copy(client: PoolClient, table: string, columns: string, lines: Iterable<string>): Promise<void> {
  const stream = client.query(copyFrom(`copy ${table} (${columns}) from stdin`))
  let chunk: string[] = []
  const flush = async () => {
    if (!stream.write(`${chunk.join('\n')}\n`)) await once(stream, 'drain')
    chunk = []
  }
  for (const line of lines) {
    chunk.push(line)
    if (chunk.length === 4000) await flush()
  }
  if (chunk.length > 0) await flush()
  stream.end()
  await once(stream, 'finish')
}

const TABLES = ['customer', 'phone', 'email', 'asset', 'plate', 'ownership', 'needle', 'word']

/** Takes the plain indexes and foreign keys off, and gives the statements that put them back: a bulk load, not a daily one. */
async function bare(pool: Pool): Promise<string[]> {
  const { rows: keys } = await pool.query<{ t: string; name: string; def: string }>(
    `select conrelid::regclass::text as t, conname as name, pg_get_constraintdef(oid) as def from pg_constraint
     where contype = 'f' and connamespace = 'customers'::regnamespace and conrelid::regclass::text = any($1)`,
    [TABLES.map((table) => `customers.${table}`)],
  )
  const { rows: indexes } = await pool.query<{ name: string; def: string }>(
    `select indexname as name, indexdef as def from pg_indexes where schemaname = 'customers' and tablename = any($1)
     and not exists (select from pg_constraint c where c.conname = indexname)`,
    [TABLES],
  )
  for (const { t, name } of keys) await pool.query(`alter table ${t} drop constraint ${name}`)
  for (const { name } of indexes) await pool.query(`drop index customers.${name}`)
  return [
    ...indexes.map(({ def }) => def),
    ...keys.map(({ t, name, def }) => `alter table ${t} add constraint ${name} ${def}`),
  ]
}

/** Loads customers with everything they are found by, the way `refreshNeedles` would keep it. @returns how many words and needles */
export async function load(
  pool: Pool,
  random: Random,
  people: readonly Loaded[],
): Promise<{ words: number; needles: number }> {
  const back = await bare(pool)
  const client = await pool.connect()
  try {
    const day = (n: number) => new Date(Date.UTC(2023, 0, 1 + n)).toISOString().slice(0, 10)
    const seen = people.map(() => day(Math.floor(random() * 1000)))
    const map = function* (line: (person: Loaded, n: number) => string) {
      for (const [n, person] of people.entries()) yield line(person, n)
    }
    await copy(
      client,
      'customers.customer',
      'id, given_name, family_name, city, created_at, updated_at',
      map((p, n) => [p.id, p.given, p.family, p.city, `${seen[n]}T08:00:00Z`, `${seen[n]}T08:00:00Z`].join('\t')),
    )
    await copy(
      client,
      'customers.phone',
      'id, customer_id, e164',
      map((p, n) => [uuid(2, n), p.id, p.e164].join('\t')),
    )
    await copy(
      client,
      'customers.email',
      'id, customer_id, address',
      map((p, n) => [uuid(3, n), p.id, p.email].join('\t')),
    )
    await copy(
      client,
      'customers.asset',
      'id, kind, make, model, vin, created_at, updated_at',
      map((p, n) => [uuid(4, n), 'vehicle', 'Renault', 'Clio', p.vin, '2024-01-01', '2024-01-01'].join('\t')),
    )
    await copy(
      client,
      'customers.plate',
      'id, asset_id, plate',
      map((p, n) => [uuid(5, n), uuid(4, n), p.plate].join('\t')),
    )
    await copy(
      client,
      'customers.ownership',
      'id, asset_id, customer_id',
      map((p, n) => [uuid(6, n), uuid(4, n), p.id].join('\t')),
    )
    const words = new Set<string>()
    let needles = 0
    await copy(
      client,
      'customers.needle',
      'customer_id, kind, key, seen',
      (function* () {
        for (const [n, p] of people.entries()) {
          const own = needlesOf({ givenName: p.given, familyName: p.family, companyName: '', city: p.city })
          for (const word of wordsOfNeedles(own)) words.add(word)
          needles += own.length
          for (const { kind, key } of own) yield `${p.id}\t${kind}\t${key}\t${seen[n]}`
        }
      })(),
    )
    await copy(
      client,
      'customers.word',
      'kind, key, word',
      (function* () {
        for (const word of words) for (const { kind, key } of wordKeys(word)) yield `${kind}\t${key}\t${word}`
      })(),
    )
    for (const statement of back) await client.query(statement)
    for (const table of TABLES) await client.query(`vacuum (analyze) customers.${table}`)
    return { words: words.size, needles }
  } finally {
    client.release()
  }
}
