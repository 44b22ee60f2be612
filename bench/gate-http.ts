import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../server/kit/postgres.ts'
import type { BenchOptions } from './run.ts'

const READS_PER_S = 100

/**
 * A camera's payload in at HTTP, the card out by SSE, on a house of its own with fsync on: the time from the first byte sent
 * to the event received, for every read that shows a card. The load driver is another process than the house.
 */
export async function gateHttp({
  quick,
  log,
}: BenchOptions): Promise<{ p50Ms: number; p99Ms: number; httpN: number; secondStartMs: number; restMiB: number }> {
  const vehicles = quick ? 100_000 : 1_000_000
  const seconds = quick ? 8 : 30
  const folder = mkdtempSync(join(tmpdir(), 'okaeri-gate-http-'))
  const port = 20_000 + (process.pid % 20_000)
  const base = `http://127.0.0.1:${port}`
  let running: House | undefined
  try {
    const { cookie, path, siteId, plates } = await prepare(folder, base, port, vehicles, READS_PER_S * seconds, log)
    const started = performance.now()
    running = await openHouse(folder, port)
    const page = await fetch(`${base}/api/start`)
    await page.text()
    const secondStartMs = performance.now() - started
    log(`  the house with ${vehicles.toLocaleString('en')} vehicles starts again in ${Math.round(secondStartMs)} ms`)
    // The filter of known plates is filled behind the first page.
    await untilReady(base, vehicles)
    const restMiB = await residentMiB(running.pid)
    const times = await drive(base, cookie, path, siteId, plates)
    times.sort((a, b) => a - b)
    const at = (q: number) => times[Math.min(times.length - 1, Math.floor(times.length * q))] ?? Number.NaN
    log(
      `  HTTP in → SSE out at ${READS_PER_S} reads/s for ${seconds} s, ${times.length} cards: p50 ${at(0.5).toFixed(2)} ms, p90 ${at(0.9).toFixed(2)}, p99 ${at(0.99).toFixed(2)}; memory at rest ${Math.round(restMiB)} MiB`,
    )
    return {
      p50Ms: at(0.5),
      p99Ms: at(0.99),
      httpN: times.length,
      secondStartMs: Math.round(secondStartMs),
      restMiB: Math.round(restMiB),
    }
  } finally {
    await running?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * The network before the day: an owner, a camera, everyone on file. Filled through a database that the bench holds, then left in the
 * folder for the house to open by itself, as `npm start` does.
 */
async function prepare(
  folder: string,
  base: string,
  port: number,
  vehicles: number,
  reads: number,
  log: (line: string) => void,
) {
  const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined }
  const database = await startEmbedded({ dataDir: folder, log: quiet })
  const client = new pg.Client(database.url)
  let house: House | undefined
  try {
    house = await openHouse(folder, port, database.url)
    const first = await ask(base, '', 'POST', '/api/start/owner', {
      name: 'Bench',
      email: 'bench@example.org',
      password: 'un cheval bleu au galop',
      network: 'Bench',
      site: { name: 'Bench' },
    })
    const siteId = String(first.body.siteId)
    await client.connect()
    const people = Math.round(vehicles * 0.6)
    log(`  filing ${vehicles.toLocaleString('en')} vehicles of ${people.toLocaleString('en')} customers`)
    await fill(client, vehicles, people, siteId)
    const source = await ask(base, first.cookie, 'POST', '/api/sources', {
      door: 'gate',
      kind: 'json',
      name: 'Bench',
      siteId,
    })
    const { rows } = await client.query<{ plate: string }>(
      `select plate from customers.plate where id > ('01900003-0000-7000-8000-' || lpad(to_hex((random() * 50000)::int), 12, '0'))::uuid order by id limit ${reads}`,
    )
    return {
      cookie: first.cookie,
      path: new URL(String(source.body.address)).pathname,
      siteId,
      plates: rows.map((row) => row.plate),
    }
  } finally {
    await client.end().catch(() => undefined)
    await house?.stop()
    await database.stop()
  }
}

interface House {
  pid: number
  stop(): Promise<void>
}

/** With no address of a database, the house opens its own, on its private socket. */
async function openHouse(folder: string, port: number, databaseUrl?: string): Promise<House> {
  const child = spawn(process.execPath, ['server/main.ts'], {
    env: {
      ...process.env,
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
      OKAERI_DATA: folder,
      PORT: String(port),
      HOST: '127.0.0.1',
      OKAERI_LOG: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((open, failed) => {
    child.stdout.on('data', (text: Buffer) => text.includes('is open') && open())
    child.once('exit', (code) => failed(new Error(`the house ended with ${code}`)))
  })
  return {
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

async function ask(base: string, cookie: string, method: string, path: string, body?: unknown) {
  const answer = await fetch(base + path, {
    method,
    headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const parsed = (await answer.json()) as Record<string, unknown>
  if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(parsed)}`)
  return { body: parsed, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie }
}

/** Plates of series A to H, spread by a multiplicative step so that neighbours are everywhere, as on the road. */
const PLATE = `(select string_agg(x, '' order by o) from (values
  (1, substr('ABCDEFGH', 1 + (k / 12167 / 999 / 23 % 8)::int, 1)), (2, substr('ABCDEFGHJKLMNPQRSTVWXYZ', 1 + (k / 12167 / 999 % 23)::int, 1)),
  (3, lpad((1 + k / 12167 % 999)::text, 3, '0')),
  (4, substr('ABCDEFGHJKLMNPQRSTVWXYZ', 1 + (k / 529 % 23)::int, 1)), (5, substr('ABCDEFGHJKLMNPQRSTVWXYZ', 1 + (k / 23 % 23)::int, 1))) v(o, x))`

async function fill(client: pg.Client, vehicles: number, people: number, siteId: string): Promise<void> {
  const id = (n: string, kind: string) => `('0190${kind}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`
  await client.query(`insert into customers.customer (id, given_name, family_name, birth_date, site_id, created_at, updated_at)
    select ${id('n', '0001')}, 'Prénom', 'Nom ' || n, null, '${siteId}', now(), now() from generate_series(1, ${people}) n`)
  await client.query(`insert into customers.asset (id, kind, make, model, body, colour, created_at, updated_at)
    select ${id('n', '0002')}, 'vehicle', 'Renault', 'Captur', 'SUV', 'blanc', now(), now() from generate_series(1, ${vehicles}) n`)
  await client.query(`insert into customers.plate (id, asset_id, plate)
    select ${id('n', '0003')}, ${id('n', '0002')}, ${PLATE} from (select n, (n * 76543219::bigint) % (8 * 23 * 999::bigint * 12167) as k from generate_series(1, ${vehicles}) n) s`)
  await client.query(`insert into customers.ownership (id, asset_id, customer_id)
    select ${id('n', '0004')}, ${id('n', '0002')}, ${id(`1 + n % ${people}`, '0001')} from generate_series(1, ${vehicles}) n`)
  await client.query(`insert into visits.appointment (id, customer_id, asset_id, site_id, service, at, source, key, created_at, updated_at)
    select ${id('n', '0005')}, ${id(`1 + (n * 37) % ${people}`, '0001')}, ${id('n * 37', '0002')}, '${siteId}', 'service', now() + (n - 25) * interval '5 minutes', 'bench', n::text, now(), now()
    from generate_series(1, 50) n`)
  // Two years behind them: what an arrival is looked up among.
  const card = JSON.stringify({ name: 'Prénom Nom', why: [], because: [], thank: null, mind: null, say: null })
  await client.query(
    `insert into visits.visit (id, site_id, customer_id, asset_id, door, state, arrived_at, greeted_at, left_at, certainty, probability, card, updated_at)
    select ${id('n', '0006')}, '${siteId}', ${id(`1 + n % ${people}`, '0001')}, ${id('n', '0002')}, 'gate', 'left', at, at + interval '3 minutes', at + interval '1 hour', 'sure', 0.999, $1::jsonb, at
    from (select n, now() - interval '1 day' - n * interval '5 minutes' as at from generate_series(1, ${people / 3}) n) s`,
    [card],
  )
  await client.query('vacuum analyze')
}

async function untilReady(base: string, plates: number): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const text = await (await fetch(`${base}/metrics`)).text()
    if (Number(/^okaeri_known_plates (\d+)/mu.exec(text)?.[1] ?? 0) >= plates * 0.99) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('the filter of known plates was not filled in a minute')
}

async function residentMiB(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises')
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1] ?? 0) / 1024
}

/** Known cars (one in fifty of them expected, some one letter off) and strangers, seven to three, at a steady pace. */
async function drive(
  base: string,
  cookie: string,
  path: string,
  siteId: string,
  plates: readonly string[],
): Promise<number[]> {
  const total = plates.length
  const sent = new Map<string, number>()
  const times: number[] = []
  let rest = ''
  const leave = await listen(`${base}/api/live?site=${siteId}`, cookie, (text) => {
    const now = performance.now()
    rest += text
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const plate = /"plate":"([A-Z0-9-]+)"/u.exec(rest.slice(0, end))?.[1]?.replaceAll('-', '')
      const began = plate ? sent.get(plate) : undefined
      if (plate && began !== undefined) {
        times.push(now - began)
        sent.delete(plate)
      }
      rest = rest.slice(end + 2)
    }
  })
  const camera = await openCamera(base, path)
  const begin = performance.now()
  for (let n = 0; n < total; n++) {
    const due = begin + (n * 1000) / READS_PER_S
    const wait = due - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    const stranger = n % 10 < 3
    const plate = stranger ? `H${'ABCDEFGHJK'[n % 10]}${String(100 + (n % 900))}Z${'TVWXYZ'[n % 6]}` : plates[n]!
    camera.post(JSON.stringify({ plate, id: `b${n}` }), () => {
      if (!stranger) sent.set(plate, performance.now())
    })
  }
  for (let tries = 0; tries < 120 && camera.accepted() < total; tries++)
    await new Promise((resolve) => setTimeout(resolve, 500))
  leave()
  camera.leave()
  const lost = total - camera.accepted()
  if (lost > 0) throw new Error(`${lost} of ${total} reads were not accepted`)
  return times
}

/** A screen's stream, read as it comes; `fetch` would hear each card a tenth of a millisecond later. @returns how to leave */
function listen(url: string, cookie: string, hear: (text: string) => void): Promise<() => void> {
  return new Promise((open, failed) => {
    const request = http.get(url, { headers: { cookie }, agent: false }, (answer) => {
      answer.setEncoding('utf8')
      answer.on('data', hear)
      answer.on('error', () => undefined)
      open(() => request.destroy())
    })
    request.on('error', failed)
  })
}

const CONNECTIONS = 32

/**
 * As a camera does: plain POSTs on connections kept open. Written by hand, for the clock starts with the first byte sent: Node's own
 * client needs a fifth of a millisecond to make a request ready, `fetch` a whole one.
 */
async function openCamera(base: string, path: string) {
  const { hostname, port, host } = new URL(base)
  const heard: string[] = []
  const lines = Array.from({ length: CONNECTIONS }, () => net.connect(Number(port), hostname))
  for (const line of lines) {
    line.setNoDelay(true)
    line.setEncoding('latin1')
    line.on('data', (text: string) => heard.push(text))
  }
  await Promise.all(lines.map((line) => once(line, 'connect')))
  let turn = 0
  return {
    post(body: string, sending: () => void): void {
      const line = lines[turn++ % CONNECTIONS]!
      const head = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`
      sending()
      line.write(head + body, 'latin1')
    },
    /** How many were answered with 200. */
    accepted: () => heard.join('').split('HTTP/1.1 200 ').length - 1,
    leave(): void {
      for (const line of lines) line.destroy()
    },
  }
}
