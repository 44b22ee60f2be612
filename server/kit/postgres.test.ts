import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../../test/global-setup.ts'
import { openPool } from './db.ts'
import { startOf } from './folder-lock.ts'
import { type Embedded, startEmbedded } from './postgres.ts'
import { asArguments, QUIET, readPostmaster, settings, sharedBuffersMb } from './postgres-settings.ts'

let dataDir: string
let running: Embedded[]
let lines: string[]
const log = {
  debug: (m: string) => void lines.push(m),
  info: (m: string) => void lines.push(m),
  warn: (m: string) => void lines.push(m),
}
const start = async () => {
  const embedded = await startEmbedded({ dataDir, log, fast: true })
  running.push(embedded)
  return embedded
}
async function ask(embedded: Embedded, text: string): Promise<unknown[]> {
  const client = new pg.Client(embedded.url)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
const postmaster = () => readPostmaster(readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'))!

beforeEach(() => {
  dataDir = temporaryFolder()
  running = []
  lines = []
})
afterEach(async () => {
  for (const each of running) await each.stop()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 })
})

/** A program of its own that starts the database, says so, and waits to be killed. */
async function otherOkaeri(): Promise<ChildProcess> {
  const code = `import { startEmbedded } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'postgres.ts')).href)}
    const log = { debug() {}, info() {}, warn() {} }
    await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log, fast: true })
    console.log('up'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((done, failed) => {
    child.stdout?.once('data', done)
    child.once('exit', () => failed(new Error('the other Okaeri did not start')))
  })
  return child
}
const killed = (child: ChildProcess, signal: NodeJS.Signals) =>
  new Promise<void>((done) => {
    child.once('exit', () => done())
    child.kill(signal)
  })

it('keeps what was written, gives every extension we use, and signs in as no superuser', async () => {
  const first = await start()
  await ask(first, 'create table kept (n int); insert into kept values (7)')
  await ask(first, 'create extension pg_trgm; create extension unaccent; create extension fuzzystrmatch')
  const [row] = await ask(
    first,
    `select unaccent('Élodie') as a, show_trgm('é') = show_trgm('É') as b, lower('É') as c, (select rolsuper from pg_roles where rolname = user) as d`,
  )
  expect(row).toEqual({ a: 'Elodie', b: true, c: 'é', d: false })
  await first.stop()
  expect(await ask(await start(), 'select n from kept')).toEqual([{ n: 7 }])
})

it('refuses a second Okaeri on the same folder, and says what to do', async () => {
  await start()
  await expect(start()).rejects.toThrow(/Another Okaeri \(process \d+\) is using .*OKAERI_DATA/)
})

it('takes over the database of an Okaeri that was killed', async () => {
  const other = await otherOkaeri()
  const { pid } = postmaster()
  await killed(other, 'SIGKILL')
  const mine = await start()
  expect(mine.adopted).toBe(true)
  expect(postmaster().pid).toBe(pid)
  await mine.stop()
  expect(startOf(pid)).toBe('')
})

it('recovers when both were killed', async () => {
  const other = await otherOkaeri()
  process.kill(postmaster().pid, 'SIGKILL')
  await killed(other, 'SIGKILL')
  expect((await start()).adopted).toBe(false)
})

it('is stopped by the signal that ends its process', async () => {
  const other = await otherOkaeri()
  const { pid } = postmaster()
  await killed(other, 'SIGTERM')
  expect(startOf(pid)).toBe('')
})

it('starts again when it dies alone, and a pool finds it again', async () => {
  const embedded = await start()
  const pool = await openPool(embedded.options)
  process.kill(postmaster().pid, 'SIGKILL')
  const answer = await vi.waitFor(() => pool.query('select 1 as one'), { timeout: 25_000, interval: 100 })
  expect(answer.rows).toEqual([{ one: 1 }])
  await pool.end()
})

it('gives itself a new password when the old one was lost', async () => {
  const first = await start()
  await first.stop()
  rmSync(join(dataDir, 'postgres-password'))
  const second = await start()
  expect(second.options.password).not.toBe(first.options.password)
  expect(await ask(second, 'select 1 as one')).toEqual([{ one: 1 }])
})

it('passes over a pid file that names a stranger', async () => {
  const first = await start()
  await first.stop()
  writeFileSync(
    join(dataDir, 'postgres', 'postmaster.pid'),
    `${process.pid}\n${join(dataDir, 'postgres')}\n1\n5432\n/nowhere\n\n\nready\n`,
  )
  expect((await start()).adopted).toBe(false)
})

it('no word of a query reaches the log, whatever goes wrong', async () => {
  const embedded = await start()
  await ask(embedded, 'create table car (plate text primary key, seen date)')
  await ask(embedded, `insert into car values ('QX-417-ZT', null)`)
  const client = new pg.Client(embedded.url)
  await client.connect()
  for (const [text, values] of [
    ['insert into car values ($1, null)', ['QX-417-ZT']],
    ['insert into car values ($1, $2)', ['a', 'QX-417-ZT']],
    [`select 'QX-417-ZT'::int`, []],
    [`selekt 'QX-417-ZT'`, []],
    [`do $$ begin raise warning 'QX-417-ZT'; end $$`, []],
  ] as const) {
    await client.query(text, [...values]).catch(() => undefined)
  }
  await expect(client.query(`set log_statement = 'all'`)).rejects.toThrow(/permission denied/)
  await client.end()
  await embedded.stop()
  expect(lines.length).toBeGreaterThan(3)
  expect(lines.join('\n')).not.toContain('QX-417-ZT')
})

describe('settings', () => {
  const all = (memory: number, fast = false) => settings({ memory, fast, sockets: '/s', port: 5432 })
  it('are durable by default', () => expect(all(8e9)).not.toHaveProperty('fsync'))
  it('are quick for tests', () => expect(all(8e9, true)).toMatchObject({ fsync: 'off', synchronous_commit: 'off' }))
  it('are quiet always', () => expect(all(8e9, true)).toMatchObject(QUIET))
  it('listen on nothing but the private socket', () =>
    expect(all(8e9)).toMatchObject({ listen_addresses: '', unix_socket_permissions: '0700' }))
  it('fit the machine', () => expect([256e6, 512 * 2 ** 20, 64e9].map(sharedBuffersMb)).toEqual([61, 128, 256]))
  it('become arguments', () => expect(asArguments({ a: '1' })).toEqual(['-c', 'a=1']))
})

it('reads a pid file, whole or broken', () => {
  expect(readPostmaster('12\n/d\n1\n5432\n/s\n\n1 2\nready   \n')).toEqual({
    pid: 12,
    port: 5432,
    sockets: '/s',
    ready: true,
  })
  expect(readPostmaster('12\n')).toEqual({ pid: 12, port: 0, sockets: '', ready: false })
  expect(readPostmaster('')).toBeUndefined()
})
