import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import mysql from 'mysql2'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { realPostgres } from '../../../test/world.ts'
import { isSelect } from '../../customers/select-only.ts'
import { bitsOf, bytesTold } from './mysql-values.ts'
import { openQueries } from './query.edge.ts'

const inside = openQueries({ allowPrivate: true })
const rowsOf = async (address: string, query: string, queries = inside): Promise<unknown[]> => {
  const parts: Uint8Array[] = []
  for await (const bytes of queries.read(address, query)) parts.push(bytes)
  return Buffer.concat(parts)
    .toString()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown)
}
const problem = (address: string, query = 'select 1', queries = inside) =>
  rowsOf(address, query, queries).then(
    () => null,
    (error: { problem: string; message: string }) => error.problem,
  )

test.each([
  ['select 1', true],
  ['  -- les clients\n/* de Lyon */ SELECT * from client;\n', true],
  ['(select 1) union (select 2)', true],
  ['with x as (select 1) select * from x', true],
  ['table client', true],
  ['drop table client', false],
  ['update client set a = 1', false],
  ['-- select\ndelete from client', false],
  ["select * from client into outfile '/tmp/x'", false],
  ['/*!50000 drop table client */', false],
  ['call refresh()', false],
  ['', false],
])('%j only reads: %s', (query, reads) => expect(isSelect(query)).toBe(reads))

test.each([
  'http://db.example/crm',
  'postgres:///crm',
  'postgres://db.example',
  'mysql://db.example/',
  'nonsense',
  'postgres://u:p%zz@db.example/crm',
])('%s is no address of a database', async (address) => expect(await problem(address)).toBe('address-malformed'))

test('an address that leads inside is refused, by number, by name, and where one of several does', async () => {
  const outside = openQueries({
    lookup: async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.5', family: 4 },
    ],
  })
  for (const address of ['postgres://u:p@127.0.0.1/crm', 'mysql://u:p@[::1]/crm', 'postgres://u:p@10.1.2.3/crm'])
    expect(await problem(address, 'select 1', openQueries())).toBe('address-refused')
  expect(await problem('postgres://u:p@db.example/crm', 'select 1', outside)).toBe('address-refused')
})

test('where a cloud hands out its secrets is refused, also where the own network may be asked', async () => {
  const named = openQueries({ allowPrivate: true, lookup: async () => [{ address: 'fd00:ec2::254', family: 6 }] })
  for (const address of ['postgres://u:p@169.254.169.254/crm', 'mysql://u:p@[::ffff:a9fe:a9fe]/crm'])
    expect(await problem(address, 'select 1', inside)).toBe('address-refused')
  expect(await problem('postgres://u:p@metadata.example/crm', 'select 1', named)).toBe('address-refused')
})

test('nobody there, somebody silent, and a word of the password in none of it', async () => {
  const silent = createServer(() => undefined)
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  try {
    expect(await problem('postgres://u:secret@127.0.0.1:1/crm')).toBe('unreachable')
    expect(await problem('mysql://u:secret@127.0.0.1:1/crm')).toBe('unreachable')
    const impatient = openQueries({ allowPrivate: true, timeoutMs: 300 })
    const error = await rowsOf(`postgres://u:secret@127.0.0.1:${port}/crm`, 'select 1', impatient).catch(String)
    expect(error).not.toContain('secret')
  } finally {
    silent.close()
  }
})

const server = await realPostgres()
afterAll(() => server?.stop())
describe.skipIf(!server)('PostgreSQL (skipped where there is none)', async () => {
  if (!server) return
  const address = server.url
  const client = new pg.Client(address)
  await client.connect()
  await client.query(`create table client (id int, nom text, vip boolean, solde numeric, ne date, plus jsonb);
    insert into client select n, 'Nom ' || n, n % 2 = 0, n + 0.5, date '1980-01-02', jsonb_build_object('a', n) from generate_series(1, 4500) n`)
  afterAll(() => client.end())

  test('rows as they are, whatever their number; JSON stays JSON', async () => {
    const rows = await rowsOf(address, 'select * from client order by id;')
    expect(rows).toHaveLength(4500)
    expect(rows[1]).toEqual({ id: '2', nom: 'Nom 2', vip: true, solde: '2.5', ne: '1980-01-02', plus: { a: 2 } })
  })

  test('numbers longer than JavaScript keeps come whole, also from inside JSON', async () => {
    expect(
      await rowsOf(address, `select 1045678901234567891 as id, jsonb_build_object('id', 1045678901234567892) as plus`),
    ).toEqual([{ id: '1045678901234567891', plus: { id: '1045678901234567892' } }])
  })

  test.each([
    ['select 1; delete from client where id = 1', 'query-failed'],
    ['with gone as (delete from client returning *) select * from gone', 'not-a-select'],
    ['select nonsense', 'query-failed'],
    ["select set_config('transaction_read_only', 'off', false), pg_sleep(0)", 'query-failed'],
  ])('%s: %s, and nothing is changed', async (query, because) => {
    expect(await problem(address, query)).toBe(because)
    expect((await client.query('select from client')).rowCount).toBe(4500)
  })

  test('a query that takes too long, and one that brings too much', async () => {
    expect(await problem(address, 'select pg_sleep(20)', openQueries({ allowPrivate: true, timeoutMs: 300 }))).toBe(
      'timeout',
    )
    expect(await problem(address, 'select * from client', openQueries({ allowPrivate: true, maxBytes: 10_000 }))).toBe(
      'too-large',
    )
  })
})

interface FakeServer {
  on(event: 'connection', heard: (connection: mysql.Connection) => void): void
  listen(port: number, host: string, backlog: undefined, done: () => void): void
  close(): void
  _server: { address(): AddressInfo }
}
interface FakeConnection {
  writeColumns(columns: object[]): void
  writeTextRow(cells: string[]): void
  stream: Socket
}
const COLUMN = {
  catalog: 'def',
  schema: '',
  table: '',
  orgTable: '',
  characterSet: 45,
  columnLength: 255,
  columnType: 253,
  flags: 0,
  decimals: 0,
}
describe('MySQL', async () => {
  const heard: string[] = []
  const served = (mysql.createServer as unknown as () => FakeServer)()
  served.on('connection', (connection) => {
    connection.on('error', () => undefined)
    connection.serverHandshake({
      protocolVersion: 10,
      serverVersion: '8.0.0',
      connectionId: 1,
      statusFlags: 2,
      characterSet: 45,
      capabilityFlags: 0xffffff ^ 0x800,
      authCallback: (_: unknown, done: (error: null, answer: null) => void) => done(null, null),
    } as never)
    connection.on('query', (text: string) => {
      heard.push(text)
      // The fake server of the driver counts on where the handshake ended; a real one begins each answer anew.
      ;(connection as unknown as { sequenceId: number }).sequenceId = 1
      if (text.startsWith('start')) connection.writeOk()
      else if (/nonsense/u.test(text)) connection.writeError({ code: 1054, message: 'Unknown column' } as never)
      else if (/half/u.test(text)) {
        const half = connection as unknown as FakeConnection
        half.writeColumns([{ ...COLUMN, name: 'id', orgName: 'id' }])
        for (let n = 0; n < 50; n++) half.writeTextRow([String(n)])
        half.stream.end()
      } else
        connection.writeTextResult(
          [{ id: 1, nom: 'Hélène', ne: '1980-01-02' }],
          ['id', 'nom', 'ne'].map((name) => ({ ...COLUMN, name, orgName: name })) as never,
        )
    })
  })
  await new Promise<void>((resolve) => served.listen(0, '127.0.0.1', undefined, resolve))
  afterAll(() => served.close())
  const { port } = served._server.address()

  test('rows in a transaction that may only read; what it refuses is told', async () => {
    const address = `mysql://u:p@127.0.0.1:${port}/crm`
    expect(await rowsOf(address, 'select * from client;')).toEqual([{ id: '1', nom: 'Hélène', ne: '1980-01-02' }])
    expect(heard).toEqual(['start transaction read only', 'select * from client'])
    expect(await problem(address, 'select nonsense')).toBe('query-failed')
    expect(await problem(address, 'drop table client')).toBe('not-a-select')
  })

  test('a database that goes away between two rows is told at once, and what came is no whole reading', async () => {
    expect(await problem(`mysql://u:p@127.0.0.1:${port}/crm`, 'select half')).toBe('unreachable')
  })
})

test.each([
  [Buffer.from([1]), '1'],
  [Buffer.from([0]), '0'],
  [Buffer.from([1, 2]), '258'],
  [null, null],
])('bits %j are the number %s', (bits, said) => expect(bitsOf(bits)).toBe(said))

test('bytes are told as the text they are, else by their digits', () => {
  expect([Buffer.from('Hélène'), Buffer.from([0xff, 0, 0xaa]), 12, null].map(bytesTold)).toEqual([
    'Hélène',
    'ff00aa',
    12,
    null,
  ])
})
